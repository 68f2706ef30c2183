import {
  HistoryActionColumn,
  HistoryCountColumn,
  LARGEST_HISTORY,
  type HistoryColumn,
  type HistoryKind,
  type ImportHistory,
  type RefusedHistoryRow,
} from '@relais/sdk';
import type { HistorySheet } from '@relais/sdk/history';
import { guessActionColumns, guessCountColumns, readHistoryActions, readHistoryCounts } from './calls.ts';

export type HistoryColumns = Readonly<Partial<Record<HistoryColumn, number>>>;

/** Which columns a file of a kind may have, and must have. */
export const FIELDS: Readonly<
  Record<HistoryKind, { readonly fields: readonly HistoryColumn[]; readonly needed: readonly HistoryColumn[] }>
> = {
  actions: { fields: HistoryActionColumn.options, needed: ['on', 'kind', 'mission', 'title'] },
  counts: { fields: HistoryCountColumn.options, needed: ['indicator', 'from', 'n'] },
};

export function guessColumns(kind: HistoryKind, titles: readonly string[]): HistoryColumns {
  return kind === 'actions' ? guessActionColumns(titles) : guessCountColumns(titles);
}

/** A file as it would be taken: its good lines, and what is wrong with each other one. */
export interface ReadSheet {
  readonly taken: readonly number[];
  readonly refused: readonly RefusedHistoryRow[];
}

export function readSheet(kind: HistoryKind, sheet: HistorySheet, columns: HistoryColumns, today: string): ReadSheet {
  const lines = linesOf(sheet, columns);
  const read = kind === 'actions' ? readHistoryActions(lines, today) : readHistoryCounts(lines, today);
  return { taken: read.rows.map(({ row }) => row), refused: read.refused };
}

export function isTooLong(sheet: HistorySheet, columns: HistoryColumns): boolean {
  return linesOf(sheet, columns).length > LARGEST_HISTORY;
}

/** All of its lines: the server names those it does not take once more, and keeps how many they were. */
export function toSend(kind: HistoryKind, sheet: HistorySheet, columns: HistoryColumns): ImportHistory {
  return { kind, file: sheet.file, rows: linesOf(sheet, columns) };
}

/** The lines with anything in them, by what their columns are, each with its number in the file. */
function linesOf({ lines }: HistorySheet, columns: HistoryColumns) {
  const chosen = Object.entries(columns);
  return lines.flatMap((line, place) => {
    if (place === 0 || line.every((cell) => cell.trim() === '')) return [];
    // Longer than any answer, it is refused for what it is; the contract takes no more.
    const cells = Object.fromEntries(chosen.map(([field, at]) => [field, (line[at] ?? '').slice(0, 600)]));
    return [{ row: place + 1, cells }];
  });
}
