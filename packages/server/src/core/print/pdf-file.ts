import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import PDFDocument from 'pdfkit';
import { ROOM_FOR_SEAL, SEAL_KEY } from './sealed-pdf.ts';
import type { PrintedDocument } from './stationery.ts';

export type Doc = InstanceType<typeof PDFDocument>;
export type Add = (element: PDFKit.PDFStructureElement) => void;
type Tag = 'H1' | 'H2' | 'P' | 'Caption';
type Fonts = Readonly<Record<'regular' | 'bold', PDFKit.Mixins.PDFFontSource>>;

export const MARGIN = 56;
export const INK = '#1a1a1a';
export const QUIET = '#555555';

/** A file that is being written: `close` ends it, after what stands on every page. */
interface PdfFile {
  readonly doc: Doc;
  /** Hangs in what is read aloud next. */
  readonly add: Add;
  readonly close: (last?: () => void) => Promise<Uint8Array<ArrayBuffer>>;
}

/** A tagged PDF/A-1a with its fonts inside, or PDF/A-3a where a file is to be put into it; the same document is the same bytes. */
export async function openPdf(
  { title, language, at, carried }: Pick<PrintedDocument, 'title' | 'language' | 'at' | 'carried'>,
  bottom: number,
): Promise<PdfFile> {
  const doc = new PDFDocument({
    ...(carried
      ? ({ subset: 'PDF/A-3a', pdfVersion: '1.7' } as const)
      : ({ subset: 'PDF/A-1a', pdfVersion: '1.4' } as const)),
    ...{ tagged: true, displayTitle: true },
    lang: language === 'en' ? 'en-GB' : 'fr-FR',
    ...{ size: 'A4', margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom } },
    bufferPages: true,
    // Else it begins with one of the fonts that are in no file.
    font: null as unknown as string,
    // The library writes the title into XML as it is.
    info: {
      Title: title.replace(/[&<>]/g, ' '),
      CreationDate: new Date(at),
      Producer: 'Relais',
      Creator: 'Relais',
      ...(carried && { [SEAL_KEY]: ROOM_FOR_SEAL }),
    },
  });
  const bytes = collect(doc);
  const { regular, bold } = await fonts();
  doc.registerFont('regular', regular).registerFont('bold', bold);
  const root = doc.struct('Document');
  doc.addStructure(root);
  if (carried) {
    const { name, description, type, text } = carried;
    const dates = { creationDate: new Date(at), modifiedDate: new Date(at) };
    // What its types do not know yet: what the file is to the document.
    const options = { name, description, type, relationship: 'Data', ...dates };
    doc.file(Buffer.from(text), options);
  }
  return {
    doc,
    add: (element) => void root.add(element),
    close(last) {
      root.end();
      last?.();
      doc.end();
      return bytes;
    },
  };
}

/** Parsed once: the tables of a font with all of Europe's letters take longer to read than a letter to set. */
let parsed: Fonts | undefined;

async function fonts(): Promise<Fonts> {
  const files = createRequire(import.meta.url);
  const open = (name: string) => {
    const font = fontkit.create(readFileSync(files.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`))) as fontkit.Font;
    // A glyph keeps the character it is first asked for. Asked for first as a part of another, as the A of « À », it would have none, and be
    // left out of what is read aloud from then on. Ligatures are asked for as their letters alone.
    for (const character of font.characterSet) if (!isLigature(character)) font.glyphForCodePoint(character);
    return font as unknown as Fonts['regular'];
  };
  parsed ??= { regular: open('DejaVuSans'), bold: open('DejaVuSans-Bold') };
  return Promise.resolve(parsed);
}

function isLigature(character: number): boolean {
  return String.fromCodePoint(character).normalize('NFKC').length > 1;
}

function collect(doc: Doc): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
  });
}

export function said(doc: Doc, tag: Tag, set: () => void): PDFKit.PDFStructureElement {
  return doc.struct(tag, {}, set);
}

/** What its types do not know yet: where a picture stands, and of what a cell is the head. */
interface StructureOptions extends PDFKit.Mixins.StructureElementOptions {
  readonly bbox?: [left: number, top: number, right: number, bottom: number];
  readonly scope?: 'Column' | 'Row';
}

export function part(
  doc: Doc,
  tag: 'Figure' | 'TH',
  options: StructureOptions,
  set: () => void,
): PDFKit.PDFStructureElement {
  return doc.struct(tag, options, set);
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** No part of what is read aloud. */
export function frame(doc: Doc, { left, top, width, height }: Box, line = 1.2): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc.rect(left, top, width, height).lineWidth(line).strokeColor(INK).stroke();
  doc.endMarkedContent();
}

/** On the next page, if it would not fit on this one. */
export function keepTogether(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
}
