// Where a figure comes from: its definition, what was left out, how fresh it is, the lines that make it, and the files to take away.
import type { ExcludedCounts, FigureLine, FigureQuery, FigureSplit } from '@relais/sdk';
import { nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { dialog } from '../../ui/dialog/dialog.styles.ts';
import { DialogController, type DialogContent } from '../../ui/dialog/dialog-controller.ts';
import { fields } from '../../ui/fields/fields.styles.ts';
import { button } from '../../ui/flow/screens.ts';
import { troubleOf } from '../../ui/flow/trouble.ts';
import { html } from '../../ui/html.ts';
import { LiveRegionController } from '../../ui/live-region-controller.ts';
import { charts } from '../../ui/charts/charts.styles.ts';
import { FigureExportEvent, FigureLineEvent } from '../shared/indicator-events.ts';
import type { Shown } from '../shared/shown.ts';
import { about } from './about.styles.ts';
import type { FileKind } from '../files/index.ts';
import type { LaterOptions, LaterView } from './view.ts';
import { isNarrowed, namesOf } from '@relais/sdk/indicators/pictures';

export const aboutStyles = [dialog, fields, charts, about];

type Lines =
  | { readonly name: 'closed' | 'loading' | 'hidden' | 'ofSomebody' }
  | { readonly name: 'failed'; readonly error: unknown }
  | {
      readonly name: 'open';
      readonly lines: readonly FigureLine[];
      readonly total: number;
      readonly next: string | undefined;
    };

export class About {
  readonly #host: ReactiveElement;
  readonly #options: LaterOptions;
  readonly #dialog: DialogController<Shown>;
  readonly #live: LiveRegionController;
  #lines: Lines = { name: 'closed' };
  #exportFailed: unknown;
  #isExporting = false;

  constructor(host: ReactiveElement, options: LaterOptions) {
    this.#host = host;
    this.#options = options;
    this.#dialog = new DialogController(host);
    this.#live = new LiveRegionController(host);
  }

  /** What is shown now stays what the dialog is about, while figures move behind it. */
  open(): void {
    const { state } = this.#options.controller;
    if (state.name !== 'shown') return;
    this.#lines = { name: 'closed' };
    this.#exportFailed = undefined;
    this.#dialog.open(state.shown);
  }

  render(view: LaterView): TemplateResult {
    return this.#dialog.render(view.t, (shown) => this.#draw(view, shown));
  }

  #draw(view: LaterView, shown: Shown): DialogContent {
    const { language } = view;
    const isCounted = shown.figure.source !== 'notMeasured';
    const isPublic = shown.question.key !== undefined;
    return {
      title: shown.definition.label[language],
      content: html`${factsOf(view, shown)} ${isCounted && !isPublic ? this.#renderLines(view, shown) : nothing}
        ${isPublic ? nothing : this.#renderExport(view, shown)}
        <p class="hidden" role="status">${this.#live.text}</p>`,
      actions: nothing,
    };
  }

  #renderLines(view: LaterView, shown: Shown): TemplateResult {
    const { t } = view;
    const lines = this.#lines;
    return html`<section class="stack" aria-labelledby="lines-title">
      <h3 id="lines-title" tabindex="-1">${t.lines}</h3>
      <p class="quiet">${t.linesText}</p>
      ${this.#drawLines(view, shown, lines)}
    </section>`;
  }

  #drawLines(view: LaterView, shown: Shown, lines: Lines): TemplateResult {
    const { t } = view;
    const read = () => this.#readLines(shown);
    switch (lines.name) {
      case 'closed':
        return html`<div class="actions">${button(t.showLines, read)}</div>`;
      case 'loading':
        return html`<p class="quiet">${t.loadingFigure}</p>`;
      case 'hidden':
        return html`<p role="alert"><strong>${t.linesHidden}</strong> <span>${t.linesHiddenText}</span></p>`;
      case 'ofSomebody':
        return html`<p role="alert"><strong>${t.linesHidden}</strong> <span>${t.linesOfSomebody}</span></p>`;
      case 'failed':
        return html`<div role="alert">
          ${failure(view, lines.error)}
          <div class="actions">${button(t.retry, read)}</div>
        </div>`;
      case 'open':
        return html`${linesTable(view, shown, lines.lines, this.#host)}
          <p class="quiet">${t.lineCount(lines.lines.length, lines.total)}</p>
          ${lines.next === undefined ? nothing : html`<div class="actions">${button(t.moreLines, read)}</div>`}`;
    }
  }

  async #readLines({ figure, definition }: Shown): Promise<void> {
    const before = this.#lines;
    const { port } = this.#options.controller;
    if (!port || before.name === 'loading') return;
    const { from, to, filters } = figure;
    const after = before.name === 'open' ? before.next : undefined;
    if (before.name !== 'open') this.#showLines({ name: 'loading' });
    try {
      const { lines, total, next } = await port.lines({ indicator: definition.id, from, to, filters, after });
      this.#showLines({
        name: 'open',
        lines: [...(before.name === 'open' ? before.lines : []), ...lines],
        total,
        next,
      });
    } catch (error) {
      this.#showLines(refusalOf(error) ?? { name: 'failed', error });
    }
  }

  #showLines(lines: Lines): void {
    this.#lines = lines;
    this.#host.requestUpdate();
  }

  #renderExport(view: LaterView, shown: Shown): TemplateResult {
    const { t } = view;
    const make = (kind: FileKind) => () => this.#export(view, shown, kind);
    return html`<section class="stack" aria-labelledby="export-title">
      <h3 id="export-title">${t.exportTitle}</h3>
      ${this.#exportFailed ? html`<div role="alert">${failure(view, this.#exportFailed)}</div>` : nothing}
      <div class="actions" aria-busy=${this.#isExporting ? 'true' : nothing}>
        ${button(t.exportCsv, make('csv'))} ${button(t.exportXlsx, make('xlsx'))} ${button(t.exportIso, make('iso'))}
      </div>
    </section>`;
  }

  async #export({ t, language }: LaterView, { figure, question }: Shown, kind: FileKind): Promise<void> {
    const { port } = this.#options.controller;
    if (!port || this.#isExporting) return;
    this.#isExporting = true;
    this.#exportFailed = undefined;
    this.#live.say(t.exporting);
    const { from, to, filters, by, indicator } = figure;
    const query: FigureQuery = {
      ...{ indicators: [indicator], from, to },
      ...(Object.keys(filters).length > 0 && { filters }),
      ...(by && { by }),
      ...(question.compare && { compare: question.compare }),
    };
    try {
      const { fileOf, save } = await import('../files/index.ts');
      const file = await fileOf(kind, [await port.export(query)], language);
      save(file);
      this.#live.say(t.exported(file.name));
      this.#host.dispatchEvent(new FigureExportEvent({ file: file.name }));
    } catch (error) {
      this.#exportFailed = error;
    }
    this.#isExporting = false;
    this.#host.requestUpdate();
  }
}

/** The figure itself was answered for the same days and filters: only by what it is filtered can its lines be wrongly asked for. */
function refusalOf(error: unknown): Lines | undefined {
  switch ((error as { code?: string }).code) {
    case 'figure-hidden':
      return { name: 'hidden' };
    case 'invalid-request':
      return { name: 'ofSomebody' };
    default:
      return undefined;
  }
}

function failure({ t }: LaterView, error: unknown): TemplateResult {
  const trouble = troubleOf(error, 0);
  const text =
    trouble.name === 'failed'
      ? `${t.failed}. ${t.failedCode(trouble.code)}`
      : trouble.name === 'forbidden'
        ? t.forbiddenText
        : t.unreachable;
  return html`<p>${text}</p>`;
}

/** All that is known of it, in words. */
function factsOf(view: LaterView, shown: Shown): TemplateResult {
  const { t, say, language } = view;
  const { definition, figure, freshness } = shown;
  const { numerator, denominator, datedBy, status, reference, absence } = definition;
  const { sequence, hash, asOf, at, behind } = freshness;
  const fact = (name: string, value: string | undefined, note?: string | false) =>
    value
      ? html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
          ${note ? html`<dd class="quiet">${note}</dd>` : nothing}
        </div>`
      : nothing;
  const parts = say.parts(figure, figure.unit);
  return html`<p>${definition.definition[language]}</p>
    ${absence ? html`<p>${absence[language]}</p>` : nothing}
    <dl class="facts">
      ${fact(t.total, `${say.value(figure, figure.unit)}${parts ? ` (${parts})` : ''}`)}
      ${fact(t.numerator, numerator?.[language])} ${fact(t.denominator, denominator?.[language])}
      ${fact(t.datedBy, datedBy?.[language])} ${fact(t.asked, say.period(figure))}
      ${fact(
        t.counted,
        figure.counted ? say.period(figure.counted) : t.nothingCounted,
        isNarrowed(figure) && t.countedWhy(shown.smallest),
      )}
      ${fact(t.filters, filtersOf(view, shown))} ${fact(t.excluded, excludedOf(view, figure.excluded, shown.smallest))}
      ${fact(t.source, t.sources[figure.source])}
      ${fact(t.status, reference ? `${t.statuses[status]} (${reference})` : t.statuses[status])}
      ${fact(t.identity, t.version(definition.id, figure.version))}
      ${fact(t.freshness, [asOf && t.asOf(say.instant(asOf)), t.computed(say.instant(at)), behind ? t.behind(behind, say.count(behind)) : ''].filter(Boolean).join('. '))}
      ${fact(t.place, t.placeText(say.count(sequence), hash.slice(0, 16)))}
    </dl>`;
}

function filtersOf({ t, language }: LaterView, { figure, labels }: Shown): string {
  const all = Object.entries(figure.filters) as [FigureSplit, string[]][];
  const said = all.map(([split, codes]) => {
    const name = namesOf(split, t, language, labels);
    return `${t.splits[split]}\u00a0: ${codes.map((code) => name(code).name).join(', ')}`;
  });
  return said.join('\u00a0; ') || t.noFilters;
}

function excludedOf({ t }: LaterView, excluded: ExcludedCounts, smallest: number): string {
  const all = Object.entries(t.exclusions) as [keyof ExcludedCounts, string][];
  const said = all.flatMap(([name, label]) => {
    const count = excluded[name];
    return count === 0 ? [] : [`${label}\u00a0: ${count ?? t.few(smallest)}`];
  });
  return said.join(', ') || t.noExclusions;
}

function linesTable(
  view: LaterView,
  shown: Shown,
  lines: readonly FigureLine[],
  host: ReactiveElement,
): TemplateResult {
  const { t, say } = view;
  if (lines.length === 0) return html`<p>${t.noLines}</p>`;
  const hasRows = lines.some(({ events }) => events !== undefined);
  const canOpen = lines.some(({ subject }) => subject !== undefined);
  return html`<div class="lines" tabindex="0" role="group" aria-labelledby="lines-title">
    <table class="data" part="table">
      <thead>
        <tr>
          <th scope="col">${t.lineDate}</th>
          <th scope="col">${t.lineCounts}</th>
          <th scope="col">${t.lineValues}</th>
          ${hasRows ? html`<th scope="col">${t.lineRows}</th>` : nothing}
          ${canOpen ? html`<th scope="col"><span class="hidden">${t.openLine}</span></th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          (line) =>
            html`<tr>
              <th scope="row">${say.date(line.date)}</th>
              <td>${countsAs(view, line)}</td>
              <td>${valuesOf(view, shown, line)}</td>
              ${hasRows ? html`<td>${line.events?.join(', ')}</td>` : nothing}
              ${canOpen ? html`<td>${opener(view, line, host)}</td>` : nothing}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function countsAs({ t }: LaterView, { counts, minutes }: FigureLine): string {
  const said = counts ? t.inNumerator : t.inDenominator;
  return minutes === undefined ? said : `${said} (${t.minutes(Math.round(minutes))})`;
}

function valuesOf({ t, language }: LaterView, { labels }: Shown, { values }: FigureLine): string {
  const all = Object.entries(values) as [FigureSplit, string][];
  return all
    .map(([split, code]) => `${t.splits[split]}\u00a0: ${namesOf(split, t, language, labels)(code).name}`)
    .join(', ');
}

function opener({ t }: LaterView, { subject, date }: FigureLine, host: ReactiveElement) {
  if (subject === undefined) return nothing;
  return button(t.openLine, () => host.dispatchEvent(new FigureLineEvent({ subject })), 'link', date);
}
