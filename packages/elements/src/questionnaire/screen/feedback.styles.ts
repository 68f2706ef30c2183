import { css } from 'lit';
import { actions, notice } from '../../ui/boxes.styles.ts';

/** All answers as a list, on the screen and on paper, and what is left to correct. */
export const styles = css`
  .option:has(:disabled) {
    color: var(--quiet);
    cursor: default;
  }
  code {
    font-family: ui-monospace, 'Cascadia Mono', Menlo, monospace;
    font-size: 0.9em;
  }
  .aside {
    font-size: 0.9375em;
  }
  ${notice}
  ${actions}
  .lost {
    list-style: disc;
    padding-inline-start: 1.25em;
  }
  .notice summary {
    cursor: pointer;
    font-weight: 600;
  }
  .summary .link {
    min-block-size: 0;
    padding-block: 0.25em;
    text-align: start;
  }

  .input:is([readonly], .locked) {
    border-color: var(--line);
    border-style: dashed;
    background: var(--raised);
  }
  .option.locked {
    cursor: default;
  }
  input:is(.locked > *, [aria-readonly]) {
    appearance: none;
    border: 1px dashed var(--edge);
    border-radius: 50%;
    cursor: default;
  }
  input:is([type='checkbox'])[aria-readonly] {
    border-radius: 0.2em;
  }
  input:is(.locked > *, [aria-readonly]):checked {
    border-style: solid;
    background: radial-gradient(var(--ink) 45%, transparent 50%);
  }
  [aria-invalid] {
    border-width: 2px;
    border-color: var(--danger);
  }

  /* On the line of the name, so that nothing moves when an answer is given. */
  .field,
  .set {
    position: relative;
  }
  [role='radiogroup'] > .label,
  .field > label:has(~ .slider) {
    padding-inline-end: 4.5em;
  }
  .clear {
    min-block-size: 28px;
    padding-block: 0;
    font-size: 0.875em;
    font-weight: 500;
  }
  :is(.field, .set) > .clear {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
  }

  .answers {
    display: grid;
    gap: 0.75em;
  }
  .answers > div {
    display: grid;
    gap: 0.1em;
    break-inside: avoid;
  }
  .answers dt {
    color: var(--quiet);
  }
  .answers dd {
    white-space: pre-line;
  }
  .answers > :has(.edit) {
    grid-template-columns: minmax(0, 1fr) auto;
    column-gap: 1em;
  }
  .answers > div > * {
    grid-column: 1;
  }
  .answers .edit {
    grid-area: 1 / 2 / span 2;
  }
  .answers .heading dt {
    color: inherit;
    font-size: 1.1em;
    font-weight: 650;
  }
  .answers [data-depth='1'] {
    padding-inline-start: 1em;
  }
  .answers [data-depth='2'] {
    padding-inline-start: 2em;
  }
  .answers :is([data-depth='3'], [data-depth='4']) {
    padding-inline-start: 3em;
  }
  .on-paper {
    display: none;
  }
  @media print {
    .on-paper {
      display: block;
    }
    .on-screen,
    .draft {
      display: none;
    }
    .sheet {
      border: 0;
      padding: 0;
    }
    button {
      display: none;
    }
  }
`;
