import { sayState, spoken, widthOf } from './chart.ts';
import type { Chart, Mark, Plan, Point, Series, Shape } from './chart.ts';

export interface BarsChart extends Chart {
  readonly series: Series;
  /** An earlier period, bar by bar: hatched. */
  readonly compared?: Series | undefined;
}

/** Bars lie: their names are sentences, and stand above them, so that a telephone has room for both. */
export function planBars(chart: BarsChart): Plan {
  const { series, compared, sheet } = chart;
  const { em, width } = sheet;
  const marks = [...series.marks, ...(compared?.marks ?? [])];
  const most = Math.max(...marks.map(({ value }) => value ?? 0)) || 1;
  const scale = (value: number) => (value / most) * (width - 2);
  const row = em * (compared ? 3.6 : 2.9);
  return {
    height: Math.ceil(series.marks.length * row),
    ...{ axis: [], lines: [] },
    points: series.marks.map((mark, place) =>
      bar({ chart, mark, earlier: compared?.marks[place], place, top: place * row, row, scale }),
    ),
  };
}

interface Bar {
  readonly chart: BarsChart;
  readonly mark: Mark;
  readonly earlier: Mark | undefined;
  readonly place: number;
  readonly top: number;
  readonly row: number;
  readonly scale: (value: number) => number;
}

function bar({ chart, mark, earlier, place, top, row, scale }: Bar): Point {
  const { sheet, compared } = chart;
  const { em, width } = sheet;
  const before = compared && earlier ? `${compared.name}\u00a0: ${earlier.text}` : undefined;
  const y = top + em * 1.45;
  const room = width - widthOf(mark.text, em) - em;
  const drawn = (look: string, value: number | undefined, at: number, height: number): Shape[] =>
    value === undefined ? [] : [{ kind: 'rect', look, x: 1, y: at, width: scale(value), height }];
  return {
    ...{ row: place, column: 0, state: mark.state, said: spoken(mark, [sayState(chart, mark), before]) },
    shapes: [
      { kind: 'rect', look: 'reach', x: 0, y: top, width, height: row },
      { kind: 'text', x: 1, y: top + em, text: shortened(mark.short, room, em) },
      { kind: 'text', look: 'value', x: width - 1, y: top + em, anchor: 'end', text: mark.text },
      { kind: 'rect', look: 'track', x: 1, y, width: width - 2, height: em * 0.8 },
      ...drawn('bar', mark.value, y, em * 0.8),
      ...drawn('bar compared', earlier?.value, y + em, em * 0.6),
    ],
  };
}

/** Cut where there is no room; all of it is in the line below and in the table. */
function shortened(text: string, room: number, em: number): string {
  if (widthOf(text, em) <= room) return text;
  const letters = Math.max(4, Math.floor((room / widthOf(text, em)) * text.length) - 1);
  return `${text.slice(0, letters).trimEnd()}…`;
}
