import { css } from 'lit';

/** Things one below the other, each in a box of its own with what is done to it. */
export const cards = css`
  .cards {
    display: grid;
    gap: var(--space);
    grid-template-columns: minmax(0, 1fr);
  }
  .card {
    display: grid;
    gap: var(--pad);
    padding: var(--space);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    overflow-wrap: anywhere;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 1em;
    align-items: start;
    justify-content: space-between;
  }
`;
