import { spoken, widthOf } from './chart.ts';
import type { Anchor, Chart, Mark, Plan, Point, Shape } from './chart.ts';

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
export const HEAT_STEPS = [1, 2, 3, 4, 5] as const;
/** A finger finds no less. */
const LEAST = 12;

/**
 * How much there is where two things meet. The more, the larger the square and the deeper its colour: in one colour, in forced ones and on paper
 * the size says it alone. Where there is no room across, rows become columns.
 */
export function planHeatmap(chart: HeatmapChart): Plan {
  const { sheet } = chart;
  const isTurned = sideOf(chart, sheet.width) < LEAST;
  const turned = isTurned ? turn(chart) : chart;
  const { em } = sheet;
  const left = Math.ceil(Math.max(0, ...turned.rows.map(({ short }) => widthOf(short ?? '', em))) + em * 0.6);
  const side = Math.min(em * 2.4, (sheet.width - left) / Math.max(1, turned.columns.length));
  const top = em * 1.5;
  const size = heatStepOf(chart);
  const across = turned.columns.map(({ short }, column): Shape | undefined => {
    if (!short) return undefined;
    return { kind: 'text', x: left + (column + 0.5) * side, y: em, anchor: textAnchor(short, side, em), text: short };
  });
  const down = turned.rows.map(({ short }, row): Shape | undefined => {
    if (!short) return undefined;
    const y = top + (row + 0.5) * side + em * 0.35;
    return { kind: 'text', x: left - em * 0.4, y, anchor: 'end', text: short };
  });
  return {
    height: Math.ceil(top + side * turned.rows.length + 1),
    axis: [...across, ...down].filter((shape) => shape !== undefined),
    lines: [],
    points: turned.cells.flatMap((marks, row) =>
      marks.flatMap((mark, column) =>
        mark ? [cell({ mark, row, column, x: left + column * side, y: top + row * side, side, size })] : [],
      ),
    ),
  };
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
function textAnchor(short: string, side: number, em: number): Anchor {
  return widthOf(short, em) > side ? 'start' : 'middle';
}

/** How much one step of its scale is. */
export function heatStepOf({ cells }: Pick<HeatmapChart, 'cells'>): number {
  const most = Math.max(...cells.flat().map((mark) => mark?.value ?? 0), 0);
  // Steps that end at whole numbers, which is what most figures are.
  return Math.ceil(most / HEAT_STEPS.length) || 1;
}

interface Cell {
  readonly mark: Mark;
  readonly row: number;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly size: number;
}

function cell({ mark, row, column, x, y, side, size }: Cell): Point {
  const gap = side > 16 ? 1.5 : 1;
  const room = side - 2 * gap;
  const step = Math.ceil((mark.value ?? 0) / size);
  return {
    ...{ row, column, look: 'cell', state: mark.state, said: spoken(mark) },
    shapes: [
      { kind: 'rect', look: 'reach', x, y, width: side, height: side },
      { kind: 'rect', look: 'track', x: x + gap, y: y + gap, width: room, height: room },
      ...(mark.state === 'hidden' ? [heatCross(x, y, side)] : step ? [heatSquare(x, y, room, side, step)] : []),
    ],
  };
}

/** What a step looks like in a square of this side. */
export function heatSquare(x: number, y: number, room: number, side: number, step: number): Shape {
  const size = room * (0.25 + 0.15 * step);
  const inset = (side - size) / 2;
  return {
    ...{ kind: 'rect', look: 'heat', x: x + inset, y: y + inset, width: size, height: size },
    opacity: 0.4 + 0.12 * step,
  };
}

/** What a hidden cell looks like in a square of this side. */
export function heatCross(x: number, y: number, side: number): Shape {
  const inset = side * 0.3;
  const [start, end] = [inset, side - inset];
  const d = `M${x + start} ${y + start}L${x + end} ${y + end}M${x + start} ${y + end}L${x + end} ${y + start}`;
  return { kind: 'path', look: 'missing', d };
}
