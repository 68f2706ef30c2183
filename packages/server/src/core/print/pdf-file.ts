import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import PDFDocument from 'pdfkit';

export type Doc = InstanceType<typeof PDFDocument>;
export type Add = (element: PDFKit.PDFStructureElement) => void;
type Tag = 'H1' | 'H2' | 'P';
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

/** A tagged PDF/A-1a with its fonts inside; the same document is the same bytes. */
export async function openPdf(
  { title, language, at }: { readonly title: string; readonly language: 'fr' | 'en'; readonly at: number },
  bottom: number,
): Promise<PdfFile> {
  const doc = new PDFDocument({
    ...{ subset: 'PDF/A-1a', pdfVersion: '1.4', tagged: true, displayTitle: true },
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
    },
  });
  const bytes = collect(doc);
  const { regular, bold } = await fonts();
  doc.registerFont('regular', regular).registerFont('bold', bold);
  const root = doc.struct('Document');
  doc.addStructure(root);
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
