import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import PDFDocument from 'pdfkit';
import type { PrintedBlock, PrintedDocument } from './stationery.ts';

type Doc = InstanceType<typeof PDFDocument>;
type Fonts = Readonly<Record<'regular' | 'bold', PDFKit.Mixins.PDFFontSource>>;

const MARGIN = 56;
const FOOT_HEIGHT = 14;
const INK = '#1a1a1a';
const QUIET = '#555555';
const SIZES = { text: 9.5, small: 8, head: 12, title: 15, heading: 11 } as const;
const LINE_GAP = 2.5;
/** Where somebody signs. */
const SIGNATURE_HEIGHT = 52;

/** Sets a document in type, as PDF/A-1a: what it says stands in a tree of headings, paragraphs and lists, which is read aloud in that order. */
export async function printPdf(document: PrintedDocument): Promise<Uint8Array<ArrayBuffer>> {
  const at = new Date(document.at);
  const doc = new PDFDocument({
    ...{ subset: 'PDF/A-1a', pdfVersion: '1.4', tagged: true, lang: 'fr-FR', displayTitle: true },
    ...{ size: 'A4', margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT_HEIGHT } },
    bufferPages: true,
    // Else it begins with one of the fonts that are in no file.
    font: null as unknown as string,
    // The library writes the title into XML as it is.
    info: {
      Title: document.title.replace(/[&<>]/g, ' '),
      CreationDate: at,
      Producer: 'Relais',
      Creator: 'Relais',
    },
  });
  const bytes = collect(doc);
  const { regular, bold } = await fonts();
  doc.registerFont('regular', regular).registerFont('bold', bold);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const add = (element: PDFKit.PDFStructureElement) => void root.add(element);
  setHead(doc, add, document);
  for (const mark of document.marks) setMark(doc, add, mark);
  add(said(doc, 'H1', () => doc.font('bold').fontSize(SIZES.title).text(document.title)));
  doc.moveDown(0.8);
  for (const block of document.blocks) setBlock(doc, add, block);
  root.end();
  setFeet(doc, document);
  doc.end();
  return bytes;
}

/** Parsed once: the tables of a font with all of Europe's letters take longer to read than a letter to set. */
let parsed: Fonts | undefined;

async function fonts(): Promise<Fonts> {
  const files = createRequire(import.meta.url);
  const open = (name: string) =>
    fontkit.create(readFileSync(files.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`))) as unknown as Fonts['regular'];
  parsed ??= { regular: open('DejaVuSans'), bold: open('DejaVuSans-Bold') };
  return Promise.resolve(parsed);
}

function collect(doc: Doc): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
  });
}

type Tag = 'H1' | 'H2' | 'P';
type Add = (element: PDFKit.PDFStructureElement) => void;

function said(doc: Doc, tag: Tag, set: () => void): PDFKit.PDFStructureElement {
  return doc.struct(tag, {}, set);
}

function setHead(doc: Doc, add: Add, { head, dated, to }: PrintedDocument): void {
  doc.fillColor(INK);
  add(said(doc, 'P', () => doc.font('bold').fontSize(SIZES.head).text(head.name)));
  for (const line of head.lines) {
    add(said(doc, 'P', () => doc.font('regular').fontSize(SIZES.small).fillColor(QUIET).text(line)));
  }
  doc.moveDown(1.5).fillColor(INK);
  const half = doc.page.width / 2;
  const width = doc.page.width - MARGIN - half;
  const setRight = (line: string) =>
    add(said(doc, 'P', () => doc.font('regular').fontSize(SIZES.text).text(line, half, doc.y, { width })));
  for (const line of to) setRight(line);
  if (to.length > 0) doc.moveDown(0.6);
  setRight(`Le ${dated}`);
  doc.x = MARGIN;
  doc.moveDown(2);
}

/** Framed, so that it is seen in black and white too. */
function setMark(doc: Doc, add: Add, mark: string): void {
  const width = doc.page.width - 2 * MARGIN;
  doc.font('bold').fontSize(SIZES.text);
  const height = doc.heightOfString(mark, { width: width - 16 }) + 14;
  const top = doc.y;
  doc.markContent('Artifact', { type: 'Layout' });
  doc.rect(MARGIN, top, width, height).lineWidth(1.2).strokeColor(INK).stroke();
  doc.endMarkedContent();
  add(said(doc, 'P', () => doc.text(mark, MARGIN + 8, top + 7, { width: width - 16 })));
  doc.x = MARGIN;
  doc.y = top + height + 14;
}

function setBlock(doc: Doc, add: Add, block: PrintedBlock): void {
  const gap = { lineGap: LINE_GAP };
  doc.fillColor(INK);
  switch (block.kind) {
    case 'heading':
      keepTogether(doc, 60);
      doc.moveDown(0.6);
      add(said(doc, 'H2', () => doc.font('bold').fontSize(SIZES.heading).text(block.text)));
      doc.moveDown(0.3);
      return;
    case 'text':
      add(said(doc, 'P', () => doc.font('regular').fontSize(SIZES.text).text(block.text, gap)));
      doc.moveDown(0.5);
      return;
    case 'facts':
      for (const { label, value } of block.facts) {
        add(
          said(doc, 'P', () => {
            doc
              .font('bold')
              .fontSize(SIZES.text)
              .text(`${label}\u00a0: `, { continued: true, ...gap });
            doc.font('regular').text(value, gap);
          }),
        );
      }
      doc.moveDown(0.8);
      return;
    case 'list':
      setList(doc, add, block.items);
      doc.moveDown(0.5);
      return;
    case 'signature':
      keepTogether(doc, SIGNATURE_HEIGHT + 30);
      doc.moveDown(1.5);
      add(said(doc, 'P', () => doc.font('regular').fontSize(SIZES.text).text(block.text, gap)));
      doc.y += SIGNATURE_HEIGHT;
  }
}

/** Each part is hung in before the next: what it sets is set when it is hung in, and not before. */
function setList(doc: Doc, add: Add, items: readonly string[]): void {
  const indent = 12;
  const list = doc.struct('L');
  add(list);
  for (const item of items) {
    doc.font('regular').fontSize(SIZES.text);
    keepTogether(doc, doc.currentLineHeight());
    const top = doc.y;
    const width = doc.page.width - 2 * MARGIN - indent;
    const entry = doc.struct('LI');
    list.add(entry);
    entry.add(doc.struct('Lbl', {}, () => void doc.text('•', MARGIN, top, { lineBreak: false })));
    entry.add(doc.struct('LBody', {}, () => void doc.text(item, MARGIN + indent, top, { width, lineGap: LINE_GAP })));
    entry.end();
    doc.x = MARGIN;
    doc.moveDown(0.2);
  }
  list.end();
}

/** On the next page, if it would not fit on this one. */
function keepTogether(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
}

/** What stands on each page is no part of what is read aloud. */
function setFeet(doc: Doc, { foot, title }: PrintedDocument): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    const { height, width, margins } = doc.page;
    const { bottom } = margins;
    // Else text below the margin would begin another page.
    margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font('regular').fontSize(SIZES.small).fillColor(QUIET);
    const line = [foot, title, `page ${page - start + 1} sur ${count}`].filter(Boolean).join(' · ');
    doc.text(line, MARGIN, height - MARGIN + 8, { width: width - 2 * MARGIN, align: 'center', height: FOOT_HEIGHT });
    doc.endMarkedContent();
    margins.bottom = bottom;
  }
}
