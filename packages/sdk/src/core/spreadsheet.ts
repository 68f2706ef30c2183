/** Why a file cannot be read. */
export class SpreadsheetError extends Error {
  override readonly name = 'SpreadsheetError';
  readonly code: 'too-large' | 'not-a-spreadsheet' | 'too-many-lines';

  constructor(code: SpreadsheetError['code']) {
    super(`The file is not read: ${code}`);
    this.code = code;
  }
}

const LARGEST_FILE = 10 * 1024 * 1024;
/** Of what is packed in a workbook: a small file may hold very much of nothing. */
const LARGEST_PART = 60 * 1024 * 1024;
const MOST_LINES = 10_001;

/**
 * The lines of a spreadsheet, each with its cells as texts, the first line first: CSV in any of its writings (comma, semicolon or tab; UTF-8 or that of
 * Windows), or the first sheet of a workbook (`.xlsx`).
 *
 * @throws {SpreadsheetError}
 */
export async function readSpreadsheet(file: Blob): Promise<string[][]> {
  if (file.size > LARGEST_FILE) throw new SpreadsheetError('too-large');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isWorkbook = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const lines = isWorkbook ? await readWorkbook(bytes) : readCsv(decode(bytes));
  if (lines.length > MOST_LINES) throw new SpreadsheetError('too-many-lines');
  return lines;
}

function decode(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  if (bytes.includes(0)) throw new SpreadsheetError('not-a-spreadsheet');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** RFC 4180, with the separator that the first line uses most. */
export function readCsv(text: string): string[][] {
  const plain = text.replace(/^\ufeff/, '');
  const [first = ''] = plain.split(/\r?\n/, 1);
  const countOf = (separator: string) => first.split(separator).length;
  const separator = [';', '\t', ','].reduce((best, one) => (countOf(one) > countOf(best) ? one : best), ';');
  const lines: string[][] = [];
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    cells.push(cell);
    cell = '';
  };
  const endLine = () => {
    endCell();
    lines.push(cells);
    cells = [];
  };
  for (let place = 0; place < plain.length; place += 1) {
    const sign = plain[place]!;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (plain[place + 1] === '"') {
        cell += '"';
        place += 1;
      } else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === separator) endCell();
    else if (sign === '\n') endLine();
    else if (sign !== '\r') cell += sign;
  }
  if (cell !== '' || cells.length > 0) endLine();
  return lines;
}

/** The first sheet of a workbook. An Office Open XML file is an archive of XML files; of them three say what is in the cells. */
async function readWorkbook(bytes: Uint8Array): Promise<string[][]> {
  const parts = listParts(bytes);
  const nameOf = (pattern: RegExp) => [...parts.keys()].filter((name) => pattern.test(name)).sort(byNumber)[0];
  const sheetName = nameOf(/^xl\/worksheets\/sheet\d+\.xml$/);
  if (sheetName === undefined) throw new SpreadsheetError('not-a-spreadsheet');
  const sheet = await unpack(bytes, parts.get(sheetName)!);
  const strings = parts.get('xl/sharedStrings.xml');
  const shared = strings ? readShared(await unpack(bytes, strings)) : [];
  return readSheet(sheet, shared);
}

const byNumber = (one: string, other: string) => numberIn(one) - numberIn(other);
const numberIn = (name: string) => Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0);

interface ArchivePart {
  readonly method: number;
  readonly from: number;
  readonly length: number;
}

/** By the archive's directory, which stands at its end. */
function listParts(bytes: Uint8Array): Map<string, ArchivePart> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = new Map<string, ArchivePart>();
  try {
    let end = bytes.length - 22;
    while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
      const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength!));
      const local = view.getUint32(at + 42, true);
      const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      parts.set(name, { method: view.getUint16(at + 10, true), from, length: view.getUint32(at + 20, true) });
      at += 46 + nameLength! + extra! + comment!;
    }
  } catch {
    throw new SpreadsheetError('not-a-spreadsheet');
  }
  return parts;
}

async function unpack(bytes: Uint8Array, { method, from, length }: ArchivePart): Promise<string> {
  const packed = bytes.slice(from, from + length);
  if (method === 0) return new TextDecoder().decode(packed);
  if (method !== 8) throw new SpreadsheetError('not-a-spreadsheet');
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.length;
      if (size > LARGEST_PART) throw new SpreadsheetError('too-large');
      text += decoder.decode(read.value, { stream: true });
    }
  } catch (error) {
    if (error instanceof SpreadsheetError) throw error;
    throw new SpreadsheetError('not-a-spreadsheet');
  }
  return text + decoder.decode();
}

/** Texts that several cells may name; each may be of several pieces. */
function readShared(xml: string): string[] {
  return [...xml.matchAll(/<si\b[^>]*>([\s\S]*?)<\/si>|<si\/>/g)].map(([, inner = '']) => textsIn(inner));
}

function textsIn(xml: string): string {
  // What is said aloud of a text in Japanese is no part of it.
  const spoken = xml.replace(/<rPh\b[\s\S]*?<\/rPh>/g, '');
  return [...spoken.matchAll(/<t\b[^>]*>([\s\S]*?)<\/t>/g)].map(([, text = '']) => plain(text)).join('');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (all, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? all;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

function readSheet(xml: string, shared: readonly string[]): string[][] {
  const lines: string[][] = [];
  for (const [, attributes = '', inner = ''] of xml.matchAll(/<row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/g)) {
    const number = Number(/\br="(\d+)"/.exec(attributes)?.[1] ?? lines.length + 1);
    if (number > MOST_LINES) throw new SpreadsheetError('too-many-lines');
    while (lines.length < number - 1) lines.push([]);
    const cells: string[] = [];
    for (const [, about = '', content = ''] of inner.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
      const place = columnOf(/\br="([A-Z]{1,3})\d+"/.exec(about)?.[1]) ?? cells.length;
      while (cells.length < place) cells.push('');
      cells[place] = cellText(about, content, shared);
    }
    lines.push(cells);
  }
  return lines;
}

function cellText(about: string, content: string, shared: readonly string[]): string {
  const type = /\bt="(\w+)"/.exec(about)?.[1];
  if (type === 'inlineStr') return textsIn(content);
  const value = plain(/<v\b[^>]*>([\s\S]*?)<\/v>/.exec(content)?.[1] ?? '');
  return type === 's' ? (shared[Number(value)] ?? '') : value;
}

/** `A` → 0, `Z` → 25, `AA` → 26. */
function columnOf(letters: string | undefined): number | undefined {
  if (letters === undefined) return undefined;
  let place = 0;
  for (const letter of letters.split('')) place = place * 26 + letter.charCodeAt(0) - 64;
  return place - 1;
}
