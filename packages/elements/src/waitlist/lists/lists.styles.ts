import { css } from 'lit';
import { desk } from '../../ui/together/desk.styles.ts';

export const styles = [
  ...desk,
  css`
    h4 {
      margin: 0;
      font-size: 1em;
    }
    .name,
    .class {
      font-weight: 600;
    }
    .value {
      display: inline-grid;
      justify-items: start;
      gap: 0.1em;
      min-inline-size: 0;
      max-inline-size: 100%;
      overflow-wrap: anywhere;
    }
    .birth {
      font-weight: 400;
    }
    .phone {
      display: inline-flex;
      align-items: center;
      min-block-size: 24px;
      font-variant-numeric: tabular-nums;
    }
    .deeds {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 0.4em;
    }
    .deeds.start {
      justify-content: start;
    }
    .rows .deeds .menu [role='menu'] {
      white-space: normal;
    }
    .more {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5em 1em;
    }
    .rules {
      padding-block-start: var(--space);
      border-block-start: 1px solid var(--line);
    }
    .rule {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0.5em 1em;
      padding-inline-start: 0.75em;
      border-inline-start: 3px solid var(--accent);
    }
    .rule > :first-child {
      flex: 1 1 16em;
    }
    .choice {
      max-inline-size: 32em;
    }
    .refusal {
      border-color: var(--danger);
    }
    @container (inline-size < 40em) {
      .row-actions .deeds {
        justify-content: start;
      }
      .rows .deeds .menu [role='menu'] {
        inset-inline: 0 auto;
      }
    }
  `,
];
