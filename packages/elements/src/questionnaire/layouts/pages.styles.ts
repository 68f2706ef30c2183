import { css } from 'lit';

export const styles = css`
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75em;
  }
  .actions > * {
    flex: 1 1 auto;
  }
  .actions .primary {
    inline-size: auto;
  }
  .progress {
    display: grid;
    gap: 0.5em;
  }
  progress {
    inline-size: 100%;
    block-size: 0.5em;
    accent-color: var(--accent);
  }
`;
