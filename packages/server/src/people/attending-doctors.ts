import type { AttendingDoctor, AttendingDoctorList, FoundAttendingDoctor } from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
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
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const known = await trx
      .selectFrom('attending_doctor')
      .selectAll()
      .where('structure_id', '=', structureId)
      .execute();
    const found = doctors.map((doctor) => known.find((row) => isSame(row, doctor)));
    refuseTwice(doctors, found);
    return async () => {
      for (const [index, doctor] of doctors.entries()) {
        const row = found[index];
        if (row?.ended_at === null && canonicalJson(toDoctor(row)) === canonicalJson(doctor)) continue;
        const id = row?.id ?? createId(context.random);
        const columns = { ...toColumns(doctor), updated_at: at, ended_at: null };
        await (row
          ? trx
              .updateTable('attending_doctor')
              .set(columns)
              .where('structure_id', '=', structureId)
              .where('id', '=', id)
              .execute()
          : trx
              .insertInto('attending_doctor')
              .values({ structure_id: structureId, id, ...columns, created_at: at })
              .execute());
        writing.record({ type: 'attending-doctor.recorded', subject: id, actor, data: {} });
      }
      for (const row of known) {
        if (row.ended_at !== null || found.includes(row)) continue;
        await trx
          .updateTable('attending_doctor')
          .set({ ended_at: at, updated_at: at })
          .where('structure_id', '=', structureId)
          .where('id', '=', row.id)
          .execute();
        writing.record({ type: 'attending-doctor.ended', subject: row.id, actor, data: {} });
      }
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

/** By RPPS; where one of the two has none, by names and address, as two doctors of one name are told apart on paper. */
function isSame(row: DoctorRow, doctor: AttendingDoctor): boolean {
  if (row.rpps !== null && doctor.rpps !== undefined) return row.rpps === doctor.rpps;
  return row.search_name === searchName(doctor) && (row.address ?? '') === (doctor.address ?? '');
}

function refuseTwice(doctors: readonly AttendingDoctor[], found: readonly (DoctorRow | undefined)[]): void {
  const seen = new Set<unknown>();
  const faults = doctors.flatMap((doctor, index) => {
    const name = found[index] ?? doctor.rpps ?? `${searchName(doctor)} ${doctor.address ?? ''}`;
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ path: `doctors.${index}`, message: 'is somebody who is in the list already' }];
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
    ...(row.ms_sante_address === null ? {} : { msSanteAddress: row.ms_sante_address }),
  };
}
