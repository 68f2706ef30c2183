import type { HistoryKind } from '@relais/model';
import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';

/** The imports as the log makes them. Names of files are not in it, and are not compared. */
export const rebuildHistory: RebuildKind = (context) => Promise.resolve(new HistoryRebuild(context));

class HistoryRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #imports = new Map<string, Expected>();
  readonly #counts = new Map<string, Expected>();

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply(row: EventRow, { type, data }: ReadEvent): void {
    if (type === 'history.actions-imported') this.#begin(row, 'actions', data, data.taken);
    else if (type === 'history.counts-imported') {
      this.#begin(row, 'counts', data, data.counts.length);
      for (const { indicator, from, to, n, of = null } of data.counts)
        this.#counts.set(countId(row.subject, indicator, from), { last_day: to, n, of_n: of });
    } else if (type === 'history.import-undone') {
      const undone = { undone_by: row.actor, undone_at: row.at };
      this.#imports.set(row.subject, { ...this.#imports.get(row.subject), ...undone });
    }
  }

  #begin(
    { subject, actor, at }: EventRow,
    kind: HistoryKind,
    { sha256, refused }: { readonly sha256: string; readonly refused: number },
    taken: number,
  ): void {
    const imported = { imported_by: actor, imported_at: at, undone_by: null, undone_at: null };
    this.#imports.set(subject, { kind, sha256, taken, refused, ...imported });
  }

  async compare(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const rows = await db
      .selectFrom('history_import')
      .select(['id', 'kind', 'sha256', 'taken', 'refused', 'imported_by', 'imported_at', 'undone_by', 'undone_at'])
      .where('structure_id', '=', structureId)
      .execute();
    found.compareRows('history_import', this.#imports, rows, ({ id }) => id);
    const counts = await db
      .selectFrom('history_count')
      .select(['import_id', 'indicator', 'first_day', 'last_day', 'n', 'of_n'])
      .where('structure_id', '=', structureId)
      .execute();
    found.compareRows('history_count', this.#counts, counts, ({ import_id: source, indicator, first_day: day }) =>
      countId(source, indicator, day),
    );
  }
}

function countId(source: string, indicator: string, day: string): string {
  return `${source} ${indicator} ${day}`;
}
