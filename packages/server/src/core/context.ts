import type { StructureInfo } from '@relais/model';
import type { Store } from './db/store.ts';
import type { KeptAnswers } from './write/kept-answers.ts';
import type { RandomSource } from './identifiers.ts';
import type { Secrets } from './secrets.ts';
import type { StructureView, StructureViews } from './view.ts';

/** What every service works with. */
export interface ServiceContext {
  readonly store: Store;
  readonly views: StructureViews;
  readonly answers: KeptAnswers;
  readonly secrets: Secrets;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly random: RandomSource;
  /** What a structure says of itself to everybody, by all subjects. */
  describe(view: StructureView, language: 'fr' | 'en'): StructureInfo;
  /** Where people reach this backend. */
  readonly publicUrl: string | undefined;
  /** Whether somebody sends the mails that are queued. */
  readonly sendsMail: boolean;
}

/**
 * The instant the rules are asked at: the clock without its sub-second part. What a person is told (« held until 10:05:00 ») is then exactly
 * what is applied.
 */
export function ruleTime(clockMs: number): number {
  return Math.floor(clockMs / 1000) * 1000;
}
