import type { SlotList } from '@relais/sdk';

/** Why there is no seat at all. */
export type NoSeat = NonNullable<SlotList['none']>['reason'];

/** A place, a practice, communes, volunteers or reasons: what a centre is made of but hours. */
export type EntryKind = 'site' | 'practice' | 'commune' | 'volunteer' | 'reason';

/** What a centre is made of, in the order it is set up. */
export type StepId = 'centre' | EntryKind | 'checklist' | 'hours' | 'publish';

/** What is said of a place, a practice, volunteers or a reason beside its name. */
export type Detail =
  'commune' | 'address' | 'equipment' | 'agesFrom' | 'agesTo' | 'siteId' | 'profession' | 'rpps' | 'english';
