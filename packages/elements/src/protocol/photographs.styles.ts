import { css } from 'lit';

export const styles = css`
  figure {
    display: grid;
    gap: 0.5em;
    margin: 0;
  }
  .picture {
    justify-self: start;
    inline-size: auto;
    block-size: auto;
    max-inline-size: 100%;
    max-block-size: 20em;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
  }
  .trouble:not(:empty) {
    color: var(--danger);
  }
  .field input {
    inline-size: 100%;
    min-block-size: var(--control);
    padding: var(--pad);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--ground);
    color: var(--ink);
    font: inherit;
  }
`;
