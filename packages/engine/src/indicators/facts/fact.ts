import type { ExcludedCounts, FigureDimension } from '@relais/model';

/** Kinds of things that figures count. */
export const factKinds = [
  'request',
  'seat',
  'visit',
  'callback',
  'run',
  'act',
  'alert',
  'adverseEvent',
  'nonInclusion',
  'consent',
  'protocol',
  'member',
  'action',
  'satisfaction',
] as const;
export type FactKind = (typeof factKinds)[number];

/** Why a thing is not counted. */
export type Exclusion = Exclude<keyof ExcludedCounts, 'unknownPatient'>;

/** One thing that can be counted, as the log leaves it. */
export interface Fact {
  readonly kind: FactKind;
  /** Day number in Europe/Paris that it is dated by. */
  readonly day: number;
  /** Minutes since 00:00 there; absent where only a date is known. */
  readonly minute?: number;
  readonly values: Readonly<Partial<Record<FigureDimension, string>>>;
  /** Of the patient, in whole years. */
  readonly age?: number;
  /** Pseudonym; absent where the log knows nobody, or does not say whom. */
  readonly patient?: string;
  /** It is of somebody who is not told from others, as they object to the re-use of what concerns them. */
  readonly isWithheld?: true;
  /** Whose work it is: actor, or professional. */
  readonly by?: string;
  readonly excluded?: Exclusion;
  /** It came with a history from elsewhere. */
  readonly isTakenOver?: true;
  /** Whether something holds of it, by name. */
  readonly marks?: Readonly<Record<string, boolean>>;
  /** How long something took. */
  readonly minutes?: number;
  /** Day number from which it is no longer so, of what lasts. */
  readonly until?: number;
  /** Rows of the log that made it, in their order. */
  readonly events: readonly number[];
}
