import type { AttendingDoctor, AttendingDoctorList, FoundAttendingDoctor } from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
import { chunksOf } from '../core/db/chunks.ts';
import type { ServiceContext } from '../core/context.ts';
import { createId } from '../core/identifiers.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide } from '../core/write/write.ts';
import type { Database } from '../tables.ts';
import { fold } from './person-key.ts';
import type { AttendingDoctorTable } from './tables.ts';

type DoctorRow = Selectable<AttendingDoctorTable>;

/** As many as somebody looks through. */
const MOST_FOUND = 20;

/** Replaces the directory. Whom it does not name any more keeps their row, for the letters there were, and is no longer offered. */
export function replaceAttendingDoctors(
  context: ServiceContext,
  { doctors }: AttendingDoctorList,
  actor: string,
): Decide {
  const wanted = doctors.map((doctor) => ({ doctor, columns: toColumns(doctor) }));
  refuseTwice(wanted.map(({ columns }) => columns));
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const ofStructure = trx.selectFrom('attending_doctor').selectAll().where('structure_id', '=', structureId);
    const known = await ofStructure.orderBy('created_at').orderBy('id').execute();
    const found = findKnown(
      known,
      wanted.map(({ columns }) => columns),
    );
    return async () => {
      const changes = wanted.flatMap(({ doctor, columns }, index) => {
        const row = found[index];
        const isUnchanged = row?.ended_at === null && canonicalJson(toDoctor(row)) === canonicalJson(doctor);
        return isUnchanged ? [] : [{ id: row?.id ?? createId(context.random), columns, isNew: row === undefined }];
      });
      const standing = new Set(found);
      const ended = known.filter((row) => row.ended_at === null && !standing.has(row)).map(({ id }) => id);
      for (const { id, columns } of changes.filter(({ isNew }) => !isNew)) {
        await trx
          .updateTable('attending_doctor')
          .set({ ...columns, updated_at: at, ended_at: null })
          .where('structure_id', '=', structureId)
          .where('id', '=', id)
          .execute();
      }
      const added = changes
        .filter(({ isNew }) => isNew)
        .map(({ id, columns }) => ({
          structure_id: structureId,
          id,
          ...columns,
          created_at: at,
          updated_at: at,
          ended_at: null,
        }));
      for (const chunk of chunksOf(added)) await trx.insertInto('attending_doctor').values(chunk).execute();
      for (const chunk of chunksOf(ended)) {
        await trx
          .updateTable('attending_doctor')
          .set({ ended_at: at, updated_at: at })
          .where('structure_id', '=', structureId)
          .where('id', 'in', chunk)
          .execute();
      }
      for (const { id: subject } of changes) {
        writing.record({ type: 'attending-doctor.recorded', subject, actor, data: {} });
      }
      for (const subject of ended) writing.record({ type: 'attending-doctor.ended', subject, actor, data: {} });
      return { body: null };
    };
  };
}

/** The first doctors of the directory one of whose names begins so, by name. */
export async function findAttendingDoctors(
  db: Kysely<Database>,
  structureId: string,
  beginning: string,
): Promise<FoundAttendingDoctor[]> {
  const wanted = fold(beginning);
  const rows = await db
    .selectFrom('attending_doctor')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('ended_at', 'is', null)
    // Folded names are letters and digits alone: nothing in them is a wild card.
    .where((is) => is.or([is('search_name', 'like', `${wanted}%`), is('search_name', 'like', `%|${wanted}%`)]))
    .orderBy('search_name')
    .orderBy('id')
    .limit(MOST_FOUND)
    .execute();
  return rows.map((row) => ({ id: row.id, ...toDoctor(row) }));
}

/** Doctors by their ids, those who have left the directory too. */
export async function attendingDoctorsOf(
  db: Kysely<Database>,
  structureId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AttendingDoctor>> {
  const wanted = [...new Set(ids)];
  const found = new Map<string, AttendingDoctor>();
  for (const chunk of chunksOf(wanted)) {
    const rows = await db
      .selectFrom('attending_doctor')
      .selectAll()
      .where('structure_id', '=', structureId)
      .where('id', 'in', chunk)
      .execute();
    for (const row of rows) found.set(row.id, toDoctor(row));
  }
  return found;
}

/** A doctor who is offered while somebody types. */
export async function findAttendingDoctor(
  db: Kysely<Database>,
  structureId: string,
  id: string,
): Promise<AttendingDoctor | undefined> {
  const row = await db
    .selectFrom('attending_doctor')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row && toDoctor(row);
}

type DoctorColumns = ReturnType<typeof toColumns>;

/**
 * Who each of a list is: by RPPS; else, where one of the two has none, by names and address, as two doctors of one name are told apart on paper.
 * Nobody is two of the list.
 */
function findKnown(known: readonly DoctorRow[], wanted: readonly DoctorColumns[]): (DoctorRow | undefined)[] {
  const byRpps = new Map(known.flatMap((row) => (row.rpps === null ? [] : [[row.rpps, row]])));
  const found = wanted.map(({ rpps }) => (rpps === null ? undefined : byRpps.get(rpps)));
  const taken = new Set(found);
  const free = Map.groupBy(
    known.filter((row) => !taken.has(row)),
    paperName,
  );
  return wanted.map((columns, index) => {
    if (found[index]) return found[index];
    const alike = free.get(paperName(columns)) ?? [];
    const at = alike.findIndex((row) => row.rpps === null || columns.rpps === null);
    return at < 0 ? undefined : alike.splice(at, 1)[0];
  });
}

function paperName({ search_name: name, address }: Pick<DoctorRow, 'search_name' | 'address'>): string {
  return JSON.stringify([name, address]);
}

function refuseTwice(wanted: readonly DoctorColumns[]): void {
  const seen = new Set<string>();
  const faults = wanted.flatMap((columns, index) => {
    const name = columns.rpps ?? paperName(columns);
    const isTwice = seen.has(name);
    seen.add(name);
    return isTwice ? [{ path: `doctors.${index}`, message: 'is somebody who is in the list already' }] : [];
  });
  if (faults.length > 0) throw new ProblemError('invalid-request', { faults: faults.slice(0, 100) });
}

function searchName({ familyName, givenName }: Pick<AttendingDoctor, 'familyName' | 'givenName'>): string {
  return `${fold(familyName)}|${fold(givenName)}`;
}

function toColumns(doctor: AttendingDoctor) {
  return {
    rpps: doctor.rpps ?? null,
    family_name: doctor.familyName,
    given_name: doctor.givenName,
    search_name: searchName(doctor),
    address: doctor.address ?? null,
    phone: doctor.phone ?? null,
    email: doctor.email ?? null,
    ms_sante_address: doctor.msSanteAddress ?? null,
  };
}

function toDoctor(row: DoctorRow): AttendingDoctor {
  return {
    ...(row.rpps === null ? {} : { rpps: row.rpps }),
    familyName: row.family_name,
    givenName: row.given_name,
    ...(row.address === null ? {} : { address: row.address }),
    ...(row.phone === null ? {} : { phone: row.phone }),
    ...(row.email === null ? {} : { email: row.email }),
    ...(row.ms_sante_address === null ? {} : { msSanteAddress: row.ms_sante_address }),
  };
}
