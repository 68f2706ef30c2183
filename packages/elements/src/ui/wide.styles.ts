import { css } from 'lit';

/** A desk takes the width it is given, and its buttons only what they need, where a telephone's take all there is. */
export const wide = css`
  .root {
    max-inline-size: var(--relais-max-inline-size, none);
  }
  @media (width > 40em) {
    button,
    .button {
      justify-self: start;
    }
    .primary {
      inline-size: auto;
      min-inline-size: 10em;
      padding-block: var(--pad);
    }
    .actions > * {
      flex: 0 1 auto;
    }
  }
`;
