import { css } from 'lit';
import { base } from '../../ui/base.styles.ts';

export const styles = [
  ...base,
  css`
    .banner {
      display: flex;
      gap: 0.75em;
      padding: 0.75em 1em;
      border: 2px solid var(--tone);
      border-radius: var(--radius);
      background: var(--raised);
    }
    .banner p {
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.75em;
    }
    .sign {
      flex: none;
      display: grid;
      place-items: center;
      inline-size: 1.75em;
      block-size: 1.75em;
      border-radius: 50%;
      background: var(--tone);
      color: var(--ground);
      font-weight: 700;
      forced-color-adjust: none;
    }
    [data-tone='yes'] {
      --tone: var(--success);
    }
    [data-tone='again'] {
      --tone: var(--warning);
    }
    [data-tone='no'] {
      --tone: var(--danger);
    }
    legend {
      padding: 0;
      margin-block-end: 0.5em;
      font-weight: 600;
    }
    .points {
      display: grid;
      gap: 0.5em;
    }
    .point {
      display: flex;
      gap: 0.75em;
      align-items: start;
      min-block-size: 44px;
      padding: 0.6em 0.75em;
      border: 1px solid var(--edge);
      border-radius: var(--radius);
      cursor: pointer;
    }
    .point span {
      flex: 1;
    }
    input[type='checkbox'],
    input[type='radio'] {
      flex: none;
      inline-size: 1.4em;
      block-size: 1.4em;
      margin: 0.05em 0 0;
      accent-color: var(--accent);
    }
    .point:has(:checked) {
      border-color: var(--success);
      background: var(--raised);
    }
    .question {
      font-size: 1.15em;
      font-weight: 600;
    }
    .summary ul {
      list-style: disc;
      padding-inline-start: 1.25em;
    }
  `,
];
