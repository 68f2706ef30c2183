import type { EventType, StructureInfo } from '@relais/model';
import type { Stationery } from './print/stationery.ts';
import type { Outgoing } from './outgoing/outgoing.ts';
import type { SmsPort } from './sms/sms.ts';
import type { Store } from './db/store.ts';
import type { KeptAnswers } from './write/kept-answers.ts';
import type { RandomSource } from './identifiers.ts';
import type { Secrets } from './secrets.ts';
import type { FoundMatter } from './matter.ts';
import type { StructureView, StructureViews } from './view.ts';
import type { Reaction } from './write/writing.ts';

/** What every service works with. */
export interface ServiceContext {
  readonly store: Store;
  readonly views: StructureViews;
  readonly answers: KeptAnswers;
  readonly secrets: Secrets;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly random: RandomSource;
  /** What subjects do about an event of one type. */
  reactionsTo(type: EventType): readonly Reaction[];
  /** What a structure says of itself to everybody, by all subjects. */
  describe(view: StructureView, language: 'fr' | 'en'): StructureInfo;
  /** What needs a person today in a structure, by all subjects. */
  findMatters(view: StructureView): Promise<readonly FoundMatter[]>;
  /** Where people reach this backend. */
  readonly publicUrl: string | undefined;
  /** Whether somebody sends the mails that are queued. */
  readonly sendsMail: boolean;
  /** Whether people sign in at this backend itself. */
  readonly signsPeopleIn: boolean;
  /** Where messages to telephones leave; without it none can be sent. */
  readonly sms: SmsPort | undefined;
  /** How addresses that people give are asked; a backend in a page has no way. */
  readonly outgoing: Outgoing | undefined;
  /** The secure mail of health professionals, where this backend reaches it. */
  readonly secureMail: SecureMail | undefined;
  /** What prints and writes mails to be sent by hand; a backend in a page has none. */
  readonly stationery: Stationery | undefined;
}

export interface SecureMail {
  /** Number that the national register has given this software (`X-MSS-NIL`). */
  readonly product: string | undefined;
}

/**
 * The instant the rules are asked at: the clock without its sub-second part. What a person is told (« held until 10:05:00 ») is then exactly
 * what is applied.
 */
export function ruleTime(clockMs: number): number {
  return Math.floor(clockMs / 1000) * 1000;
}
