import type { Chart as Planned } from '@relais/sdk/charts';
import type { ChartWords } from '../words/charts-fr.ts';

export type { Mark, Series, Sheet } from '@relais/sdk/charts';

/** A picture as a page has it: what it is planned by, and what it is called. */
export interface Chart extends Planned {
  /** Unique in the element. */
  readonly id: string;
  /** What it shows, in one line. */
  readonly title: string;
  readonly words: ChartWords;
}
