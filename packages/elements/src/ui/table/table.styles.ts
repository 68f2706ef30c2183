import { css } from 'lit';

export const table = css`
  .table-box {
    container-type: inline-size;
    display: grid;
    gap: var(--space);
    grid-template-columns: minmax(0, 1fr);
  }
  .sorting {
    display: none;
  }
  .rows {
    inline-size: 100%;
    border-collapse: collapse;
  }
  .rows caption {
    padding-block-end: var(--pad);
    font-weight: 650;
    text-align: start;
  }
  .rows :is(th, td) {
    padding: calc(2 * var(--pad) * var(--scale) - 0.25em) 0.5em;
    font-weight: inherit;
    text-align: start;
    vertical-align: middle;
  }
  .rows [role='columnheader'] {
    font-weight: 600;
    vertical-align: bottom;
  }
  .rows [role='rowheader'] {
    font-weight: 600;
  }
  .rows thead {
    border-block-end: 2px solid var(--edge);
  }
  .rows tbody tr {
    border-block-end: 1px solid var(--line);
  }
  .rows .number {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .rows .row-actions {
    text-align: end;
    white-space: nowrap;
  }
  .rows .row-actions button {
    padding-inline: 0.75em;
  }
  .sort {
    min-block-size: max(24px, 1.5em);
    padding: 0;
    border: 0;
    color: inherit;
    text-align: inherit;
  }
  .sort .sign {
    inline-size: 1em;
    color: var(--quiet);
    font: inherit;
  }
  [aria-sort='ascending'] .sign,
  [aria-sort='descending'] .sign {
    color: var(--accent);
  }
  .column-name {
    display: none;
  }
  @container (inline-size < 40em) {
    .sorting {
      display: block;
    }
    .rows thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .rows,
    .rows :is(caption, tbody, tr, th, td) {
      display: block;
    }
    .rows tbody {
      display: grid;
      gap: var(--space);
    }
    .rows tbody tr {
      display: grid;
      gap: var(--pad);
      padding: var(--space);
      border: 1px solid var(--line);
      border-radius: var(--radius);
    }
    .rows tbody :is(th, td) {
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.75em;
      justify-content: space-between;
      padding: 0;
      text-align: start;
      white-space: normal;
    }
    .column-name {
      display: inline;
      color: var(--quiet);
    }
    .rows .row-actions {
      justify-content: start;
    }
  }
`;
