import { css } from 'lit';

/** Fields and their names, on a page or in a dialog. */
export const fields = css`
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
    gap: var(--space);
    align-items: end;
  }
  .field,
  .field > fieldset {
    display: grid;
    gap: 0.25em;
    grid-template-columns: minmax(0, 1fr);
  }
  label,
  legend,
  .field strong {
    font-weight: 600;
  }
  .optional {
    font-weight: 400;
  }
  .check,
  .check span {
    font-weight: 400;
  }
  /* Counts for nothing, so that how a field stands may say otherwise. */
  :where(.field input:not([type='checkbox'], [type='radio']), select, textarea) {
    inline-size: 100%;
    min-block-size: var(--control);
    padding: var(--pad) 0.75em;
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) * 0.6);
    background: var(--ground);
    color: inherit;
    font: inherit;
  }
  textarea {
    min-block-size: 5.5em;
    resize: vertical;
    field-sizing: content;
  }
  .field .short {
    inline-size: min(100%, 12em);
  }
  [readonly],
  .field :disabled {
    border-style: dashed;
    background: var(--raised);
    color: inherit;
    opacity: 1;
  }
  [aria-invalid] {
    border-width: 2px;
    border-color: var(--danger);
  }
  .fault {
    color: var(--danger);
    font-weight: 600;
  }
  .check {
    display: flex;
    gap: 0.75em;
    align-items: flex-start;
    min-block-size: var(--control);
    padding: calc(1.4 * var(--pad)) 0.5em;
    border-radius: var(--radius);
    cursor: pointer;
  }
  li + li > .check {
    border-start-start-radius: 0;
    border-start-end-radius: 0;
    border-block-start: 1px solid var(--line);
  }
  .check:has(:checked) {
    background: var(--raised);
  }
  .check:has(:disabled, [aria-readonly]) {
    cursor: default;
  }
  input:is([type='checkbox'], [type='radio']) {
    flex: none;
    inline-size: 1.4em;
    block-size: 1.4em;
    margin: 0.05em 0 0;
    accent-color: var(--accent);
  }
  /* Side by side, as far as there is room. */
  .row {
    display: flex;
    flex-wrap: wrap;
    column-gap: 1em;
  }
  .row .check {
    border: 0;
  }
  @media (forced-colors: active) {
    .check:has(:checked) {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
