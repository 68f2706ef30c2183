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
  /* A form longer than a telephone keeps what sends it in sight; what has the focus is scrolled clear of it. */
  .dialog {
    scroll-padding-block-end: 4em;
  }
  .dialog [type='submit'] {
    position: sticky;
    inset-block-end: 0;
    box-shadow:
      0 0 0 0.5em var(--ground),
      0 calc(1.5 * var(--space)) 0 0.5em var(--ground);
  }
  /* What stands below it is not covered by its ground. */
  .dialog .actions {
    position: relative;
  }
`;
