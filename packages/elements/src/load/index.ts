// What the rest of the package may know of the accounts of load.
export { LoadElement } from './load.ts';
export { LedgerCorrectedEvent } from './load-events.ts';
export type { LoadStrings } from './words/fr.ts';
