import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';

/** The log of actions as the log makes it. Titles and places of evidence are not in it, and are not compared. */
export const rebuildActions: RebuildKind = (context) => Promise.resolve(new ActionRebuild(context));

class ActionRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #actions = new Map<string, Expected>();

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply({ subject, actor, at }: EventRow, { type, data }: ReadEvent): void {
    if (type === 'action.withdrawn') this.#actions.set(subject, { ...this.#actions.get(subject), withdrawn_at: at });
    if (type !== 'action.declared') return;
    const { kind, mission, on, reached = null, attendees = null, corrects = null, import: importId = null } = data;
    const declared = { declared_by: actor, declared_at: at };
    this.#actions.set(subject, {
      kind,
      mission,
      held_on: on,
      reached,
      attendees,
      corrects,
      ...declared,
      corrected_by: null,
      import_id: importId,
      withdrawn_at: null,
    });
    const other = corrects === null ? undefined : this.#actions.get(corrects);
    if (corrects !== null && other) this.#actions.set(corrects, { ...other, corrected_by: subject });
  }

  async compare(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const rows = await db
      .selectFrom('action')
      .select(['id', 'kind', 'mission', 'held_on', 'reached', 'attendees', 'corrects', 'corrected_by'])
      .select(['declared_by', 'declared_at', 'import_id', 'withdrawn_at'])
      .where('structure_id', '=', structureId)
      .execute();
    found.compareRows('action', this.#actions, rows, ({ id }) => id);
  }
}
