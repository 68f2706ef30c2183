import { css } from 'lit';
import { signals } from '../ui/signals.styles.ts';

/** What the box of the element does not have yet. */
export const styles = [
  signals,
  css`
    .root {
      --urgent: var(--alarm);
      --stop: light-dark(#3d4a52, #c2cdd2);
      --alert: light-dark(#8a5300, #f3c06b);
      --outcome: var(--success);
      max-inline-size: var(--relais-max-inline-size, none);
      display: grid;
      gap: 0.75em;
      grid-template-columns: minmax(0, 1fr);
      container-type: inline-size;
    }
    header {
      display: grid;
      gap: 0.35em;
    }
    h3,
    h4 {
      margin: 0;
      font-size: 1.05em;
      line-height: 1.3;
      font-weight: 650;
    }
    h4 {
      font-size: 1em;
    }
    .notice {
      padding: 0.5em 0.75em;
      border-inline-start: 4px solid var(--accent);
      background: var(--raised);
    }
    .tools,
    .group {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5em;
    }
    .tools {
      gap: 0.5em 1.5em;
    }
    .group button {
      padding-inline: 0.9em;
    }
    button[aria-pressed='true'] {
      border-color: var(--accent);
      box-shadow: inset 0 0 0 2px var(--accent);
    }
    .body {
      display: grid;
      gap: 1.25em;
      grid-template-columns: minmax(0, 1fr);
      align-items: start;
    }
    .main {
      display: grid;
      gap: 0.5em;
      grid-template-columns: minmax(0, 1fr);
    }
    .scroll {
      overflow: auto;
      padding: 3px;
    }
    .detail:empty {
      display: none;
    }
    .detail {
      font-size: 0.9em;
    }

    /* ——— The drawing ——— */
    .as-list > .scroll {
      display: none;
    }
    .drawing {
      display: block;
      font-family: var(--relais-font-family, system-ui, sans-serif);
      font-size: 13px;
    }
    .drawing text {
      fill: var(--ink);
    }
    .drawing .title {
      font-size: 14px;
      font-weight: 650;
    }
    .drawing .strong {
      font-weight: 600;
    }
    .drawing .small,
    .drawing .line text {
      font-size: 11.5px;
      fill: var(--quiet);
    }
    .drawing text.badge {
      font-size: 11px;
      font-weight: 600;
      fill: light-dark(#5b3d00, #ffe2ae);
    }
    rect.badge {
      fill: light-dark(#fff3da, #4a3410);
      stroke: light-dark(#b98a2c, #c79a45);
    }
    .box {
      fill: var(--ground);
      stroke: var(--edge);
      stroke-width: 1;
    }
    .section .box {
      fill: var(--raised);
      stroke: none;
    }
    .node {
      outline: none;
      cursor: pointer;
    }
    .urgent.section .box,
    .urgent.result .box {
      fill: var(--urgent);
      stroke: var(--urgent);
    }
    .urgent.section text.title,
    .urgent.result text {
      fill: var(--on-alarm);
    }
    .stop .box {
      stroke: var(--stop);
    }
    .alert .box {
      stroke: var(--alert);
    }
    .outcome .box {
      stroke: var(--outcome);
    }
    .result .box {
      stroke-width: 2;
    }
    .node:focus-visible .box {
      stroke: var(--accent);
      stroke-width: 4;
    }
    .selected .box,
    .related .box {
      stroke: var(--accent);
      stroke-width: 3;
    }
    .related .box {
      stroke-dasharray: 5 3;
    }
    polyline {
      fill: none;
      stroke: var(--edge);
      stroke-width: 1.5;
    }
    .line path {
      fill: var(--edge);
    }
    .answered .box,
    .holds .box {
      fill: light-dark(#e2f1f6, #1d3f4b);
      stroke: var(--accent);
      stroke-width: 2;
    }
    .decides .box {
      stroke-width: 4;
    }
    .urgent.result.holds .box {
      fill: var(--urgent);
    }
    .silent .box {
      stroke-dasharray: 3 3;
    }
    .silent:not(.section) text {
      fill: var(--quiet);
    }
    .urgent.result.silent .box {
      fill: var(--ground);
    }
    .lit polyline {
      stroke: var(--accent);
      stroke-width: 4;
    }
    .lit path {
      fill: var(--accent);
    }

    /* ——— The list ——— */
    .list {
      display: grid;
      gap: 1.25em;
    }
    .as-tree > .list {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .list section,
    .list section > ul,
    .item {
      display: grid;
      gap: 0.5em;
      grid-template-columns: minmax(0, 1fr);
    }
    .list section > ul {
      gap: 0.75em;
    }
    .list h3 {
      padding: 0.25em 0.6em;
      border-inline-start: 6px solid var(--edge);
      background: var(--raised);
    }
    .urgent > h3 {
      border-color: var(--urgent);
    }
    .stop > h3 {
      border-color: var(--stop);
    }
    .alert > h3 {
      border-color: var(--alert);
    }
    .outcome > h3 {
      border-color: var(--outcome);
    }
    .item {
      gap: 0.2em;
      padding: 0.5em 0.75em;
      border-inline-start: 3px solid var(--line);
    }
    .item.holds,
    .item.answered {
      border-color: var(--accent);
      background: var(--raised);
    }
    .item > * {
      margin: 0;
    }
    .item .parts {
      padding-inline-start: 1em;
    }
    .joint {
      font-weight: 600;
    }
    .state {
      color: var(--accent);
      font-weight: 600;
    }
    .source {
      font-size: 0.9em;
    }
    .example {
      justify-self: start;
      display: inline-block;
      padding: 0 0.5em;
      border: 1px solid light-dark(#b98a2c, #c79a45);
      border-radius: 4px;
      background: light-dark(#fff3da, #4a3410);
      color: light-dark(#5b3d00, #ffe2ae);
      font-size: 0.85em;
      font-weight: 600;
    }

    /* ——— The trial ——— */
    .trial,
    .result,
    .verdict {
      display: grid;
      gap: 0.6em;
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
    }
    /* What follows stays in sight while answers are changed below it. */
    .result {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
      max-block-size: 45vh;
      overflow: auto;
      padding-block-end: 0.5em;
      border-block-end: 1px solid var(--line);
      background: var(--ground);
    }
    .verdict {
      padding: 0.75em 1em;
      border: 2px solid var(--edge);
      border-radius: var(--radius);
      background: var(--ground);
    }
    .verdict .level {
      font-weight: 650;
    }
    .verdict .says {
      font-size: 1.1em;
      font-weight: 650;
    }
    .verdict[data-level='urgent'] {
      border-color: var(--urgent);
    }
    .verdict[data-level='urgent'] .level {
      padding: 0.1em 0.6em;
      justify-self: start;
      background: var(--urgent);
      color: var(--on-alarm);
    }
    .verdict[data-level='stop'] {
      border-color: var(--stop);
    }
    .verdict[data-level='alert'] {
      border-color: var(--alert);
    }
    .verdict[data-level='outcome'] {
      border-color: var(--outcome);
    }
    .verdict[data-level='none'] {
      border-color: var(--danger);
      border-style: dashed;
    }
    .reasons,
    .missing {
      display: grid;
      gap: 0.5em;
    }
    .missing {
      gap: 0.1em;
      padding-inline-start: 1.2em;
      list-style: disc;
    }
    .trouble ul {
      padding-inline-start: 1.2em;
      list-style: disc;
    }
    .form relais-questionnaire {
      --relais-max-inline-size: none;
    }
    @container (min-width: 52em) {
      .with-trial {
        grid-template-columns: minmax(0, 1fr) minmax(18em, 36%);
      }
      .with-trial .main {
        grid-column: 1;
        grid-row: 1;
      }
      .with-trial .trial {
        grid-column: 2;
        grid-row: 1;
        position: sticky;
        inset-block-start: 0;
        max-block-size: 100vh;
        overflow: auto;
      }
    }

    /* Colours of an SVG are not forced by the browser: whatever they say of a node goes, its words and its line stay. */
    @media (forced-colors: active) {
      .drawing rect {
        fill: Canvas !important;
        stroke: CanvasText !important;
      }
      .drawing text {
        fill: CanvasText !important;
      }
      polyline {
        stroke: CanvasText;
      }
      .line path {
        fill: CanvasText;
      }
      .node:focus-visible .box,
      .selected .box,
      .related .box,
      .holds .box,
      .answered .box,
      .lit polyline {
        stroke: Highlight !important;
      }
      button[aria-pressed='true'] {
        border-width: 4px;
      }
      .example,
      .verdict[data-level='urgent'] .level {
        border: 1px solid CanvasText;
      }
    }

    @media print {
      .root {
        container-type: normal;
        color-scheme: light;
        gap: 1.5mm;
        padding: 0;
        border: 0;
        font-size: 8pt;
        line-height: 1.3;
      }
      header {
        gap: 0.5mm;
      }
      .tools,
      .trial,
      .detail {
        display: none;
      }
      .body,
      .main {
        display: block;
      }
      h2 {
        font-size: 12pt;
      }
      .notice {
        padding: 0 2mm;
      }
      .as-list > .scroll,
      .as-tree > .scroll {
        display: block;
        overflow: visible;
        padding: 0;
      }
      .list {
        display: none;
      }
      .drawing {
        inline-size: 100%;
        block-size: auto;
        max-block-size: 250mm;
        break-inside: avoid;
        print-color-adjust: exact;
      }
    }
  `,
];
