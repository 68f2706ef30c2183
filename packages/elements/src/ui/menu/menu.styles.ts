import { css } from 'lit';

export const menu = css`
  .menu {
    position: relative;
    display: inline-block;
  }
  .menu [role='menu'] {
    position: absolute;
    inset-block-start: calc(100% + 2px);
    inset-inline-end: 0;
    z-index: 2;
    min-inline-size: max-content;
    max-inline-size: min(20em, 90vw);
    padding: 0.25em;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--ground);
    box-shadow: 0 4px 16px rgb(0 0 0 / 20%);
  }
  .menu [role='menuitem'] {
    justify-content: start;
    inline-size: 100%;
    border-color: transparent;
    border-radius: calc(var(--radius) * 0.6);
    color: var(--ink);
    font-weight: 500;
    text-align: start;
    outline-offset: -3px;
  }
  .menu .danger {
    color: var(--danger);
  }
`;
