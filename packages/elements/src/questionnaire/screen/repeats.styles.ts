import { css } from 'lit';

export const styles = css`
  .add {
    justify-self: start;
  }
  .remove {
    min-inline-size: var(--control);
    padding: var(--pad);
  }
  .one {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  .one > :first-child {
    flex: 1 1 12em;
  }
`;
