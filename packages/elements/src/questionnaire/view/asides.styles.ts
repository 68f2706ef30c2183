import { css } from 'lit';

export const styles = css`
  .help {
    color: var(--quiet);
    font-size: 0.9375em;
  }
`;
