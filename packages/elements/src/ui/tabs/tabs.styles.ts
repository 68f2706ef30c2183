import { css } from 'lit';

export const tabs = css`
  .tabs-box {
    container-type: inline-size;
  }
  .tabs {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space);
  }
  /* One line that scrolls, rather than three that push the panel off a telephone. */
  [role='tablist'] {
    display: flex;
    gap: 0.25em;
    overflow-x: auto;
    border-block-end: 1px solid var(--edge);
  }
  [role='tab'] {
    flex: none;
    justify-content: start;
    padding-inline: 0.9em;
    border: 0;
    border-block-end: 3px solid transparent;
    border-radius: 0;
    color: var(--ink);
    font-weight: 500;
    outline-offset: -3px;
  }
  [role='tab'][aria-selected='true'] {
    border-color: var(--accent);
    color: var(--accent);
    font-weight: 650;
  }
  [role='tab'] .count {
    min-inline-size: 1.6em;
    padding-inline: 0.4em;
    border: 1px solid var(--edge);
    border-radius: 1em;
    font-size: 0.875em;
    line-height: 1.5;
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .panel {
    align-content: start;
  }
  .panel:focus-visible {
    outline-offset: 4px;
  }
  @container (inline-size >= 40em) {
    .tabs[data-look='side'] {
      grid-template-columns: minmax(10em, 15em) minmax(0, 1fr);
    }
    .tabs[data-look='side'] [role='tablist'] {
      flex-direction: column;
      border-block-end: 0;
      border-inline-end: 1px solid var(--edge);
    }
    .tabs[data-look='side'] [role='tab'] {
      border-block-end: 0;
      border-inline-end: 3px solid transparent;
      text-align: start;
    }
    .tabs[data-look='side'] [aria-selected='true'] {
      border-color: var(--accent);
    }
    .tabs[data-look='side'] .count {
      margin-inline-start: auto;
    }
  }
  /* Where colours are forced, an edge without colour is drawn as any other. */
  @media (forced-colors: active) {
    [role='tab'][aria-selected] {
      border-color: Canvas;
    }
    [role='tab'][aria-selected='true'] {
      border-color: Highlight;
    }
  }
`;
