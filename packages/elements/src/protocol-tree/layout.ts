import type { SectionKind, TreeNode, TreeSection } from './tree-model.ts';

/** How a text looks. */
export type TextStyle = 'title' | 'text' | 'strong' | 'small' | 'badge';

/** How wide a text is, in the units of the drawing. */
export type Measure = (text: string, style: TextStyle) => number;

export interface DrawnText {
  readonly x: number;
  /** Of the line on which the letters stand. */
  readonly y: number;
  readonly text: string;
  readonly style: TextStyle;
}

/** A box with its texts: the heading of a section, a node, or what follows from a rule. */
export interface DrawnNode {
  readonly path: string;
  readonly role: 'section' | 'node' | 'result';
  readonly kind: SectionKind;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly texts: readonly DrawnText[];
  /** Where the badge of an example stands, behind its text. */
  readonly badge:
    { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined;
}

/** A line: along the spine down to a rule, from the spine to it, or from it to what follows. */
export interface DrawnLine {
  readonly role: 'spine' | 'branch' | 'result';
  /** The rule it leads to, or comes from. */
  readonly path: string;
  readonly points: string;
  readonly label: { readonly x: number; readonly y: number; readonly text: string } | undefined;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly DrawnNode[];
  readonly lines: readonly DrawnLine[];
}

export interface LayoutWords {
  /** What a rule says that is an example, and what anything else says. */
  readonly badge: string;
  readonly mark: string;
  readonly yes: string;
  readonly no: string;
}

/** Heights of lines, and how far letters stand below the top of theirs. */
const LINE = 16;
const RISE = 12;
const TITLE = { line: 19, rise: 14 };
const PAD = { x: 7, y: 4 };
const GAP = 6;
const BETWEEN = 4;
const SPINE = 12;
const INDENT = 42;
const ARROW = 38;

/**
 * Where everything of a protocol stands: its criteria and questions in columns, then its rules in the order in which they go before
 * each other, along one spine, each with what follows at its side. A general graph drawer would not know that this order is what
 * a doctor reads.
 */
export function layOut(sections: readonly TreeSection[], width: number, measure: Measure, words: LayoutWords): Drawing {
  return new Layout(width, measure, words).draw(sections);
}

interface Block {
  readonly texts: readonly DrawnText[];
  readonly badge: DrawnNode['badge'];
  readonly height: number;
}

class Layout {
  readonly #width: number;
  readonly #measure: Measure;
  readonly #words: LayoutWords;
  readonly #nodes: DrawnNode[] = [];
  readonly #lines: DrawnLine[] = [];
  #y = 0;
  /** Where the spine has come to; undefined before the first rule. */
  #spine: number | undefined;

  constructor(width: number, measure: Measure, words: LayoutWords) {
    this.#width = width;
    this.#measure = measure;
    this.#words = words;
  }

