import type { PrintedBlock, PrintedDocument } from './stationery.ts';
import { frame, INK, keepTogether, MARGIN, openPdf, QUIET, said } from './pdf-file.ts';
import type { Add, Doc } from './pdf-file.ts';
import { setPicture } from './pdf-picture.ts';
import { setTable } from './pdf-table.ts';

const FOOT_HEIGHT = 14;
const SIZES = { text: 9.5, small: 8, head: 12, title: 15, heading: 11 } as const;
const LINE_GAP = 2.5;
/** Where somebody signs. */
const SIGNATURE_HEIGHT = 52;

/** Sets a document in type, as PDF/A: what it says stands in a tree of headings, paragraphs and lists, which is read aloud in that order. */
export async function printPdf(document: PrintedDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { doc, add, close } = await openPdf(document, MARGIN + FOOT_HEIGHT);
  setHead(doc, add, document);
  for (const mark of document.marks) setMark(doc, add, mark);
  add(said(doc, 'H1', () => doc.font('bold').fontSize(SIZES.title).text(document.title)));
  doc.moveDown(0.8);
  // French puts a space before a colon.
  const colon = document.language === 'fr' ? '\u00a0: ' : ': ';
  for (const block of document.blocks) setBlock(doc, add, block, colon);
  return close(() => setFeet(doc, document));
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
  setRight(dated);
  doc.x = MARGIN;
  doc.moveDown(2);
}

/** Framed, so that it is seen in black and white too. */
function setMark(doc: Doc, add: Add, mark: string): void {
  const width = doc.page.width - 2 * MARGIN;
  doc.font('bold').fontSize(SIZES.text);
  const height = doc.heightOfString(mark, { width: width - 16 }) + 14;
  const top = doc.y;
  frame(doc, { left: MARGIN, top, width, height });
  add(said(doc, 'P', () => doc.text(mark, MARGIN + 8, top + 7, { width: width - 16 })));
  doc.x = MARGIN;
  doc.y = top + height + 14;
}

function setBlock(doc: Doc, add: Add, block: PrintedBlock, colon: string): void {
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
              .text(`${label}${colon}`, { continued: true, ...gap });
            doc.font('regular').text(value, gap);
          }),
        );
      }
      doc.moveDown(0.8);
      return;
    case 'list':
      setList(doc, add, block);
      doc.moveDown(0.5);
      return;
    case 'table':
      setTable(doc, add, block);
      return;
    case 'picture':
      setPicture(doc, add, block);
      return;
    case 'signature':
      keepTogether(doc, SIGNATURE_HEIGHT + 30);
      doc.moveDown(1.5);
      add(said(doc, 'P', () => doc.font('regular').fontSize(SIZES.text).text(block.text, gap)));
      doc.y += SIGNATURE_HEIGHT;
  }
}

/** Each part is hung in before the next: what it sets is set when it is hung in, and not before. */
function setList(doc: Doc, add: Add, { items, isOrdered = false }: PrintedBlock & { readonly kind: 'list' }): void {
  const indent = isOrdered ? 16 : 12;
  const list = doc.struct('L');
  add(list);
  for (const [index, item] of items.entries()) {
    const label = isOrdered ? `${index + 1}.` : '•';
    doc.font('regular').fontSize(SIZES.text);
    keepTogether(doc, doc.currentLineHeight());
    const top = doc.y;
    const width = doc.page.width - 2 * MARGIN - indent;
    const entry = doc.struct('LI');
    list.add(entry);
    entry.add(doc.struct('Lbl', {}, () => void doc.text(label, MARGIN, top, { lineBreak: false })));
    entry.add(doc.struct('LBody', {}, () => void doc.text(item, MARGIN + indent, top, { width, lineGap: LINE_GAP })));
    entry.end();
    doc.x = MARGIN;
    doc.moveDown(0.2);
  }
  list.end();
}

/** What stands on each page is no part of what is read aloud. */
function setFeet(doc: Doc, { foot, title, page: [before, between] }: PrintedDocument): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    const { height, width, margins } = doc.page;
    const { bottom } = margins;
    // Else text below the margin would begin another page.
    margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font('regular').fontSize(SIZES.small).fillColor(QUIET);
    const line = [foot, title, `${before} ${page - start + 1} ${between} ${count}`].filter(Boolean).join(' · ');
    doc.text(line, MARGIN, height - MARGIN + 8, { width: width - 2 * MARGIN, align: 'center', height: FOOT_HEIGHT });
    doc.endMarkedContent();
    margins.bottom = bottom;
  }
}
