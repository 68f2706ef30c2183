export { SessionElement } from './session.ts';
export { SignedInEvent, SignedOutEvent } from './session-events.ts';
export type { SessionStrings } from './words/fr.ts';
