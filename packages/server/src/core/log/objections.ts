import type { EventPerson } from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
import { chunksOf } from '../db/chunks.ts';
import type { Database } from '../../tables.ts';
import type { ReuseObjectionTable } from '../tables.ts';

/*
 * Who objects to the re-use of what concerns them. Their rows say how old somebody was and where they live, and not which of the others are of the
 * same person: it is decided here, where rows get their place in the log, and by no subject for itself. Only the rows that tell how a person stands
 * name them, or nobody could find out from the log whose rows these are.
 */

export type ObjectionRow = Selectable<ReuseObjectionTable>;

/** From `since` on, up to the row before `until`; still when that is absent. */
type Period = Pick<ObjectionRow, 'patient' | 'since' | 'until'>;

interface Said {
  readonly data: object;
  readonly person?: EventPerson;
}

/** Whether a row says that the person objects from here on, or does no more; whichever subject wrote it. */
export function objectionTold(data: object): boolean | undefined {
  return (data as { readonly objects?: boolean }).objects;
}

/** The events as they are written from the row `first` on; who begins to object with them, or ends, is kept. */
export async function withoutObjectors<Event extends Said>(
  db: Kysely<Database>,
  structureId: string,
  first: number,
  events: readonly Event[],
): Promise<readonly Event[]> {
  const patients = [...new Set(events.flatMap(({ person }) => person?.patient ?? []))];
  if (patients.length === 0) return events;
  const objecting = await findObjecting(db, structureId, patients);
  const written: Event[] = [];
  for (const [index, event] of events.entries()) {
    const patient = event.person?.patient;
    const told = patient === undefined ? undefined : objectionTold(event.data);
    if (patient !== undefined && told !== undefined && told !== objecting.has(patient)) {
      await (told ? begin : end)(db, structureId, patient, first + index);
      if (told) objecting.add(patient);
      else objecting.delete(patient);
    }
    const isUnnamed = patient !== undefined && told === undefined && objecting.has(patient);
    written.push(isUnnamed ? { ...event, person: withoutName(event.person!) } : event);
  }
  return written;
}

function withoutName({ patient: _, ...person }: EventPerson): EventPerson {
  return person;
}

async function findObjecting(
  db: Kysely<Database>,
  structureId: string,
  patients: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const chunk of chunksOf(patients)) {
    const rows = await db
      .selectFrom('reuse_objection')
      .select('patient')
      .where('structure_id', '=', structureId)
      .where('patient', 'in', chunk)
      .where('until', 'is', null)
      .execute();
    for (const { patient } of rows) found.add(patient);
  }
  return found;
}

async function begin(db: Kysely<Database>, structureId: string, patient: string, since: number): Promise<void> {
  await db.insertInto('reuse_objection').values({ structure_id: structureId, patient, since, until: null }).execute();
}

async function end(db: Kysely<Database>, structureId: string, patient: string, until: number): Promise<void> {
  await db
    .updateTable('reuse_objection')
    .set({ until })
    .where('structure_id', '=', structureId)
    .where('patient', '=', patient)
    .where('until', 'is', null)
    .execute();
}

/** Who has ever objected, as of any row of the log. */
export class Objections {
  readonly #periods: ReadonlyMap<string, readonly Period[]>;

  static async load(db: Kysely<Database>, structureId: string): Promise<Objections> {
    const rows = await db
      .selectFrom('reuse_objection')
      .select(['patient', 'since', 'until'])
      .where('structure_id', '=', structureId)
      .orderBy('since')
      .execute();
    return new Objections(rows);
  }

  constructor(periods: readonly Period[]) {
    this.#periods = Map.groupBy(periods, ({ patient }) => patient);
  }

  /** Those who began to object in the rows after one, up to another; by the row. */
  begunIn(after: number, to: number): ReadonlyMap<string, number> {
    const begun = [...this.#periods].flatMap(([patient, periods]) => {
      const last = periods.findLast(({ since }) => after < since && since <= to);
      return last ? [[patient, last.since] as const] : [];
    });
    return new Map(begun);
  }

  /**
   * Whether a row is to count without its pseudonym, as far as the log was at the row `asOf`: whoever has objected is not told from others in any row
   * before they ended that. What was written before the objection stays as it was written, and is not used any more.
   */
  isLeftOut(patient: string, sequence: number, asOf: number): boolean {
    const last = this.#periods.get(patient)?.findLast(({ since }) => since <= asOf);
    if (!last) return false;
    return last.until === null || last.until > asOf || sequence < last.until;
  }
}
