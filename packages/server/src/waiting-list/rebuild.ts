import { fromInstant } from '@relais/model';
import { canonicalJson } from '../core/log/canonical.ts';
import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';

/** The waiting lists as the log makes them. Names and numbers are not in it, and are not compared. */
export const rebuildWaitingLists: RebuildKind = (context) => Promise.resolve(new WaitingListRebuild(context));

class WaitingListRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #entries = new Map<string, Expected>();

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply(row: EventRow, { type, data }: ReadEvent): void {
    const { subject, actor, at } = row;
    switch (type) {
      case 'waiting-entry.added':
        this.#entries.set(subject, {
          ...{ list: data.list, revision: 1, status: 'waiting', priority: data.priority, source: data.source },
          rule: data.listRule ? canonicalJson(data.listRule) : null,
          ...{ came_from: data.from ?? null, added_at: fromInstant(data.addedAt), outcome: null, left_at: null },
          ...{ created_by: actor, created_at: at, updated_at: at },
        });
        return;
      case 'waiting-entry.prioritised':
        return this.#change(row, { priority: data.priority });
      case 'waiting-entry.left':
        return this.#change(row, { status: 'left', outcome: data.outcome, left_at: at });
      case 'waiting-entry.moved':
        return this.#change(row, { list: data.to, priority: data.priority });
      case 'waiting-entry.returned':
        return this.#change(row, { status: 'waiting', outcome: null, left_at: null });
      case 'waiting-entry.contact-added':
        return this.#change(row, {});
      // Of other subjects.
      default:
        return;
    }
  }

  async compare(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const rows = await db
      .selectFrom('waiting_entry')
      .select(['id', 'list', 'revision', 'status', 'priority', 'source', 'came_from', 'rule', 'added_at', 'outcome'])
      .select(['left_at', 'created_by', 'created_at', 'updated_at'])
      .where('structure_id', '=', structureId)
      .execute();
    found.compareRows(
      'waiting_entry',
      this.#entries,
      rows,
      ({ id }) => id,
      (row) => row,
    );
  }

  #change({ subject, at }: EventRow, columns: Expected): void {
    const known = this.#entries.get(subject);
    const revision = Number(known?.['revision'] ?? 0) + 1;
    this.#entries.set(subject, { ...known, ...columns, revision, updated_at: at });
  }
}
