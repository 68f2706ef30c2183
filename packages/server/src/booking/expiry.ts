import type { ServiceContext } from '../core/context.ts';
import type { Chore } from '../core/subject.ts';
import { write } from '../core/write/write.ts';
import { occupiedSeats } from '../scheduling/index.ts';
import { openSeats } from './seating.ts';

/** Erases what has expired in every structure, so that live readers see the seats again although nobody writes. */
export async function sweep(context: ServiceContext): Promise<void> {
  const structures = await context.store.db.selectFrom('structure').select('structure_id').execute();
  for (const { structure_id: structureId } of structures) {
    const view = await context.views.read(structureId);
    if (view?.of(occupiedSeats).hasExpiredHold(context.clock())) await write(context, structureId, openSeats);
  }
}

/** How soon after its expiry a hold's seat shows as free to those who watch; everybody else sees it at once. */
export const sweeping: Chore = { every: 1000, run: sweep };
