import { canonicalJson } from '../core/log/canonical.ts';
import type { Expected } from '../core/log/differences.ts';
import type { Rebuild, RebuildKind } from '../core/log/rebuild.ts';
import { digestReason } from './corrections.ts';

/** Corrections by hand as the log makes them; of their words it has a digest. The accounts they lead to are compared with the bookings' entries. */
export const rebuildCorrections: RebuildKind = ({ db, structureId, found }): Promise<Rebuild> => {
  const corrections = new Map<string, Expected>();
  return Promise.resolve({
    apply({ subject, actor, at }, { type, data }) {
      if (type !== 'ledger.corrected') return;
      const { moves, reasonDigest } = data;
      corrections.set(subject, { at, moves: canonicalJson(moves), signed_by: actor, reason_digest: reasonDigest });
    },
    async compare() {
      const rows = await db
        .selectFrom('ledger_correction')
        .selectAll()
        .where('structure_id', '=', structureId)
        .execute();
      const stored = rows.map((row) => ({
        ...{ id: row.id, at: row.at, moves: row.moves, signed_by: row.signed_by },
        reason_digest: digestReason(row),
      }));
      found.compareRows(
        'ledger_correction',
        corrections,
        stored,
        ({ id }) => id,
        (row) => row,
      );
    },
  });
};
