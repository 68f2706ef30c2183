import type { CSSResult } from 'lit';
import type { FigureView } from '../shared/number-view.ts';
import type { Reading } from '../shared/shown.ts';
import type { IndicatorStrings } from '../words/fr.ts';

export interface LaterOptions {
  readonly strings: () => IndicatorStrings;
  readonly language: () => 'fr' | 'en';
  readonly controller: Reading;
  readonly adopt: (styles: readonly CSSResult[]) => void;
}

/** What all of it is said with. */
export interface LaterView extends FigureView {
  readonly t: IndicatorStrings;
}
