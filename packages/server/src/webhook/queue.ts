import type { ServiceContext } from '../core/context.ts';
import { createId } from '../core/identifiers.ts';
import type { Reaction } from '../core/write/writing.ts';

/** Puts the end of a run behind what is to be told before it, in the transaction that ends it. */
export function queueEnd(context: ServiceContext): Reaction {
  return async ({ trx, structureId, at }, { subject }) => {
    const hook = await trx
      .selectFrom('webhook')
      .select('last_sequence')
      .where('structure_id', '=', structureId)
      .executeTakeFirst();
    if (!hook) return;
    const sequence = hook.last_sequence + 1;
    await trx.updateTable('webhook').set({ last_sequence: sequence }).where('structure_id', '=', structureId).execute();
    await trx
      .insertInto('webhook_delivery')
      .values({ structure_id: structureId, sequence, id: createId(context.random), run_id: subject, at })
      .execute();
  };
}
