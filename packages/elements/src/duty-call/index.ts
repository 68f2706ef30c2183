export { DutyCallElement } from './duty-call.ts';
export { DutyAnsweredEvent } from './duty-call-events.ts';
export type { DutyCallStrings } from './words/fr.ts';
