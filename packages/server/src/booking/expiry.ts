import type { ServiceContext } from '../core/context.ts';
import { forgetOldAnswers } from '../core/write/answers.ts';
import { openSeats } from './seating.ts';
import { write } from '../core/write/write.ts';

/** Erases what has expired in every structure, so that live readers see the seats again although nobody writes. */
export async function sweep(context: ServiceContext): Promise<void> {
  const structures = await context.store.db.selectFrom('structure').select('structure_id').execute();
  for (const { structure_id: structureId } of structures) {
    const view = await context.views.read(structureId);
    if (view?.seats.hasExpiredHold(context.clock())) await write(context, structureId, openSeats);
  }
}

/** Forgets answers whose keys may be used again. */
export async function forgetAnswers(context: ServiceContext): Promise<void> {
  const structures = await context.store.db.selectFrom('structure').select('structure_id').execute();
  for (const { structure_id: structureId } of structures) await forgetOldAnswers(context, structureId);
}
