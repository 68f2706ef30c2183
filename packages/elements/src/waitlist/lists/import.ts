import type { ImportReport, ImportRow, RefusedRow } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { selectField } from '../../ui/fields/chosen.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import { hasNeeded, sheetColumns, sheetFaults, sheetField, type SheetFault } from '../../ui/table/sheet.ts';
import type * as parts from './calls.ts';
import type { ListsDesk } from './desk.ts';

const FIELDS = [
  ...(['familyName', 'givenName', 'birthDate', 'phone', 'email'] as const),
  ...(['priority', 'addedOn', 'longTermIllness', 'fragile'] as const),
];
const NEEDED = FIELDS.slice(0, 4);
type Field = (typeof FIELDS)[number];

interface Sheet {
  readonly name: string;
  readonly lines: readonly (readonly string[])[];
}

/** A list that stands in a spreadsheet: which column is what, what is refused and why, and then every good line at once. */
export class ImportScreen {
  readonly #desk: ListsDesk;
  readonly #parts: typeof parts;
  readonly #leave: () => unknown;
  #sheet: Sheet | undefined;
  #columns: Partial<Record<Field, number>> = {};
  #priority: string;
  #fault: SheetFault | undefined;
  #refusal: string | undefined;
  #report: ImportReport | undefined;

  constructor(desk: ListsDesk, loaded: typeof parts, leave: () => unknown) {
    this.#desk = desk;
    this.#parts = loaded;
    this.#leave = leave;
    this.#priority = desk.list.priorities.at(-1)?.code ?? '';
  }

  render(): TemplateResult {
    const { t } = this.#desk;
    return html`<h3 id="import" tabindex="-1">${t.importTitle}</h3>
      <p>${t.importText}</p>
      ${sheetField(t, { id: 'sheet', fault: this.#fault, take: (file) => void this.#take(file) })}
      ${this.#report ? this.#renderReport(this.#report) : nothing}
      ${this.#sheet ? this.#renderSheet(this.#sheet) : nothing}
      <div class="actions">${button(t.backToList, this.#leave, 'link')}</div>`;
  }

  #renderSheet({ name, lines }: Sheet): TemplateResult {
    const { t, list, language } = this.#desk;
    const shown = {
      ...{ name, headings: lines[0] ?? [], columns: this.#columns },
      ...{ fields: FIELDS, needed: NEEDED, names: t.columns },
      choose: (columns: Partial<Record<Field, number>>) => {
        this.#columns = columns;
        this.#desk.redraw();
      },
    };
    return html`${sheetColumns(t, shown)}
      <div class="choice">
        ${selectField(t, {
          id: 'usual-priority',
          label: t.usualPriority,
          options: list.priorities.map(({ code, label }) => ({ value: code, text: label[language] })),
          chosen: this.#priority,
          choose: (code) => {
            this.#priority = code;
            this.#desk.redraw();
          },
        })}
      </div>
      ${hasNeeded(shown) ? this.#renderRead() : nothing}`;
  }

  /** What the server will say, said before anything is sent; who is on the list already the server alone knows. */
  #renderRead(): TemplateResult {
    const { t, list, today } = this.#desk;
    const { rows, refused } = this.#parts.readRows(this.#rows, { list, priority: this.#priority, today });
    return html`<p role="status"><strong>${t.importRead(rows.length, refused.length)}</strong></p>
      ${
        this.#refusal === undefined
          ? nothing
          : html`<p class="notice refusal" part="notice" role="alert" id="refusal" tabindex="-1">${this.#refusal}</p>`
      }
      ${refused.length > 0 ? this.#renderRefused(refused) : nothing}
      ${rows.length > 0 ? button(t.importSend(rows.length), () => this.#send(), 'primary') : nothing}`;
  }

  #renderRefused(refused: readonly RefusedRow[]): TemplateResult {
    const { t } = this.#desk;
    return sheetFaults(
      t,
      refused.map(({ row, column, reason }) => ({ line: row, column: t.columns[column], reason: t.rowFaults[reason] })),
    );
  }

  #renderReport({ taken, refused }: ImportReport): TemplateResult {
    const { t } = this.#desk;
    return html`<div class="notice stack" part="notice" id="import-report" tabindex="-1">
      <p><strong>${t.importDone(taken, refused.length)}</strong></p>
      ${refused.length > 0 ? this.#renderRefused(refused) : nothing}
    </div>`;
  }

  /** The lines with anything in them, by what their columns are, each with its number in the file. */
  get #rows(): ImportRow[] {
    const chosen = Object.entries(this.#columns) as [Field, number][];
    const lines = this.#sheet?.lines ?? [];
    return lines.flatMap((line, place) => {
      if (place === 0 || line.every((cell) => cell.trim() === '')) return [];
      // Longer than any answer, it is refused for what it is; the contract takes no more.
      const cells = Object.fromEntries(chosen.map(([field, at]) => [field, (line[at] ?? '').slice(0, 300)]));
      return [{ row: place + 1, cells }];
    });
  }

  async #take(file: File): Promise<void> {
    this.#report = this.#sheet = this.#fault = this.#refusal = undefined;
    try {
      const lines = await this.#parts.readSpreadsheet(file);
      if (lines.length === 0) this.#fault = 'empty';
      else this.#sheet = { name: file.name, lines };
      this.#columns = this.#parts.guessColumns(lines[0] ?? []);
    } catch (error) {
      this.#fault = (error as { readonly code?: SheetFault }).code ?? 'not-a-spreadsheet';
    }
    this.#desk.redraw();
  }

  #send(): void {
    const { t, calls, flow, list } = this.#desk;
    this.#refusal = undefined;
    void flow.run(async () => {
      try {
        this.#report = await calls.importFile(list.code, { priority: this.#priority, rows: this.#rows });
      } catch (error) {
        const { code = 'unexpected' } = error as { readonly code?: string };
        const refusal = t.refusals[code];
        if (refusal === undefined) throw error;
        this.#refusal = refusal;
        flow.focus('refusal');
        return;
      }
      this.#sheet = undefined;
      flow.focus('import-report');
      await this.#desk.done(t.importDone(this.#report.taken, this.#report.refused.length));
    });
  }
}
