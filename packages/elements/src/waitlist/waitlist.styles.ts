import { css } from 'lit';
import { badges } from '../ui/badge.ts';
import { base } from '../ui/base.styles.ts';
import { actions, notice } from '../ui/boxes.styles.ts';
import { dialog } from '../ui/dialog/dialog.styles.ts';
import { fields } from '../ui/fields/fields.styles.ts';
import { emptyStates } from '../ui/flow/empty-state.ts';
import { menu } from '../ui/menu/menu.styles.ts';
import { signals } from '../ui/signals.styles.ts';
import { table } from '../ui/table/table.styles.ts';
import { toast } from '../ui/toast/toast.styles.ts';

export const styles = [
  ...base,
  signals,
  fields,
  badges,
  emptyStates,
  dialog,
  menu,
  table,
  toast,
  css`
    ${actions}
    ${notice}
    .root {
      max-inline-size: var(--relais-max-inline-size, none);
    }
    small {
      font-size: 0.875em;
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5em 1em;
    }
    .head .primary {
      inline-size: auto;
      margin-inline-start: auto;
      padding-block: var(--pad);
    }
    .standing {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.25em 0.75em;
    }
    .standing .link {
      min-block-size: 24px;
      padding-block: 0;
    }
    .freed {
      padding: 0.75em 1em;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--raised);
    }
    .freed-list {
      display: grid;
      gap: 0.75em;
    }
    .freed-list > li + li {
      padding-block-start: 0.75em;
      border-block-start: 1px solid var(--line);
    }
    .freed-head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.25em 0.75em;
    }
    .freed ol {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .count {
      font-weight: 600;
    }
    .behind,
    .came-back {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0.25em 1em;
    }
    .behind {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
    }
    .behind .link {
      padding-block: 0;
    }
    .board {
      table-layout: fixed;
    }
    .board th:nth-child(-n + 3) {
      inline-size: 16%;
    }
    .board th:nth-child(4) {
      inline-size: 11%;
    }
    .board th:nth-child(5) {
      inline-size: 9%;
    }
    .board th:nth-child(7) {
      inline-size: 20%;
    }
    .board :is(th, td) {
      vertical-align: top;
    }
    .board tbody tr {
      scroll-margin-block: 5em;
    }
    .board tr:focus-visible {
      outline-offset: -3px;
    }
    .board tbody tr:is(:hover, :focus-within) {
      background: var(--raised);
    }
    .board .mine {
      box-shadow: inset 4px 0 0 var(--accent);
    }
    .board .gone > :not(.row-actions) {
      color: var(--quiet);
      text-decoration: line-through;
    }
    .board .gone .badge {
      text-decoration: none;
    }
    .value {
      display: inline-grid;
      justify-items: start;
      gap: 0.1em;
      min-inline-size: 0;
      max-inline-size: 100%;
    }
    .name,
    .class,
    .waited {
      font-weight: 600;
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
    .waited {
      font-variant-numeric: tabular-nums;
    }
    .why {
      font-weight: 600;
    }
    .bar {
      display: block;
      inline-size: min(8em, 100%);
      block-size: 6px;
      border: 1px solid var(--edge);
      border-radius: 3px;
      fill: var(--accent);
    }
    .bar[data-look='soon'] {
      fill: var(--warning);
    }
    .bar[data-look='missed'] {
      fill: var(--danger);
    }
    .note {
      overflow-wrap: anywhere;
    }
    .deeds {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 0.4em;
    }
    .deeds button {
      padding-inline: 0.75em;
    }
    .rows .deeds .menu [role='menu'] {
      white-space: normal;
    }
    .claim {
      border-color: var(--accent);
    }
    .keys summary {
      display: inline-flex;
      align-items: center;
      min-block-size: 24px;
      color: var(--accent);
      font-weight: 600;
      cursor: pointer;
    }
    .keys dl {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(18em, 100%), 1fr));
      gap: 0.25em 1em;
      margin-block-start: 0.5em;
    }
    .keys dl > div {
      display: flex;
      gap: 0.75em;
    }
    .keys dt {
      flex: none;
      min-inline-size: 3em;
    }
    kbd {
      padding: 0.1em 0.45em;
      border: 1px solid var(--edge);
      border-radius: 4px;
      font: inherit;
      font-weight: 600;
    }
    /* Cards: the name above, each value under its own title. */
    @container (inline-size < 40em) {
      .board th:nth-child(n) {
        inline-size: auto;
      }
      .board .row-actions .deeds {
        justify-content: start;
      }
      .rows .deeds .menu [role='menu'] {
        inset-inline: 0 auto;
      }
      .board td:not(.row-actions):not(:has(.value > *)) {
        display: none;
      }
    }
    .wall {
      font-size: clamp(1.1em, 2.2vw, 2em);
    }
    .figures {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5em 2.5em;
    }
    .figure dd {
      font-size: 2.2em;
      font-weight: 700;
      line-height: 1.1;
      font-variant-numeric: tabular-nums;
    }
    .figure[data-look='missed'] dd {
      color: var(--danger);
    }
    .figure dt {
      color: var(--quiet);
    }
    .wall-rows {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .wall-rows li {
      display: grid;
      grid-template-columns: 1.5em minmax(0, 2fr) minmax(0, 1fr) minmax(0, 1.5fr) auto;
      align-items: center;
      gap: 0.25em 0.75em;
      padding-block: 0.3em;
      border-block-start: 1px solid var(--line);
    }
    .rank {
      color: var(--quiet);
      font-variant-numeric: tabular-nums;
    }
    @container (inline-size < 40em) {
      .wall-rows li {
        grid-template-columns: 1.5em minmax(0, 1fr) auto;
      }
      .wall-rows li > :nth-child(n + 4) {
        grid-column-start: 2;
      }
    }
    @media (forced-colors: active) {
      .bar {
        fill: CanvasText;
      }
      .board .mine {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
    }
  `,
];
