// What the rest of the package may know of the log of actions.
export { ActionLog } from './action-log.ts';
export { ActionDeclaredEvent } from './action-log-events.ts';
export type { ActionLogPort } from './port.ts';
export type { HistoryPort } from './history/port.ts';
export type { HistoryStrings } from './history/words/fr.ts';
export type { ActionLogStrings } from './words/fr.ts';
