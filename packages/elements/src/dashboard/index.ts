export type { Board, Tile } from './shared/boards.ts';
export { Dashboard } from './dashboard.ts';
export { BoardsChangeEvent, DashboardChangeEvent } from './dashboard-events.ts';
export type { DashboardStrings } from './words/fr.ts';
