import type { EntrySeat, LedgerEntry } from '@relais/engine';
import type { Kysely } from 'kysely';
import type { PagePlace } from '../core/http/paging.ts';
import type { Database } from '../tables.ts';
import { toLedgerEntry } from './ledger-book.ts';

/** An entry of the ledger with the seat it gave. */
export interface KeptEntry extends LedgerEntry {
  readonly id: string;
  readonly isHeld: boolean;
  readonly seat: EntrySeat | undefined;
}

const CHUNK = 1000;

/** The entries that count since an instant, the latest first, in parts; with `after`, those before that place. */
export async function* entriesBack(
  db: Kysely<Database>,
  structureId: string,
  { since, after }: { readonly since: number; readonly after?: PagePlace | undefined },
): AsyncGenerator<readonly KeptEntry[]> {
  let last = after;
  for (;;) {
    const entries = await readChunk(db, structureId, since, last);
    yield entries;
    last = entries.at(-1);
    if (entries.length < CHUNK) return;
  }
}

async function readChunk(
  db: Kysely<Database>,
  structureId: string,
  since: number,
  after: PagePlace | undefined,
): Promise<KeptEntry[]> {
  const rows = await db
    .selectFrom('ledger_entry')
    .leftJoin('booking', (join) =>
      join
        .onRef('booking.structure_id', '=', 'ledger_entry.structure_id')
        .onRef('booking.entry_id', '=', 'ledger_entry.id'),
    )
    .leftJoin('hold', (join) =>
      join.onRef('hold.structure_id', '=', 'ledger_entry.structure_id').onRef('hold.id', '=', 'ledger_entry.id'),
    )
    .selectAll('ledger_entry')
    .select(['booking.start_at as booked_start', 'booking.service_date as booked_date'])
    .select(['hold.start_at as held_start', 'hold.service_date as held_date'])
    .where('ledger_entry.structure_id', '=', structureId)
    .where('ledger_entry.at', '>=', since)
    .$if(after !== undefined, (query) =>
      query.where((is) =>
        is.or([
          is('ledger_entry.at', '<', after?.at ?? 0),
          is.and([is('ledger_entry.at', '=', after?.at ?? 0), is('ledger_entry.id', '<', after?.id ?? '')]),
        ]),
      ),
    )
    .orderBy('ledger_entry.at', 'desc')
    .orderBy('ledger_entry.id', 'desc')
    .limit(CHUNK)
    .execute();
  return rows.map((row) => {
    const startMs = row.booked_start ?? row.held_start;
    const serviceDate = row.booked_date ?? row.held_date;
    const seat = startMs === null || serviceDate === null ? undefined : { startMs, serviceDate };
    return { ...toLedgerEntry(row), id: row.id, isHeld: row.booked_start === null && row.held_start !== null, seat };
  });
}
