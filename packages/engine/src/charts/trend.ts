import { nice, ticks } from 'd3-array';
import { line } from 'd3-shape';
import { sayState, spoken, widthOf } from './chart.ts';
import type { Anchor, Chart, Mark, Plan, Point, Sample, Series, Shape } from './chart.ts';

export interface TrendChart extends Chart {
  readonly series: Series;
  /** An earlier period, point by point: dashed and square, so that no colour is needed to tell. */
  readonly compared?: Series | undefined;
  /** What was counted elsewhere and is never added to the others, point by point: dotted and triangular. */
  readonly apart?: Series | undefined;
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
  const { series, compared, apart, sheet } = chart;
  const height = Math.round(sheet.em * 17);
  const values = [series, compared, apart].flatMap((one) => one?.marks.map(({ value }) => value ?? 0) ?? []);
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
      ...(apart ? [path(apart.marks, plot, 'line apart')] : []),
      path(series.marks, plot, 'line'),
    ],
    points: series.marks.map((mark, place) => point(chart, mark, place, plot)),
  };
}

/** Which line is which; nothing where there is one. */
export function trendSamples({ series, compared, apart }: Pick<TrendChart, 'series' | 'compared' | 'apart'>): Sample[] {
  if (!compared && !apart) return [];
  const sample = ({ name }: Series, line: string, dot: Shape): Sample => {
    return { width: 28, shapes: [{ kind: 'path', look: line, d: 'M0 8L28 8' }, dot], text: name };
  };
  return [
    sample(series, 'line', { kind: 'circle', look: 'dot', x: 14, y: 8, r: 4 }),
    ...(compared ? [sample(compared, 'line compared', square(14, 8, 3.5))] : []),
    ...(apart ? [sample(apart, 'line apart', triangle(14, 8, 4.5))] : []),
  ];
}

function square(x: number, y: number, size: number): Shape {
  return { kind: 'rect', look: 'dot compared', x: x - size, y: y - size, width: size * 2, height: size * 2 };
}

function triangle(x: number, y: number, size: number): Shape {
  return { kind: 'path', look: 'dot apart', d: `M${x} ${y - size}L${x + size} ${y + size}L${x - size} ${y + size}Z` };
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

function point(chart: TrendChart, mark: Mark, place: number, plot: Plot): Point {
  const { x, y, top, bottom, step } = plot;
  const { compared, apart, series, sheet } = chart;
  const at = x(place);
  const other = (one: Series | undefined, draw: typeof square, size: number) => {
    const { [place]: its } = one?.marks ?? [];
    return {
      said: one && its && `${one.name}, ${spoken(its)}`,
      shapes: its?.value === undefined ? [] : [draw(at, y(its.value), sheet.em * size)],
    };
  };
  const [before, elsewhere] = [other(compared, square, 0.28), other(apart, triangle, 0.42)];
  return {
    ...{
      row: 0,
      column: place,
      state: mark.state,
      said: spoken(mark, [sayState(chart, mark), before.said, elsewhere.said]),
    },
    ...(series.marks.length > MANY && { look: 'many' }),
    shapes: [
      {
        ...{ kind: 'rect', look: 'reach', x: at - step / 2, y: top },
        ...{ width: Math.max(step, 1), height: bottom - top },
      },
      { kind: 'line', look: 'rule', x1: at, x2: at, y1: top, y2: bottom },
      ...before.shapes,
      ...elsewhere.shapes,
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
