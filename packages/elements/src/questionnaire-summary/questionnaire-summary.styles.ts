import { css } from 'lit';
import { base } from '../ui/base.styles.ts';

export const styles = [
  ...base,
  css`
    :is(h2, h3, h4, h5, h6) {
      margin: 0;
      font-size: 1.1em;
      line-height: 1.3;
      font-weight: 650;
      letter-spacing: normal;
    }
    .paragraph {
      display: grid;
      gap: 0.25em;
      break-inside: avoid;
    }
    [data-depth='1'] {
      padding-inline-start: 1em;
    }
    [data-depth='2'] {
      padding-inline-start: 2em;
    }
    :is([data-depth='3'], [data-depth='4']) {
      padding-inline-start: 3em;
    }
    .bones {
      min-block-size: 0;
    }
    @media print {
      .root {
        border: 0;
        padding: 0;
      }
    }
  `,
];
