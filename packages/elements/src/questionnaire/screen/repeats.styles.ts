import { css } from 'lit';

export const styles = css`
  .add {
    justify-self: start;
  }
  .remove {
    min-inline-size: var(--control);
    padding: var(--pad);
  }
  .one > :first-child {
    flex: 1 1 12em;
  }
`;
