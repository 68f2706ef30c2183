import { css } from 'lit';

export const styles = css`
  .options.row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1.25em;
  }
  /* Short answers side by side, in columns of one width. */
  .options.columns {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--column)), 1fr));
  }
  .columns.upto-8 {
    --column: 7em;
  }
  .columns.upto-14 {
    --column: 10em;
  }
  .columns.upto-24 {
    --column: 15em;
  }
  .columns.upto-34 {
    --column: 21em;
  }
  .columns > .other {
    grid-column: 1 / -1;
  }

  :is(.stack, .nested):has(> .scale) {
    container-type: inline-size;
  }
  @container (inline-size >= 40em) {
    .scale {
      border-block-end: 1px solid var(--line);
    }
    .run-0 + .run-0,
    .run-1 + .run-1 {
      margin-block-start: calc(-1.25 * var(--space));
    }
    .scale > .set {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
      gap: 0 1em;
      align-items: center;
      padding-inline-end: 4.5em;
    }
    .few > .set {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    /* The way to clear stands at the end of the row, and takes nothing from the name. */
    .scale > .set > .label {
      padding: 0.3em 0;
    }
    .scale > .set > * {
      grid-column: 1;
    }
    .scale > .set > .options {
      grid-area: 1 / 2;
      display: grid;
      grid: auto / auto-flow minmax(0, 1fr);
      align-items: end;
      gap: 0;
    }
    .scale .option {
      flex-direction: column-reverse;
      align-items: center;
      justify-content: flex-start;
      gap: 0.3em;
      text-align: center;
    }
    .run-0 + .run-0 .option > span,
    .run-1 + .run-1 .option > span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .scale > .set > .clear {
      inset-block: auto 0.3em;
    }
  }
`;
