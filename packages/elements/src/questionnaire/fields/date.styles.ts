import { css } from 'lit';

export const styles = css`
  .calendar {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    opacity: 0;
    pointer-events: none;
  }
`;
