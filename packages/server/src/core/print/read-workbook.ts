import { plainText } from './editable.ts';
import { readArchive } from './archive.ts';
import { attributeOf, xmlPieces } from './xml.ts';

/** What is seen in the cells of one sheet of an XLSX file: rows that hold anything, by their cells, empty ones last left out. */
export interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** More columns than any sheet of ours; a cell further to the right is of nothing. */
const MOST_COLUMNS = 200;

/**
 * Numbers as JavaScript writes them, days as `2026-01-02`; a cell that shows something else than its value, by its format or by a formula, says so.
 * @returns nothing for what is no XLSX file
 * @throws {ArchiveTooLargeError}
 */
export function readWorkbook(bytes: Uint8Array): readonly ReadSheet[] | undefined {
  const files = readArchive(bytes, (name) => name.startsWith('xl/') && /\.(?:xml|rels)$/.test(name));
  const workbook = files?.get('xl/workbook.xml');
  if (!files || workbook === undefined) return undefined;
  const paths = pathsOf(files.get('xl/_rels/workbook.xml.rels') ?? '');
  const texts = sharedTexts(files.get('xl/sharedStrings.xml') ?? '');
  const formats = formatsOf(files.get('xl/styles.xml') ?? '');
  const sheets: ReadSheet[] = [];
  for (const piece of xmlPieces(workbook)) {
    if (piece.kind === 'text' || piece.name !== 'sheet' || piece.kind === 'close') continue;
    const path = paths.get(attributeOf(piece.attributes, 'r:id') ?? '') ?? '';
    const rows = rowsOf(files.get(path) ?? '', texts, formats);
    sheets.push({ name: attributeOf(piece.attributes, 'name') ?? '', rows });
  }
  return sheets;
}

function pathsOf(xml: string): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const piece of xmlPieces(xml)) {
    if (piece.kind === 'text' || piece.name !== 'Relationship') continue;
    const target = attributeOf(piece.attributes, 'Target') ?? '';
    paths.set(attributeOf(piece.attributes, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  return paths;
}

/** Each may be of several pieces; what is said aloud of a text in Japanese is no part of it. */
function sharedTexts(xml: string): string[] {
  const texts: string[] = [];
  let text = '';
  let isText = false;
  let isAloud = false;
  for (const piece of xmlPieces(xml)) {
    if (piece.kind === 'text') {
      if (isText && !isAloud) text += piece.text;
    } else if (piece.name === 't') isText = piece.kind === 'open';
    else if (piece.name === 'rPh') isAloud = piece.kind === 'open';
    else if (piece.name === 'si' && piece.kind !== 'open') {
      texts.push(text);
      text = '';
    }
  }
  return texts;
}

/** How the cells of a style show what they hold. */
type Format = 'plain' | 'day' | 'other';

const GENERAL = '0';
const TEXT = '49';
const USUAL_DAY = '14';

function formatsOf(xml: string): readonly Format[] {
  const codes = new Map<string, string>();
  const formats: Format[] = [];
  let isOfCells = false;
  for (const piece of xmlPieces(xml)) {
    if (piece.kind === 'text') continue;
    const { name, kind, attributes } = piece;
    if (name === 'numFmt')
      codes.set(attributeOf(attributes, 'numFmtId') ?? '', attributeOf(attributes, 'formatCode') ?? '');
    else if (name === 'cellXfs') isOfCells = kind === 'open';
    else if (name === 'xf' && isOfCells && kind !== 'close')
      formats.push(formatOf(attributeOf(attributes, 'numFmtId') ?? GENERAL, codes));
  }
  return formats;
}

function formatOf(id: string, codes: ReadonlyMap<string, string>): Format {
  const code = codes.get(id);
  if (code === undefined) return id === GENERAL || id === TEXT ? 'plain' : id === USUAL_DAY ? 'day' : 'other';
  if (/^(?:General|@)$/i.test(code)) return 'plain';
  const letters = code.replace(/^\[\$-[\dA-Fa-f]{1,8}\]/, '').replace(/;@$/, '');
  return /^[dmy/\-.\\ ]{5,30}$/i.test(letters) && ['d', 'm', 'y'].every((one) => letters.toLowerCase().includes(one))
    ? 'day'
    : 'other';
}

interface Cell {
  readonly column: number;
  readonly type: string;
  readonly format: Format;
  value: string;
  hasFormula: boolean;
}

function rowsOf(xml: string, texts: readonly string[], formats: readonly Format[]): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell: Cell | undefined;
  let isValue = false;
  for (const piece of xmlPieces(xml)) {
    if (piece.kind === 'text') {
      if (cell && isValue) cell.value += piece.text;
      continue;
    }
    const { name, kind, attributes } = piece;
    if (name === 'row' && kind !== 'open') {
      const last = row.findLastIndex((said) => said !== '');
      if (last >= 0) rows.push(row.slice(0, last + 1));
      row = [];
    } else if (name === 'c' && kind === 'open') {
      const format = formats[Number(attributeOf(attributes, 's') ?? 0)] ?? 'plain';
      const column = columnOf(attributeOf(attributes, 'r')) ?? row.length;
      cell = { column, type: attributeOf(attributes, 't') ?? 'n', format, value: '', hasFormula: false };
    } else if (name === 'c' && cell) {
      if (cell.column < MOST_COLUMNS) put(row, cell.column, sayCell(cell, texts));
      cell = undefined;
    } else if (name === 'v' || name === 't') isValue = kind === 'open';
    else if (name === 'f' && cell) cell.hasFormula = true;
  }
  return rows;
}

function put(row: string[], column: number, said: string): void {
  while (row.length < column) row.push('');
  row[column] = said;
}

/** From 0, by the letters of its address. */
function columnOf(address: string | undefined): number | undefined {
  const [, letters] = /^([A-Z]{1,3})\d{1,7}$/.exec(address ?? '') ?? [];
  if (letters === undefined) return undefined;
  return Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function sayCell({ type, value, format, hasFormula }: Cell, texts: readonly string[]): string {
  const said = type === 's' ? (texts[Number(value)] ?? '') : value;
  if (hasFormula) return `=${plainText(said)}`;
  if (type === 'n' && value !== '') return sayNumber(Number(value), format);
  return format === 'other' && said !== '' ? `${plainText(said)} *` : plainText(said);
}

/** Day 0 of a workbook is 30 December 1899. */
const FIRST_DAY = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
const LAST_DAY = 2_958_465;

function sayNumber(value: number, format: Format): string {
  if (format === 'day' && Number.isInteger(value) && value >= 0 && value <= LAST_DAY)
    return new Date(FIRST_DAY + value * DAY_MS).toISOString().slice(0, 10);
  return format === 'plain' ? String(value) : `${value} *`;
}
