import { css } from 'lit';

/** What is typed of another kind than text: it is short, may have a hint in it and a unit behind it. */
export const styles = css`
  .input.short {
    inline-size: min(100%, 12em);
  }
  .input::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
  .with-unit {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  .unit {
    color: var(--quiet);
  }
`;
