import { ActivityReport } from '@relais/model';
import { leftOf } from '../core/print/left-of.ts';
import { plainText } from '../core/print/editable.ts';
import type { EditableBlock, EditableDocument } from '../core/print/editable.ts';
import { readWord } from '../core/print/read-word.ts';
import type { ReadWord } from '../core/print/read-word.ts';
import { documentOf } from './document.ts';

/** A report as it was handed on, and what of its figures is seen otherwise in the document that carries it. */
export interface ReadReport {
  readonly report: ActivityReport;
  /** What the report says and the document does no more. */
  readonly missing: readonly string[];
  /** Rows of its tables that the report does not have. */
  readonly added: readonly string[];
}

/** Of a document that was opened, completed and saved again, too. @returns nothing for what is no document with a report in it */
export function readReport(bytes: Uint8Array): ReadReport | undefined {
  const word = readWord(bytes);
  const report = word?.proof === undefined ? undefined : parseReport(word.proof);
  if (!word || !report) return undefined;
  const [french, english] = (['fr', 'en'] as const).map((language) => compare(documentOf(report, language), word));
  const { missing, added } = french!.missing.length <= english!.missing.length ? french! : english!;
  return { report, missing, added };
}

function parseReport(json: string): ActivityReport | undefined {
  try {
    const read = ActivityReport.safeParse(JSON.parse(json));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Tables and statements are compared; what else is written, is written by people. */
function compare({ blocks, cover }: EditableDocument, word: ReadWord): Pick<ReadReport, 'missing' | 'added'> {
  const said = [...cover, ...blocks];
  const statements = leftOf(said.flatMap(statementOf), word.paragraphs);
  const tables = said.filter((block) => block.kind === 'table');
  const heads = new Set(tables.map(({ columns }) => rowText(columns.map(({ head }) => head))));
  const expected = tables.flatMap(({ rows }) =>
    rows.map((cells) => rowText(cells.map(({ text, note = '' }) => `${text} ${note}`))),
  );
  const seen = word.tables
    .filter(([head = []]) => heads.has(rowText(head)))
    .flatMap((rows) => rows.map(rowText).filter((row) => !heads.has(row)));
  return {
    missing: [...leftOf(expected, seen), ...statements].map(shortened),
    added: leftOf(seen, expected).map(shortened),
  };
}

function statementOf(block: EditableBlock): string[] {
  return block.kind === 'statement' ? [plainText(block.text)] : [];
}

function rowText(cells: readonly string[]): string {
  return cells.map(plainText).join(' | ');
}

const LONGEST = 160;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
