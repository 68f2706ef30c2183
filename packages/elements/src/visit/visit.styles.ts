import { css } from 'lit';
import { cards } from '../ui/cards.styles.ts';

export const styles = css`
  ${cards}
  .card[data-state='started'],
  .card[data-state='done'] {
    border: 2px solid var(--accent);
  }
  .head h3 {
    font-size: 1.05em;
  }
  .hour {
    display: inline-block;
    margin-inline-end: 0.25em;
    font-variant-numeric: tabular-nums;
  }
  .signs {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .actions:not(:has(*)) {
    display: none;
  }
  summary {
    min-block-size: var(--control);
    align-content: center;
    cursor: pointer;
    color: var(--accent);
  }
  .told {
    display: grid;
    gap: 0.35em;
    padding-inline-start: 0.75em;
    border-inline-start: 3px solid var(--line);
  }
  .yes {
    padding-inline-start: 1.25em;
    font-weight: 600;
  }
  .written,
  .letter {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .letter {
    max-block-size: 12em;
    overflow: auto;
    padding: var(--pad);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
  }
  /* What sends, copies or prints it stays in sight, however long it is, where that leaves room to read; what has the focus is scrolled clear of it. */
  @media (min-height: 40em) {
    .dialog:has(.letter) {
      scroll-padding-block-end: 13em;
    }
    .dialog:has(.letter) .actions {
      position: sticky;
      inset-block-end: calc(-1.5 * var(--space));
      padding-block: var(--pad) calc(1.5 * var(--space));
      border-block-start: 1px solid var(--line);
      margin-block-end: calc(-1.5 * var(--space));
      background: var(--ground);
    }
  }
  .line {
    display: grid;
    gap: var(--pad);
    align-items: end;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9em), 1fr));
  }
  .refusal {
    border-color: var(--danger);
  }
`;
