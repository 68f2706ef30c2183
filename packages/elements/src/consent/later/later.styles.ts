import { css } from 'lit';
import { actions, notice } from '../../ui/boxes.styles.ts';
import { signals } from '../../ui/signals.styles.ts';

const own = css`
  :is(h3, .reason h2) {
    font-size: 1.25em;
    line-height: 1.3;
    font-weight: 650;
  }
  :is(h3, .reason h2, .summary):focus {
    outline: none;
  }
  .how {
    padding: 0.75em 1em;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .how > .stack {
    margin-block-start: 1em;
  }
  summary {
    display: list-item;
    cursor: pointer;
    font-weight: 600;
    min-block-size: 1.75em;
  }
  summary .quiet {
    display: block;
    font-weight: 400;
  }
  .field {
    display: grid;
    gap: 0.25em;
  }
  .field > span {
    font-weight: 600;
  }
  :is(.field input, select, textarea) {
    inline-size: 100%;
    min-block-size: 44px;
    padding: 0.5em 0.75em;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--ground);
    color: var(--ink);
    font: inherit;
  }
  .choices {
    display: grid;
    gap: 0.25em;
  }
  .choice {
    display: flex;
    gap: 0.75em;
    align-items: center;
    min-block-size: 44px;
    cursor: pointer;
  }
  .pad {
    display: block;
    inline-size: 100%;
    block-size: 10em;
    border: 2px solid var(--edge);
    border-radius: var(--radius);
    background: #fff;
    touch-action: none;
  }
  .dialog {
    box-sizing: border-box;
    inline-size: min(48em, 100%);
    max-block-size: 100dvb;
    max-inline-size: 100%;
    padding: clamp(16px, 5vw, 40px);
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) * 1.6);
    background: var(--ground);
    color: var(--ink);
    overflow: auto;
  }
  .dialog::backdrop {
    background: rgb(0 0 0 / 55%);
  }
  .reading {
    display: grid;
    gap: 1em;
    font-size: 1.2em;
  }
  .reading h2 {
    font-size: 1.5em;
  }
  .sealed {
    display: block;
  }
  .idea {
    font-size: 1.25em;
    line-height: 1.6;
    min-block-size: 6em;
    white-space: pre-line;
  }
  .exact {
    white-space: pre-wrap;
  }
  .qr {
    display: block;
    inline-size: min(16em, 100%);
    block-size: auto;
    background: #fff;
    forced-color-adjust: none;
  }
  .copy {
    display: none;
  }
  @media print {
    .root {
      border: 0;
      padding: 0;
    }
    .root > .stack > :not(.copy) {
      display: none;
    }
    .root > .stack:not(:has(.copy)) > :not(.copy) {
      display: revert;
    }
    .copy {
      display: grid;
      gap: 1em;
      color: #000;
      font-size: 11pt;
    }
    .copy div {
      display: flex;
      gap: 1em;
      break-inside: avoid;
    }
    .copy dt {
      inline-size: 10em;
      font-weight: 650;
    }
    .copy .qr {
      inline-size: 4cm;
      flex: none;
    }
    .copy .code {
      display: block;
      font-family: monospace;
      font-size: 9pt;
      overflow-wrap: anywhere;
    }
  }
`;

/** The first screen is one column and says one thing in one colour: it does without these. */
export const styles = [actions, notice, signals, own];
