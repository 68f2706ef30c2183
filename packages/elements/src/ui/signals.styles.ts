import { css } from 'lit';

/** Colours that say how something stands, never alone: words or a sign go with them. For what comes after the first screen. */
export const signals = css`
  .root {
    --alarm: var(--relais-color-alarm, #b3261e);
    --on-alarm: var(--relais-color-on-alarm, #fff);
    --success: var(--relais-color-success, light-dark(#17683f, #8fd6ae));
    --warning: var(--relais-color-warning, light-dark(#7a4b00, #f2c27a));
  }
`;
