import { css } from 'lit';

export const styles = css`
  details.group > summary {
    cursor: pointer;
    color: var(--accent);
  }
`;
