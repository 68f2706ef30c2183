import assert from 'node:assert/strict';
import { verifyLog } from '@relais/server';
import { loadDocuments } from '../../packages/server/src/core/documents.ts';
import { territoryDocument } from '../../packages/server/src/scheduling/index.ts';
import { ledgerOptions, readLedger } from '../../packages/server/src/allocation/ledger-book.ts';
import { balances } from '@relais/engine';
import { withStore } from '../support/backend.ts';
import type { Place } from '../support/backend.ts';
import type { RushStructure } from './rush-territory.ts';
import type { Sale } from './scenarios.ts';

/**
 * Looks into the database once the backend has gone: its bookings are the acknowledged ones and no others, no slot has more seats taken than
 * it has, the counters agree with the bookings and holds, the ledger's sum is 0, the chain of events holds and leads to these very tables.
 */
export async function auditSales(place: Place, structure: RushStructure, sales: readonly Sale[]): Promise<void> {
  await withStore(place, async (store) => {
    const { db } = store;
    const of = structure.id;
    const bookings = await db
      .selectFrom('booking')
      .selectAll()
      .where('structure_id', '=', of)
      .where('status', '=', 'confirmed')
      .execute();
    const holds = await db.selectFrom('hold').selectAll().where('structure_id', '=', of).execute();
    const seats = await db
      .selectFrom('seat')
      .selectAll()
      .where('structure_id', '=', of)
      .where('used', '>', 0)
      .execute();
    assert.deepEqual(
      bookings.map(({ id }) => id).sort(),
      sales.map(({ id }) => id).sort(),
      'bookings are the acknowledged ones',
    );

    const used = new Map<string, number>();
    for (const row of [...bookings, ...holds]) count(used, `${row.practice_id} ${row.start_at}`);
    assert.deepEqual(
      new Map(seats.map((row) => [`${row.practice_id} ${row.start_at}`, row.used])),
      used,
      'counters agree',
    );
    const capacity = capacityOf(structure);
    for (const [slot, taken] of used) assert.ok(taken <= capacity, `${slot} has ${taken} of ${capacity} seats taken`);

    const territory = (await loadDocuments(db, of)).of(territoryDocument);
    const ledger = Object.values(balances(await readLedger(db, of, ledgerOptions(territory))));
    assert.ok(Math.abs(ledger.reduce((sum, balance) => sum + balance, 0)) < 1e-6, 'the ledger sums to 0');

    const { broken, differences } = await verifyLog(db, of);
    assert.deepEqual({ broken, differences }, { broken: [], differences: [] }, 'the log holds, and makes these tables');
  });
}

function capacityOf({ documents }: RushStructure): number {
  const [territory] = documents as [{ exceptions: { capacity: number }[] }];
  return territory.exceptions[0]!.capacity;
}

function count(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
