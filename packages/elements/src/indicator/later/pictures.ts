// Pictures of figures, and the tables behind them; what draws them comes with this.
import type { FigureSplit } from '@relais/sdk';
import {
  conditionOf,
  heatOf,
  isNarrowed,
  seriesOf,
  takenOverSeries,
  whyNot,
  type Showing,
} from '@relais/sdk/indicators/pictures';
import { nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { bars } from '../../ui/charts/bars.ts';
import type { Chart, Series } from '../../ui/charts/chart.ts';
import { charts } from '../../ui/charts/charts.styles.ts';
import { dataTable } from '../../ui/charts/data-table.ts';
import { heatmap } from '../../ui/charts/heatmap.ts';
import { PointsController } from '../../ui/charts/points-controller.ts';
import { SheetController } from '../../ui/charts/sheet-controller.ts';
import { trend } from '../../ui/charts/trend.ts';
import { emptyState, emptyStates } from '../../ui/flow/empty-state.ts';
import { html } from '../../ui/html.ts';
import type { Shown } from '../shared/shown.ts';
import { comparisonLine, periodLine, takenOverView } from '../shared/number-view.ts';
import { isStep } from '../shared/views.ts';
import { titleOf } from './title.ts';
import type { LaterView } from './view.ts';

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
    const { figure, question } = shown;
    const split = figure.by ?? [];
    const showing = showingOf(view, shown);
    const series = seriesOf(showing, figure);
    const earlier = shown.earlier && seriesOf(showing, shown.earlier, figure);
    const apart = takenOverSeries(showing, figure, series);
    const condition = conditionOf(figure);
    const hasMarks = series.marks.length > 0;
    const isEmpty = !apart && (condition === 'empty' || (!hasMarks && condition !== 'hidden'));
    return html`<p class="total">
        <strong>${say.whole(figure, figure.unit)}</strong>
        <span>${t.units[figure.unit](figure.value ?? 0)}</span>
      </p>
      ${whyNot(view, shown) && !isEmpty ? html`<p class="quiet">${whyNot(view, shown)}</p>` : nothing}
      ${comparisonLine(view, figure)}
      ${
        isEmpty
          ? emptyState(t.noPicture, isNarrowed(figure) ? whyNot(view, shown) : t.noPictureText)
          : hasMarks
            ? html`<div class="pictures stack">
                ${question.view === 'table' ? nothing : this.#draw(view, shown, series, earlier, apart)}
                ${behind(view, shown, [series, earlier, apart], split, titleOf(view, shown))}
              </div>`
            : nothing
      }
      ${takenOverView(view, figure)} ${periodLine(view, shown)}`;
  }

  #draw(
    view: LaterView,
    shown: Shown,
    series: Series,
    earlier: Series | undefined,
    apart: Series | undefined,
  ): TemplateResult {
    const { t, say } = view;
    const { figure, question } = shown;
    const [first] = figure.by ?? [];
    const chart: Chart = {
      id: 'picture',
      title: titleOf(view, shown),
      sheet: this.#sheet.sheet,
      say: (value) => say.short(value, figure.unit),
      words: t,
    };
    if (question.view === 'heatmap') {
      return heatmap({ ...chart, ...heatOf(showingOf(view, shown), figure) }, this.#points);
    }
    if (isStep(first) && question.view === 'trend')
      return trend({ ...chart, series, compared: earlier, apart }, this.#points);
    const [most, compared] = [largest(series, earlier), earlier];
    const rest = series.marks.length - most.series.marks.length;
    return html`${bars({ ...chart, series: most.series, compared: compared && most.compared }, this.#points)}
    ${rest > 0 ? html`<p class="quiet small">${t.more(rest)}</p>` : nothing}`;
  }
}

function showingOf({ t, say, language }: LaterView, { labels, today }: Shown): Showing {
  return { t, say, language, labels, today };
}

/** The longest bars, with those compared in their order. */
function largest(series: Series, compared: Series | undefined): { series: Series; compared: Series | undefined } {
  const places = series.marks.map((_, place) => place).slice(0, MOST_BARS);
  const pick = ({ name, marks }: Series): Series => ({ name, marks: places.flatMap((place) => marks[place] ?? []) });
  return { series: pick(series), compared: compared && pick(compared) };
}

function behind(
  { t }: LaterView,
  { figure, question, smallest }: Shown,
  [series, ...others]: readonly [Series, ...(Series | undefined)[]],
  split: readonly FigureSplit[],
  caption: string,
): TemplateResult {
  const beside = others.filter((one) => one !== undefined);
  const columns = [split.map((one) => t.splits[one]).join(', '), series.name, ...beside.map(({ name }) => name)];
  const rows = series.marks.map(({ name, text }, place) => [
    name,
    text,
    ...beside.map(({ marks }) => marks[place]?.text ?? ''),
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
