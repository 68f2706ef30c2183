export { Waitlist } from './waitlist.ts';
export { CallbackClaimedEvent, CallbackClosedEvent } from './waitlist-events.ts';
export { WaitingListChangeEvent } from './lists/lists-events.ts';
export type { InscriptionStrings } from './inscription/words/fr.ts';
export type { ListsStrings } from './lists/words/fr.ts';
export type { WaitlistStrings } from './words/fr.ts';
