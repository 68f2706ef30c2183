// Of a form with many items the browser is spared what is not on the screen.
import { css } from 'lit';
import type { Module } from '../view/types.ts';

const styles = css`
  /* Whole groups: a browser that fills in forms looks at every field, and each one spared would cost it a layout. Where the
     focus is, nothing may be cut off at the edge. */
  .group:not(:focus-within),
  .field:not(.group *, :focus-within) {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 5em;
  }
  .group:not(:focus-within) {
    contain-intrinsic-block-size: auto 80em;
  }
`;

export const module: Module = { styles };
