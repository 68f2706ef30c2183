import type { MemberReport } from '@relais/sdk';
import type { MembersColumns, MembersTable, TableFault } from '@relais/sdk/team';
import { nothing, type TemplateResult } from 'lit';
import {
  MEMBER_FIELDS,
  NEEDED_FIELDS,
  readMembersHeading,
  readMembersTable,
  readSpreadsheet,
} from '../shared/calls.ts';
import { tickBox } from '../../ui/fields/chosen.ts';
import { cleanDate, readDate, writeDate } from '../../ui/fields/reading.ts';
import { dateField } from '../../ui/fields/typed.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import { hasNeeded, sheetColumns, sheetFaults, sheetField, type SheetFault } from '../../ui/table/sheet.ts';
import type { Desk } from '../shared/desk.ts';

interface Sheet {
  readonly name: string;
  readonly lines: readonly (readonly string[])[];
  readonly headings: readonly string[];
}

/** People out of a spreadsheet: which column is what, what was refused and why, and then all of them at once or nobody. */
export class ImportScreen {
  readonly #desk: Desk;
  #sheet: Sheet | undefined;
  #columns: MembersColumns = {};
  #from = '';
  #withoutFaulty = false;
  #refused: readonly TableFault[] = [];
  #fault: SheetFault | undefined;
  #dateFault: string | undefined;
  #report: { readonly members: MemberReport['members']; readonly from: string } | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  render(): TemplateResult {
    const { t } = this.#desk;
    return html`<h3 id="import" tabindex="-1">${t.importHeading}</h3>
      <p>${t.importText}</p>
      ${sheetField(t, { id: 'sheet', fault: this.#fault, take: (file) => void this.#take(file) })}
      ${this.#report ? this.#renderReport(this.#report) : nothing}
      ${this.#sheet ? this.#renderSheet(this.#sheet) : nothing}`;
  }

  #renderSheet(sheet: Sheet): TemplateResult {
    const { t } = this.#desk;
    const { members, faults } = this.#read(sheet);
    const shown = {
      ...{ name: sheet.name, headings: sheet.headings, columns: this.#columns },
      ...{ fields: MEMBER_FIELDS, needed: NEEDED_FIELDS, names: t.importFields },
      choose: (columns: MembersColumns) => {
        this.#columns = columns;
        this.#refused = [];
        this.#desk.redraw();
      },
    };
    return html`${sheetColumns(t, shown)}
    ${hasNeeded(shown) ? this.#renderResult(members.length, [...faults, ...this.#refused]) : nothing}`;
  }

  #renderResult(count: number, faults: readonly TableFault[]): TemplateResult {
    const { t } = this.#desk;
    const lines = new Set(faults.map(({ line }) => line)).size;
    return html`<p role="status"><strong>${t.importFound(count, lines)}</strong></p>
      ${
        faults.length === 0
          ? nothing
          : html`${sheetFaults(
              t,
              faults.map(({ line, field, code }) => ({
                line,
                column: field && t.importFields[field],
                reason: t.importCodes[code],
              })),
            )}
            ${
              count > 0
                ? tickBox({
                    id: 'without-faulty',
                    text: t.importLeaveOut(lines),
                    isTicked: this.#withoutFaulty,
                    tick: (isTicked) => {
                      this.#withoutFaulty = isTicked;
                      this.#desk.redraw();
                    },
                  })
                : nothing
            }`
      }
      ${count > 0 && (faults.length === 0 || this.#withoutFaulty) ? this.#renderSend(count) : nothing}`;
  }

  #renderSend(count: number): TemplateResult {
    const { t } = this.#desk;
    return html`<div class="choice">
        ${dateField(t, {
          id: 'import-from',
          label: t.from,
          help: t.today,
          need: 'required',
          value: this.#from,
          type: (value) => (this.#from = value),
          clean: cleanDate,
          fault: this.#dateFault,
        })}
      </div>
      ${button(t.importSend(count), () => this.#send(), 'primary')}`;
  }

  #renderReport({
    members,
    from,
  }: {
    readonly members: MemberReport['members'];
    readonly from: string;
  }): TemplateResult {
    const { t } = this.#desk;
    const added = members.filter(({ isNew }) => isNew).length;
    const declared = members.reduce((sum, one) => sum + one.declared.length, 0);
    const known = members.reduce((sum, one) => sum + one.known.length, 0);
    return html`<div class="notice stack" part="notice" id="import-report" tabindex="-1">
      <p><strong>${t.importDone(members.length, writeDate(from))}</strong></p>
      <ul role="list">
        <li>${t.importAdded(added)}</li>
        <li>${t.importDeclared(declared)}</li>
        <li>${t.importKnown(known)}</li>
      </ul>
    </div>`;
  }

  /** Lines that the server has refused are told like ours, and left out like them. */
  #read({ lines }: Sheet): MembersTable {
    const read = readMembersTable(lines, this.#desk.team?.protocols ?? [], this.#columns);
    const refused = new Set(this.#refused.map(({ line }) => line));
    const kept = read.lines.flatMap((line, place) => (refused.has(line) ? [] : [place]));
    return {
      members: kept.map((place) => read.members[place]!),
      lines: kept.map((place) => read.lines[place]!),
      faults: read.faults,
    };
  }

  async #take(file: File): Promise<void> {
    const { team } = this.#desk;
    this.#report = this.#sheet = this.#dateFault = this.#fault = undefined;
    this.#refused = [];
    this.#withoutFaulty = false;
    try {
      const lines = await readSpreadsheet(file);
      const { headings, columns } = readMembersHeading(lines);
      if (headings.length === 0) this.#fault = 'empty';
      else this.#sheet = { name: file.name, lines, headings };
      this.#columns = columns;
      this.#from = writeDate(team?.on ?? '');
    } catch (error) {
      this.#fault = (error as { readonly code?: SheetFault }).code ?? 'not-a-spreadsheet';
    }
    this.#desk.redraw();
  }

  #send(): void {
    const { t, calls, flow } = this.#desk;
    const from = readDate(this.#from);
    this.#dateFault = from === undefined ? t.wrongDate : undefined;
    const sheet = this.#sheet;
    if (from === undefined || !sheet) {
      flow.focus('import-from');
      this.#desk.redraw();
      return;
    }
    const { members, lines } = this.#read(sheet);
    void flow.run(async () => {
      try {
        const report = await calls.declare({ from, members: [...members] });
        this.#report = { members: report.members, from };
        this.#sheet = undefined;
        await this.#desk.done(t.importDone(report.members.length, writeDate(from)));
        flow.focus('import-report');
      } catch (error) {
        this.#refuse(error, lines);
      }
    });
  }

  /** Nobody was declared: says which lines the server does not take. What is wrong with no line is a trouble of its own. */
  #refuse(error: unknown, lines: readonly number[]): void {
    const { faults = [] } = error as { readonly faults?: readonly { readonly path: string }[] };
    const refused = faults.flatMap(({ path }): TableFault[] => {
      const [, place, field] = /^members\.(\d+)\.(\w+)/.exec(path) ?? [];
      const line = lines[Number(place)];
      if (line === undefined) return [];
      const known = MEMBER_FIELDS.find((one) => one === field);
      const code = known === 'protocols' ? 'protocol-refused' : 'value-wrong';
      return [known ? { line, field: known, code } : { line, code }];
    });
    if (refused.length === 0) throw error;
    this.#refused = [...this.#refused, ...refused];
    this.#withoutFaulty = false;
    this.#desk.flow.focus('import');
  }
}
