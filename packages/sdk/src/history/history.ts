import { historyRoutes } from '@relais/model';
import type { HistoryImport, HistoryImportList, HistoryReport, ImportHistory } from '@relais/model';
import { randomId } from '../core/index.ts';
import type { CallOptions, ClientCore } from '../core/index.ts';

type Of = { readonly core: ClientCore };

/** What was taken over from files, the latest first. */
export function listHistoryImports({ core }: Of, options?: CallOptions): Promise<HistoryImportList> {
  return core.call(historyRoutes.listHistoryImports, {}, options?.signal);
}

/** Takes over the good lines of a file. The same lines sent again after an answer that never came are the same import. */
export function createHistoryImport({
  core,
}: Of): (history: ImportHistory, options?: CallOptions) => Promise<HistoryReport> {
  let unanswered: { readonly said: string; readonly key: string } | undefined;
  return async (history, options) => {
    const said = JSON.stringify(history);
    const asked = unanswered?.said === said ? unanswered : { said, key: randomId() };
    unanswered = asked;
    const report = await core.call(historyRoutes.importHistory, { body: history, key: asked.key }, options?.signal);
    if (unanswered === asked) unanswered = undefined;
    return report;
  };
}

/** Undoes a whole import; one that was undone already is answered as it is. */
export function undoHistoryImport({ core }: Of, id: string, options?: CallOptions): Promise<HistoryImport> {
  return core.call(historyRoutes.undoHistoryImport, { params: { import: id } }, options?.signal);
}
