import type {
  ComparisonKind,
  DimensionLabels,
  Figure,
  FigureFilters,
  Freshness,
  IndicatorDefinition,
} from '@relais/sdk';
import type { PeriodFault } from './period.ts';
import type { FiguresPort } from './port.ts';
import type { IndicatorView } from './views.ts';

/** What is to be shown, as far as the page and the dashboard around it say. */
export interface Question {
  readonly indicator: string | undefined;
  readonly view: IndicatorView;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly by: readonly string[];
  readonly compare: ComparisonKind | undefined;
  readonly filters: FigureFilters;
  readonly key: string | undefined;
}

/** A figure that has come, with what is needed to say all of it. */
export interface Shown {
  readonly question: Question;
  readonly definition: IndicatorDefinition;
  readonly figure: Figure;
  /** The period it is compared with, split in the same way. */
  readonly earlier: Figure | undefined;
  readonly freshness: Freshness;
  readonly labels: DimensionLabels;
  readonly smallest: number;
  /** The date at the place when it was asked for. */
  readonly today: string;
}

export type Fault =
  PeriodFault | 'no-indicator' | 'unknown-indicator' | 'view' | 'split' | 'filter' | 'cuts' | 'public-number';

export type IndicatorState =
  | { readonly name: 'loading' }
  /** Asked for as it cannot be. `received`: what the page said. */
  | { readonly name: 'refused'; readonly fault: Fault; readonly received: string }
  | { readonly name: 'failed'; readonly error: unknown }
  /** `error`: a later reading failed, and what is shown is old. */
  | { readonly name: 'shown'; readonly shown: Shown; readonly error: unknown };

/** What a figure is read with, and read again. */
export interface Reading {
  readonly state: IndicatorState;
  readonly port: FiguresPort | undefined;
  /** Reads the figure again; never rejects. */
  refresh(): Promise<void>;
}
