import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';

/** Webhooks as the log makes them: which holds, how much it was to tell, whether it is tried. Where it leads, and what was told, are not in it. */
export const rebuildWebhooks: RebuildKind = (context) => Promise.resolve(new WebhookRebuild(context));

class WebhookRebuild implements Rebuild {
  readonly #context: RebuildContext;
  #hook: { id: string; set_at: number; last_sequence: number; paused_at: number | null } | undefined;

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply({ subject, at }: EventRow, { type }: ReadEvent): void {
    switch (type) {
      case 'webhook.set':
        this.#hook = { id: subject, set_at: at, last_sequence: this.#hook?.last_sequence ?? 0, paused_at: null };
        return;
      case 'webhook.ended':
        this.#hook = undefined;
        return;
      case 'webhook.paused':
        if (this.#hook) this.#hook.paused_at = at;
        return;
      case 'webhook.resumed':
        if (this.#hook) this.#hook.paused_at = null;
        return;
      case 'run.ended':
        if (this.#hook) this.#hook.last_sequence += 1;
        return;
      // Of other subjects.
      default:
        return;
    }
  }

  async compare(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const hooks = await db
      .selectFrom('webhook')
      .select(['id', 'set_at', 'last_sequence', 'paused_at'])
      .where('structure_id', '=', structureId)
      .execute();
    found.compareRows(
      'webhook',
      new Map<string, Expected>(this.#hook ? [[this.#hook.id, this.#hook]] : []),
      hooks,
      ({ id }) => id,
      (row) => row,
    );
  }
}
