import { nice, ticks } from 'd3-array';
import { line } from 'd3-shape';
import { sayState, spoken, widthOf } from './chart.ts';
import type { Anchor, Chart, Mark, Plan, Point, Series, Shape } from './chart.ts';

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
export function planTrend(chart: TrendChart): Plan {
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
  return {
    height,
    axis: [
      ...levels.flatMap((level) => gridLine(plot, plot.y(level), chart.say(level), sheet.em)),
      ...labelled(series.marks, sheet).map((place): Shape => {
        const text = series.marks[place]?.short ?? '';
        const x = plot.x(place);
        return { kind: 'text', x, y: height - sheet.em * 0.6, anchor: anchorOf(x, text, sheet), text };
      }),
    ],
    lines: [
      ...(compared ? [path(compared.marks.slice(0, series.marks.length), plot, 'line compared')] : []),
      path(series.marks, plot, 'line'),
    ],
    points: series.marks.map((mark, place) => point(chart, mark, compared?.marks[place], place, plot)),
  };
}

function gridLine({ left, right }: Plot, y: number, label: string, em: number): Shape[] {
  return [
    { kind: 'line', look: 'grid', x1: left, x2: right, y1: y, y2: y },
    { kind: 'text', x: left - em * 0.5, y: y + em * 0.35, anchor: 'end', text: label },
  ];
}

/** As many names as there is room for, the same distance apart. */
function labelled(marks: readonly Mark[], { width, em }: Chart['sheet']): number[] {
  const widest = Math.max(...marks.map(({ short }) => widthOf(short, em)), em) + em;
  const every = Math.max(1, Math.ceil(marks.length / Math.max(1, Math.floor((width * 0.85) / widest))));
  return marks.flatMap((_, place) => (place % every === 0 ? [place] : []));
}

/** In the middle under its point, unless it would be cut off. */
function anchorOf(x: number, text: string, { width, em }: Chart['sheet']): Anchor {
  const half = widthOf(text, em) / 2;
  return x < half ? 'start' : x + half > width ? 'end' : 'middle';
}

function path(marks: readonly Mark[], { x, y }: Plot, look: string): Shape {
  const draw = line<Mark>()
    .defined(({ value }) => value !== undefined)
    .x((_, place) => x(place))
    .y(({ value }) => y(value ?? 0));
  return { kind: 'path', look, d: draw(marks) ?? '' };
}

function point(chart: TrendChart, mark: Mark, earlier: Mark | undefined, place: number, plot: Plot): Point {
  const { x, y, top, bottom, step } = plot;
  const { compared, series, sheet } = chart;
  const before = compared && earlier ? `${compared.name}, ${spoken(earlier)}` : undefined;
  const size = sheet.em * 0.28;
  const at = x(place);
  const earlierDot = (value: number): Shape => {
    return { kind: 'rect', look: 'dot compared', x: at - size, y: y(value) - size, width: size * 2, height: size * 2 };
  };
  return {
    ...{ row: 0, column: place, state: mark.state, said: spoken(mark, [sayState(chart, mark), before]) },
    ...(series.marks.length > MANY && { look: 'many' }),
    shapes: [
      {
        ...{ kind: 'rect', look: 'reach', x: at - step / 2, y: top },
        ...{ width: Math.max(step, 1), height: bottom - top },
      },
      { kind: 'line', look: 'rule', x1: at, x2: at, y1: top, y2: bottom },
      ...(earlier?.value === undefined ? [] : [earlierDot(earlier.value)]),
      mark.value === undefined
        ? missing(mark, at, bottom, sheet.em)
        : { kind: 'circle', look: 'dot', x: at, y: y(mark.value), r: sheet.em * 0.33 },
    ],
  };
}

/** At the foot: a cross where a figure is hidden, a dash where there is none to calculate. */
function missing({ state }: Mark, x: number, bottom: number, em: number): Shape {
  const size = em * 0.3;
  const y = bottom - em * 0.6;
  const d =
    state === 'hidden'
      ? `M${x - size} ${y - size}L${x + size} ${y + size}M${x - size} ${y + size}L${x + size} ${y - size}`
      : `M${x - size} ${y}L${x + size} ${y}`;
  return { kind: 'path', look: 'missing', d };
}
