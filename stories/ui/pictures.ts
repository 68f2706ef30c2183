import { LitElement, type TemplateResult } from 'lit';
import { base } from '../../packages/elements/src/ui/base.styles.ts';
import { bars } from '../../packages/elements/src/ui/charts/bars.ts';
import type { Mark, Series } from '../../packages/elements/src/ui/charts/chart.ts';
import { charts } from '../../packages/elements/src/ui/charts/charts.styles.ts';
import { dataTable } from '../../packages/elements/src/ui/charts/data-table.ts';
import { heatmap, type HeatmapChart } from '../../packages/elements/src/ui/charts/heatmap.ts';
import { PointsController } from '../../packages/elements/src/ui/charts/points-controller.ts';
import { SheetController } from '../../packages/elements/src/ui/charts/sheet-controller.ts';
import { trend } from '../../packages/elements/src/ui/charts/trend.ts';
import { html } from '../../packages/elements/src/ui/html.ts';
import { charts as words } from '../../packages/elements/src/ui/words/charts-fr.ts';
import { wide } from '../../packages/elements/src/ui/wide.styles.ts';

export type PictureName = 'trend' | 'below' | 'bars' | 'week' | 'year';

const MONTHS = 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'.split(' ');
const DAYS = 'lundi mardi mercredi jeudi vendredi samedi dimanche'.split(' ');
const REASONS = [
  'Douleur ou infection de la gorge',
  'Brûlures urinaires chez la femme',
  'Certificat ou document à remplir dans la journée, sans autre demande',
  'Toux',
  'Plaie',
];

/** A picture of figures that nobody has counted, as an element draws them. */
export class StoryPicture extends LitElement {
  static override properties = { shows: {} };
  static override styles = [base, wide, charts];

  declare shows: PictureName;

  readonly #points = new PointsController(this);
  readonly #sheet = new SheetController(this);

  protected override render(): TemplateResult {
    return html`<div class="root"><div class="pictures stack">${this.#draw()}</div></div>`;
  }

  #draw(): TemplateResult {
    const { sheet } = this.#sheet;
    const say = (value: number) => `${Math.round(value)}`;
    const chart = { id: 'picture', sheet, say, words };
    switch (this.shows) {
      case 'trend': {
        const series = { name: '2026', marks: months((month) => (month === 5 ? 'none' : 40 + month * 3)) };
        const compared = { name: '2025', marks: months((month) => (month === 2 ? 'hidden' : 35 + (month % 4) * 5)) };
        return html`${trend({ ...chart, title: 'Demandes par mois', series, compared }, this.#points)} ${behind(series)}`;
      }
      case 'below': {
        const series = { name: '2026', marks: months((month) => -2 - month) };
        return html`${trend({ ...chart, title: 'Écart par mois', series }, this.#points)} ${behind(series)}`;
      }
      case 'bars':
        return bars(
          {
            ...chart,
            title: 'Passages par motif',
            series: { name: 'Cette année', marks: REASONS.map((reason, place) => mark(reason, 90 - place * 17)) },
            compared: { name: 'Année précédente', marks: REASONS.map((reason, place) => mark(reason, 60 - place * 9)) },
          },
          this.#points,
        );
      case 'week':
        return heatmap({ ...chart, title: 'Demandes par jour et par heure', ...week() }, this.#points);
      case 'year':
        return heatmap({ ...chart, title: 'Passages par jour', ...year() }, this.#points);
    }
  }
}

function mark(name: string, value: number | 'none' | 'hidden', short = name): Mark {
  if (value === 'none') return { name, short, value: undefined, text: '— (0 / 0)' };
  if (value === 'hidden') return { name, short, value: undefined, text: words.hidden, state: 'hidden' };
  return { name, short, value, text: `${value}` };
}

function months(valueOf: (month: number) => number | 'none' | 'hidden'): Mark[] {
  return MONTHS.map((short, month) => ({
    ...mark(short, valueOf(month)),
    ...(month === 11 && { state: 'partial' as const }),
  }));
}

function behind({ name, marks }: Series): TemplateResult {
  const rows = marks.map((one) => [one.name, one.text]);
  return dataTable({ caption: 'Demandes par mois', columns: ['Mois', name], rows });
}

type Grid = Pick<HeatmapChart, 'rows' | 'columns' | 'cells'>;

function week(): Grid {
  const hours = Array.from({ length: 14 }, (_, place) => place + 7);
  return {
    rows: DAYS.map((day) => ({ short: day.slice(0, 3) })),
    columns: hours.map((hour) => ({ short: `${hour}` })),
    cells: DAYS.map((day, row) =>
      hours.map((hour) =>
        mark(
          `${day}, ${hour} h`,
          row === 6 && hour === 19 ? 'hidden' : Math.max(0, 30 - row * 3 - Math.abs(hour - 10) * 4),
        ),
      ),
    ),
  };
}

/** 2026, which begins on a Thursday. */
function year(): Grid {
  const weeks = Array.from({ length: 53 }, (_, place) => place);
  const dateAt = (week: number, day: number) => new Date(Date.UTC(2025, 11, 29 + week * 7 + day));
  const monthAt = (week: number) => dateAt(week, 6).getUTCMonth();
  return {
    rows: DAYS.map((day, place) => ({ short: place % 2 ? undefined : day.slice(0, 1) })),
    columns: weeks.map((week) => ({ short: monthAt(week) === monthAt(week - 1) ? undefined : MONTHS[monthAt(week)] })),
    cells: DAYS.map((_, day) =>
      weeks.map((week) => {
        const date = dateAt(week, day);
        if (date.getUTCFullYear() !== 2026) return undefined;
        const value = day > 4 ? (week * 7 + day) % 4 : 8 + ((week * 13 + day * 7) % 23);
        return mark(date.toISOString().slice(0, 10), day > 4 && value > 0 && value < 3 ? 'hidden' : value);
      }),
    ),
  };
}

customElements.define('relais-story-picture', StoryPicture);

declare global {
  interface HTMLElementTagNameMap {
    'relais-story-picture': StoryPicture;
  }
}
