export { guessActionColumns, guessCountColumns } from './columns.ts';
export { keyOfAction, readHistoryActions, withoutKnownActions } from './read-actions.ts';
export type { ReadAction, ReadActions } from './read-actions.ts';
export { readHistoryCounts, withoutTakenOver } from './read-counts.ts';
export type { ReadCount, ReadCounts } from './read-counts.ts';
