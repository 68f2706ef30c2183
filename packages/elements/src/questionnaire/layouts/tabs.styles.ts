import { css } from 'lit';
import { actions } from '../../ui/boxes.styles.ts';
import { signals } from '../../ui/signals.styles.ts';

export const styles = css`
  ${actions}
  ${signals}
  .sheet:has(.tabs) {
    max-inline-size: var(--relais-max-inline-size, 70em);
  }
  .tabs-box {
    container-type: inline-size;
  }
  .tabs {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    scroll-margin-block: 1em;
  }
  [role='tablist'] {
    display: none;
  }
  .menu {
    font-weight: 600;
    text-overflow: ellipsis;
  }
  .panel {
    padding-block: 1.1em 0.25em;
  }
  .panel:focus-visible {
    outline-offset: 6px;
    border-radius: 2px;
  }
  @container (inline-size >= 40em) {
    .tabs {
      grid-template-columns: minmax(10em, 15em) minmax(0, 1fr);
      column-gap: 1.5em;
      align-items: start;
    }
    .menu {
      display: none;
    }
    [role='tablist'] {
      position: sticky;
      inset-block-start: 0;
      display: grid;
      align-content: start;
      max-block-size: 100vh;
      overflow-y: auto;
      border-inline-end: 1px solid var(--line);
    }
    .panel {
      padding-block: 0.25em;
    }
    .panel > .actions > * {
      flex: 0 1 auto;
    }
    .panel > .actions > .next {
      margin-inline-start: auto;
    }
  }
  [role='tab'] {
    justify-content: start;
    align-items: baseline;
    min-block-size: 36px;
    padding: 0.35em 0.75em;
    border: 0;
    border-inline-end: 3px solid transparent;
    border-radius: calc(var(--radius) * 0.6) 0 0 calc(var(--radius) * 0.6);
    color: var(--ink);
    font-weight: 500;
    line-height: 1.3;
    text-align: start;
    outline-offset: -3px;
  }
  [role='tab'][aria-selected='true'] {
    border-color: var(--accent);
    background: var(--raised);
    color: var(--accent);
    font-weight: 650;
  }
  .state {
    flex: none;
    inline-size: 0.7em;
    block-size: 0.7em;
    border: 2px solid var(--edge);
    border-radius: 50%;
  }
  .state.begun {
    background: linear-gradient(90deg, var(--edge) 50%, transparent 50%);
  }
  .state.done {
    position: relative;
    border-color: transparent;
  }
  .state.done::before {
    content: '✓';
    position: absolute;
    inset: auto 0 -0.3em -0.15em;
    color: var(--success);
    font-weight: 700;
  }
  .count {
    flex: none;
    margin-inline-start: auto;
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
    .state.begun {
      border-style: dashed;
    }
    .count {
      border: 1px solid;
    }
  }
`;
