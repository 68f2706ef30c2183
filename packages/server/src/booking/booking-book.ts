import type { Insertable, Kysely, Selectable } from 'kysely';
import type { BookingTable, ChecklistRunTable } from './tables.ts';
import type { Database } from '../tables.ts';
import type { Book } from '../core/write/write.ts';

export type BookingRow = Selectable<BookingTable>;

/** Who a booking is for, as two bookings of one person are told to be so. */
export interface PersonKeys {
  readonly person: string;
  readonly phone: string;
}

/** What the writers of a group are known to look for. */
export interface AskedBookings {
  readonly persons: readonly string[];
  readonly phones: readonly string[];
  readonly references: readonly string[];
}

/**
 * The bookings of one structure while a group of writers is at work: what they look for is read once for all of them, and new bookings are written
 * once, with their checklist runs.
 */
export class BookingBook implements Book {
  readonly #db: Kysely<Database>;
  readonly #structureId: string;
  readonly #asked: AskedBookings;
  /** As this group has made or changed them. */
  readonly #changed = new Map<string, BookingRow>();
  #alike: Promise<BookingRow[]> | undefined;
  #references: Promise<ReadonlySet<string>> | undefined;
  #bookings: BookingRow[] = [];
  #runs: Insertable<ChecklistRunTable>[] = [];

  constructor(db: Kysely<Database>, structureId: string, asked: AskedBookings) {
    this.#db = db;
    this.#structureId = structureId;
    this.#asked = asked;
  }

  /** Bookings that stand and are not over, of a person or of a telephone number, by start. */
  async liveOf({ person, phone }: PersonKeys, now: number): Promise<BookingRow[]> {
    const { persons, phones } = this.#asked;
    const isAsked = persons.includes(person) && phones.includes(phone);
    const rows = isAsked ? await this.#readAsked(now) : await this.#readAlike([person], [phone], now);
    const seen = [...rows.filter(({ id }) => !this.#changed.has(id)), ...this.#changed.values()];
    return seen
      .filter((booking) => booking.status === 'confirmed' && booking.end_at > now)
      .filter((booking) => booking.person_key === person || booking.phone === phone)
      .sort((one, other) => one.start_at - other.start_at);
  }

  async isReferenceTaken(reference: string): Promise<boolean> {
    if ([...this.#changed.values()].some((booking) => booking.reference === reference)) return true;
    const isAsked = this.#asked.references.includes(reference);
    const taken = isAsked ? await this.#readReferences() : await this.#takenOf([reference]);
    return taken.has(reference);
  }

  async byId(id: string): Promise<BookingRow | undefined> {
    return this.#changed.get(id) ?? findBooking(this.#db, this.#structureId, id);
  }

  /** The answers the booking was made with, if it was made with any. */
  async runOf(bookingId: string): Promise<Selectable<ChecklistRunTable> | undefined> {
    await this.save();
    return this.#db
      .selectFrom('checklist_run')
      .selectAll()
      .where('structure_id', '=', this.#structureId)
      .where('booking_id', '=', bookingId)
      .executeTakeFirst();
  }

  /** `run`: absent where somebody else has judged. */
  add(booking: BookingRow, run?: Insertable<ChecklistRunTable>): void {
    this.#changed.set(booking.id, booking);
    this.#bookings.push(booking);
    if (run) this.#runs.push(run);
  }

  async update(booking: BookingRow): Promise<void> {
    await this.save();
    this.#changed.set(booking.id, booking);
    const { structure_id: structureId, id, ...columns } = booking;
    await this.#db
      .updateTable('booking')
      .set(columns)
      .where('structure_id', '=', structureId)
      .where('id', '=', id)
      .execute();
  }

  /** Bookings first: runs name them. */
  async save(): Promise<void> {
    const [bookings, runs] = [this.#bookings, this.#runs];
    [this.#bookings, this.#runs] = [[], []];
    if (bookings.length > 0) await this.#db.insertInto('booking').values(bookings).execute();
    if (runs.length > 0) await this.#db.insertInto('checklist_run').values(runs).execute();
  }

  /** At the group's first instant: what ends before a later one is left out afterwards. */
  #readAsked(now: number): Promise<BookingRow[]> {
    this.#alike ??= this.#readAlike(this.#asked.persons, this.#asked.phones, now);
    return this.#alike;
  }

  /** Each half names the structure, or SQLite would use no index. */
  #readAlike(persons: readonly string[], phones: readonly string[], now: number): Promise<BookingRow[]> {
    const structureId = this.#structureId;
    return this.#db
      .selectFrom('booking')
      .selectAll()
      .where((is) =>
        is.or([
          is.and([is('structure_id', '=', structureId), is('person_key', 'in', persons)]),
          is.and([is('structure_id', '=', structureId), is('phone', 'in', phones)]),
        ]),
      )
      .where('status', '=', 'confirmed')
      .where('end_at', '>', now)
      .execute();
  }

  #readReferences(): Promise<ReadonlySet<string>> {
    this.#references ??= this.#takenOf(this.#asked.references);
    return this.#references;
  }

  async #takenOf(references: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.#db
      .selectFrom('booking')
      .select('reference')
      .where('structure_id', '=', this.#structureId)
      .where('reference', 'in', references)
      .execute();
    return new Set(rows.map(({ reference }) => reference));
  }
}

export async function findBooking(
  db: Kysely<Database>,
  structureId: string,
  bookingId: string,
): Promise<BookingRow | undefined> {
  return db
    .selectFrom('booking')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', bookingId)
    .executeTakeFirst();
}
