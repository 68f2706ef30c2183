import { rebuild } from '@relais/engine';
import type { LedgerOptions } from '@relais/engine';
import { toInstant } from '@relais/model';
import type { EventData, EventType } from '@relais/model';
import type { Insertable, Kysely } from 'kysely';
import type { LedgerEntryTable } from '../../packages/server/src/allocation/tables.ts';
import type { BookingTable } from '../../packages/server/src/booking/tables.ts';
import type { PatientTable } from '../../packages/server/src/people/tables.ts';
import type { Database } from '../../packages/server/src/tables.ts';
import { readHead } from '../../packages/server/src/core/db/store.ts';
import type { StructureRow } from '../../packages/server/src/core/db/store.ts';
import { appendEvents } from '../../packages/server/src/core/log/event.ts';
import type { NewEvent } from '../../packages/server/src/core/log/event.ts';
import { toLedgerEntry } from '../../packages/server/src/allocation/ledger-book.ts';

const PRACTICES = ['north', 'oaks', 'gate'];
const QUARTER_MS = 900_000;
/** Visits of one instant, whose rows are written together. */
const TOGETHER = 50;

interface Seat {
  readonly practiceId: string;
  readonly startMs: number;
  readonly hold: string;
}

/**
 * Writes years of bookings into a structure in seconds: rows of the log and the tables they lead to, as the services would have left them. One
 * hold in six runs out, one booking in eight is cancelled, one in ten is moved.
 * @param visits some two and a half rows of the log each
 */
export async function fillLog(
  db: Kysely<Database>,
  structureId: string,
  { visits, from, sharing }: { readonly visits: number; readonly from: number; readonly sharing: LedgerOptions },
): Promise<void> {
  const years = new Years(structureId, await readHead(db, structureId), from);
  for (let first = 0; first < visits; first += TOGETHER) {
    const at = from + first * 1000;
    for (let visit = first; visit < Math.min(first + TOGETHER, visits); visit++) years.receive(visit, at);
    await years.flush(db, at);
  }
  await years.close(db, sharing);
}

class Years {
  readonly #structureId: string;
  readonly #from: number;
  readonly #used = new Map<string, Seat & { count: number }>();
  #head: StructureRow;
  #events: NewEvent[] = [];
  #bookings: Insertable<BookingTable>[] = [];
  #entries: Insertable<LedgerEntryTable>[] = [];

  constructor(structureId: string, head: StructureRow, from: number) {
    this.#structureId = structureId;
    this.#head = head;
    this.#from = from;
  }

