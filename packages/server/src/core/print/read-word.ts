import { strFromU8, unzipSync } from 'fflate';
import { plainText, PROOF_NAMESPACE } from './editable.ts';

/** What is seen in a DOCX file, and what it carries unseen. */
export interface ReadWord {
  /** Paragraphs that stand in no table, in their order. */
  readonly paragraphs: readonly string[];
  /** Tables by their rows, rows by their cells. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  readonly proof: string | undefined;
}

/** No part of a report is as large; what unpacks to more was not made here. */
const LARGEST_PART = 32 * 1024 * 1024;

/** @returns nothing for what is no DOCX file */
export function readWord(bytes: Uint8Array): ReadWord | undefined {
  const files = unpack(bytes);
  const text = files?.['word/document.xml'];
  if (!files || !text) return undefined;
  const others = Object.entries(files).filter(([name]) => name.startsWith('customXml/'));
  return { ...readBody(strFromU8(text)), proof: proofIn(others.map(([, part]) => strFromU8(part))) };
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> | undefined {
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) =>
        originalSize <= LARGEST_PART && /^(?:word\/document|customXml\/item\d+)\.xml$/.test(name),
    });
  } catch {
    return undefined;
  }
}

function proofIn(parts: readonly string[]): string | undefined {
  const root = new RegExp(`<(?:\\w+:)?proof\\b[^>]*"${PROOF_NAMESPACE}"[^>]*>([^<]*)</`);
  for (const part of parts) {
    const found = root.exec(part)?.[1];
    if (found !== undefined) return decode(found);
  }
  return undefined;
}

/** A tag with its attributes, or text between tags. */
const PIECE = /<(\/?)w:(\w+)((?:"[^"]*"|'[^']*'|[^>"'])*)>|<(?:"[^"]*"|'[^']*'|[^>"'])*>|([^<]+)/g;

/** Reads the text as it is seen: what was taken out with changes tracked is not, nor are the instructions of fields. */
function readBody(xml: string): Pick<ReadWord, 'paragraphs' | 'tables'> {
  const paragraphs: string[] = [];
  const tables: string[][][] = [];
  const open: string[][][] = [];
  let text = '';
  let isText = false;
  for (const [, end, name, attributes = '', content] of xml.matchAll(PIECE)) {
    if (content !== undefined) text += isText ? decode(content) : '';
    else if (name === 't') isText = end === '' && !attributes.endsWith('/');
    else if (name !== undefined && BETWEEN.has(name)) text += ' ';
    else if (name === 'noBreakHyphen') text += '-';
    else if (name === 'p' && end !== '') {
      if (open.length === 0) {
        paragraphs.push(plainText(text));
        text = '';
      } else text += ' ';
    } else if (name === 'tbl' && end === '') tables.push(open[open.push([]) - 1]!);
    else if (name === 'tbl') open.pop();
    else if (name === 'tr' && end === '') open.at(-1)?.push([]);
    else if (name === 'tc' && end !== '') {
      open.at(-1)?.at(-1)?.push(plainText(text));
      text = '';
    }
  }
  return { paragraphs, tables };
}

const BETWEEN: ReadonlySet<string> = new Set(['tab', 'br', 'cr']);

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (whole, decimal?: string, hex?: string, name = '') => {
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      if (name !== '') return NAMED[name as string] ?? whole;
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