  draw(sections: readonly TreeSection[]): Drawing {
    for (const section of sections) {
      this.#heading(section);
      const rules = section.nodes.filter(({ result }) => result);
      rules.forEach((node) => this.#rule(node, section.kind));
      this.#columns({ ...section, nodes: section.nodes.filter(({ result }) => !result) });
    }
    return { width: this.#width, height: Math.ceil(this.#y), nodes: this.#nodes, lines: this.#lines };
  }

  #heading({ path, kind, title, hint, legend }: TreeSection): void {
    const x = this.#spine === undefined ? 0 : INDENT;
    const y = this.#y + TITLE.rise + 1;
    const texts: DrawnText[] = [{ x: x + PAD.x, y, text: title, style: 'title' }];
    const wide = this.#measure(title, 'title') + 2 * PAD.x;
    const beside = [hint, legend].filter(Boolean).join(' · ');
    if (beside !== '') texts.push({ x: x + wide + PAD.x, y, text: beside, style: 'small' });
    const height = TITLE.line + 2;
    this.#nodes.push({ path, role: 'section', kind, x, y: this.#y, width: wide, height, texts, badge: undefined });
    this.#y += height + BETWEEN;
    this.#spine ??= STAGES.includes(kind) ? this.#y : undefined;
  }

  /** Nodes side by side: in the columns they name, else one after the other down each column. */
  #columns({ nodes, kind, columns }: TreeSection): void {
    if (nodes.length === 0) return;
    const left = this.#spine === undefined ? 0 : INDENT;
    const width = (this.#width - left - (columns - 1) * GAP) / columns;
    const blocks = nodes.map((node) => this.#block(node, width, this.#words.mark));
    const total = blocks.reduce((sum, { height }) => sum + height + BETWEEN, 0);
    const [top, bottoms] = [this.#y, Array.from({ length: columns }, () => this.#y)];
    let column = 0;
    nodes.forEach((node, index) => {
      const block = blocks[index];
      if (!block) return;
      const isFull = (bottoms[column] ?? 0) - top + block.height / 2 > total / columns;
      if (node.column !== undefined) column = node.column;
      else if (isFull && column < columns - 1) column += 1;
      const y = bottoms[column] ?? top;
      this.#place(node.path, 'node', kind, left + column * (width + GAP), y, width, block);
      bottoms[column] = y + block.height + BETWEEN;
    });
    this.#y = Math.max(...bottoms) + GAP;
  }

  /** A rule on the spine: its condition, an arrow, what follows. */
  #rule(node: TreeNode, kind: SectionKind): void {
    const inner = this.#width - INDENT - ARROW;
    const [left, right] = [Math.round(inner * 0.54), Math.round(inner * 0.46)];
    const condition = this.#block(node, left, this.#words.badge);
    const { result } = node;
    const then = result && this.#resultBlock(result, right);
    const height = Math.max(condition.height, then?.height ?? 0);
    const middle = this.#y + height / 2;
    const [from, to] = [INDENT + left, INDENT + left + ARROW];
    this.#spineTo(node.path, middle);
    this.#place(node.path, 'node', kind, INDENT, middle - condition.height / 2, left, condition);
    if (result && then) {
      this.#lines.push({
        role: 'result',
        path: node.path,
        points: `${from},${middle} ${to - 3},${middle}`,
        label: node.isAlways ? undefined : { x: from + ARROW / 2 - 3, y: middle - 4, text: this.#words.yes },
      });
      this.#place(result.path, 'result', kind, to, middle - then.height / 2, right, then);
    }
    this.#y += height + GAP;
  }

  #spineTo(path: string, middle: number): void {
    const start = this.#spine ?? this.#y;
    const isFirst = !this.#lines.some(({ role }) => role === 'spine');
    const label = isFirst ? undefined : { x: SPINE + 4, y: middle - 6, text: this.#words.no };
    this.#lines.push({ role: 'spine', path, points: `${SPINE},${start} ${SPINE},${middle}`, label });
    this.#lines.push({ role: 'branch', path, points: `${SPINE},${middle} ${INDENT},${middle}`, label: undefined });
    this.#spine = middle;
  }

  /** The texts of a node, from its own corner. */
  #block({ name, parts, notes, isExample }: TreeNode, width: number, badge: string): Block {
    const flow = new Flow(width - 2 * PAD.x, this.#measure);
    if (name !== undefined) flow.add(name, 'strong');
    for (const { joint, text } of parts) {
      if (joint !== undefined) flow.add(joint, 'strong');
      flow.add(text, 'text');
    }
    notes.forEach((note) => flow.add(note, 'small'));
    return flow.block(isExample ? badge : undefined);
  }

  #resultBlock({ text, effect }: NonNullable<TreeNode['result']>, width: number): Block {
    const flow = new Flow(width - 2 * PAD.x, this.#measure);
    flow.add(text, 'strong');
    if (effect !== undefined) flow.add(effect, 'small');
    return flow.block(undefined);
  }

  #place(
    path: string,
    role: DrawnNode['role'],
    kind: SectionKind,
    x: number,
    y: number,
    width: number,
    { texts, badge, height }: Block,
  ): void {
    const moved = texts.map((text) => ({ ...text, x: text.x + x, y: text.y + y }));
    const placed = badge && { ...badge, x: badge.x + x, y: badge.y + y };
    this.#nodes.push({ path, role, kind, x, y, width, height, texts: moved, badge: placed });
  }
}

const STAGES: readonly SectionKind[] = ['urgent', 'stop', 'alert', 'score', 'outcome', 'then'];

/** Texts one behind the other, each in its style, over as many lines as it takes. */
class Flow {
  readonly #width: number;
  readonly #measure: Measure;
  readonly #texts: DrawnText[] = [];
  #x = 0;
  #line = 0;

  constructor(width: number, measure: Measure) {
    this.#width = width;
    this.#measure = measure;
  }

  /** No-break spaces keep words together; a word wider than a line is cut. */
  add(text: string, style: TextStyle): void {
    const measure = (part: string): number => this.#measure(part, style);
    const space = measure(' ');
    let run: { text: string; x: number } | undefined;
    const end = (): void => {
      if (run) this.#texts.push({ x: PAD.x + run.x, y: this.#base, text: run.text, style });
      run = undefined;
    };
    // What is said next in another style stands a little apart.
    if (this.#x > 0) this.#x += space * 1.5;
    for (const word of text.split(/[ \n\t]+/).flatMap((one) => cut(one, this.#width, measure))) {
      const longer: string = run ? `${run.text} ${word}` : word;
      const start: number = run ? run.x : this.#x;
      if (start > 0 || run) {
        if (start + measure(longer) > this.#width) {
          end();
          this.#break();
        }
      }
      run = run ? { ...run, text: `${run.text} ${word}` } : { text: word, x: this.#x };
      this.#x = run.x + measure(run.text);
    }
    end();
  }

  /** A badge stands behind the last word where there is room, else on a line of its own. */
  block(badge: string | undefined): Block {
    if (badge === undefined) return { texts: this.#texts, badge: undefined, height: this.#height };
    const wide = this.#measure(badge, 'badge') + 2 * PAD.x;
    const behind = this.#x > 0 ? this.#x + PAD.x : 0;
    if (behind + wide > this.#width && this.#x > 0) this.#break();
    const x = PAD.x + (this.#x > 0 ? behind : 0);
    this.#texts.push({ x: x + PAD.x, y: this.#base - 1, text: badge, style: 'badge' });
    return {
      texts: this.#texts,
      badge: { x, y: PAD.y + this.#line * LINE + 1, width: wide, height: LINE - 2 },
      height: this.#height,
    };
  }

  #break(): void {
    this.#line += 1;
    this.#x = 0;
  }

  get #base(): number {
    return PAD.y + this.#line * LINE + RISE;
  }

  get #height(): number {
    return 2 * PAD.y + (this.#line + 1) * LINE;
  }
}

function cut(word: string, width: number, measure: (part: string) => number): string[] {
  if (measure(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && measure(piece + letter) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}
