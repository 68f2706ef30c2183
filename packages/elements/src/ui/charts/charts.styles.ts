import { css } from 'lit';

/** Pictures and the tables behind them. Colours are those of the page; in forced ones and on paper, shape and size say the same. */
export const charts = css`
  .figure {
    display: grid;
    gap: 0.5em;
    grid-template-columns: minmax(0, 1fr);
    margin: 0;
  }
  .picture {
    display: block;
    max-inline-size: 100%;
    block-size: auto;
    overflow: visible;
  }
  .picture text {
    fill: var(--ink);
  }
  .axis text {
    fill: var(--quiet);
  }
  .picture .value {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .grid {
    stroke: var(--line);
  }
  .line {
    fill: none;
    stroke: var(--accent);
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .line.compared {
    stroke: var(--quiet);
    stroke-width: 1.5;
    stroke-dasharray: 5 4;
  }
  .line.apart {
    stroke: var(--quiet);
    stroke-width: 1.5;
    stroke-dasharray: 1.5 3;
  }
  .dot,
  .bar:not(.compared),
  .heat {
    fill: var(--accent);
  }
  .dot {
    stroke: var(--ground);
    stroke-width: 1.5;
  }
  .dot:is(.compared, .apart) {
    fill: var(--quiet);
  }
  [data-state='partial'] .dot:not(.compared, .apart) {
    fill: var(--ground);
    stroke: var(--accent);
    stroke-width: 2;
  }
  .many .dot {
    visibility: hidden;
  }
  .many:is(.current, :focus) .dot {
    visibility: visible;
  }
  .bar.compared {
    stroke: var(--quiet);
  }
  .hatch {
    fill: var(--quiet);
  }
  [data-state='partial'] .bar:not(.compared) {
    fill-opacity: 0.55;
    stroke: var(--accent);
    stroke-width: 1.5;
    stroke-dasharray: 4 3;
  }
  .track {
    fill: var(--raised);
  }
  .cell .track,
  .sample .track {
    stroke: var(--line);
  }
  .missing {
    fill: none;
    stroke: var(--quiet);
    stroke-width: 1.75;
  }
  .reach {
    fill: transparent;
  }
  .rule {
    stroke: none;
  }
  .mark:is(.current, :focus) .rule {
    stroke: var(--edge);
    stroke-dasharray: 2 3;
  }
  .mark:focus {
    outline: none;
  }
  .mark:focus-visible .reach {
    stroke: var(--accent);
    stroke-width: 3;
  }
  .readout {
    min-block-size: 1.5em;
    color: var(--quiet);
    font-size: 0.9375em;
    font-variant-numeric: tabular-nums;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1em;
    font-size: 0.875em;
  }
  .legend li {
    display: inline-flex;
    gap: 0.4em;
    align-items: center;
  }
  .data {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.9375em;
  }
  .data caption {
    padding-block-end: var(--pad);
    font-weight: 600;
    text-align: start;
  }
  .data :is(th, td) {
    padding: 0.3em 0.5em;
    border-block-end: 1px solid var(--line);
    font-weight: inherit;
    text-align: start;
    overflow-wrap: anywhere;
    vertical-align: top;
  }
  .data thead th {
    border-block-end: 2px solid var(--edge);
    font-weight: 600;
    vertical-align: bottom;
  }
  .data td {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .data thead th + th {
    text-align: end;
  }
  @media (forced-colors: active) {
    .picture text {
      fill: CanvasText;
    }
    .grid,
    .cell .track,
    .sample .track {
      stroke: CanvasText;
      stroke-opacity: 0.4;
    }
    .line,
    .missing,
    [data-state='partial'] .dot:not(.compared, .apart) {
      stroke: CanvasText;
    }
    .line:is(.compared, .apart),
    .bar.compared {
      stroke: CanvasText;
    }
    .dot,
    .bar:not(.compared),
    .heat,
    .hatch,
    .dot:is(.compared, .apart) {
      fill: CanvasText;
    }
    [data-state='partial'] .dot:not(.compared, .apart),
    .track {
      fill: Canvas;
    }
    .dot {
      stroke: Canvas;
    }
    .heat {
      fill-opacity: 1;
    }
    .mark:is(.current, :focus) .rule,
    .mark:focus-visible .reach {
      stroke: Highlight;
    }
  }
  @media print {
    .picture,
    .sample {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
    .readout {
      display: none;
    }
    .figure,
    .data tr {
      break-inside: avoid;
    }
  }
`;
