import type { Figure, FigureCell, FigureSplit } from '@relais/model';
import { utcMonday } from 'd3-time';
import type { HeatmapChart, Mark } from '../../charts/index.ts';
import { inOrder, type namesOf } from './names.ts';
import { stepsOf } from './steps.ts';

type Grid = Pick<HeatmapChart, 'rows' | 'columns' | 'cells'>;
type Names = (split: FigureSplit) => ReturnType<typeof namesOf>;
type MarkOf = (cell: FigureCell | undefined, name: string) => Mark;

const WEEK = 7 * 86_400_000;

/** Every day of a period, weeks beside each other. Days outside of it are no cells. */
export function calendarOf(figure: Figure, names: Names, markOf: MarkOf): Grid {
  const [nameOf, weekdayOf, monthOf] = [names('day'), names('weekday'), names('month')];
  const cells = new Map((figure.cells ?? []).map((cell) => [cell.key[0], cell]));
  const days = stepsOf('day', figure);
  const first = utcMonday.floor(new Date(figure.from)).getTime();
  const weekOf = (day: string) => Math.floor((Date.parse(day) - first) / WEEK);
  const weeks = weekOf(figure.to) + 1;
  const rows = Array.from({ length: 7 }, () => Array.from<Mark | undefined>({ length: weeks }));
  for (const day of days)
    rows[(new Date(day).getUTCDay() + 6) % 7]![weekOf(day)] = markOf(cells.get(day), nameOf(day).name);
  const monthAt = (week: number) => new Date(first + week * WEEK + 6 * 86_400_000).toISOString().slice(0, 7);
  return {
    rows: rows.map((_, place) => ({ short: place % 2 ? undefined : weekdayOf(`${place + 1}`).short })),
    columns: Array.from({ length: weeks }, (_, week) => ({
      // A month of which less than a week is seen has no room for its name.
      short:
        monthAt(week) === monthAt(week - 1) || monthAt(week) > figure.to.slice(0, 7)
          ? undefined
          : monthOf(`${monthAt(week)}-01`).short.replace(/\s?\d+$/, ''),
    })),
    cells: rows,
  };
}

/** One dimension down, one across; of hours and weekdays all between the first and the last that hold anything. */
export function gridOf(figure: Figure, names: Names, markOf: MarkOf): Grid {
  const [down = 'weekday', across = 'hour'] = figure.by ?? [];
  const cells = new Map((figure.cells ?? []).map((cell) => [cell.key.join(' '), cell]));
  const [rows, columns] = [0, 1].map((place) =>
    keysOf(
      figure.by?.[place],
      (figure.cells ?? []).map(({ key }) => key[place] ?? ''),
    ),
  ) as [string[], string[]];
  const [rowName, columnName] = [names(down), names(across)];
  return {
    rows: rows.map((key) => ({ short: rowName(key).short })),
    columns: columns.map((key) => ({ short: columnName(key).short })),
    cells: rows.map((row) =>
      columns.map((column) =>
        markOf(cells.get(`${row} ${column}`), `${rowName(row).name}, ${columnName(column).name}`),
      ),
    ),
  };
}

function keysOf(split: FigureSplit | undefined, found: readonly string[]): string[] {
  const distinct = inOrder(split, [...new Set(found)]);
  if (split === 'weekday') return ['1', '2', '3', '4', '5', '6', '7'];
  if (split !== 'hour') return distinct;
  const hours = distinct.filter((key) => /^\d+$/.test(key)).map(Number);
  const [first, last] = [Math.min(...hours), Math.max(...hours)];
  return hours.length ? Array.from({ length: last - first + 1 }, (_, place) => `${first + place}`) : [];
}
