export { guessColumns } from './columns.ts';
export { ruleHolds } from './list-rules.ts';
export type { Happened } from './list-rules.ts';
export { keyOf, readRows, withoutListed } from './read-rows.ts';
export type { ReadRow, ReadRows, RowRules } from './read-rows.ts';
