import { css } from 'lit';

/** Buttons side by side, as far as there is room. */
export const actions = css`
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75em;
  }
  .actions > * {
    flex: 1 1 auto;
  }
`;

/** What has to be known, and the list of what is left to correct. */
export const notice = css`
  .notice,
  .summary {
    padding: 0.75em 1em;
    border-inline-start: 4px solid var(--accent);
    border-radius: var(--radius);
    background: var(--raised);
  }
  .summary {
    border-color: var(--danger);
  }
`;
