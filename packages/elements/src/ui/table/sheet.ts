import { nothing, type TemplateResult } from 'lit';
import { selectField } from '../fields/chosen.ts';
import { fieldBox } from '../fields/field.ts';
import { html } from '../html.ts';
import type { FieldWords, TableWords } from '../words/fr.ts';
import type { SheetWords } from '../words/sheet-fr.ts';
import { table } from './table.ts';

type Words = FieldWords & SheetWords & TableWords;

/** Why a file cannot be read, as the SDK's `SpreadsheetError` has it. */
export type SheetFault = keyof SheetWords['sheetUnread'];

/** A spreadsheet of the person's own, CSV or workbook. The same file, corrected meanwhile, may be chosen again. */
export function sheetField(
  t: Words,
  { id, fault, take }: { id: string; fault: SheetFault | undefined; take: (file: File) => unknown },
): TemplateResult {
  const chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) take(file);
    input.value = '';
  };
  return fieldBox(
    t,
    { id, label: t.sheetFile, help: t.sheetHelp, fault: fault && t.sheetUnread[fault] },
    html`<input
      id=${id}
      type="file"
      accept=".csv,.txt,.tsv,.xlsx,text/csv"
      aria-describedby="${id}-help"
      aria-invalid=${fault ? 'true' : nothing}
      @change=${chosen}
    />`,
  );
}

export interface SheetColumns<Field extends string> {
  /** Name of the file. */
  readonly name: string;
  readonly headings: readonly string[];
  readonly fields: readonly Field[];
  readonly needed: readonly Field[];
  readonly names: Readonly<Record<Field, string>>;
  readonly columns: Readonly<Partial<Record<Field, number>>>;
  readonly choose: (columns: Readonly<Partial<Record<Field, number>>>) => unknown;
}

/** What each column of a file is taken for, to be seen and changed before anything is read out of it. */
export function sheetColumns<Field extends string>(t: Words, shown: SheetColumns<Field>): TemplateResult {
  const { name, headings, fields, needed, names, columns, choose } = shown;
  const options = headings.map((heading, place) => ({
    value: String(place),
    text: heading.trim() === '' ? t.sheetNameless(place + 1) : heading,
  }));
  return html`<section class="stack" aria-labelledby="columns">
      <h4 id="columns">${t.sheetColumns(name)}</h4>
      <div class="pair">
        ${fields.map((field) =>
          selectField(t, {
            id: `column-${field}`,
            label: names[field],
            need: needed.includes(field) ? 'required' : 'optional',
            none: t.sheetNoColumn,
            options,
            chosen: String(columns[field] ?? ''),
            choose: (value) => {
              const { [field]: _, ...others } = columns;
              choose({ ...others, ...(value !== '' && { [field]: Number(value) }) } as typeof columns);
            },
          }),
        )}
      </div>
    </section>
    ${hasNeeded(shown) ? nothing : html`<p class="notice" part="notice">${t.sheetChoose}</p>`}`;
}

export function hasNeeded<Field extends string>({
  needed,
  columns,
}: Pick<SheetColumns<Field>, 'needed' | 'columns'>): boolean {
  return needed.every((field) => columns[field] !== undefined);
}

/** A line that is not taken, and why. */
export interface RefusedLine {
  readonly line: number;
  /** What its column is called; the whole line when absent. */
  readonly column: string | undefined;
  readonly reason: string;
}

/** What of a file is refused: line, column and reason, the words of the file itself left out. */
export function sheetFaults(t: Words, rows: readonly RefusedLine[]): TemplateResult {
  return table(t, {
    id: 'faults-table',
    caption: t.sheetFaults,
    rows,
    keyOf: ({ line, column, reason }) => `${line} ${column ?? ''} ${reason}`,
    columns: [
      { id: 'line', title: t.sheetLine, cell: ({ line }) => t.sheetLineOf(line) },
      { id: 'column', title: t.sheetColumn, cell: ({ column }) => column ?? t.sheetWholeLine },
      { id: 'reason', title: t.sheetReason, cell: ({ reason }) => reason },
    ],
  });
}
