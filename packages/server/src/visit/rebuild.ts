import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';
import { isVisitEvent, stepVisit } from './step.ts';
import type { LoggedVisit } from './tables.ts';

/** Visits as the log makes them. Names, numbers and what was shared are not in it, and are not compared. */
export const rebuildVisits: RebuildKind = (context) => Promise.resolve(new VisitRebuild(context));

class VisitRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #visits = new Map<string, LoggedVisit>();

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply({ subject, at, actor }: EventRow, event: ReadEvent): void {
    if (!isVisitEvent(event)) return;
    this.#visits.set(subject, stepVisit(this.#visits.get(subject), event, { at, actor }));
  }

  async compare(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const rows = await db.selectFrom('visit').selectAll().where('structure_id', '=', structureId).execute();
    const known = new Map<string, Expected>([...this.#visits].map(([id, visit]) => [id, { ...visit }]));
    found.compareRows('visit', known, rows, ({ id }) => id);
  }
}
