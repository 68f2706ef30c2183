import { css } from 'lit';
import { base } from '../ui/base.styles.ts';
import { actions, notice } from '../ui/boxes.styles.ts';
import { dialog } from '../ui/dialog/dialog.styles.ts';
import { signals } from '../ui/signals.styles.ts';

export const styles = [
  ...base,
  actions,
  notice,
  signals,
  dialog,
  css`
    .head {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 1em;
    }
    .training {
      padding: 0.5em 1em;
      border: 2px dashed var(--warning);
      border-radius: var(--radius);
      color: var(--warning);
      font-weight: 700;
    }
    h3 {
      font-size: 1.1em;
    }
    .criteria {
      display: grid;
      gap: 0.35em;
      list-style: disc;
      padding-inline-start: 1.25em;
    }
    dl {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 0.35em 1em;
    }
    dd {
      font-weight: 600;
    }
    .alert {
      display: grid;
      gap: 0.6em;
      padding: 0.75em 1em;
      border: 2px solid var(--tone, var(--warning));
      border-radius: var(--radius);
      background: var(--raised);
    }
    .alert:focus-visible {
      outline: 3px solid var(--accent);
      outline-offset: 2px;
    }
    .alert[data-kind='urgent'] {
      --tone: var(--danger);
    }
    .alert[data-lapsed] {
      --tone: var(--line);
    }
    .alert h3 {
      color: var(--tone, var(--warning));
    }
    .urgency {
      inline-size: 100%;
      block-size: 100%;
      max-inline-size: none;
      max-block-size: none;
      margin: 0;
      padding: clamp(16px, 6vw, 64px);
      border: 0;
      background: var(--alarm);
      color: var(--on-alarm);
      overflow: auto;
    }
    .urgency .inner {
      display: grid;
      align-content: center;
      gap: 1em;
      min-block-size: 100%;
      max-inline-size: 36em;
      margin-inline: auto;
    }
    .urgency h2 {
      font-size: 2em;
    }
    .urgency p {
      font-size: 1.25em;
      font-weight: 600;
    }
    .urgency a,
    .urgency button {
      inline-size: 100%;
      min-block-size: 3.25em;
      border: 2px solid var(--on-alarm);
      border-radius: var(--radius);
      background: var(--alarm);
      color: var(--on-alarm);
      font-size: 1.1em;
    }
    .urgency a {
      display: grid;
      place-content: center;
      background: var(--on-alarm);
      color: var(--alarm);
      text-decoration: none;
    }
    .urgency :focus-visible {
      outline: 3px solid var(--on-alarm);
      outline-offset: 3px;
    }
    .verdict {
      display: grid;
      gap: 0.6em;
      padding: 0.75em 1em;
      border-inline-start: 6px solid var(--tone);
      border-radius: var(--radius);
      background: var(--raised);
    }
    .verdict[data-level] {
      --tone: var(--success);
    }
    .verdict[data-level='alert'],
    .verdict[data-level='incomplete'] {
      --tone: var(--warning);
    }
    .verdict[data-level='urgent'],
    .verdict[data-level='stop'] {
      --tone: var(--danger);
    }
    .reasons {
      display: grid;
      gap: 0.75em;
    }
    .example {
      display: inline-block;
      justify-self: start;
      padding: 0 0.5em;
      border: 1px solid var(--warning);
      border-radius: 1em;
      color: var(--warning);
      font-size: 0.875em;
    }
    .check {
      display: flex;
      gap: 0.75em;
      align-items: center;
      min-block-size: var(--control);
      cursor: pointer;
    }
    .check input {
      flex: none;
      inline-size: 1.4em;
      block-size: 1.4em;
      accent-color: var(--accent);
    }
    .counter {
      padding: 0.75em 1em;
      border: 1px solid var(--line);
      border-radius: var(--radius);
    }
    .counter summary {
      cursor: pointer;
      font-weight: 600;
      min-block-size: 1.75em;
    }
    .counter .count {
      font-size: 2em;
      font-weight: 700;
      font-variant-numeric: tabular-nums;
    }
    .counter .count:focus {
      outline: none;
    }
    video {
      inline-size: 100%;
      max-block-size: 60dvh;
      border-radius: var(--radius);
      background: #000;
    }
    .field {
      display: grid;
      gap: 0.25em;
    }
    select,
    textarea {
      inline-size: 100%;
      min-block-size: var(--control);
      padding: var(--pad);
      border: 1px solid var(--edge);
      border-radius: var(--radius);
      background: var(--ground);
      color: var(--ink);
      font: inherit;
    }
    textarea {
      min-block-size: 14em;
      font-family: ui-monospace, monospace;
      font-size: 0.9em;
    }
    relais-questionnaire,
    relais-consent {
      --relais-max-inline-size: none;
    }
  `,
];
