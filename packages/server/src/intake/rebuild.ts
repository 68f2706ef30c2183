import { fromInstant } from '@relais/model';
import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';

/** Requests as the log makes them. Names, numbers, addresses and answers are not in it, and are not compared. */
export const rebuildIntakes: RebuildKind = (context) => Promise.resolve(new IntakeRebuild(context));

class IntakeRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #intakes = new Map<string, Expected>();

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply({ subject, at, actor }: EventRow, { type, data }: ReadEvent): void {
    if (type !== 'intake.recorded') return;
    this.#intakes.set(subject, {
      entry_point: data.entryPoint,
      regulated_by: data.regulatedBy ?? null,
      checklist_version: data.checklist?.version ?? null,
      checklist_outcome: data.checklist?.outcome ?? null,
      reason: data.reason ?? null,
      prior_pathway: data.priorPathway ?? null,
      label: data.label ?? null,
      outcome: data.outcome,
      target: data.target ?? null,
      booking_id: data.booking ?? null,
      callback_id: data.callback ?? null,
      started_at: fromInstant(data.startedAt),
      created_by: actor,
      created_at: at,
    });
  }

  async compare(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const rows = await db
      .selectFrom('intake')
      .select(['id', 'entry_point', 'regulated_by', 'checklist_version', 'checklist_outcome', 'reason'])
      .select(['prior_pathway', 'label', 'outcome', 'target', 'booking_id', 'callback_id'])
      .select(['started_at', 'created_by', 'created_at'])
      .where('structure_id', '=', structureId)
      .execute();
    found.compareRows(
      'intake',
      this.#intakes,
      rows,
      ({ id }) => id,
      (row) => row,
    );
  }
}
