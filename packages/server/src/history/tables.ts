import type { HistoryKind } from '@relais/model';
import type { Selectable } from 'kysely';

export interface HistoryTables {
  history_import: HistoryImportTable;
  history_count: HistoryCountTable;
}

/** What was taken over from one file at once. Its actions stand beside those that are declared. */
export interface HistoryImportTable {
  structure_id: string;
  id: string;
  kind: HistoryKind;
  /** For people: it is in no event. */
  file_name: string;
  sha256: string;
  taken: number;
  refused: number;
  imported_by: string;
  imported_at: number;
  undone_by: string | null;
  undone_at: number | null;
}

/** A count of a period as the structure had it elsewhere. Figures read it from the log; here it is looked up, under the lock, by whoever brings another. */
export interface HistoryCountTable {
  structure_id: string;
  import_id: string;
  indicator: string;
  first_day: string;
  last_day: string;
  n: number;
  of_n: number | null;
}

export type HistoryImportRow = Selectable<HistoryImportTable>;
