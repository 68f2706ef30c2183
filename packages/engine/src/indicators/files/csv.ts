import { CarriedFigures, FigureExport } from '@relais/model';
import { figureTable, type TableCell } from './table.ts';
import type { FileLanguage } from './words.ts';

/** `french`: semicolons, decimal commas, and the mark by which spreadsheets know UTF-8. `iso`: commas, points, ISO dates, no mark. */
export type CsvStyle = 'french' | 'iso';

export interface CsvOptions {
  readonly style?: CsvStyle;
  readonly language?: FileLanguage;
}

/** The last lines carry the exports themselves, sealed: what the table says can be made again from them, and compared. */
export const PROOF = 'relais-figures';
const MARK = '\ufeff';
const PROOFS = new RegExp(`^${PROOF}[;,]"([^"]*(?:""[^"]*)*)"`, 'gm');

/** What stands before a letter of a formula makes it one in a spreadsheet. */
const FORMULA = /^[=+\-@\t\r]/;

/** One table of exports of the same structure: figures that are split differently are asked for one after the other. */
export function figureCsv(
  files: readonly FigureExport[],
  { style = 'french', language = 'fr' }: CsvOptions = {},
): string {
  const { columns, rows } = figureTable(files, language);
  const separator = style === 'french' ? ';' : ',';
  const line = (cells: readonly string[]) => cells.map((cell) => quoted(cell, separator)).join(separator);
  const lines = [
    line(columns),
    ...rows.map((row) => line(row.map((cell) => written(cell, style)))),
    ...files.map((file) => line([PROOF, JSON.stringify(file)])),
  ];
  return `${style === 'french' ? MARK : ''}${lines.join('\r\n')}\r\n`;
}

/** What a file holds, and whether all that is seen in it is what the exports say. Whether those are true the backend knows. */
export interface ReadCsv {
  readonly files: readonly FigureExport[];
  readonly isIntact: boolean;
}

/** `undefined` for what is no export of figures. A spreadsheet that has saved the file again has changed how it is written, and it is not intact. */
export function readFigureCsv(text: string): ReadCsv | undefined {
  const files = [...text.matchAll(PROOFS)].flatMap(
    ([, proof = '']) => readFigureExport(proof.replaceAll('""', '"')) ?? [],
  );
  if (files.length === 0) return undefined;
  const isIntact = (['french', 'iso'] as const).some((style) =>
    (['fr', 'en'] as const).some((language) => figureCsv(files, { style, language }) === text),
  );
  return { files, isIntact };
}

/** An export from its JSON; `undefined` for anything else. */
export function readFigureExport(json: string): FigureExport | undefined {
  try {
    const read = FigureExport.safeParse(JSON.parse(json));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** The exports that travel in a printed document; `undefined` for anything else. */
export function exportsCarried(json: string): FigureExport[] | undefined {
  try {
    const read = CarriedFigures.safeParse(JSON.parse(json));
    return read.success ? read.data.exports : undefined;
  } catch {
    return undefined;
  }
}

function written(cell: TableCell, style: CsvStyle): string {
  switch (cell?.kind) {
    case undefined:
      return '';
    case 'number':
      return style === 'french' ? `${cell.value}`.replace('.', ',') : `${cell.value}`;
    case 'date':
      return style === 'french' ? cell.date.split('-').reverse().join('/') : cell.date;
    case 'instant':
      return cell.instant;
    case 'text':
      return FORMULA.test(cell.text) ? `'${cell.text}` : cell.text;
  }
}

function quoted(text: string, separator: string): string {
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
