import { css } from 'lit';

export const listAndDetail = css`
  .split-box {
    container-type: inline-size;
  }
  .split {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(1.5 * var(--space));
    align-items: start;
  }
  .list li + li {
    border-block-start: 1px solid var(--line);
  }
  .item {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    justify-content: stretch;
    justify-items: start;
    align-items: center;
    gap: 0 0.75em;
    inline-size: 100%;
    padding: calc(1.5 * var(--pad) * var(--scale)) 0.75em;
    border: 0;
    border-inline-start: 3px solid transparent;
    border-radius: 0;
    color: var(--ink);
    font-weight: 400;
    text-align: start;
    outline-offset: -3px;
  }
  .item .title {
    grid-area: 1 / 1;
    font-weight: 600;
  }
  .item .text {
    grid-area: 2 / 1;
  }
  .item .text:empty {
    display: none;
  }
  .item .beside {
    grid-area: 1 / 2 / span 2;
  }
  .item[aria-current] {
    border-color: var(--accent);
    background: var(--raised);
  }
  .detail {
    align-content: start;
  }
  @container (inline-size < 44em) {
    .split[data-open] > .list,
    .split:not([data-open]) > .detail {
      display: none;
    }
  }
  @container (inline-size >= 44em) {
    .split {
      grid-template-columns: minmax(16em, 2fr) minmax(0, 3fr);
    }
    .leave {
      display: none;
    }
    /* Title, words and what stands beside them on one line, where things stand close. */
    @container style(--relais-density: 1) {
      .item {
        grid-template-columns: auto minmax(0, 1fr) auto;
      }
      .item .text {
        grid-area: 1 / 2;
        max-inline-size: 100%;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .item .beside {
        grid-area: 1 / 3;
      }
    }
  }
  @media (forced-colors: active) {
    .item {
      border-color: Canvas;
    }
    .item[aria-current] {
      border-color: Highlight;
    }
  }
`;
