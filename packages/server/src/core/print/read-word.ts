import { plainText, PROOF_NAMESPACE } from './editable.ts';
import { readArchive } from './archive.ts';
import { decodeXml, xmlPieces } from './xml.ts';

/** What is seen in a DOCX file, and what it carries unseen. */
export interface ReadWord {
  /** Paragraphs that stand in no table, in their order. */
  readonly paragraphs: readonly string[];
  /** Tables by their rows, rows by their cells. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  readonly proof: string | undefined;
}

const BODY = 'word/document.xml';

/**
 * @returns nothing for what is no DOCX file
 * @throws {ArchiveTooLargeError}
 */
export function readWord(bytes: Uint8Array): ReadWord | undefined {
  const files = readArchive(bytes, (name) => name === BODY || /^customXml\/item\d+\.xml$/.test(name));
  const text = files?.get(BODY);
  if (!files || text === undefined) return undefined;
  const others = [...files].filter(([name]) => name !== BODY);
  return { ...readBody(text), proof: proofIn(others.map(([, part]) => part)) };
}

const PROOF = /<(?:\w+:)?proof\b([^<>]*)>([^<]*)</;

function proofIn(parts: readonly string[]): string | undefined {
  for (const part of parts) {
    const [, attributes = '', text] = PROOF.exec(part) ?? [];
    if (text !== undefined && attributes.includes(`"${PROOF_NAMESPACE}"`)) return decodeXml(text);
  }
  return undefined;
}

/** Reads the text as it is seen: what was taken out with changes tracked is not, nor are the instructions of fields. */
function readBody(xml: string): Pick<ReadWord, 'paragraphs' | 'tables'> {
  const paragraphs: string[] = [];
  const tables: string[][][] = [];
  const open: string[][][] = [];
  let text = '';
  let isText = false;
  for (const piece of xmlPieces(xml)) {
    if (piece.kind === 'text') {
      if (isText) text += piece.text;
      continue;
    }
    if (piece.prefix !== 'w') continue;
    const { name, kind } = piece;
    const isEnd = kind === 'close';
    if (name === 't') isText = kind === 'open';
    else if (BETWEEN.has(name)) text += ' ';
    else if (name === 'noBreakHyphen') text += '-';
    else if (name === 'p' && isEnd) {
      if (open.length === 0) {
        paragraphs.push(plainText(text));
        text = '';
      } else text += ' ';
    } else if (name === 'tbl' && !isEnd) tables.push(open[open.push([]) - 1]!);
    else if (name === 'tbl') open.pop();
    else if (name === 'tr' && !isEnd) open.at(-1)?.push([]);
    else if (name === 'tc' && isEnd) {
      open.at(-1)?.at(-1)?.push(plainText(text));
      text = '';
    }
  }
  return { paragraphs, tables };
}

const BETWEEN: ReadonlySet<string> = new Set(['tab', 'br', 'cr']);
