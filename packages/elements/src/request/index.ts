export { RequestElement } from './request.ts';
export { RequestLeftEvent, RequestWithdrawnEvent } from './request-events.ts';
export type { RequestStrings } from './words/fr.ts';
