// What the rest of the package may know of the consent.
export { Consent } from './consent.ts';
export type { CodePort } from './shared/types.ts';
export { ConsentDecidedEvent, ConsentTalkRequestEvent } from './shared/consent-events.ts';
export type { ConsentStrings } from './words/fr.ts';
