import { inflateSync } from 'node:zlib';

/** A PDF read back by rules of its own (ISO 32000-1, 7 and 14.7), so that a test does not trust the library that wrote it. */
export interface ReadPdf {
  /** What is read aloud, in the order of the tree of tags. */
  readonly tagged: readonly { readonly tag: string; readonly text: string }[];
  readonly pages: number;
  readonly metadata: string;
  /** What is drawn, a page each, in operators. */
  readonly drawings: readonly string[];
  /** Dictionaries of the file, to look into. */
  readonly objects: readonly string[];
}

interface PdfObject {
  readonly dictionary: string;
  readonly stream: string | undefined;
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const objects = readObjects(Buffer.from(bytes));
  const all = [...objects.values()];
  const find = (part: RegExp) => all.find(({ dictionary }) => part.test(dictionary));
  const texts = readPages(objects);
  const root = find(/\/Type \/StructTreeRoot/);
  const tagged: { tag: string; text: string }[] = [];
  for (const child of childrenOf(root?.dictionary ?? '')) {
    if (child.ref !== undefined) walk(objects, child.ref, texts, tagged);
  }
  return {
    tagged,
    pages: texts.size,
    metadata: find(/\/Type \/Metadata/)?.stream ?? '',
    drawings: [...texts.keys()].map(
      (page) => objects.get(refIn(objects.get(page)?.dictionary ?? '', 'Contents'))?.stream ?? '',
    ),
    objects: all.map(({ dictionary }) => dictionary),
  };
}

function readObjects(file: Buffer): Map<number, PdfObject> {
  const objects = new Map<number, PdfObject>();
  const text = file.toString('latin1');
  for (const match of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, number = '', body = ''] = match;
    const at = body.indexOf('stream\n');
    const dictionary = at < 0 ? body : body.slice(0, at);
    const raw = at < 0 ? undefined : body.slice(at + 7, body.lastIndexOf('\nendstream'));
    objects.set(Number(number), { dictionary, stream: raw === undefined ? undefined : decode(dictionary, raw) });
  }
  return objects;
}

function decode(dictionary: string, raw: string): string {
  const bytes = Buffer.from(raw, 'latin1');
  if (dictionary.includes('/FlateDecode')) return inflateSync(bytes).toString('latin1');
  return /\/Type \/Metadata/.test(dictionary) ? bytes.toString() : raw;
}

/** Text by page and number of its marked content. */
function readPages(objects: ReadonlyMap<number, PdfObject>): Map<number, Map<number, string>> {
  const pages = new Map<number, Map<number, string>>();
  for (const [number, { dictionary }] of objects) {
    if (!/\/Type \/Page\b/.test(dictionary)) continue;
    const resources = objects.get(refIn(dictionary, 'Resources'))?.dictionary ?? dictionary;
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', ref]) => [
        name,
        readCodes(objects, Number(ref)),
      ]),
    );
    pages.set(number, readContent(objects.get(refIn(dictionary, 'Contents'))?.stream ?? '', fonts));
  }
  return pages;
}

function refIn(dictionary: string, name: string): number {
  return Number(new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1] ?? -1);
}

/** What each code of a font stands for (ToUnicode). */
function readCodes(objects: ReadonlyMap<number, PdfObject>, font: number): Map<number, string> {
  const map = objects.get(refIn(objects.get(font)?.dictionary ?? '', 'ToUnicode'))?.stream ?? '';
  const codes = new Map<number, string>();
  for (const [, first = '', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    for (const [index, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries()) {
      codes.set(parseInt(first, 16) + index, Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'));
    }
  }
  return codes;
}

function readContent(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): Map<number, string> {
  const texts = new Map<number, string>();
  let codes: ReadonlyMap<number, string> | undefined;
  let marked: number | undefined;
  const operators = /\/(F\d+) [\d.]+ Tf|\/\w+ <<([^>]*)>> BDC|(EMC)|\[([^\]]*)\] TJ|(T\*)/g;
  for (const [, font, marks, end, shown] of content.matchAll(operators)) {
    if (font) codes = fonts.get(font);
    if (marks !== undefined) marked = Number(/\/MCID (\d+)/.exec(marks)?.[1] ?? Number.NaN);
    if (end) marked = undefined;
    if (shown === undefined || marked === undefined || Number.isNaN(marked)) continue;
    const hex = [...shown.matchAll(/<([0-9a-f]+)>/gi)].map(([, digits]) => digits).join('');
    const words = (hex.match(/.{4}/g) ?? []).map((code) => codes?.get(parseInt(code, 16)) ?? '\uFFFD').join('');
    texts.set(marked, (texts.get(marked) ?? '') + words);
  }
  return texts;
}

interface Child {
  readonly ref?: number;
  readonly content?: number;
  readonly page?: number;
}

function childrenOf(dictionary: string): Child[] {
  const kids = /\/K (?:\[([\s\S]*)\]|(\d+ 0 R))/.exec(dictionary.replace(/\n/g, ' '));
  const list = kids?.[1] ?? kids?.[2] ?? '';
  return [...list.matchAll(/<<([^>]*)>>|(\d+) 0 R|(\d+)/g)].map(([, inner, ref, content]) => {
    if (ref !== undefined) return { ref: Number(ref) };
    if (content !== undefined) return { content: Number(content) };
    return { content: Number(/\/MCID (\d+)/.exec(inner ?? '')?.[1]), page: refIn(inner ?? '', 'Pg') };
  });
}

function walk(
  objects: ReadonlyMap<number, PdfObject>,
  ref: number,
  texts: ReadonlyMap<number, ReadonlyMap<number, string>>,
  into: { tag: string; text: string }[],
): void {
  const { dictionary = '' } = objects.get(ref) ?? {};
  const tag = /\/S \/(\w+)/.exec(dictionary)?.[1] ?? '';
  const page = refIn(dictionary, 'Pg');
  const entry = { tag, text: '' };
  into.push(entry);
  for (const child of childrenOf(dictionary)) {
    if (child.ref !== undefined) walk(objects, child.ref, texts, into);
    else entry.text += texts.get(child.page ?? page)?.get(child.content ?? -1) ?? '';
  }
}
