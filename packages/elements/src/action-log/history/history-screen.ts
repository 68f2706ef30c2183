import type { HistoryImport, HistoryKind, HistoryReport, RefusedHistoryRow } from '@relais/sdk';
import type { HistorySheet } from '@relais/sdk/history';
import { nothing, type TemplateResult } from 'lit';
import { badge } from '../../ui/badge.ts';
import { choiceField, tickBox } from '../../ui/fields/chosen.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { button, heading, loading } from '../../ui/flow/screens.ts';
import { Work, type WorkDesk } from '../../ui/flow/work.ts';
import { html } from '../../ui/html.ts';
import { LocaleController, type Localized } from '../../ui/locale-controller.ts';
import { hasNeeded, sheetColumns, sheetFaults, sheetField, type SheetFault } from '../../ui/table/sheet.ts';
import { table } from '../../ui/table/table.ts';
import { readHistoryFile } from './calls.ts';
import type { HistoryPort } from './port.ts';
import { FIELDS, guessColumns, isTooLong, readSheet, toSend, type HistoryColumns, type ReadSheet } from './sheets.ts';
import { fr, type HistoryStrings } from './words/fr.ts';

const VOCABULARY = { fr, others: { en: async () => (await import('./words/en.ts')).en } };

/** The element around it, as it is now. */
export interface HistoryDesk extends WorkDesk {
  readonly host: Localized<HistoryStrings>;
  readonly port: HistoryPort;
  /** `YYYY-MM-DD`, at the place. */
  readonly today: () => string;
  readonly say: (text: string) => void;
  readonly leave: () => void;
}

/** Owns: the file that is being taken over, what was taken over before, and the import that is about to be undone. */
export class HistoryScreen {
  readonly #desk: HistoryDesk;
  readonly #work: Work;
  readonly #locale: LocaleController<HistoryStrings>;
  #imports: readonly HistoryImport[] | undefined;
  #kind: HistoryKind = 'actions';
  #sheet: HistorySheet | undefined;
  #columns: HistoryColumns = {};
  #fault: SheetFault | undefined;
  #withoutFaulty = false;
  #report: HistoryReport | undefined;
  #undoing: HistoryImport | undefined;

  constructor(desk: HistoryDesk) {
    this.#desk = desk;
    this.#work = new Work(desk);
    this.#locale = new LocaleController<HistoryStrings>(desk.host, VOCABULARY);
  }

  get ready(): Promise<void> {
    return this.#locale.ready;
  }

  get isBusy(): boolean {
    return this.#work.isBusy;
  }

