import { css } from 'lit';

export const styles = css`
  @container style(--relais-density: 1) {
    .sheet {
      max-inline-size: var(--relais-max-inline-size, 96em);
    }
    h1 {
      font-size: 1.3em;
    }
    fieldset.group > legend,
    details.group > summary {
      padding-block-end: 0.2em;
      font-size: 1.05em;
    }
    .stack {
      gap: 0.5em 2em;
    }
    /* Short questions two by two where there is room. */
    :is(.stack, .nested):has(> .brief) {
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 27em), 1fr));
    }
    :is(.stack, .nested):has(> .brief) > :not(.brief) {
      grid-column: 1 / -1;
    }
    .field,
    .set,
    .options {
      gap: 0.1em 1em;
    }
    .beside,
    .beside > .set {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      align-items: center;
    }
    .beside > .set,
    .beside > [part='fault'] {
      grid-column: 1 / -1;
    }
    .beside > .label {
      grid-column: 1;
    }
    .beside > .set > [part='fault'] {
      grid-column: 1 / -1;
    }
    caption {
      padding-block-end: 0.2em;
      font-size: 1.05em;
    }
    :is([role='cell'], [role='columnheader'], [role='rowheader']) {
      padding-block: 0.15em;
    }
    .choices tr:not(.apart) .option {
      padding: 0.15em;
    }
    .label {
      font-weight: 550;
      line-height: 1.25;
    }
    .input {
      padding-block: 0.1em;
    }
    .input.short {
      inline-size: min(100%, 8em);
    }
    textarea.input {
      min-block-size: 3.4em;
    }
    .option {
      gap: 0.4em;
      padding: 0.15em 0.3em;
      align-items: center;
    }
    input:is([type='checkbox'], [type='radio']) {
      inline-size: 1.15em;
      block-size: 1.15em;
      margin: 0;
    }
    .icon {
      min-block-size: 28px;
      padding: 0.1em;
    }
    .primary {
      justify-self: start;
      inline-size: auto;
      padding-block: 0.3em;
    }
    .run-0 + .run-0,
    .run-1 + .run-1 {
      margin-block-start: -0.5em;
    }
  }
`;
