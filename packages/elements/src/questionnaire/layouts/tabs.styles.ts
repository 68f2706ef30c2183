import { css } from 'lit';

export const styles = css`
  .tabs {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  [role='tablist'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em;
    border-block-end: 1px solid var(--edge);
  }
  [role='tab'] {
    justify-content: start;
    margin-block-end: -1px;
    padding-inline: 0.9em;
    border-color: transparent;
    border-block-end: 3px solid transparent;
    border-end-start-radius: 0;
    border-end-end-radius: 0;
    color: var(--quiet);
    text-align: start;
  }
  [role='tab'][aria-selected='true'] {
    border-color: var(--edge) var(--edge) var(--accent);
    background: var(--ground);
    color: var(--accent);
  }
  .panel {
    padding-block: 1.1em 0.25em;
  }
  .panel:focus-visible {
    outline-offset: 6px;
    border-radius: 2px;
  }
  .count {
    min-inline-size: 1.6em;
    padding-inline: 0.4em;
    border-radius: 1em;
    background: var(--alarm);
    color: var(--on-alarm);
    font-size: 0.875em;
    line-height: 1.6;
    text-align: center;
  }
  @media (forced-colors: active) {
    [role='tab'][aria-selected='true'] {
      border-color: Highlight;
    }
    .count {
      border: 1px solid;
    }
  }
`;
