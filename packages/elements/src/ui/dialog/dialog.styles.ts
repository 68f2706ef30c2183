import { css } from 'lit';

export const dialog = css`
  .dialog {
    inline-size: min(36em, calc(100vw - 2em));
    max-block-size: calc(100dvh - 2em);
    padding: calc(1.5 * var(--space));
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) * 1.6);
    background: var(--ground);
    color: var(--ink);
    overscroll-behavior: contain;
  }
  .dialog::backdrop {
    background: rgb(0 20 30 / 55%);
  }
  .dialog .primary {
    inline-size: auto;
  }
`;
