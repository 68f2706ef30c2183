import type { Rebuild, RebuildKind } from '../../core/log/rebuild.ts';
import { compareTables } from './compare.ts';
import { RebuiltStructure } from './rebuilt.ts';
import { readSharing } from './sharing.ts';

/** Makes seats, holds, bookings and the ledger again from the log, and compares them with the tables. */
export const rebuildBookings: RebuildKind = async (context): Promise<Rebuild> => {
  const sharing = await readSharing(context.db, context.structureId);
  const rebuilt = new RebuiltStructure(
    (version) => sharing.get(version),
    ({ sequence, before, says }) =>
      context.found.add({ table: 'event', id: String(sequence), log: before, stored: says }),
  );
  return {
    apply: (row, event) => rebuilt.apply(row, event),
    compare: () => compareTables(context, rebuilt),
  };
};
