import { css } from 'lit';
import { actions, notice } from '../boxes.styles.ts';
import { signals } from '../signals.styles.ts';

/** What every screen of a flow may hold, after the first one. */
export const flow = css`
  ${signals}
  h2 small {
    font-size: 0.5833em;
    font-weight: 500;
    letter-spacing: 0;
    margin-block-end: 0.25em;
  }
  h2 small:empty {
    display: none;
  }
  h3 {
    font-size: 1.125em;
    line-height: 1.35;
    font-weight: 650;
  }
  h3:focus {
    outline: none;
  }
  /* On a line of its own: a count that changes must not change where the line breaks. */
  small {
    display: block;
    font-size: 0.875em;
    font-weight: 400;
  }
  ${actions}
  ${notice}
  .danger {
    border-color: var(--danger);
    color: var(--danger);
  }
  .setting {
    display: block;
    margin-block-start: 0.25em;
    font:
      0.9375em/1.5 ui-monospace,
      'Cascadia Mono',
      Menlo,
      monospace;
    overflow-wrap: anywhere;
    -webkit-user-select: all;
    user-select: all;
  }
  [aria-busy='true'] button {
    cursor: progress;
  }
  [aria-busy='true'] .primary {
    opacity: 0.7;
  }
`;
