import { css } from 'lit';

export const toast = css`
  .toasts {
    position: fixed;
    inset: auto 0 max(1em, env(safe-area-inset-bottom)) 0;
    z-index: 3;
    display: grid;
    gap: 0.5em;
    justify-items: center;
    inline-size: fit-content;
    max-inline-size: min(36em, calc(100vw - 2em));
    margin-inline: auto;
  }
  .toast {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.75em;
    padding: 0.5em 0.5em 0.5em 1em;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--ground);
    box-shadow: 0 4px 20px rgb(0 0 0 / 25%);
  }
  .toast .close {
    min-inline-size: var(--control);
    margin-inline-start: auto;
    padding: 0;
    border-color: transparent;
  }
`;
