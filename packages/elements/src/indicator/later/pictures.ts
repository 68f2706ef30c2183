// Pictures of figures, and the tables behind them; what draws them comes with this.
import type { Figure, FigureCell, FigureSplit } from '@relais/sdk';
import { nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { bars } from '../../ui/charts/bars.ts';
import type { Chart, Mark, Series } from '../../ui/charts/chart.ts';
import { charts } from '../../ui/charts/charts.styles.ts';
import { dataTable } from '../../ui/charts/data-table.ts';
import { heatmap } from '../../ui/charts/heatmap.ts';
import { PointsController } from '../../ui/charts/points-controller.ts';
import { SheetController } from '../../ui/charts/sheet-controller.ts';
import { trend } from '../../ui/charts/trend.ts';
import { emptyState, emptyStates } from '../../ui/flow/empty-state.ts';
import { html } from '../../ui/html.ts';
import { conditionOf } from '../shared/condition.ts';
import type { Shown } from '../shared/shown.ts';
import { comparisonLine, periodLine, whyNot } from '../shared/number-view.ts';
import { isStep } from '../shared/views.ts';
import { calendarOf, gridOf } from './grids.ts';
import type { LaterView } from './view.ts';
import { namesOf } from './names.ts';
import { endOf, stepsOf } from './steps.ts';

export const pictureStyles = [charts, emptyStates];

/** More bars than that are read in the table. */
const MOST_BARS = 12;

export class Pictures {
  readonly #points: PointsController;
  readonly #sheet: SheetController;

  constructor(host: ReactiveElement) {
    this.#points = new PointsController(host);
    this.#sheet = new SheetController(host);
  }

  render(view: LaterView, shown: Shown): TemplateResult {
    const { t, say } = view;
    const { figure, question, definition } = shown;
    const split = figure.by ?? [];
    const series = seriesOf(view, shown, figure);
    const earlier = shown.earlier && seriesOf(view, shown, shown.earlier);
    const condition = conditionOf(figure);
    const hasMarks = series.marks.length > 0;
    const isEmpty = condition === 'empty' || (!hasMarks && condition !== 'hidden');
    return html`<p class="total">
        <strong>${say.whole(figure, figure.unit)}</strong>
        <span>${t.units[figure.unit](figure.value ?? 0)}</span>
      </p>
      ${whyNot(view, shown) && !isEmpty ? html`<p class="quiet">${whyNot(view, shown)}</p>` : nothing}
      ${comparisonLine(view, figure)}
      ${
        isEmpty
          ? emptyState(t.noPicture, t.noPictureText)
          : hasMarks
            ? html`<div class="pictures stack">
                ${question.view === 'table' ? nothing : this.#draw(view, shown, series, earlier)}
                ${behind(view, shown, series, earlier, split, definition.label[view.language])}
              </div>`
            : nothing
      }
      ${periodLine(view, shown)}`;
  }

  #draw(view: LaterView, shown: Shown, series: Series, earlier: Series | undefined): TemplateResult {
    const { t, say } = view;
    const { figure, definition, question } = shown;
    const [first] = figure.by ?? [];
    const chart: Chart = {
      id: 'picture',
      title: definition.label[view.language],
      sheet: this.#sheet.sheet,
      say: (value) => say.short(value, figure.unit),
      words: t,
    };
    if (question.view === 'heatmap') {
      const markOf = (cell: FigureCell | undefined, name: string) => mark(view, figure, cell, { name, short: name });
      const names = (split: FigureSplit) => namesOf(split, t, view.language, shown.labels);
      const grid = first === 'day' ? calendarOf(figure, names, markOf) : gridOf(figure, names, markOf);
      return heatmap({ ...chart, ...grid }, this.#points);
    }
    if (isStep(first) && question.view === 'trend') return trend({ ...chart, series, compared: earlier }, this.#points);
    const [most, compared] = [largest(series, earlier), earlier];
    const rest = series.marks.length - most.series.marks.length;
    return html`${bars({ ...chart, series: most.series, compared: compared && most.compared }, this.#points)}
    ${rest > 0 ? html`<p class="quiet small">${t.more(rest)}</p>` : nothing}`;
  }
}

/** The longest bars, with those compared in their order. */
function largest(series: Series, compared: Series | undefined): { series: Series; compared: Series | undefined } {
  const places = series.marks.map((_, place) => place).slice(0, MOST_BARS);
  const pick = ({ name, marks }: Series): Series => ({ name, marks: places.flatMap((place) => marks[place] ?? []) });
  return { series: pick(series), compared: compared && pick(compared) };
}

/** In the order of time, or the most first. */
function seriesOf(view: LaterView, shown: Shown, figure: Figure): Series {
  const { t, say, language } = view;
  const by = figure.by ?? [];
  const cells = new Map((figure.cells ?? []).map((cell) => [cell.key.join(' '), cell]));
  const [first] = by;
  const names = by.map((split) => namesOf(split, t, language, shown.labels));
  const isTime = by.length === 1 && first !== undefined && isStep(first);
  const keys = isTime ? stepsOf(first, figure) : orderOf(shown, by);
  const marks = keys.map((key) => {
    const parts = key.split(' ').map((part, place) => names[place]?.(part) ?? { name: part, short: part });
    const name = parts.map((part) => part.name).join(', ');
    const made = mark(view, figure, cells.get(key), { name, short: parts.map((part) => part.short).join(', ') });
    const isOpen = isTime && endOf(first, key) >= shown.today && made.state === undefined;
    return isOpen ? { ...made, state: 'partial' as const } : made;
  });
  return { name: say.period(figure), marks };
}

/** Keys of what is shown now, most first; what is compared with follows them. */
function orderOf({ figure }: Shown, by: readonly FigureSplit[]): string[] {
  const isOrdered = by.some((split) => ['ageBand', 'weekday', 'hour'].includes(split));
  const cells = [...(figure.cells ?? [])];
  const valueOf = ({ value }: FigureCell) => value ?? -1;
  const ordered = isOrdered ? cells : cells.sort((one, other) => valueOf(other) - valueOf(one));
  return ordered.map(({ key }) => key.join(' '));
}

/** Where nothing is counted there is no cell: zero of what is counted, and nothing to divide by. */
function mark(
  { t, say }: LaterView,
  figure: Figure,
  cell: FigureCell | undefined,
  { name, short }: { readonly name: string; readonly short: string },
): Mark {
  const isShare = figure.unit === 'percent' || figure.unit === 'minutes';
  if (!cell)
    return isShare ? { name, short, value: undefined, text: '—' } : { name, short, value: 0, text: say.count(0) };
  const text = say.whole(cell, figure.unit);
  if (cell.hidden) return { name, short, value: undefined, text: t.hidden, state: 'hidden' };
  return { name, short, value: cell.value ?? undefined, text };
}

function behind(
  { t }: LaterView,
  { figure, question, smallest }: Shown,
  series: Series,
  earlier: Series | undefined,
  split: readonly FigureSplit[],
  caption: string,
): TemplateResult {
  const columns = [split.map((one) => t.splits[one]).join(', '), series.name, ...(earlier ? [earlier.name] : [])];
  const rows = series.marks.map(({ name, text }, place) => [
    name,
    text,
    ...(earlier ? [earlier.marks[place]?.text ?? ''] : []),
  ]);
  const hasHidden = figure.cells?.some(({ hidden }) => hidden);
  const all = html`${dataTable({ caption, columns, rows })}
  ${hasHidden ? html`<p class="quiet small">${t.hiddenCells(smallest)}</p>` : nothing}`;
  if (question.view === 'table') return all;
  return html`<details>
    <summary>${t.dataBehind}</summary>
    ${all}
  </details>`;
}
