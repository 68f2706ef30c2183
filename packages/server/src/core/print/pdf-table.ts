import { INK, keepTogether, MARGIN, part, QUIET, said } from './pdf-file.ts';
import type { Add, Doc } from './pdf-file.ts';
import type { PrintedBlock } from './stationery.ts';

type Table = PrintedBlock & { readonly kind: 'table' };

const SIZE = 8;
const PAD = 3;
const LINE = '#bbbbbb';
/** Of the width, for the names of rows. */
const FIRST = 0.44;

/** A table whose rows stay whole; its head stands again on each page, where it is no part of what is read aloud. */
export function setTable(doc: Doc, add: Add, { caption, columns, rows }: Table): void {
  const widths = widthsOf(doc, columns.length);
  doc.font('bold').fontSize(SIZE).fillColor(INK);
  const [first = []] = rows;
  keepTogether(doc, doc.heightOfString(caption) + heightOf(doc, columns, widths) + heightOf(doc, first, widths) + 8);
  const table = doc.struct('Table');
  add(table);
  table.add(said(doc, 'Caption', () => void doc.font('bold').fontSize(SIZE).text(caption, MARGIN, doc.y)));
  doc.y += 2;
  const setRow = (cells: readonly string[], isHead: boolean) => {
    const height = heightOf(doc, cells, widths);
    if (doc.y + height > doc.page.height - doc.page.margins.bottom) {
      doc.addPage();
      if (!isHead) repeatHead(doc, columns, widths);
    }
    const top = doc.y;
    const row = doc.struct('TR');
    table.add(row);
    for (const [place, cell] of cells.entries()) {
      const draw = () => setCell(doc, cell, { place, top, widths, isBold: isHead });
      row.add(
        isHead || place === 0
          ? part(doc, 'TH', { scope: isHead ? 'Column' : 'Row' }, draw)
          : doc.struct('TD', {}, draw),
      );
    }
    row.end();
    rule(doc, top + height);
    doc.y = top + height;
  };
  setRow(columns, true);
  for (const row of rows) setRow(row, false);
  table.end();
  doc.x = MARGIN;
  doc.y += 10;
}

function widthsOf(doc: Doc, count: number): number[] {
  const width = doc.page.width - 2 * MARGIN;
  const others = (width * (1 - FIRST)) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, place) => (place === 0 ? width * FIRST : others));
}

function heightOf(doc: Doc, cells: readonly string[], widths: readonly number[]): number {
  doc.font('bold').fontSize(SIZE);
  const heights = cells.map((cell, place) => doc.heightOfString(cell || ' ', { width: widths[place]! - 2 * PAD }));
  return Math.max(...heights, SIZE) + 2 * PAD;
}

interface Place {
  readonly place: number;
  readonly top: number;
  readonly widths: readonly number[];
  readonly isBold: boolean;
}

function setCell(doc: Doc, text: string, { place, top, widths, isBold }: Place): void {
  const left = MARGIN + widths.slice(0, place).reduce((sum, width) => sum + width, 0) + PAD;
  doc
    .font(isBold ? 'bold' : 'regular')
    .fontSize(SIZE)
    .fillColor(INK);
  doc.text(text, left, top + PAD, { width: widths[place]! - 2 * PAD, align: place === 0 ? 'left' : 'right' });
}

function repeatHead(doc: Doc, columns: readonly string[], widths: readonly number[]): void {
  const top = doc.y;
  doc.markContent('Artifact', { type: 'Pagination' });
  for (const [place, cell] of columns.entries()) setCell(doc, cell, { place, top, widths, isBold: true });
  doc.endMarkedContent();
  doc.y = top + heightOf(doc, columns, widths);
  rule(doc, doc.y, QUIET);
}

function rule(doc: Doc, y: number, color = LINE): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc
    .moveTo(MARGIN, y)
    .lineTo(doc.page.width - MARGIN, y)
    .lineWidth(0.5)
    .strokeColor(color)
    .stroke();
  doc.endMarkedContent();
}
