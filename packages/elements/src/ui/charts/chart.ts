import type { SVGTemplateResult } from 'lit';
import type { ChartWords } from '../words/charts-fr.ts';

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

/** How a picture is drawn: its width in pixels, and how large a letter is there. */
export interface Sheet {
  readonly width: number;
  readonly em: number;
}

export interface Chart {
  /** Unique in the element. */
  readonly id: string;
  /** What it shows, in one line. */
  readonly title: string;
  readonly sheet: Sheet;
  /** A value under an axis, short. */
  readonly say: (value: number) => string;
  readonly words: ChartWords;
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

export type Drawing = SVGTemplateResult | readonly SVGTemplateResult[];
