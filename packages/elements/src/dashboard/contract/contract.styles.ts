import { css } from 'lit';

/** What the contract adds to the styles of a dashboard. */
export const contractStyles = css`
  .contract-help {
    border-inline-start: 4px solid var(--danger);
  }
  .contract-mission,
  .contract-indicator {
    min-inline-size: 0;
    padding: var(--space);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .contract-mission > legend,
  .contract-indicator > legend {
    padding-inline: 0.25em;
    font-weight: 600;
  }
  .contract-amount {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .contract-lines {
    display: grid;
    gap: 0.25em;
  }
  .contract-lines summary {
    min-block-size: max(24px, 1.75em);
    cursor: pointer;
  }
  .contract-lines details[open] > summary {
    margin-block-end: 0.5em;
  }
`;
