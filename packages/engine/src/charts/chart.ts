/** One value of a picture, with all that is said of it: what is drawn is never all there is. */
export interface Mark {
  /** In full, as it is read aloud: « semaine du 2 novembre ». */
  readonly name: string;
  /** Under an axis: « 2 nov. ». */
  readonly short: string;
  /** `undefined` where there is nothing to draw: not calculable, or hidden. `text` says which. */
  readonly value: number | undefined;
  /** « 42 % (21 / 50) » */
  readonly text: string;
  /** `partial`: its period is not over. `hidden`: behind it stand too few people. */
  readonly state?: 'partial' | 'hidden' | undefined;
}

export interface Series {
  readonly name: string;
  readonly marks: readonly Mark[];
}

/** How a picture is drawn: its width, and how large a letter is there, in the same unit. */
export interface Sheet {
  readonly width: number;
  readonly em: number;
}

export interface Chart {
  readonly sheet: Sheet;
  /** A value under an axis, short. */
  readonly say: (value: number) => string;
  /** What is said of a mark beside its figure. */
  readonly words: { readonly partial: string };
}

/** What is drawn, in the words of SVG. `look` says what it is; its colours are whoever's who draws it. */
export type Shape =
  | {
      readonly kind: 'rect';
      readonly look: string;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly opacity?: number;
    }
  | { readonly kind: 'circle'; readonly look: string; readonly x: number; readonly y: number; readonly r: number }
  | {
      readonly kind: 'line';
      readonly look: string;
      readonly x1: number;
      readonly x2: number;
      readonly y1: number;
      readonly y2: number;
    }
  | { readonly kind: 'path'; readonly look: string; readonly d: string }
  | {
      readonly kind: 'text';
      readonly look?: string;
      readonly x: number;
      readonly y: number;
      readonly anchor?: Anchor;
      readonly text: string;
    };

export type Anchor = 'start' | 'middle' | 'end';

/** One mark where it stands: to be found by its row and column, and read aloud by `said`. */
export interface Point {
  readonly row: number;
  readonly column: number;
  /** `cell`, or `many` where there is no room for all points. */
  readonly look?: string;
  readonly state: Mark['state'];
  readonly said: string;
  readonly shapes: readonly Shape[];
}

/** What a look stands for, beside a picture: a sign sixteen high. */
export interface Sample {
  readonly width: number;
  readonly shapes: readonly Shape[];
  readonly text: string;
}

/** A picture as it is to be drawn, from back to front. */
export interface Plan {
  readonly height: number;
  readonly axis: readonly Shape[];
  readonly lines: readonly Shape[];
  readonly points: readonly Point[];
}

/** Letters of the fonts that people read by are about this wide, to their height. */
const LETTER = 0.58;

export function widthOf(text: string, em: number): number {
  return text.length * em * LETTER;
}

/** What a mark says, with that of others at the same place. */
export function spoken(mark: Mark, others: readonly (string | undefined)[] = []): string {
  return [`${mark.name}\u00a0: ${mark.text}`, ...others].filter(Boolean).join('. ');
}

export function sayState({ words }: Chart, { state }: Mark): string | undefined {
  return state === 'partial' ? words.partial : undefined;
}
