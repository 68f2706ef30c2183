import { css } from 'lit';
import { badges } from '../ui/badge.ts';
import { base } from '../ui/base.styles.ts';
import { actions, notice } from '../ui/boxes.styles.ts';
import { fields } from '../ui/fields/fields.styles.ts';

export const styles = [
  ...base,
  fields,
  badges,
  css`
    ${actions} ${notice}
    .card {
      display: grid;
      gap: 0.75em;
      padding: 0.75em 1em;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--ground);
    }
    .card > header {
      display: flex;
      flex-wrap: wrap;
      gap: 0.25em 0.75em;
      align-items: center;
      justify-content: space-between;
    }
    .card h3 {
      margin: 0;
    }
    summary {
      min-block-size: var(--control);
      align-content: center;
      cursor: pointer;
      font-weight: 600;
    }
    /* Paper is light and narrow, whatever the screen. */
    .paper {
      display: grid;
      gap: 0.6em;
      max-inline-size: 38em;
      padding: 1.25em;
      border: 1px solid var(--edge);
      background: var(--raised);
      overflow-wrap: anywhere;
    }
    .paper :is(h4, h5, p, ul, dl, dd) {
      margin: 0;
    }
    .paper ul {
      padding-inline-start: 1.2em;
      list-style: disc;
    }
    .paper h4 {
      font-size: 1.15em;
    }
    .paper h5 {
      font-size: 1em;
      margin-block-start: 0.4em;
    }
    .paper .to {
      justify-self: end;
      inline-size: min(100%, 18em);
    }
    .paper .mark {
      padding: 0.4em 0.6em;
      border: 2px solid;
      font-weight: 700;
    }
    .paper dt {
      color: var(--quiet);
      font-size: 0.875em;
    }
    .paper .signature {
      min-block-size: 4em;
      border-block-start: 1px dashed var(--edge);
    }
    .found {
      display: grid;
      gap: 0.4em;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .found button {
      inline-size: 100%;
      text-align: start;
    }
  `,
];
