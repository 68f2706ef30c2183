import { css } from 'lit';

/** The form itself. */
export const styles = css`
  .sheet {
    max-inline-size: var(--relais-max-inline-size, 52em);
  }
  .stack {
    gap: calc(1.25 * var(--space));
  }
  h1 {
    font-size: 1.5em;
    line-height: 1.25;
    font-weight: 650;
    text-wrap: balance;
  }
  h2 {
    font-size: 1.2em;
  }
  small {
    font-size: 0.875em;
  }

  /* Groups */
  .group > .stack,
  .nested {
    padding-inline-start: clamp(10px, 3vw, 20px);
    border-inline-start: 3px solid var(--line);
  }
  .group > :is(legend, summary) {
    font-size: 1.15em;
    line-height: 1.3;
    font-weight: 650;
    padding-block-end: 0.6em;
  }
  .prefix {
    color: var(--quiet);
    font-weight: 650;
  }
  .mark {
    color: var(--danger);
    font-weight: 700;
  }

  /* A question */
  .field {
    scroll-margin-block: 1em;
  }
  .field,
  .set,
  .options {
    display: grid;
    gap: 0.35em;
    grid-template-columns: minmax(0, 1fr);
  }
  .label {
    display: block;
    font-weight: 600;
  }
  .nested {
    display: grid;
    gap: 1em;
    margin-block-start: 0.75em;
  }
  .input {
    inline-size: 100%;
    min-block-size: var(--control);
    margin: 0;
    padding: var(--pad) calc(1.5 * var(--pad));
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) * 0.6);
    background: var(--ground);
    color: inherit;
    font: inherit;
  }
  textarea.input {
    min-block-size: 5.5em;
    resize: vertical;
    field-sizing: content;
  }

  /* Choices */
  .options {
    gap: 0.25em;
  }
  .option {
    display: flex;
    gap: 0.6em;
    align-items: flex-start;
    min-block-size: var(--control);
    padding: calc(1.2 * var(--pad)) 0.4em;
    border-radius: calc(var(--radius) * 0.6);
    cursor: pointer;
  }
  .option:has(:checked) {
    background: var(--raised);
  }
  input:is([type='checkbox'], [type='radio']) {
    flex: none;
    inline-size: 1.35em;
    block-size: 1.35em;
    margin: 0.1em 0 0;
    accent-color: var(--accent);
  }

  /* What is said about answers */
  .fault {
    color: var(--danger);
    font-weight: 600;
  }
  .warning {
    font-weight: 600;
  }
  @media (forced-colors: active) {
    .option:has(:checked) {
      outline: 1px solid Highlight;
    }
  }
`;
