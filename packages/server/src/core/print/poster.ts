import { encode } from 'uqr';
import { frame, INK, MARGIN, openPdf, QUIET, said } from './pdf-file.ts';
import type { Add, Doc } from './pdf-file.ts';
import type { PosterAct, PosterSection, PrintedPoster } from './stationery.ts';

/** In points, before it is made larger or smaller. */
const SIZES = { mark: 10, lead: 16, text: 12.5, warning: 16, heading: 14, item: 11.5, loud: 22, quiet: 9.5, foot: 7.5 };
/** The largest name of which all is read in two lines is taken; a longer one has more. */
const NAME_SIZES = [30, 26, 22, 18, 15] as const;
/** The largest at which all fits. At the last, text is as large as that of a newspaper. */
const SCALES = [1.35, 1.25, 1.15, 1.08, 1, 0.93, 0.86, 0.8, 0.74] as const;
const GAP = 13;
const CODE_SIZE = 150;
/** Of modules, all around, as ISO/IEC 18004 asks. */
const QUIET_ZONE = 4;
const TOP = 42;
const FOOT_ROOM = 34;
/** From so many on, in two columns. */
const TWO_COLUMNS = 6;
const MOST_ITEMS = 80;
const LINE_GAP = 0.18;

/** Something of a height that is known before it is drawn. */
interface Piece {
  readonly height: number;
  readonly draw: (top: number) => void;
}

/** Sets a poster on one page, as PDF/A-1a. */
export async function printPoster(poster: PrintedPoster): Promise<Uint8Array<ArrayBuffer>> {
  const { doc, add, close } = await openPdf(poster, 0);
  const { pieces, gap } = fit(new Setting(doc, add), poster);
  let top = TOP;
  for (const { height, draw } of pieces) {
    draw(top);
    top += height + gap;
  }
  const { height, width } = doc.page;
  add(
    said(doc, 'P', () => {
      doc.font('regular').fontSize(SIZES.foot).fillColor(QUIET);
      doc.text(poster.foot, MARGIN, height - FOOT_ROOM, { width: width - 2 * MARGIN, align: 'center' });
    }),
  );
  return close();
}

/** As large as it goes; where even the smallest is too large, with fewer items. */
function fit(setting: Setting, poster: PrintedPoster): { readonly pieces: readonly Piece[]; readonly gap: number } {
  const room = setting.doc.page.height - TOP - FOOT_ROOM - GAP;
  const smallest = SCALES.at(-1)!;
  const tries = [
    ...SCALES.map((scale) => ({ scale, most: MOST_ITEMS })),
    ...Array.from({ length: MOST_ITEMS }, (_, fewer) => ({ scale: smallest, most: MOST_ITEMS - fewer - 1 })),
  ];
  for (const { scale, most } of tries) {
    const pieces = setting.piecesOf(poster, scale, most);
    const left = room - stackedHeight(pieces, GAP * scale);
    // What is left over goes between the parts, as far as they still look like one thing.
    if (left >= 0) return { pieces, gap: GAP * scale + Math.min(GAP, left / pieces.length) };
  }
  return { pieces: setting.piecesOf(poster, smallest, 0), gap: GAP * smallest };
}

interface Style {
  readonly size: number;
  readonly isBold?: boolean;
  readonly colour?: string;
}

interface Place {
  readonly left: number;
  readonly width: number;
}

/** Makes pieces of what a poster says: each measured with the font it is drawn in. */
class Setting {
  readonly doc: Doc;
  readonly #add: Add;
  readonly #whole: Place;

  constructor(doc: Doc, add: Add) {
    this.doc = doc;
    this.#add = add;
    this.#whole = { left: MARGIN, width: doc.page.width - 2 * MARGIN };
  }

  piecesOf(poster: PrintedPoster, scale: number, mostItems: number): Piece[] {
    const { mark, name, lead, warning, act, sections } = poster;
    const [first = '', ...others] = lead;
    const framed = inset(this.#whole);
    return [
      ...(mark === undefined ? [] : [this.#framed([this.#text(mark, { size: SIZES.mark, isBold: true }, framed)])]),
      this.#name(name),
      this.#text(first, { size: SIZES.lead * scale, isBold: true }),
      ...others.map((text) => this.#text(text, { size: SIZES.text * scale })),
      this.#framed(
        [
          this.#text(warning.title, { size: SIZES.warning * Math.max(1, scale), isBold: true }, framed),
          this.#text(warning.text, { size: SIZES.text * scale }, framed),
        ],
        2,
      ),
      this.#act(act, scale),
      ...sections.map((section) => this.#section(section, scale, mostItems)),
    ];
  }

  #name(name: string): Piece {
    const isShort = (size: number) => this.#measure(name, { size, isBold: true }) < size * 2.9;
    const size = NAME_SIZES.find(isShort) ?? NAME_SIZES.at(-1)!;
    return this.#text(name, { size, isBold: true }, this.#whole, 'H1');
  }

  /** What to do: the code, and beside it what can be copied by hand. */
  #act({ heading, code, lines }: PosterAct, scale: number): Piece {
    const title = this.#text(heading, { size: SIZES.heading * scale, isBold: true }, this.#whole, 'H2');
    const size = code === undefined ? 0 : CODE_SIZE * Math.min(1.2, Math.max(0.86, scale));
    const beside = code === undefined ? 0 : size + GAP;
    const place = { left: MARGIN + beside, width: this.#whole.width - beside };
    const texts = lines.map(({ text, isLoud = false }) =>
      this.#text(text, { size: isLoud ? SIZES.loud * Math.max(1, scale) : SIZES.text * scale, isBold: isLoud }, place),
    );
    const stack = this.#stack(texts, 6 * scale);
    const height = Math.max(size, stack.height);
    return this.#stack(
      [
        title,
        {
          height,
          draw: (top) => {
            if (code) this.#code(code, { left: MARGIN, top: top + (height - size) / 2, size });
            stack.draw(top + (height - stack.height) / 2);
          },
        },
      ],
      6 * scale,
    );
  }

  /** Drawn as lines of a drawing, so that it is sharp however large it is printed. */
  #code({ address, alt }: NonNullable<PosterAct['code']>, at: { left: number; top: number; size: number }): void {
    // Q: a quarter of it may be hidden by a stain or a crease.
    const { data, size: modules } = encode(address, { ecc: 'Q', border: QUIET_ZONE });
    const unit = at.size / modules;
    const { doc } = this;
    this.#add(
      doc.struct('Figure', { alt }, () => {
        for (const [row, line] of data.entries()) {
          for (const { from, to } of runsOf(line)) {
            doc.rect(at.left + from * unit, at.top + row * unit, (to - from) * unit, unit);
          }
        }
        doc.fill('#000000');
      }),
    );
  }

