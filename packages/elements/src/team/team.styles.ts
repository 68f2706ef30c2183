import { css } from 'lit';
import { cards } from '../ui/cards.styles.ts';

export const styles = css`
  ${cards}
  h4,
  dd,
  ol {
    margin: 0;
    padding: 0;
  }
  h4 {
    font-size: 1em;
  }
  .facts {
    display: grid;
    grid-template-columns: minmax(8em, max-content) minmax(0, 1fr);
    gap: 0.25em 1em;
  }
  .facts dt {
    color: var(--quiet);
  }
  .file {
    display: grid;
    gap: var(--pad);
    padding-block-start: var(--space);
    border-block-start: 1px solid var(--line);
  }
  .signs {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .lacks {
    display: grid;
    gap: 0.5em;
  }
  .lacks li {
    padding-inline-start: 0.75em;
    border-inline-start: 3px solid var(--warning);
  }
  .head {
    align-items: center;
  }
  .choice {
    max-inline-size: 32em;
  }
  .refusal {
    border-color: var(--danger);
  }
  @container (inline-size < 24em) {
    .facts {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    .facts dd {
      margin-block-end: 0.5em;
    }
  }
`;
