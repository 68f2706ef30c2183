import { css } from 'lit';

export const indicator = css`
  .root {
    min-block-size: 100%;
    max-inline-size: var(--relais-max-inline-size, none);
    padding: clamp(12px, 3vw, 1.25 * var(--space));
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.75em;
    align-items: baseline;
    justify-content: space-between;
  }
  h2 {
    font-size: 1.15em;
  }
  .label {
    font-size: 1em;
    font-weight: 650;
    letter-spacing: 0;
    line-height: 1.35;
  }
  .tight {
    display: grid;
    gap: 0.3em;
    grid-template-columns: minmax(0, 1fr);
  }
  .number {
    font-size: 1.25em;
    line-height: 1.2;
  }
  .figure-value {
    font-size: 1.9em;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .unit {
    margin-inline-start: 0.2em;
  }
  .made {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .small {
    font-size: 0.875em;
  }
  .warn {
    padding: 0.4em 0.75em;
    border-inline-start: 4px solid var(--relais-color-warning, light-dark(#7a4b00, #f2c27a));
    background: var(--raised);
  }
  .mark-word {
    padding: 0 0.6em;
    border: 1px solid var(--edge);
    border-radius: 1em;
    font-size: 0.875em;
    font-weight: 600;
  }
  .taken-over {
    display: grid;
    gap: 0.25em;
    justify-items: start;
    padding-inline-start: 0.75em;
    border-inline-start: 3px dashed var(--edge);
  }
  .taken-over ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .about-button {
    justify-self: start;
    min-block-size: max(24px, 1.75em);
    padding: 0.2em 0;
    border: 0;
    font-size: 0.9375em;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  @media print {
    .root {
      color-scheme: light;
      break-inside: avoid;
    }
    button {
      display: none;
    }
  }
`;
