import { css } from 'lit';
import { styles as typed } from './typed.styles.ts';

export const styles = css`
  ${typed}
  .with-button {
    position: relative;
    display: flex;
    align-items: center;
    gap: 0.5em;
  }
  .with-button .input {
    min-inline-size: 0;
  }
  .icon {
    min-inline-size: var(--control);
    padding: 0.5em;
  }
  .calendar {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    opacity: 0;
    pointer-events: none;
  }
`;
