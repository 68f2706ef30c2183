// What is done with a board beside looking at it: taken away, told in a sentence, verified, composed.
import type { ExportFileCheck, FigureExport, FigureQuery, FigureSplit, PrintedView } from '@relais/sdk';
import { lastWeek, WEEKLY_INDICATORS, weeklySentence } from '@relais/sdk/indicators/files';
import { nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { fileName, fileOf, save, splitOf, type FigureFile, type FileKind } from '../../indicator/files/index.ts';
import { FigureExportEvent } from '../../indicator/index.ts';
import type { DialogContent } from '../../ui/dialog/dialog-controller.ts';
import { areaField } from '../../ui/fields/typed.ts';
import { button } from '../../ui/flow/screens.ts';
import { troubleOf } from '../../ui/flow/trouble.ts';
import { html } from '../../ui/html.ts';
import type { Tile } from '../shared/boards.ts';
import type { Desk } from '../shared/desk.ts';
import { Composer } from './composer.ts';
import { Declaration } from './declaration.ts';

export type PanelName = 'sentence' | 'declaration' | 'verify' | 'compose' | 'edit' | 'failed';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** As the server takes it. */
const LONGEST_TITLE = 80;

type Verdict = 'true' | 'table' | 'seal' | 'log' | 'other' | 'large' | 'failed';

/** As the server takes it; a longer one is not even read. */
const LARGEST_FILE = 2 * 1024 * 1024;

export class Panel {
  readonly #host: ReactiveElement;
  #sentence: string | undefined;
  #failure: unknown;
  #verdict: Verdict | 'verifying' | undefined;
  #found: ExportFileCheck | undefined;
  #composer: Composer | undefined;
  #declaration: Declaration | undefined;
  /** The dialog it stands in. */
  composing: 'compose' | 'edit' = 'compose';
  #isBusy = false;
  /** What was asked for last is the report, which fewer may have. */
  #isReport = false;

  constructor(host: ReactiveElement) {
    this.#host = host;
  }

  /** Whether a board is being made that leaving would lose. */
  get isTyping(): boolean {
    return this.#composer?.isTyping ?? false;
  }

  /** Whether it is being kept, with or without its dialog. */
  get isKeeping(): boolean {
    return this.#composer?.isBusy ?? false;
  }

  begin(name: PanelName, desk: Desk): void {
    this.#failure = this.#verdict = this.#found = this.#sentence = undefined;
    if (name === 'sentence') void this.#write(desk);
    if (name === 'declaration') this.#declaration = new Declaration(desk);
    if (name !== 'compose' && name !== 'edit') return;
    this.composing = name;
    this.#composer = new Composer(name === 'edit' ? desk.shown.board : undefined, desk);
  }

  draw(name: PanelName, desk: Desk): DialogContent {
    switch (name) {
      case 'sentence':
        return this.#drawSentence(desk);
      case 'verify':
        return this.#drawVerify(desk);
      case 'declaration':
        return this.#declaration?.draw(desk, (text) => this.#copy(desk, text)) ?? { title: '', content: nothing };
      case 'failed':
        return { title: desk.t.failed, content: this.#drawFailure(desk) };
      case 'compose':
      case 'edit':
        return this.#composer?.draw(desk) ?? { title: '', content: nothing };
    }
  }

  /** What is shown, as one file. @returns whether it was saved; why not is what `failed` shows */
  take(kind: FileKind, desk: Desk): Promise<boolean> {
    this.#isReport = false;
    return this.#hand(desk, async () => {
      const files = await exportShown(desk);
      const { port } = desk.opened;
      return fileOf(kind, files, desk.language, (...asked) => port.measures!(...asked));
    });
  }

  /** What is shown, as a document with its pictures. @returns as `take` does */
  takeDocument(desk: Desk): Promise<boolean> {
    this.#isReport = false;
    return this.#hand(desk, async () => {
      const exports = await exportShown(desk);
      const { language, opened, shown } = desk;
      const request = { exports, language, title: shown.name.slice(0, LONGEST_TITLE), views: viewsOf(desk) };
      const content = new Blob([await opened.port.document!(request)], { type: 'application/pdf' });
      return { name: `${fileName(exports)}.pdf`, content };
    });
  }

  /** The activity report of a year, which is of all there is, whatever is shown. @returns as `take` does */
  takeReport(year: number, desk: Desk): Promise<boolean> {
    this.#isReport = true;
    return this.#hand(desk, async () => ({
      name: desk.t.reportFile(year),
      content: new Blob([await desk.opened.port.report!(year, desk.language)], { type: DOCX }),
    }));
  }

  async #hand(desk: Desk, make: () => Promise<FigureFile>): Promise<boolean> {
    if (this.#isBusy) return true;
    this.#isBusy = true;
    desk.say(desk.t.exporting);
    try {
      const file = await make();
      save(file);
      desk.say(desk.t.exported(file.name));
      this.#host.dispatchEvent(new FigureExportEvent({ file: file.name }));
      return true;
    } catch (error) {
      this.#failure = error;
      return false;
    } finally {
      this.#isBusy = false;
    }
  }

  async #write({ opened, language, draw }: Desk): Promise<void> {
    const { port, registry, today } = opened;
    const known = WEEKLY_INDICATORS.filter((id) =>
      registry.indicators.some((one) => one.id === id && one.source !== 'notMeasured'),
    );
    try {
      const [name, list] = await Promise.all([
        port.name(),
        port.read({ indicators: [...known], ...lastWeek(today), compare: 'previous' }),
      ]);
      this.#sentence = weeklySentence(list, name, language);
    } catch (error) {
      this.#failure = error;
    }
    draw();
  }

  #drawSentence(desk: Desk): DialogContent {
    const { t, draw, shown } = desk;
    const text = this.#sentence;
    if (text === undefined)
      return {
        title: t.sentenceTitle,
        content: this.#failure ? this.#drawFailure(desk) : html`<p class="quiet">${t.loading}</p>`,
      };
    const type = (value: string) => {
      this.#sentence = value;
      draw();
    };
    const address = `mailto:?subject=${encodeURIComponent(t.mailSubject(shown.name))}&body=${encodeURIComponent(text)}`;
    return {
      title: t.sentenceTitle,
      content: html`<p class="quiet">${t.sentenceText}</p>
        ${areaField(t, { id: 'sentence', label: t.sentenceLabel, value: text, type })}`,
      actions: html`${button(t.copy, () => this.#copy(desk, text), 'primary')}
        <a class="button" href=${address}>${t.mail}</a>`,
    };
  }

  async #copy({ t, say }: Desk, text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      say(t.copied);
    } catch {
      say(t.notCopied);
    }
  }

  #drawVerify(desk: Desk): DialogContent {
    const { t } = desk;
    const verdict = this.#verdict;
    const choose = (event: Event) => {
      const file = (event.target as HTMLInputElement).files?.[0];
      if (file) void this.#verify(file, desk);
    };
    return {
      title: t.verifyTitle,
      content: html`<p class="quiet">${t.verifyText}</p>
        <div class="field">
          <label for="verified">${t.verifyField}</label>
          <input id="verified" type="file" accept=".csv,.xlsx,.json,.docx,.pdf" @change=${choose} />
        </div>
        <div role="status">
          ${
            verdict === undefined
              ? nothing
              : verdict === 'verifying'
                ? html`<p>${t.verifying}</p>`
                : html`<p class="verdict ${verdict}">${t.verdicts[verdict]}</p>
                    ${this.#drawFound(desk)}`
          }
        </div>`,
    };
  }

  async #verify(file: File, { opened, draw }: Desk): Promise<void> {
    this.#verdict = 'verifying';
    this.#found = undefined;
    draw();
    try {
      if (file.size > LARGEST_FILE)
        throw Object.assign(new Error('The file is too large'), { code: 'payload-too-large' });
      this.#found = await opened.port.check(new Uint8Array(await file.arrayBuffer()));
      this.#verdict = verdictOf(this.#found);
    } catch (error) {
      this.#verdict = refusalOf(error);
    }
    draw();
  }

  /** Of which export it is, and which rows are not as they were sealed, as far as that is known of this kind of file. */
  #drawFound({ t }: Desk): TemplateResult | typeof nothing {
    const { missing = [], added = [], exportId } = this.#found ?? {};
    const list = (title: string, rows: readonly string[]) =>
      rows.length === 0
        ? nothing
        : html`<p>${title}</p>
            <ul>
              ${rows.map((row) => html`<li>${row}</li>`)}
            </ul>`;
    return html`${exportId === undefined ? nothing : html`<p class="quiet">${t.exportNamed(exportId)}</p>`}
    ${list(t.missingRows, missing)}${list(t.addedRows, added)}`;
  }

  #drawFailure(desk: Desk): TemplateResult {
    return html`<p role="alert">${this.#sayFailure(desk)}</p>`;
  }

  #sayFailure({ t }: Desk): string {
    const failure = this.#failure as { code?: string } | undefined;
    if (failure?.code === 'nothing-to-export') return t.exportEmpty;
    if (failure?.code === 'report-not-writable' || failure?.code === 'figures-not-printable') return t.reportNotMade;
    const trouble = troubleOf(failure, 0);
    if (trouble.name === 'failed') return `${t.failed}. ${t.failedCode(trouble.code)}`;
    if (trouble.name === 'forbidden') return this.#isReport ? t.reportForbidden : t.forbiddenText;
    return t.unreachable;
  }
}

