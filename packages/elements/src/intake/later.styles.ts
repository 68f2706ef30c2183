import { css } from 'lit';
import { badges } from '../ui/badge.ts';
import { fields } from '../ui/fields/fields.styles.ts';
import { flow } from '../ui/flow/flow.styles.ts';
import { toast } from '../ui/toast/toast.styles.ts';
import { tabs } from '../ui/tabs/tabs.styles.ts';
import { wide } from '../ui/wide.styles.ts';

/** What the desk adds to the first screen. */
export const styles = [
  flow,
  fields,
  badges,
  tabs,
  toast,
  wide,
  css`
    .root {
      container-type: inline-size;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5em 0.75em;
    }
    kbd {
      font: inherit;
      font-size: 0.875em;
      font-weight: 400;
      color: var(--quiet);
    }
    .primary kbd {
      color: inherit;
    }
    .screen,
    .talk {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(1.5 * var(--space)) calc(2 * var(--space));
    }
    .part {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space);
      align-content: start;
    }
    .signs {
      columns: 20em;
      column-gap: 1em;
    }
    .signs li {
      break-inside: avoid;
    }
    .signs .check {
      border: 0;
      padding-block: 0.25em;
    }
    .group {
      padding-block: 0.5em 0.25em;
      font-weight: 600;
    }
    h2 {
      font-size: 1.17em;
    }
    h3 {
      font-size: 1em;
    }
    .urgent {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
      padding: 1em;
      border-radius: var(--radius);
      background: var(--alarm);
      color: var(--on-alarm);
    }
    .urgent a {
      color: inherit;
    }
    .urgent .call {
      justify-self: start;
      border-color: currentColor;
      font-size: 1.5em;
    }
    .known li + li,
    .known .actions,
    .known .card {
      margin-block-start: 0.5em;
    }
    .card {
      display: grid;
      gap: var(--space);
      padding: 1em;
      border: 1px solid var(--line);
      border-radius: var(--radius);
    }
    .when {
      font-size: 1.25em;
      font-weight: 650;
    }
    .slots {
      max-block-size: 22em;
      overflow-y: auto;
      border: 1px solid var(--line);
      border-radius: var(--radius);
    }
    .slots li {
      display: grid;
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      gap: 0.25em 1em;
      align-items: center;
      min-block-size: var(--control);
      padding: 0.25em 0.75em;
    }
    .slots li > :last-child {
      justify-self: end;
      text-align: end;
    }
    .slots li + li {
      border-block-start: 1px solid var(--line);
    }
    @container (inline-size >= 62em) {
      .screen {
        grid-template-columns: minmax(0, 3fr) minmax(20em, 2fr);
        align-items: start;
      }
      /* Where it ends stays in sight however far the list of signs goes down. */
      .end {
        position: sticky;
        inset-block-start: 0.5em;
      }
    }
    @media (forced-colors: active) {
      .urgent {
        border: 3px solid;
      }
    }
  `,
];
