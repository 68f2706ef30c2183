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
    --radius: var(--relais-radius, 10px);
    /* 1 where things stand comfortably, 0.64 where they stand close. What is to change in kind, and not in size alone, asks for it by
       "@container style(--relais-density: 1)". */
    --scale: calc(1 - 0.36 * clamp(0, var(--relais-density, 0), 1));
    /* Least height of what is pressed or typed into: 44 px for a finger, 28 for a mouse. */
    --control: calc(var(--scale) * max(44px, 2.75em));
    /* Within a control or a row, and between two blocks. */
    --pad: calc(var(--scale) * 0.5em);
    --space: calc(var(--scale) * 1em);
  }
`;
