import type { PatientFacts, Person } from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
import { chunksOf } from '../core/db/chunks.ts';
import type { Book, BookKind } from '../core/write/write.ts';
import type { Database } from '../tables.ts';
import type { PatientTable } from './tables.ts';

export type PatientRow = Selectable<PatientTable>;

/** Somebody who is to be found, or recorded under `id` when nobody is found. */
export interface WantedPatient {
  readonly id: string;
  readonly personKey: string;
  readonly person: Person;
  readonly facts: PatientFacts;
  /** Whether a professional says so, who may correct what is known. Whoever knows a name, a birth date and a telephone can only add to it. */
  readonly corrects: boolean;
}

/**
 * The patients of one structure while a group of writers is at work. People who write for themselves are linked on an exact match and no other:
 * names, birth date and telephone. Near matches are for professionals to judge, and nobody is merged by a program.
 */
export class PatientBook implements Book {
  readonly #db: Kysely<Database>;
  readonly #structureId: string;
  readonly #asked: readonly string[];
  #read: Promise<PatientRow[]> | undefined;
  /** As this group has made or changed them. */
  readonly #known = new Map<string, PatientRow>();
  #added: PatientRow[] = [];
  readonly #changed = new Set<PatientRow>();

  constructor(db: Kysely<Database>, structureId: string, askedPersonKeys: readonly string[]) {
    this.#db = db;
    this.#structureId = structureId;
    this.#asked = askedPersonKeys;
  }

  /** The patient, with what is newly said of them. `at` is when. Writes nothing before the group's end. */
  async link(wanted: WantedPatient, at: number): Promise<PatientRow> {
    const { personKey, person, facts, corrects } = wanted;
    const known = await this.#find(personKey, person.phone);
    if (!known) return this.#add(wanted, at);
    const said: FactColumns = corrects
      ? { ...known, ...columnsOf(facts) }
      : { ...known, ...columnsOf(facts), ...knownOf(known) };
    if (said.sex === known.sex && said.commune === known.commune && said.attending_doctor === known.attending_doctor) {
      return known;
    }
    const { sex, commune, attending_doctor } = said;
    const patient = Object.assign(known, { sex, commune, attending_doctor, updated_at: at });
    this.#known.set(patient.id, patient);
    if (!this.#added.includes(patient)) this.#changed.add(patient);
    return patient;
  }

  async save(): Promise<void> {
    const added = this.#added;
    this.#added = [];
    for (const chunk of chunksOf(added)) await this.#db.insertInto('patient').values(chunk).execute();
    for (const { structure_id, id, ...columns } of this.#changed) {
      await this.#db
        .updateTable('patient')
        .set(columns)
        .where('structure_id', '=', structure_id)
        .where('id', '=', id)
        .execute();
    }
    this.#changed.clear();
  }

  #add({ id, personKey, person, facts }: WantedPatient, at: number): PatientRow {
    const patient: PatientRow = {
      structure_id: this.#structureId,
      id,
      person_key: personKey,
      family_name: person.familyName,
      given_name: person.givenName,
      birth_date: person.birthDate,
      phone: person.phone,
      email: person.email ?? null,
      sex: null,
      commune: null,
      attending_doctor: null,
      ...columnsOf(facts),
      created_at: at,
      updated_at: at,
    };
    this.#known.set(id, patient);
    this.#added.push(patient);
    return patient;
  }

  async #find(personKey: string, phone: string): Promise<PatientRow | undefined> {
    const isThem = (row: PatientRow) => row.person_key === personKey && row.phone === phone;
    return [...this.#known.values()].find(isThem) ?? (await this.#stored(personKey)).find(isThem);
  }

  /** Oldest first: of several alike, the first that was recorded. */
  #stored(personKey: string): Promise<PatientRow[]> {
    if (!this.#asked.includes(personKey)) return this.#select([personKey]);
    this.#read ??= this.#select(this.#asked);
    return this.#read;
  }

  #select(personKeys: readonly string[]): Promise<PatientRow[]> {
    return this.#db
      .selectFrom('patient')
      .selectAll()
      .where('structure_id', '=', this.#structureId)
      .where('person_key', 'in', personKeys)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
  }
}

/** What the writers of a group have asked under `person` is read once for all. */
export const patients: BookKind<PatientBook> = ({ trx, structureId, asked }) =>
  new PatientBook(trx, structureId, asked('person'));

type FactColumns = Pick<PatientRow, 'sex' | 'commune' | 'attending_doctor'>;

/** What is said; what is not said, or said not to be known, stays as it is known. */
function columnsOf({ sex, commune, attendingDoctor }: PatientFacts): Partial<FactColumns> {
  return {
    ...(sex === undefined || sex === 'unknown' ? {} : { sex }),
    ...(commune === undefined ? {} : { commune }),
    ...(attendingDoctor === undefined || attendingDoctor === 'unknown' ? {} : { attending_doctor: attendingDoctor }),
  };
}

/** What is known already. */
function knownOf({ sex, commune, attending_doctor }: PatientRow): Partial<FactColumns> {
  return {
    ...(sex === null ? {} : { sex }),
    ...(commune === null ? {} : { commune }),
    ...(attending_doctor === null ? {} : { attending_doctor }),
  };
}
