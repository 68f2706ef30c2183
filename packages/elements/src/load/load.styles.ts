import { css } from 'lit';
import { cards } from '../ui/cards.styles.ts';

export const styles = css`
  ${cards}
  .entry {
    display: grid;
    gap: 0.2em;
    overflow-wrap: anywhere;
  }
  .facts {
    display: grid;
    gap: 0.35em;
    margin: 0;
  }
  .facts div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.5em;
    justify-content: space-between;
  }
  .facts dt {
    color: var(--quiet);
  }
  .facts dd {
    margin-block: 0;
    margin-inline: auto 0;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  summary {
    min-block-size: var(--control);
    align-content: center;
    cursor: pointer;
    color: var(--accent);
  }
  .refusal {
    border-color: var(--danger);
  }
  @media (width > 60em) {
    .beside {
      display: grid;
      gap: calc(2 * var(--space));
      align-items: start;
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    }
  }
`;
