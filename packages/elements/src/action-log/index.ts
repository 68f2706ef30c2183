// What the rest of the package may know of the log of actions.
export { ActionLog } from './action-log.ts';
export { ActionDeclaredEvent } from './action-log-events.ts';
export type { ActionLogPort } from './port.ts';
export type { ActionLogStrings } from './words/fr.ts';
