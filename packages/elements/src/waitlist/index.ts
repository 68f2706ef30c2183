export { Waitlist } from './waitlist.ts';
export { CallbackClaimedEvent, CallbackClosedEvent } from './waitlist-events.ts';
export type { WaitlistStrings } from './words/fr.ts';
