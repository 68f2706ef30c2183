import { nice, ticks } from 'd3-array';
import { line } from 'd3-shape';
import { nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { html } from '../html.ts';
import { spoken, widthOf, type Chart, type Mark, type Series } from './chart.ts';
import { picture } from './picture.ts';
import type { PointsController } from './points-controller.ts';

export interface TrendChart extends Chart {
  readonly series: Series;
  /** An earlier period, point by point: dashed and square, so that no colour is needed to tell. */
  readonly compared?: Series | undefined;
}

interface Plot {
  readonly x: (place: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly step: number;
}

/** Points are drawn one by one up to this many; beyond, only the line is, and the one looked at. */
const MANY = 60;

/** Values through time. Straight lines from one to the next: a smooth one would show what nobody has measured. A gap is a gap. */
export function trend(chart: TrendChart, points: PointsController): TemplateResult {
  const { series, compared, sheet } = chart;
  const height = Math.round(sheet.em * 17);
  const values = [series, compared].flatMap((one) => one?.marks.map(({ value }) => value ?? 0) ?? []);
  // Zero is always in the picture, above values that are all negative too.
  const least = Math.min(0, ...values);
  const [low, high] = nice(least, Math.max(0, ...values) || (least === 0 ? 1 : 0), 4);
  const levels = ticks(low, high, 4);
  const left = Math.ceil(Math.max(...levels.map((level) => widthOf(chart.say(level), sheet.em))) + sheet.em);
  const frame = { left, right: sheet.width - sheet.em, top: sheet.em, bottom: height - 2 * sheet.em };
  const step = (frame.right - left) / Math.max(1, series.marks.length);
  const plot: Plot = {
    ...frame,
    step,
    x: (place) => left + (place + 0.5) * step,
    y: (value) => frame.bottom - ((value - low) / (high - low)) * (frame.bottom - frame.top),
  };
  const drawing = svg`
    <g class="axis" aria-hidden="true">
      ${levels.map((level) => gridLine(plot, plot.y(level), chart.say(level), sheet.em))}
      ${labelled(series.marks, sheet).map((place) => svg`<text x=${plot.x(place)} y=${height - sheet.em * 0.6} text-anchor=${anchorOf(plot.x(place), series.marks[place]?.short, sheet)}>${series.marks[place]?.short ?? ''}</text>`)}
    </g>
    ${compared ? path(compared.marks.slice(0, series.marks.length), plot, 'line compared') : nothing}
    ${path(series.marks, plot, 'line')}
    ${series.marks.map((mark, place) => point(chart, mark, compared?.marks[place], place, plot))}`;
  return picture({ chart, height, drawing, points, legend: compared ? legend(series, compared) : nothing });
}

function gridLine({ left, right }: Plot, y: number, label: string, em: number): SVGTemplateResult {
  return svg`<line class="grid" x1=${left} x2=${right} y1=${y} y2=${y}></line>
    <text x=${left - em * 0.5} y=${y + em * 0.35} text-anchor="end">${label}</text>`;
}

/** As many names as there is room for, the same distance apart. */
function labelled(marks: readonly Mark[], { width, em }: Chart['sheet']): number[] {
  const widest = Math.max(...marks.map(({ short }) => widthOf(short, em)), em) + em;
  const every = Math.max(1, Math.ceil(marks.length / Math.max(1, Math.floor((width * 0.85) / widest))));
  return marks.flatMap((_, place) => (place % every === 0 ? [place] : []));
}

/** In the middle under its point, unless it would be cut off. */
function anchorOf(x: number, text = '', { width, em }: Chart['sheet']): string {
  const half = widthOf(text, em) / 2;
  return x < half ? 'start' : x + half > width ? 'end' : 'middle';
}

function path(marks: readonly Mark[], { x, y }: Plot, look: string): SVGTemplateResult {
  const draw = line<Mark>()
    .defined(({ value }) => value !== undefined)
    .x((_, place) => x(place))
    .y(({ value }) => y(value ?? 0));
  return svg`<path class=${look} aria-hidden="true" d=${draw(marks) ?? ''}></path>`;
}

function point(chart: TrendChart, mark: Mark, earlier: Mark | undefined, place: number, plot: Plot): SVGTemplateResult {
  const { x, y, top, bottom, step } = plot;
  const { compared, series, sheet } = chart;
  const look = `mark ${series.marks.length > MANY ? 'many' : ''}`;
  const before = compared && earlier ? `${compared.name}, ${spoken(earlier)}` : undefined;
  const size = sheet.em * 0.28;
  return svg`<g class=${look} data-state=${mark.state ?? nothing} role="img" data-row="0" data-column=${place} aria-label=${spoken(mark, [sayState(chart, mark), before])}>
    <rect class="reach" x=${x(place) - step / 2} y=${top} width=${Math.max(step, 1)} height=${bottom - top}></rect>
    <line class="rule" x1=${x(place)} x2=${x(place)} y1=${top} y2=${bottom}></line>
    ${earlier?.value === undefined ? nothing : svg`<rect class="dot compared" x=${x(place) - size} y=${y(earlier.value) - size} width=${size * 2} height=${size * 2}></rect>`}
    ${mark.value === undefined ? missing(mark, x(place), bottom, sheet.em) : svg`<circle class="dot" cx=${x(place)} cy=${y(mark.value)} r=${sheet.em * 0.33}></circle>`}
  </g>`;
}

function sayState({ words }: Chart, { state }: Mark): string | undefined {
  return state === 'partial' ? words.partial : undefined;
}

/** At the foot: a cross where a figure is hidden, a dash where there is none to calculate. */
function missing({ state }: Mark, x: number, bottom: number, em: number): SVGTemplateResult {
  const size = em * 0.3;
  const y = bottom - em * 0.6;
  const strokes =
    state === 'hidden'
      ? `M${x - size} ${y - size}L${x + size} ${y + size}M${x - size} ${y + size}L${x + size} ${y - size}`
      : `M${x - size} ${y}L${x + size} ${y}`;
  return svg`<path class="missing" d=${strokes}></path>`;
}

function legend(series: Series, compared: Series): TemplateResult {
  return html`<ul role="list" class="legend">
    <li>
      <svg class="sample" viewBox="0 0 28 10" width="28" height="10" aria-hidden="true">
        <path class="line" d="M0 5L28 5"></path>
        <circle class="dot" cx="14" cy="5" r="4"></circle>
      </svg>
      <span>${series.name}</span>
    </li>
    <li>
      <svg class="sample" viewBox="0 0 28 10" width="28" height="10" aria-hidden="true">
        <path class="line compared" d="M0 5L28 5"></path>
        <rect class="dot compared" x="10.5" y="1.5" width="7" height="7"></rect>
      </svg>
      <span>${compared.name}</span>
    </li>
  </ul>`;
}
