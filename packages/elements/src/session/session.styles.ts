import { css } from 'lit';
import { base } from '../ui/base.styles.ts';
import { actions } from '../ui/boxes.styles.ts';

export const styles = [
  ...base,
  css`
    ${actions}
    .root {
      padding: 0.75em 1em;
      max-inline-size: var(--relais-max-inline-size, none);
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0.75em 1.5em;
    }
    .who {
      flex: 1 1 16em;
      min-inline-size: 0;
    }
    .who:focus {
      outline: none;
    }
    .name {
      font-weight: 650;
    }
    .line > .actions {
      flex: 0 1 auto;
    }
    .root .note {
      margin-block-start: 0.5em;
      font-size: 0.9375em;
    }
    .bones {
      min-block-size: 0;
    }
  `,
];
