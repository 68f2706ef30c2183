export { VisitElement } from './visit.ts';
export { VisitClosedEvent } from './visit-events.ts';
export type { VisitStrings } from './words/fr.ts';
