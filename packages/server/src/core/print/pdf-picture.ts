import type { Plan, Point, Shape } from '@relais/engine/charts';
import { INK, keepTogether, MARGIN, part, QUIET } from './pdf-file.ts';
import type { Add, Doc } from './pdf-file.ts';
import type { PrintedPicture } from './stationery.ts';

/** As the elements draw it on a light ground. */
const ACCENT = '#0b5c74';
const GROUND = '#ffffff';
const TRACK = '#eeeeee';
const LINE = '#cccccc';
const SAMPLE = 9;
const LEGEND_SIZE = 7;

/** A picture in the shapes it has on a screen, of the width of the page, or smaller where it would be longer than that. */
export function setPicture(doc: Doc, add: Add, { plan, sheet, alt, legend }: PrintedPicture): void {
  const width = doc.page.width - 2 * MARGIN;
  const { top: above, bottom: below } = doc.page.margins;
  const room = doc.page.height - above - below - 60;
  const scale = Math.min(width / sheet.width, room / plan.height);
  const height = plan.height * scale;
  keepTogether(doc, height + (legend.length > 0 ? 20 : 6));
  const top = doc.y;
  const bbox: [number, number, number, number] = [MARGIN, top, MARGIN + sheet.width * scale, top + height];
  add(
    part(doc, 'Figure', { alt, bbox }, () => {
      doc.save();
      doc.translate(MARGIN, top).scale(scale);
      drawPlan(doc, plan, sheet.em);
      doc.restore();
    }),
  );
  doc.x = MARGIN;
  doc.y = top + height + 4;
  if (legend.length > 0) setLegend(doc, add, legend);
  doc.y += 6;
}

function drawPlan(doc: Doc, { axis, lines, points }: Plan, em: number): void {
  for (const shape of axis) draw(doc, shape, { em, color: QUIET });
  for (const shape of lines) draw(doc, shape, { em });
  for (const { shapes, state, look } of points) for (const shape of shapes) draw(doc, shape, { em, state, look });
}

interface Manner {
  readonly em: number;
  /** Of text. */
  readonly color?: string;
  readonly state?: Point['state'];
  readonly look?: string | undefined;
}

function draw(doc: Doc, shape: Shape, manner: Manner): void {
  switch (shape.kind) {
    case 'text':
      write(doc, shape, manner);
      return;
    case 'line':
      // The rule through a point is for whoever walks through a picture.
      if (shape.look === 'rule') return;
      doc.moveTo(shape.x1, shape.y1).lineTo(shape.x2, shape.y2).lineWidth(0.75).strokeColor(LINE).stroke();
      return;
    case 'path':
      drawPath(doc, shape);
      return;
    case 'circle':
      if (manner.look === 'many') return;
      doc.circle(shape.x, shape.y, shape.r).lineWidth(manner.state === 'partial' ? 2 : 1.5);
      if (manner.state === 'partial') doc.fillAndStroke(GROUND, ACCENT);
      else doc.fillAndStroke(ACCENT, GROUND);
      return;
    case 'rect':
      drawRect(doc, shape, manner);
  }
}

function drawPath(doc: Doc, { d, look }: Shape & { readonly kind: 'path' }): void {
  if (d === '') return;
  doc.path(d).lineJoin('round');
  if (look === 'line') doc.lineWidth(2).strokeColor(ACCENT).stroke();
  else if (look === 'dot apart') doc.lineWidth(1.5).fillAndStroke(QUIET, GROUND);
  else if (look === 'missing') doc.lineWidth(1.75).strokeColor(QUIET).stroke();
  else {
    const [dash, space] = look === 'line apart' ? [1.5, 3] : [5, 4];
    doc.lineWidth(1.5).dash(dash, { space }).strokeColor(QUIET).stroke().undash();
  }
}

function drawRect(
  doc: Doc,
  { look, x, y, width, height, opacity = 1 }: Shape & { readonly kind: 'rect' },
  { state, look: point }: Manner,
): void {
  if (look === 'reach') return;
  doc.rect(x, y, width, height);
  if (look === 'track') {
    if (point === 'cell') doc.lineWidth(0.75).fillAndStroke(TRACK, LINE);
    else doc.fill(TRACK);
  } else if (look === 'bar' && state === 'partial') {
    doc.lineWidth(1.5).dash(4, { space: 3 }).fillAndStroke(mixed(ACCENT, 0.55), ACCENT).undash();
  } else doc.fill(look === 'bar' || look === 'heat' ? mixed(ACCENT, opacity) : QUIET);
}

function write(
  doc: Doc,
  { x, y, text, anchor = 'start', look }: Shape & { readonly kind: 'text' },
  manner: Manner,
): void {
  if (text === '') return;
  const { em, color = INK } = manner;
  doc
    .font(look === 'value' ? 'bold' : 'regular')
    .fontSize(em)
    .fillColor(color);
  const width = doc.widthOfString(text);
  const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
  doc.text(text, left, y, { lineBreak: false, baseline: 'alphabetic' });
}

/** A colour that is seen through, on the ground of the page: nothing in an archive is transparent. */
function mixed(color: string, opacity: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [front, back] = [color, GROUND].map((one) => Number.parseInt(one.slice(at, at + 2), 16)) as [number, number];
    return Math.round(front * opacity + back * (1 - opacity))
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}

function setLegend(doc: Doc, add: Add, legend: PrintedPicture['legend']): void {
  const right = doc.page.width - MARGIN;
  let [left, top] = [MARGIN, doc.y];
  for (const { width: wide, shapes, text } of legend) {
    const sign = (SAMPLE * wide) / 16 + 4;
    const width = sign + doc.font('regular').fontSize(LEGEND_SIZE).widthOfString(text);
    if (left + width > right && left > MARGIN) [left, top] = [MARGIN, top + SAMPLE + 4];
    doc.markContent('Artifact', { type: 'Layout' });
    doc.save();
    doc.translate(left, top).scale(SAMPLE / 16);
    for (const shape of shapes) draw(doc, shape, { em: 12, look: 'cell' });
    doc.restore();
    doc.endMarkedContent();
    const at = left + sign;
    add(doc.struct('P', {}, () => void doc.fillColor(INK).text(text, at, top + 1, { lineBreak: false })));
    left += width + 12;
  }
  doc.x = MARGIN;
  doc.y = top + SAMPLE + 4;
}
