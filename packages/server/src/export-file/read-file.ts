import {
  exportsCarried,
  exportsOfProof,
  figureWorkbook,
  readFigureCsv,
  readFigureExport,
  readMeasureBundle,
} from '@relais/engine/indicators/files';
import type { ReadCsv, TableCell, Workbook, WorkbookSheet } from '@relais/engine/indicators/files';
import type { ActivityReport, ExportFileKind, FigureExport } from '@relais/model';
import { readReport } from '../activity-report/index.ts';
import { isArchive } from '../core/print/archive.ts';
import { plainText } from '../core/print/editable.ts';
import { leftOf } from '../core/print/left-of.ts';
import { readWorkbook } from '../core/print/read-workbook.ts';
import { isPdf, readSealedPdf } from '../core/print/sealed-pdf.ts';
import type { SealedPdf } from '../core/print/sealed-pdf.ts';
import type { ReadSheet } from '../core/print/read-workbook.ts';

/** A file that was handed on, as somebody has it now: what it carries, and whether what is seen in it is that. */
export interface ExportedFile {
  readonly kind: ExportFileKind;
  readonly isIntact: boolean;
  /** Rows and sentences that it carries and does not show; of tables of text and of FHIR it is known only that they differ. */
  readonly missing: readonly string[];
  /** Rows that it shows and does not carry. */
  readonly added: readonly string[];
  readonly exports: readonly FigureExport[];
  /** Of an activity report, which seals its exports together. */
  readonly report?: ActivityReport;
  /** Of a document that is sealed as a whole: what is seen in it is right if all of it is. */
  readonly document?: Pick<SealedPdf, 'seal' | 'content'>;
}

/**
 * @returns nothing for what is no export of figures, or carries none any more
 * @throws {ArchiveTooLargeError}
 */
export function readExportedFile(bytes: Uint8Array): ExportedFile | undefined {
  const file = readFile(bytes);
  return file && file.exports.length <= MOST_EXPORTS ? file : undefined;
}

/** A board that is taken away has a handful, a report one for each protocol. */
const MOST_EXPORTS = 200;

function readFile(bytes: Uint8Array): ExportedFile | undefined {
  if (isArchive(bytes)) return readReportFile(bytes) ?? readWorkbookFile(bytes);
  return isPdf(bytes) ? readDocumentFile(bytes) : readTextFile(bytes);
}

function readDocumentFile(bytes: Uint8Array): ExportedFile | undefined {
  const read = readSealedPdf(bytes);
  const exports = read && exportsCarried(read.carried);
  return exports && { ...told('pdf', { files: exports, isIntact: true }), document: read };
}

function readTextFile(bytes: Uint8Array): ExportedFile | undefined {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  try {
    return readText(text);
  } catch (error) {
    // JSON that is nested deeper than any of ours.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readText(text: string): ExportedFile | undefined {
  const file = readFigureExport(text);
  if (file) return told('json', { files: [file], isIntact: true });
  const bundle = readMeasureBundle(text);
  if (bundle) return told('fhir', bundle);
  const table = readFigureCsv(text);
  return table && told('csv', table);
}

function told(kind: ExportFileKind, { files, isIntact }: ReadCsv): ExportedFile {
  return { kind, isIntact, missing: [], added: [], exports: files };
}

function readReportFile(bytes: Uint8Array): ExportedFile | undefined {
  const read = readReport(bytes);
  if (!read) return undefined;
  const { report, missing, added } = read;
  const exports = [report.figures, ...report.protocols.map(({ figures }) => figures)];
  return { kind: 'report', isIntact: missing.length + added.length === 0, missing, added, exports, report };
}

/** Its rows may have been sorted, and other programs may have saved it: each row is compared by what its cells hold. */
function readWorkbookFile(bytes: Uint8Array): ExportedFile | undefined {
  const sheets = readWorkbook(bytes);
  if (!sheets) return undefined;
  for (const language of ['fr', 'en'] as const) {
    const { proof } = figureWorkbook([], language);
    const lines = sheets.find(({ name }) => name === proof.name)?.rows.map(([line = '']) => line);
    const exports = lines && exportsOfProof(lines);
    if (exports && exports.length > 0) {
      const { missing, added } = compare(figureWorkbook(exports, language), sheets);
      return { kind: 'xlsx', isIntact: missing.length + added.length === 0, missing, added, exports };
    }
  }
  return undefined;
}

function compare({ figures, definitions, proof }: Workbook, sheets: readonly ReadSheet[]) {
  const ours = new Set([figures.name, definitions.name, proof.name]);
  const others = sheets.filter(
    ({ name }, place) => !ours.has(name) || sheets.findIndex((one) => one.name === name) < place,
  );
  const found = [figures, definitions].map((sheet) => compareSheet(sheet, sheets));
  return {
    missing: found.flatMap(({ missing }) => missing).map(shortened),
    added: [...found.flatMap(({ added }) => added).map(shortened), ...others.map(({ name }) => name)],
  };
}

function compareSheet({ name, columns, rows }: WorkbookSheet, sheets: readonly ReadSheet[]) {
  const [head = '', ...seen] = (sheets.find((sheet) => sheet.name === name)?.rows ?? []).map(rowText);
  const expected = rows.map((row) => rowText(row.map(cellText)));
  const headed = rowText([...columns]);
  return {
    missing: [...(head === headed ? [] : [headed]), ...leftOf(expected, seen)],
    added: [...(head === headed || head === '' ? [] : [head]), ...leftOf(seen, expected)],
  };
}

const LONGEST = 160;

/** As much as it takes to find it. */
function shortened(row: string): string {
  const told = row
    .split(' | ')
    .filter((cell) => cell !== '')
    .join(' | ');
  return told.length > LONGEST ? `${told.slice(0, LONGEST)}…` : told;
}

function rowText(cells: readonly string[]): string {
  const last = cells.findLastIndex((cell) => cell !== '');
  return cells
    .slice(0, last + 1)
    .map(asSpreadsheetsKeep)
    .join(' | ');
}

/** Digits that a spreadsheet keeps of a number, as Excel and LibreOffice save it again; none of the others is ever seen. */
const SPREADSHEET_DIGITS = 15;

function asSpreadsheetsKeep(cell: string): string {
  return /^-?\d+\.\d{9,}$/.test(cell) ? String(Number(Number(cell).toPrecision(SPREADSHEET_DIGITS))) : cell;
}

function cellText(cell: TableCell): string {
  switch (cell?.kind) {
    case undefined:
      return '';
    case 'number':
      return String(cell.value);
    case 'date':
      return cell.date;
    case 'instant':
      return cell.instant;
    case 'text':
      return plainText(cell.text);
  }
}
