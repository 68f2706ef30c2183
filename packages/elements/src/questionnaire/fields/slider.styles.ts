import { css } from 'lit';
import { styles as typed } from './typed.styles.ts';

export const styles = css`
  ${typed}
  .slider {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.15em;
  }
  .slider output {
    font-size: 1.15em;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .slider input {
    inline-size: 100%;
    block-size: var(--control);
    margin: 0;
    accent-color: var(--accent);
    cursor: pointer;
  }
  .slider.unanswered output {
    color: var(--quiet);
    font-weight: 400;
  }
  .slider.unanswered input {
    accent-color: var(--edge);
  }
  .slider.unanswered input:not(:focus-visible) {
    opacity: 0.55;
  }
  .slider [aria-readonly] {
    cursor: default;
    filter: grayscale(1);
  }
  .ends {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 1em;
    font-size: 0.9375em;
  }
  .ends > :last-child {
    text-align: end;
  }
  .with-unit:has(.slider) {
    display: block;
  }
  .with-unit:has(.slider) > .unit {
    display: none;
  }
`;
