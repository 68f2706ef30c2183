import { css } from 'lit';

/** The form itself. */
export const styles = css`
  .sheet {
    max-inline-size: var(--relais-max-inline-size, 52em);
  }
  .stack {
    gap: 1.25em;
  }
  h1,
  legend,
  dl,
  dd,
  dt {
    margin: 0;
    padding: 0;
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
  fieldset.group > legend,
  details.group > summary {
    font-size: 1.15em;
    line-height: 1.3;
    font-weight: 650;
    padding-block-end: 0.6em;
  }
  details.group > summary {
    cursor: pointer;
    color: var(--accent);
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
  .field > fieldset,
  .options {
    display: grid;
    gap: 0.35em;
    grid-template-columns: minmax(0, 1fr);
  }
  /* Whole groups: a browser that fills in forms looks at every field, and each one spared would cost it a layout. Where the
     focus is, nothing may be cut off at the edge. */
  .large .group:not(:focus-within),
  .large .field:not(.group *, :focus-within) {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 5em;
  }
  .large .group:not(:focus-within) {
    contain-intrinsic-block-size: auto 80em;
  }
  .label {
    display: block;
    font-weight: 600;
  }
  .help {
    color: var(--quiet);
    font-size: 0.9375em;
  }
  .nested {
    display: grid;
    gap: 1em;
    margin-block-start: 0.75em;
  }
  .input {
    inline-size: 100%;
    min-block-size: 44px;
    margin: 0;
    padding: 0.5em 0.75em;
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) * 0.6);
    background: var(--ground);
    color: inherit;
    font: inherit;
  }
  .input::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
  .input.short {
    inline-size: min(100%, 12em);
  }
  textarea.input {
    min-block-size: 5.5em;
    resize: vertical;
    field-sizing: content;
  }
  .input[readonly] {
    border-style: dashed;
    background: var(--raised);
  }
  [aria-invalid] {
    border-width: 2px;
    border-color: var(--danger);
  }
  .with-unit,
  .one {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  .one > :first-child {
    flex: 1 1 12em;
  }
  .unit {
    color: var(--quiet);
  }
  .remove {
    min-inline-size: 44px;
    padding: 0.5em;
  }

  /* Choices */
  .options {
    gap: 0.25em;
  }
  .options.row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1.25em;
  }
  .option {
    display: flex;
    gap: 0.6em;
    align-items: flex-start;
    min-block-size: 44px;
    padding: 0.6em 0.4em;
    border-radius: calc(var(--radius) * 0.6);
    cursor: pointer;
  }
  .option:has(:checked) {
    background: var(--raised);
  }
  .option:has(:disabled) {
    color: var(--quiet);
    cursor: default;
  }
  .option:has([aria-disabled]) {
    cursor: default;
  }
  input:is([type='checkbox'], [type='radio']) {
    flex: none;
    inline-size: 1.35em;
    block-size: 1.35em;
    margin: 0.1em 0 0;
    accent-color: var(--accent);
  }
  .link.clear {
    font-size: 0.9375em;
    font-weight: 500;
  }
  .add {
    justify-self: start;
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
