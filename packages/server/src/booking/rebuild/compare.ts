import { canonicalJson } from '../../core/log/canonical.ts';
import { compareLedger } from './compare-ledger.ts';
import { writeInstant } from '../../core/log/differences.ts';
import type { Columns, Difference, DifferenceList, Expected } from '../../core/log/differences.ts';
import type { RebuildContext } from '../../core/log/rebuild.ts';
import type { Place, RebuiltEntry, RebuiltStructure } from './rebuilt.ts';

/** Compares the tables of one structure with what its log makes of it. They are read page by page, and the rebuilt structure is used up on the way. */
export async function compareTables(context: RebuildContext, rebuilt: RebuiltStructure): Promise<void> {
  await compareSeats(context, rebuilt);
  await compareHolds(context, rebuilt);
  await compareBookings(context, rebuilt);
  await findPatientless(context);
  await compareLedger(context, rebuilt);
  await compareEntries(context, rebuilt);
}

interface Comparison<Row, Known> {
  readonly table: Difference['table'];
  readonly pages: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;
  readonly idOf: (row: Row) => string;
  readonly stored: (row: Row) => Columns;
  /** By id, as the log has them. Emptied of those that are found. */
  readonly known: Map<string, Known>;
  readonly expect: (known: Known) => Expected;
  /** As the log has a row it does not know; without it, such a row should not be there. */
  readonly unknown?: Known;
}

/** Row by row; what the log knows and no row is, is missing. */
async function compareRows<Row, Known>(
  found: DifferenceList,
  { table, pages, idOf, stored, known, expect, unknown }: Comparison<Row, Known>,
): Promise<void> {
  for await (const rows of pages) {
    for (const row of rows) {
      const id = idOf(row);
      const entry = known.get(id) ?? unknown;
      if (entry === undefined) found.unexpected(table, id, stored(row));
      else found.compare(table, id, expect(entry), stored(row));
      known.delete(id);
    }
  }
  for (const [id, entry] of known) found.missing(table, id, expect(entry));
}

/** A slot nobody has any more may stand in the table with nothing used, or not at all. */
function compareSeats({ db, structureId, found }: RebuildContext, { entries }: RebuiltStructure): Promise<void> {
  const used = new Map<string, number>();
  for (const { practiceId, startMs } of entries.values()) {
    const id = seatId(practiceId, startMs);
    used.set(id, (used.get(id) ?? 0) + 1);
  }
  const pages = readPages((limit, last: { practice_id: string; start_at: number } | undefined) =>
    db
      .selectFrom('seat')
      .select(['practice_id', 'start_at', 'used'])
      .where('structure_id', '=', structureId)
      .$if(last !== undefined, (query) =>
        query.where((is) =>
          is.or([
            is('practice_id', '>', last?.practice_id ?? ''),
            is.and([is('practice_id', '=', last?.practice_id ?? ''), is('start_at', '>', last?.start_at ?? 0)]),
          ]),
        ),
      )
      .orderBy('practice_id')
      .orderBy('start_at')
      .limit(limit)
      .execute(),
  );
  return compareRows(found, {
    table: 'seat',
    pages,
    idOf: ({ practice_id, start_at }) => seatId(practice_id, start_at),
    stored: (row) => ({ used: row.used }),
    known: used,
    expect: (count) => ({ used: count }),
    unknown: 0,
  });
}

function compareHolds({ db, structureId, found }: RebuildContext, { entries }: RebuiltStructure): Promise<void> {
  const held = new Map([...entries].filter(([, { expiresAt }]) => expiresAt !== undefined));
  const pages = readPages((limit, last: { id: string } | undefined) =>
    db
      .selectFrom('hold')
      .select(['id', 'practice_id', 'site_id', 'service_date', 'start_at', 'end_at', 'overbooked', 'expires_at'])
      .where('structure_id', '=', structureId)
      .where('id', '>', last?.id ?? '')
      .orderBy('id')
      .limit(limit)
      .execute(),
  );
  return compareRows(found, {
    table: 'hold',
    pages,
    idOf: ({ id }) => id,
    stored: (row) => row,
    known: held,
    expect: (entry) => ({ ...seatOf(entry), expires_at: entry.expiresAt }),
  });
}