  #section({ heading, items, note, rest }: PosterSection, scale: number, mostItems: number): Piece {
    const shown = items.slice(0, mostItems);
    const left = items.length - shown.length;
    return this.#stack(
      [
        this.#text(heading, { size: SIZES.heading * scale, isBold: true }, this.#whole, 'H2'),
        ...(shown.length > 0 ? [this.#list(shown, scale)] : []),
        ...(left > 0 && rest ? [this.#text(rest(left), { size: SIZES.item * scale })] : []),
        ...(note === undefined ? [] : [this.#text(note, { size: SIZES.quiet * scale, colour: QUIET })]),
      ],
      5 * scale,
    );
  }

  #list(items: readonly string[], scale: number): Piece {
    const columns = items.length >= TWO_COLUMNS ? 2 : 1;
    const width = (this.#whole.width - GAP * (columns - 1)) / columns;
    const each = Math.ceil(items.length / columns);
    const stacks = Array.from({ length: columns }, (_, column) => {
      const left = MARGIN + column * (width + GAP);
      const texts = items.slice(column * each, (column + 1) * each);
      return texts.map((item) => this.#item(item, { size: SIZES.item * scale }, { left, width }));
    });
    const gap = 2.5 * scale;
    const heights = stacks.map((pieces) => stackedHeight(pieces, gap));
    return { height: Math.max(...heights), draw: (top) => this.#drawList(stacks, top, gap) };
  }

  /** Each part is hung in before the next: what it sets is set when it is hung in, and not before. */
  #drawList(stacks: readonly (readonly ItemPiece[])[], start: number, gap: number): void {
    const list = this.doc.struct('L');
    this.#add(list);
    for (const pieces of stacks) {
      let top = start;
      for (const { height, set } of pieces) {
        const entry = this.doc.struct('LI');
        list.add(entry);
        const at = top;
        entry.add(this.doc.struct('LBody', {}, () => set(at)));
        entry.end();
        top += height + gap;
      }
    }
    list.end();
  }

  #item(text: string, style: Style, place: Place): ItemPiece {
    return { height: this.#measure(text, style, place.width), set: (top) => this.#set(text, style, { ...place, top }) };
  }

  #text(text: string, style: Style, place = this.#whole, tag: 'H1' | 'H2' | 'P' = 'P'): Piece {
    return {
      height: this.#measure(text, style, place.width),
      draw: (top) => this.#add(said(this.doc, tag, () => this.#set(text, style, { ...place, top }))),
    };
  }

  #measure(text: string, style: Style, width = this.#whole.width): number {
    return this.#font(style).heightOfString(text, { width, lineGap: style.size * LINE_GAP });
  }

  #set(text: string, style: Style, { left, top, width }: Place & { readonly top: number }): void {
    this.#font(style).text(text, left, top, { width, lineGap: style.size * LINE_GAP });
  }

  #font({ size, isBold = false, colour = INK }: Style): Doc {
    return this.doc
      .font(isBold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(colour);
  }

  #framed(pieces: readonly Piece[], line = 1.2): Piece {
    const pad = 9;
    const inner = this.#stack(pieces, 4);
    const height = inner.height + 2 * pad;
    return {
      height,
      draw: (top) => {
        frame(this.doc, { ...this.#whole, top, height }, line);
        inner.draw(top + pad);
      },
    };
  }

  #stack(pieces: readonly Piece[], gap: number): Piece {
    return {
      height: stackedHeight(pieces, gap),
      draw: (start) => {
        let top = start;
        for (const piece of pieces) {
          piece.draw(top);
          top += piece.height + gap;
        }
      },
    };
  }
}

interface ItemPiece {
  readonly height: number;
  readonly set: (top: number) => void;
}

function stackedHeight(pieces: readonly Pick<Piece, 'height'>[], gap: number): number {
  return pieces.reduce((sum, { height }, index) => sum + height + (index === 0 ? 0 : gap), 0);
}

function inset({ left, width }: Place): Place {
  return { left: left + 12, width: width - 24 };
}

/** Dark modules of a line, those side by side as one. */
function runsOf(line: readonly boolean[]): { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const [at, isDark] of line.entries()) {
    if (!isDark) continue;
    const last = runs.at(-1);
    if (last?.to === at) last.to = at + 1;
    else runs.push({ from: at, to: at + 1 });
  }
  return runs;
}