  receive(visit: number, at: number): void {
    const first = this.#seatOf(visit, 'a');
    const booking = `booking-${visit}`;
    const events = this.#events;
    events.push(this.#hold(first, at));
    if (visit % 6 === 3) {
      events.push(event('hold.expired', first.hold, seatData(first)));
    } else if (visit % 10 === 1) {
      const next = this.#seatOf(visit + 1, 'b');
      events.push(event('booking.confirmed', booking, seatData(first)), this.#hold(next, at));
      events.push(event('booking.moved', booking, { from: seatData(first), to: seatData(next) }));
      this.#book(booking, next, at, { revision: 1 });
      this.#take(next, at);
    } else if (visit % 8 === 2) {
      events.push(event('booking.confirmed', booking, seatData(first)));
      events.push(event('booking.cancelled', booking, seatData(first)));
      this.#book(booking, first, at, { revision: 1, status: 'cancelled' });
    } else {
      events.push(event('booking.confirmed', booking, seatData(first)));
      this.#book(booking, first, at, {});
      this.#take(first, at);
    }
  }

  async flush(db: Kysely<Database>, at: number): Promise<void> {
    const rows = await appendEvents(
      db,
      this.#head,
      this.#events.map((event) => ({ ...event, at })),
      (bytes) => crypto.getRandomValues(bytes),
    );
    const { sequence, hash } = rows.at(-1) ?? this.#head;
    this.#head = { ...this.#head, sequence, hash };
    if (this.#bookings.length > 0) {
      await db.insertInto('patient').values(this.#bookings.map(patientOf)).execute();
      await db.insertInto('booking').values(this.#bookings).execute();
    }
    if (this.#entries.length > 0) await db.insertInto('ledger_entry').values(this.#entries).execute();
    this.#events = [];
    this.#bookings = [];
    this.#entries = [];
  }

  /** The seats and the accounts, once all is known. */
  async close(db: Kysely<Database>, sharing: LedgerOptions): Promise<void> {
    for (const { practiceId: practice_id, startMs: start_at, count: used } of this.#used.values()) {
      await db.insertInto('seat').values({ structure_id: this.#structureId, practice_id, start_at, used }).execute();
    }
    const rows = await db
      .selectFrom('ledger_entry')
      .selectAll()
      .where('structure_id', '=', this.#structureId)
      .execute();
    const state = JSON.stringify(rebuild(sharing, rows.map(toLedgerEntry)));
    await db
      .insertInto('ledger')
      .values({ structure_id: this.#structureId, state })
      .onConflict((conflict) => conflict.column('structure_id').doUpdateSet({ state }))
      .execute();
  }

  /** A slot for every two visits, so that there are thousands of them too. */
  #seatOf(visit: number, name: string): Seat {
    const practiceId = PRACTICES[visit % PRACTICES.length]!;
    const startMs = this.#from + 86_400_000 * 30 + Math.floor(visit / (2 * PRACTICES.length)) * QUARTER_MS;
    return { practiceId, startMs, hold: `hold-${visit}-${name}` };
  }

  #hold(seat: Seat, at: number): NewEvent {
    const place = placeOf(seat);
    return event('hold.created', seat.hold, {
      ...seatData(seat),
      siteId: place.site_id,
      serviceDate: place.service_date,
      end: toInstant(place.end_at),
      expiresAt: toInstant(at + 300_000),
      weights: WEIGHTS,
    });
  }

  #take(seat: Seat, at: number): void {
    const key = `${seat.practiceId} ${seat.startMs}`;
    const known = this.#used.get(key) ?? { ...seat, count: 0 };
    known.count += 1;
    this.#used.set(key, known);
    this.#entries.push({
      structure_id: this.#structureId,
      id: seat.hold,
      practice_id: seat.practiceId,
      weights: JSON.stringify(WEIGHTS),
      at,
    });
  }

  #book(id: string, seat: Seat, at: number, changes: Partial<Insertable<BookingTable>>): void {
    this.#bookings.push({
      structure_id: this.#structureId,
      id,
      reference: id,
      status: 'confirmed',
      practice_id: seat.practiceId,
      ...placeOf(seat),
      start_at: seat.startMs,
      entry_id: seat.hold,
      overbooked: 0,
      token_hash: id,
      patient_id: id,
      person_key: id,
      family_name: 'Essai',
      given_name: 'Camille',
      birth_date: '1980-01-01',
      phone: '+33600000000',
      email: null,
      reason: 'other',
      language: 'fr',
      revision: 0,
      created_at: at,
      updated_at: at,
      ...changes,
    });
  }
}

const WEIGHTS = { oaks: 24, north: 12, gate: 8 };

function event<Type extends EventType>(type: Type, subject: string, data: EventData<Type>): NewEvent {
  return { type, subject, actor: 'anonymous', data } as NewEvent;
}

function seatData({ hold, practiceId, startMs }: Seat) {
  return { hold, practiceId, start: toInstant(startMs) };
}

function placeOf({ startMs }: Seat) {
  return { site_id: 's-mill', service_date: toInstant(startMs).slice(0, 10), end_at: startMs + QUARTER_MS };
}

/** Everybody comes once. */
function patientOf(booking: Insertable<BookingTable>): Insertable<PatientTable> {
  const { structure_id, patient_id: id, person_key, family_name, given_name, birth_date, phone } = booking;
  const { created_at, updated_at } = booking;
  return { structure_id, id, person_key, family_name, given_name, birth_date, phone, created_at, updated_at };
}
