import { css } from 'lit';
import { base } from '../ui/base.styles.ts';

/** The first screen. */
export const styles = [
  base,
  css`
    /* From the first press on, what follows on the page stands below the fold: no later screen moves it under the reader's eyes. */
    :host(:state(begun)) {
      min-block-size: var(--relais-min-block-size, 100svh);
    }
    .emergency {
      display: block;
      padding: 0.75em 1em;
      border-inline-start: 4px solid var(--danger);
      border-radius: var(--radius);
      background: var(--raised);
    }
    .foot {
      margin-block-start: 1.5em;
      font-size: 0.875em;
    }
  `,
];
