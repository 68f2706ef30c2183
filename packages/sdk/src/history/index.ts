// The rules a page shows a file by; the server asks the same functions.
export { guessActionColumns, guessCountColumns, readHistoryActions, readHistoryCounts } from '@relais/engine/history';

export { createHistoryImport, listHistoryImports, undoHistoryImport } from './history.ts';
export { readHistoryFile } from './read-file.ts';
export type { HistorySheet } from './read-file.ts';
