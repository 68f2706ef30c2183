import { css } from 'lit';

/**
 * How close things stand, for a hand with a mouse and many rows to read: the attribute `density` on an element or on a provider around it, or
 * `--relais-density` in the page's own styles, from 0 (`comfortable`) to 1 (`compact`). It is inherited, so that the nearest word counts.
 */
export const density = css`
  :host([density='comfortable']) {
    --relais-density: 0;
  }
  :host([density='compact']) {
    --relais-density: 1;
  }
`;