function verdictOf({ sealed, inLog, isIntact }: ExportFileCheck): Verdict {
  if (!sealed) return 'seal';
  if (!inLog) return 'log';
  return isIntact ? 'true' : 'table';
}

/** What a refusal says of the file; anything else says nothing of it. */
function refusalOf(error: unknown): Verdict {
  const { code } = (error ?? {}) as { readonly code?: string };
  if (code === 'payload-too-large') return 'large';
  return code === 'invalid-request' ? 'other' : 'failed';
}

async function exportShown(desk: Desk): Promise<FigureExport[]> {
  const queries = queriesOf(desk);
  if (queries.length === 0) throw Object.assign(new Error(desk.t.exportEmpty), { code: 'nothing-to-export' });
  const files: FigureExport[] = [];
  for (const query of queries) files.push(await desk.opened.port.export(query, files[0]?.exportId));
  return files;
}

/** Every figure of the board in its order, with what is not in any export: the document says why. */
function viewsOf({ shown, period, opened }: Desk): PrintedView[] {
  return shown.tiles.flatMap((tile) => {
    const definition = opened.registry.indicators.find(({ id }) => id === tile.indicator);
    if (!definition) return [];
    const { indicator, view = 'number' } = tile;
    return [{ indicator, view, by: splitOfTile(tile, splitOf(view, definition, period)) }];
  });
}

/** Figures that are split in the same way are one export; what is not measured, or cannot be filtered so, has nothing to take away. */
function queriesOf({ shown, period, choice, opened }: Desk): FigureQuery[] {
  const groups = new Map<string, FigureQuery>();
  const { filters, compare } = choice;
  for (const tile of shown.tiles) {
    const definition = opened.registry.indicators.find(({ id }) => id === tile.indicator);
    const canFilter = Object.keys(filters).every((name) => definition?.dimensions.some((one) => one === name));
    if (!definition || definition.source === 'notMeasured' || !canFilter) continue;
    const by = splitOfTile(tile, splitOf(tile.view ?? 'number', definition, period));
    const key = by.join();
    const indicators = [...new Set([...(groups.get(key)?.indicators ?? []), tile.indicator])];
    groups.set(key, {
      ...{ indicators, ...period },
      ...(by.length > 0 && { by }),
      ...(Object.keys(filters).length > 0 && { filters }),
      ...(compare && { compare }),
    });
  }
  return [...groups.values()];
}

function splitOfTile({ view = 'number', by }: Tile, usual: readonly FigureSplit[]): FigureSplit[] {
  return view === 'number' || !by ? [...usual] : by;
}