  open = (): Promise<void> =>
    this.#work.do(this.open, async () => {
      this.#imports = (await this.#desk.port.list()).imports;
    });

  render(): TemplateResult {
    const t = this.#locale.strings;
    const trouble = this.#work.renderTrouble(t, this.#leaveTrouble);
    if (trouble) return trouble;
    if (this.#undoing) return this.#renderUndoing(t, this.#undoing);
    if (!this.#imports) return loading(t.historyOpening);
    return html`<div class="stack">
      ${heading(t.historyTitle)}
      <p>${t.historyText}</p>
      <p class="notice" part="notice">${t.historyPrivacy}</p>
      ${this.#report ? this.#renderReport(t, this.#report) : nothing} ${this.#renderChoice(t)}
      ${this.#sheet ? this.#renderSheet(t, this.#sheet) : nothing} ${this.#renderImports(t, this.#imports)}
      <div class="actions">${button(t.historyBack, this.#desk.leave, 'link')}</div>
    </div>`;
  }

  #renderChoice(t: HistoryStrings): TemplateResult {
    return html`<h3>${t.historyNew}</h3>
      ${choiceField(t, {
        id: 'history-kind',
        label: t.historyKind,
        need: 'required',
        options: (['actions', 'counts'] as const).map((value) => ({
          value,
          text: t.historyKinds[value],
          help: t.historyKindHelp[value],
        })),
        chosen: this.#kind,
        choose: (value) => {
          this.#kind = value as HistoryKind;
          this.#withoutFaulty = false;
          this.#columns = guessColumns(this.#kind, this.#sheet?.lines[0] ?? []);
          this.#desk.show();
        },
      })}
      ${sheetField(t, { id: 'sheet', fault: this.#fault, take: (file) => void this.#take(file) })}`;
  }

  #renderSheet(t: HistoryStrings, sheet: HistorySheet): TemplateResult {
    const shown = {
      ...{ name: sheet.file.name, headings: sheet.lines[0] ?? [], columns: this.#columns },
      ...FIELDS[this.#kind],
      names: t.historyColumns,
      choose: (columns: HistoryColumns) => {
        this.#columns = columns;
        this.#withoutFaulty = false;
        this.#desk.show();
      },
    };
    return html`${sheetColumns(t, shown)} ${hasNeeded(shown) ? this.#renderRead(t, sheet) : nothing}`;
  }

  /** What the server will say, said before anything is sent; what stands there already the server alone knows. */
  #renderRead(t: HistoryStrings, sheet: HistorySheet): TemplateResult {
    if (isTooLong(sheet, this.#columns))
      return html`<p class="notice" part="notice" role="alert">${t.historyTooLong}</p>`;
    const { taken, refused }: ReadSheet = readSheet(this.#kind, sheet, this.#columns, this.#desk.today());
    const isAsked = taken.length > 0 && refused.length > 0;
    return html`<p role="status"><strong>${t.historyRead(taken.length, refused.length)}</strong></p>
      ${refused.length > 0 ? this.#renderRefused(t, refused) : nothing}
      ${
        isAsked
          ? tickBox({
              id: 'without-faulty',
              text: t.historyLeaveOut(refused.length),
              isTicked: this.#withoutFaulty,
              tick: (isTicked) => {
                this.#withoutFaulty = isTicked;
                this.#desk.show();
              },
            })
          : nothing
      }
      ${
        taken.length > 0 && (!isAsked || this.#withoutFaulty)
          ? html`<div class="actions">${button(t.historySend(taken.length), this.#send, 'primary')}</div>`
          : nothing
      }`;
  }

  #renderRefused(t: HistoryStrings, refused: readonly RefusedHistoryRow[]): TemplateResult {
    return sheetFaults(
      t,
      refused.map(({ row, column, reason }) => ({
        line: row,
        column: t.historyColumns[column],
        reason: t.historyFaults[reason],
      })),
    );
  }

  #renderReport(t: HistoryStrings, { taken, refused }: HistoryReport): TemplateResult {
    return html`<div class="notice stack" part="notice" id="history-report" tabindex="-1">
      <p><strong>${t.historyDone(taken, refused.length)}</strong></p>
      ${refused.length > 0 ? this.#renderRefused(t, refused) : nothing}
    </div>`;
  }

  #renderImports(t: HistoryStrings, imports: readonly HistoryImport[]): TemplateResult {
    if (imports.length === 0) return emptyState(t.historyNone, t.historyNoneText);
    return table(t, {
      ...{ id: 'imports', caption: t.historyImports, rows: imports },
      keyOf: ({ id }) => id,
      columns: [
        {
          id: 'file',
          title: t.historyFile,
          cell: ({ file, kind }) =>
            html`<span class="entry"
              ><strong>${file.name}</strong>
              <span class="quiet">${t.historyKinds[kind]}</span>
              <span class="quiet" translate="no">${t.historyHash(file.sha256.slice(0, 12))}</span></span
            >`,
        },
        {
          id: 'when',
          title: t.historyWhen,
          cell: ({ importedAt, importedBy }) =>
            html`<span class="entry"
              ><span>${t.historyAt(Date.parse(importedAt))}</span>
              <span class="quiet" translate="no">${t.historyBy(importedBy)}</span></span
            >`,
        },
        { id: 'taken', title: t.historyTaken, cell: ({ taken }) => taken, isNumber: true },
        {
          id: 'state',
          title: t.historyState,
          cell: ({ undoneAt }) =>
            undoneAt === undefined
              ? badge(t.historyStands, 'done')
              : badge(t.historyUndone(t.historyAt(Date.parse(undoneAt))), 'neutral'),
        },
      ],
      actions: (one) =>
        one.undoneAt === undefined ? button(t.historyUndo, () => this.#ask(one), '', one.file.name) : nothing,
    });
  }

  #renderUndoing(t: HistoryStrings, { file, taken, kind }: HistoryImport): TemplateResult {
    return html`<div class="stack narrow">
      ${heading(t.historyUndoTitle(file.name))}
      <p>${t.historyUndoText[kind](taken)}</p>
      <p>${t.historyUndoAgain}</p>
      <div class="actions">
        ${button(t.historyUndoNow, this.#undo, 'danger')} ${button(t.historyKeep, () => this.#ask(undefined))}
      </div>
    </div>`;
  }

  #ask(one: HistoryImport | undefined): void {
    this.#undoing = one;
    this.#report = undefined;
    this.#desk.show('heading');
  }

  async #take(chosen: File): Promise<void> {
    this.#report = this.#sheet = this.#fault = undefined;
    this.#withoutFaulty = false;
    try {
      const sheet = await readHistoryFile(chosen);
      if (sheet.lines.length === 0) this.#fault = 'empty';
      else this.#sheet = sheet;
      this.#columns = guessColumns(this.#kind, sheet.lines[0] ?? []);
    } catch (error) {
      this.#fault = (error as { readonly code?: SheetFault }).code ?? 'not-a-spreadsheet';
    }
    this.#desk.show();
  }

  #send = (): Promise<void> =>
    this.#work.do(this.#send, async () => {
      const { port, say, show } = this.#desk;
      if (!this.#sheet) return;
      this.#report = await port.take(toSend(this.#kind, this.#sheet, this.#columns));
      this.#sheet = undefined;
      this.#withoutFaulty = false;
      const { taken, refused } = this.#report;
      this.#imports = (await port.list()).imports;
      say(this.#locale.strings.historyDone(taken, refused.length));
      show('history-report');
    });

  #undo = (): Promise<void> =>
    this.#work.do(this.#undo, async () => {
      const { port, say, show } = this.#desk;
      if (!this.#undoing) return;
      const { file } = await port.undo(this.#undoing.id);
      this.#undoing = undefined;
      this.#imports = (await port.list()).imports;
      say(this.#locale.strings.historyUndid(file.name));
      show('heading');
    });

  #leaveTrouble = (): void => {
    // Without what was taken over before there is nothing to come back to.
    if (this.#imports) this.#desk.show('heading');
    else this.#desk.leave();
  };
}
