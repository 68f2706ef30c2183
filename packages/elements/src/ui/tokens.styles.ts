import { css } from 'lit';

/**
 * The shared tokens: what a host may set (`--relais-…`, on `:root` or on one tag) and what it is when it does not.
 * They stand on a box of ours and not on `:host`, so that a value set on `:root` is not hidden by a default set nearer.
 * Every pair of ink and ground below has a contrast of 4.5 or more, in both schemes.
 */
export const tokens = css`
  .root {
    --accent: var(--relais-color-accent, light-dark(#0b5c74, #7cc7de));
    --on-accent: var(--relais-color-on-accent, light-dark(#fff, #06222c));
    --ink: var(--relais-color-text, light-dark(#18262e, #e8eef0));
    --quiet: var(--relais-color-text-quiet, light-dark(#4d5d66, #a9b8bf));
    --ground: var(--relais-color-surface, light-dark(#fff, #131d22));
    --raised: var(--relais-color-surface-raised, light-dark(#f1f6f7, #1d2a31));
    --line: var(--relais-color-border, light-dark(#c6d3d8, #3a4a52));
    --edge: var(--relais-color-border-control, light-dark(#6f828c, #8498a1));
    --danger: var(--relais-color-danger, light-dark(#b3261e, #ffb4ab));
    --alarm: var(--relais-color-alarm, #b3261e);
    --on-alarm: var(--relais-color-on-alarm, #fff);
    --success: var(--relais-color-success, light-dark(#17683f, #8fd6ae));
    --radius: var(--relais-radius, 10px);
    --gap: var(--relais-gap, 1rem);
  }
`;