/** Nobody's name, contact or reason is read. */
function compareBookings({ db, structureId, found }: RebuildContext, { bookings }: RebuiltStructure): Promise<void> {
  const pages = readPages((limit, last: { id: string } | undefined) =>
    db
      .selectFrom('booking')
      .select(['id', 'status', 'practice_id', 'site_id', 'service_date', 'start_at', 'end_at'])
      .select(['entry_id', 'overbooked', 'revision', 'created_at', 'updated_at'])
      .where('structure_id', '=', structureId)
      .where('id', '>', last?.id ?? '')
      .orderBy('id')
      .limit(limit)
      .execute(),
  );
  return compareRows(found, {
    table: 'booking',
    pages,
    idOf: ({ id }) => id,
    stored: (row) => row,
    known: bookings,
    expect: (booking) => ({
      status: booking.status,
      ...seatOf(booking),
      entry_id: booking.entryId,
      revision: booking.revision,
      created_at: booking.createdAt,
      updated_at: booking.updatedAt,
    }),
  });
}

/** Who a booking is for the log does not say; that there is a patient, the tables themselves do. */
async function findPatientless({ db, structureId, found }: RebuildContext): Promise<void> {
  const rows = await db
    .selectFrom('booking')
    .leftJoin('patient', (join) =>
      join.onRef('patient.structure_id', '=', 'booking.structure_id').onRef('patient.id', '=', 'booking.patient_id'),
    )
    .select(['booking.id', 'booking.patient_id'])
    .where('booking.structure_id', '=', structureId)
    .where('patient.id', 'is', null)
    .execute();
  for (const { id, patient_id } of rows) found.missing('patient', patient_id, { booking: id });
}

function compareEntries({ db, structureId, found }: RebuildContext, { entries }: RebuiltStructure): Promise<void> {
  const canonical = rememberCanonical();
  const pages = readPages((limit, last: { id: string } | undefined) =>
    db
      .selectFrom('ledger_entry')
      .select(['id', 'practice_id', 'weights', 'at'])
      .where('structure_id', '=', structureId)
      .where('id', '>', last?.id ?? '')
      .orderBy('id')
      .limit(limit)
      .execute(),
  );
  return compareRows(found, {
    table: 'ledger_entry',
    pages,
    idOf: ({ id }) => id,
    stored: ({ practice_id, weights, at }) => ({ practice_id, weights: canonical(weights), at }),
    known: entries,
    expect: ({ practiceId, weights, at }) => ({ practice_id: practiceId, weights: weights?.text, at }),
  });
}

function seatOf({
  practiceId,
  startMs,
  place,
  overbooked,
}: Pick<RebuiltEntry, 'practiceId' | 'startMs' | 'overbooked'> & { place: Place }) {
  return {
    practice_id: practiceId,
    site_id: place.siteId,
    service_date: place.serviceDate,
    start_at: startMs,
    end_at: place.endMs,
    overbooked: Number(overbooked),
  };
}

function seatId(practiceId: string, startMs: number): string {
  return `${practiceId} ${writeInstant(startMs)}`;
}

const PAGE = 1000;

/** Rows in the order of their key, a page at a time; each page begins after the last row of the one before. */
async function* readPages<Key, Row extends Key>(
  read: (limit: number, last: Key | undefined) => Promise<Row[]>,
): AsyncGenerator<readonly Row[]> {
  let rows: Row[] = [];
  do {
    rows = await read(PAGE, rows.at(-1));
    yield rows;
  } while (rows.length === PAGE);
}

/** Thousands of entries were made with the same few weights. What is no JSON stays as it is, and differs. */
function rememberCanonical(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const canonical = known.get(text) ?? toCanonical(text);
    known.set(text, canonical);
    return canonical;
  };
}

function toCanonical(text: string): string {
  try {
    return canonicalJson(JSON.parse(text));
  } catch {
    return text;
  }
}
