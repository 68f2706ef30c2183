import type { DimensionLabels, Figure, FigureCell, FigurePeriod, FigureSplit } from '@relais/model';
import type { HeatmapChart, Mark, Series } from '../../charts/index.ts';
import { isStep } from '../query.ts';
import { calendarOf, gridOf } from './grids.ts';
import { inOrder, isOrdered, namesOf } from './names.ts';
import type { NamingWords } from './names.ts';
import type { Say } from './say.ts';
import { endOf, stepsOf } from './steps.ts';
import type { FigureWords } from './words/fr-figure.ts';

/** What pictures of figures are said with. */
export interface Showing {
  readonly t: FigureWords & NamingWords;
  readonly say: Say;
  readonly language: 'fr' | 'en';
  readonly labels: DimensionLabels;
  /** The date at the place when they were asked for. */
  readonly today: string;
}

/** The parts of a figure in the order of time, or those with most first; `order` is that of the figure they are compared with. */
export function seriesOf(showing: Showing, figure: Figure, order: Figure = figure): Series {
  const { t, say, language, labels, today } = showing;
  const by = figure.by ?? [];
  const cells = new Map((figure.cells ?? []).map((cell) => [cell.key.join(' '), cell]));
  const [first] = by;
  const names = by.map((split) => namesOf(split, t, language, labels));
  const isTime = by.length === 1 && first !== undefined && isStep(first);
  const keys = isTime ? stepsOf(first, figure) : orderOf(order, by);
  const marks = keys.map((key) => {
    const parts = key.split(' ').map((part, place) => names[place]?.(part) ?? { name: part, short: part });
    const name = parts.map((part) => part.name).join(', ');
    const isCounted = isTime ? touches(figure.counted, first, key) : figure.counted !== null;
    const short = parts.map((part) => part.short).join(', ');
    const made = mark(showing, figure, cells.get(key), { name, short, isCounted });
    const isOpen = isTime && endOf(first, key) >= today && made.state === undefined;
    return isOpen ? { ...made, state: 'partial' as const } : made;
  });
  return { name: say.period(figure), marks };
}

/** The parts of a figure in a grid: days of a calendar, or one dimension by another. */
export function heatOf(showing: Showing, figure: Figure): Pick<HeatmapChart, 'rows' | 'columns' | 'cells'> {
  const { t, language, labels } = showing;
  const isCounted = figure.counted !== null;
  const markOf = (cell: FigureCell | undefined, name: string) =>
    mark(showing, figure, cell, { name, short: name, isCounted });
  const names = (split: FigureSplit) => namesOf(split, t, language, labels);
  return figure.by?.[0] === 'day' ? calendarOf(figure, names, markOf) : gridOf(figure, names, markOf);
}

/** Keys of what is shown now, in their own order where they have one, else most first; what is compared with follows them. */
function orderOf({ cells = [] }: Figure, by: readonly FigureSplit[]): string[] {
  const valueOf = ({ value }: FigureCell) => value ?? -1;
  const keys = [...cells].sort((one, other) => valueOf(other) - valueOf(one)).map(({ key }) => key);
  // The first split leads, so it is sorted by last.
  for (let place = by.length - 1; place >= 0; place -= 1) {
    if (!isOrdered(by[place])) continue;
    const codes = inOrder(by[place], [...new Set(keys.map((key) => key[place] ?? ''))]);
    keys.sort((one, other) => codes.indexOf(one[place] ?? '') - codes.indexOf(other[place] ?? ''));
  }
  return keys.map((key) => key.join(' '));
}

/** Whether something of a step is among the days that could be counted. */
function touches(counted: FigurePeriod | null, step: FigureSplit, key: string): boolean {
  return counted !== null && key <= counted.to && endOf(step, key) >= counted.from;
}

interface Named {
  readonly name: string;
  readonly short: string;
  /** Days that are not counted yet are a gap: 0 would say that nothing happened. */
  readonly isCounted: boolean;
}

/** Where nothing is found there is no cell: zero of what is counted, and nothing to divide by. */
function mark(
  { t, say }: Showing,
  figure: Figure,
  cell: FigureCell | undefined,
  { name, short, isCounted }: Named,
): Mark {
  const isShare = figure.unit === 'percent' || figure.unit === 'minutes';
  if (!cell)
    return isShare || !isCounted
      ? { name, short, value: undefined, text: '—' }
      : { name, short, value: 0, text: say.count(0) };
  const text = say.whole(cell, figure.unit);
  if (cell.hidden) return { name, short, value: undefined, text: t.hidden, state: 'hidden' };
  return { name, short, value: cell.value ?? undefined, text };
}
