import { css } from 'lit';

export const styles = css`
  .other {
    display: grid;
    gap: 0.25em;
    padding-inline: 0.4em;
  }
`;
