// The rules a page shows a file by; the server asks the same functions.
export { guessColumns, readRows } from '@relais/engine/waiting-list';
export type { ReadRow, ReadRows, RowRules } from '@relais/engine/waiting-list';

export { readCsv, readSpreadsheet, SpreadsheetError } from '../core/spreadsheet.ts';
export { createWaitingLists } from './waiting-lists.ts';
export type { EntryDecision, WaitingListHandlers, WaitingLists } from './waiting-lists.ts';
