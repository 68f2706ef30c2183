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
  h4,
  .head h3 {
    font-size: 1em;
  }
  .card.alert {
    border: 2px solid var(--warning);
  }
  .card.alert h3 {
    font-size: 1.1em;
  }
  .said {
    padding-inline-start: 0.75em;
    border-inline-start: 3px solid var(--warning);
    font-weight: 600;
  }
  .signs {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .answers {
    display: grid;
    gap: var(--pad);
    grid-template-columns: repeat(auto-fit, minmax(8em, 1fr));
  }
  .answers button {
    min-block-size: 3.25em;
  }
  .facts {
    display: grid;
    grid-template-columns: minmax(8em, max-content) minmax(0, 1fr);
    gap: 0.25em 1em;
    margin: 0;
  }
  .facts dt {
    color: var(--quiet);
  }
  .lacks {
    display: grid;
    gap: 0.5em;
  }
  .lacks li {
    display: grid;
    padding-inline-start: 0.75em;
    border-inline-start: 3px solid var(--line);
  }
  .told {
    display: grid;
    gap: 0.35em;
    padding-inline-start: 1.25em;
  }
  .written {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  blockquote {
    margin: 0;
    padding: var(--pad);
    border-radius: var(--radius);
    background: var(--raised);
  }
  figure {
    margin: 0;
    padding-inline-start: 0.75em;
    border-inline-start: 3px solid var(--line);
  }
  .picture {
    display: block;
    inline-size: auto;
    block-size: auto;
    max-inline-size: 100%;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
  }
  .small .picture {
    max-block-size: 14em;
  }
  .enlarged .picture {
    inline-size: 100%;
  }
  .refusal:empty {
    display: none;
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
