import { nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { html } from '../html.ts';
import { spoken, widthOf, type Chart, type Mark } from './chart.ts';
import { picture } from './picture.ts';
import type { PointsController } from './points-controller.ts';

export interface Heading {
  /** `undefined`: not written, as most weeks of a year. */
  readonly short: string | undefined;
}

/** Rows by columns. A place with no mark is no zero: it lies outside of the period. */
export interface HeatmapChart extends Chart {
  readonly rows: readonly Heading[];
  readonly columns: readonly Heading[];
  readonly cells: readonly (readonly (Mark | undefined)[])[];
}

/** Steps of a scale that are told apart at a glance. */
const STEPS = [1, 2, 3, 4, 5] as const;
/** A finger finds no less. */
const LEAST = 12;

/**
 * How much there is where two things meet. The more, the larger the square and the deeper its colour: in one colour, in forced ones and on paper
 * the size says it alone. Where there is no room across, rows become columns.
 */
export function heatmap(chart: HeatmapChart, points: PointsController): TemplateResult {
  const { sheet } = chart;
  const isTurned = sideOf(chart, sheet.width) < LEAST;
  const turned = isTurned ? turn(chart) : chart;
  const { em } = sheet;
  const left = Math.ceil(Math.max(0, ...turned.rows.map(({ short }) => widthOf(short ?? '', em))) + em * 0.6);
  const side = Math.min(em * 2.4, (sheet.width - left) / Math.max(1, turned.columns.length));
  const top = em * 1.5;
  const height = Math.ceil(top + side * turned.rows.length + 1);
  const size = sizeOf(chart);
  const drawing = svg`
    <g class="axis" aria-hidden="true">
      ${turned.columns.map(({ short }, column) => (short ? svg`<text x=${left + (column + 0.5) * side} y=${em} text-anchor=${textAnchor(short, side, em)}>${short}</text>` : ''))}
      ${turned.rows.map(({ short }, row) => (short ? svg`<text x=${left - em * 0.4} y=${top + (row + 0.5) * side + em * 0.35} text-anchor="end">${short}</text>` : ''))}
    </g>
    ${turned.cells.map((marks, row) => marks.map((mark, column) => (mark ? cell({ mark, row, column, x: left + column * side, y: top + row * side, side, step: stepOf(size, mark) }) : '')))}`;
  return picture({ chart, height, drawing, points, legend: legend(chart, size) });
}

function sideOf({ rows, columns, sheet }: HeatmapChart, width: number): number {
  const left = Math.max(0, ...rows.map(({ short }) => widthOf(short ?? '', sheet.em))) + sheet.em * 0.6;
  return (width - left) / Math.max(1, columns.length);
}

function turn(chart: HeatmapChart): HeatmapChart {
  const { rows, columns, cells } = chart;
  return {
    ...chart,
    rows: columns,
    columns: rows,
    cells: columns.map((_, column) => rows.map((__, row) => cells[row]?.[column])),
  };
}

/** The name of a month begins above its first week. */
function textAnchor(short: string, side: number, em: number): 'start' | 'middle' {
  return widthOf(short, em) > side ? 'start' : 'middle';
}

/** How much one step is. */
function sizeOf({ cells }: HeatmapChart): number {
  const most = Math.max(...cells.flat().map((mark) => mark?.value ?? 0), 0);
  // Steps that end at whole numbers, which is what most figures are.
  return Math.ceil(most / STEPS.length) || 1;
}

function stepOf(size: number, { value = 0 }: Mark): number {
  return Math.ceil(value / size);
}

interface Cell {
  readonly mark: Mark;
  readonly row: number;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly step: number;
}

function cell({ mark, row, column, x, y, side, step }: Cell): SVGTemplateResult {
  const gap = side > 16 ? 1.5 : 1;
  return svg`<g class="mark cell" data-state=${mark.state ?? nothing} role="img" data-row=${row} data-column=${column} aria-label=${spoken(mark)}>
    <rect class="reach" x=${x} y=${y} width=${side} height=${side}></rect>
    <rect class="track" x=${x + gap} y=${y + gap} width=${side - 2 * gap} height=${side - 2 * gap}></rect>
    ${mark.state === 'hidden' ? cross(x, y, side) : step ? square(x, y, side - 2 * gap, side, step) : ''}
  </g>`;
}

function square(x: number, y: number, room: number, side: number, step: number): SVGTemplateResult {
  const size = room * (0.25 + 0.15 * step);
  const inset = (side - size) / 2;
  return svg`<rect class="heat" x=${x + inset} y=${y + inset} width=${size} height=${size} fill-opacity=${0.4 + 0.12 * step}></rect>`;
}

function cross(x: number, y: number, side: number): SVGTemplateResult {
  const inset = side * 0.3;
  const [start, end] = [inset, side - inset];
  return svg`<path class="missing" d=${`M${x + start} ${y + start}L${x + end} ${y + end}M${x + start} ${y + end}L${x + end} ${y + start}`}></path>`;
}

function legend({ say, cells, words }: HeatmapChart, size: number): TemplateResult {
  const hasHidden = cells.some((marks) => marks.some((mark) => mark?.state === 'hidden'));
  return html`<ul role="list" class="legend">
    <li>${sample(svg`<rect class="track" width="16" height="16"></rect>`)} <span>${say(0)}</span></li>
    ${STEPS.map((step) => {
      return html`<li>
        ${sample(svg`<rect class="track" width="16" height="16"></rect>${square(0, 0, 16, 16, step)}`)}
        <span>${words.upTo(say(step * size))}</span>
      </li>`;
    })}
    ${
      hasHidden
        ? html`<li>
            ${sample(svg`<rect class="track" width="16" height="16"></rect>${cross(0, 0, 16)}`)}
            <span>${words.hidden}</span>
          </li>`
        : ''
    }
  </ul>`;
}

function sample(drawing: SVGTemplateResult): TemplateResult {
  return html`<svg class="sample" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${drawing}</svg>`;
}
