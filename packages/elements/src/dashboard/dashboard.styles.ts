import { css } from 'lit';
import { base } from '../ui/base.styles.ts';
import { dialog } from '../ui/dialog/dialog.styles.ts';
import { emptyStates } from '../ui/flow/empty-state.ts';
import { fields } from '../ui/fields/fields.styles.ts';
import { flow } from '../ui/flow/flow.styles.ts';
import { menu } from '../ui/menu/menu.styles.ts';
import { wide } from '../ui/wide.styles.ts';

const own = css`
  .root {
    container-type: inline-size;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 1em;
    align-items: start;
    justify-content: space-between;
  }
  .toolbar,
  .dates {
    display: grid;
    gap: var(--space);
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 12em), 1fr));
    align-items: end;
  }
  .filters summary {
    min-block-size: max(24px, 1.75em);
    color: var(--accent);
    font-weight: 600;
    cursor: pointer;
  }
  .filters[open] summary {
    margin-block-end: 0.5em;
  }
  .tiles {
    display: grid;
    gap: var(--space);
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 16em), 1fr));
  }
  .all {
    grid-column: 1 / -1;
  }
  .tiles > * {
    min-inline-size: 0;
  }
  @container (inline-size > 36em) {
    .two {
      grid-column: span 2;
    }
  }
  .printed {
    display: none;
  }
  .advice {
    padding-inline-start: 0.75em;
    border-inline-start: 4px solid var(--accent);
  }
  .advice ul {
    display: grid;
    gap: 0.5em;
  }
  .board-rows {
    display: grid;
    gap: 0.5em;
    margin: 0;
    padding: 0;
  }
  .board-rows li {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 1em;
    align-items: center;
    justify-content: space-between;
    padding-block: 0.4em;
    border-block-end: 1px solid var(--line);
  }
  .verdict {
    padding: 0.5em 0.75em;
    border-inline-start: 4px solid var(--danger);
    background: var(--raised);
  }
  .verdict.true {
    border-color: var(--success);
  }
  @media print {
    .root {
      border: 0;
      padding: 0;
      color-scheme: light;
    }
    .tools,
    .toolbar,
    .dates,
    .filters {
      display: none;
    }
    .printed {
      display: grid;
      gap: 0.75em;
    }
    .printed div {
      break-inside: avoid;
      margin-block-end: 0.4em;
    }
    .printed dt {
      font-weight: 600;
    }
    .tiles {
      display: block;
    }
    .tiles > * {
      break-inside: avoid;
      margin-block-end: 0.75em;
    }
  }
`;

export const styles = [...base, flow, fields, emptyStates, dialog, menu, wide, own];
