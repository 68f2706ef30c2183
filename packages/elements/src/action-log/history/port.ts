import type { HistoryImport, HistoryImportList, HistoryReport, ImportHistory } from '@relais/sdk';

/** What keeps what was taken over. What fails is said by the `code` of an error. */
export interface HistoryPort {
  list(): Promise<HistoryImportList>;
  take(history: ImportHistory): Promise<HistoryReport>;
  undo(id: string): Promise<HistoryImport>;
}
