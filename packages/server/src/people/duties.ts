import type { Duty, DutyList, Fault } from '@relais/model';
import { formatLocal, listSlots } from '@relais/engine';
import type { CompiledTerritory } from '@relais/engine';
import type { Kysely, Selectable } from 'kysely';
import { chunksOf } from '../core/db/chunks.ts';
import type { ServiceContext } from '../core/context.ts';
import { createId } from '../core/identifiers.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { territoryDocument } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import type { DutyTable } from './tables.ts';

type DutyRow = Selectable<DutyTable>;

/** Says who is on duty on the list's dates. The sharing of load stays per practice; a volunteer's own account is made from these. */
export function replaceDuties(context: ServiceContext, list: DutyList, actor: string): Decide {
  return async (writing) => {
    const { trx, structureId, documents } = writing;
    refuseUnknown(list, documents.of(territoryDocument));
    const known = await selectDuties(trx, structureId, list);
    const wanted = new Map(list.duties.map((duty) => [nameOf(duty), duty]));
    const standing = new Set(known.map((row) => nameOf(toDuty(row))));
    const added = [...wanted.values()].filter((duty) => !standing.has(nameOf(duty)));
    const removed = known.filter((row) => !wanted.has(nameOf(toDuty(row))));
    return async () => {
      for (const chunk of chunksOf(removed.map(({ id }) => id))) {
        await trx.deleteFrom('duty').where('structure_id', '=', structureId).where('id', 'in', chunk).execute();
      }
      for (const row of removed) {
        writing.record({ type: 'duty.removed', subject: row.id, actor, data: toDuty(row) });
      }
      const rows = added.map((duty) => toRow(structureId, createId(context.random), duty));
      for (const chunk of chunksOf(rows)) await trx.insertInto('duty').values(chunk).execute();
      for (const row of rows) {
        writing.record({ type: 'duty.recorded', subject: row.id, actor, data: toDuty(row) });
      }
      return { body: null };
    };
  };
}

/**
 * Puts one more volunteer on duty, beside whoever is already: what it returns writes it, and gives the duty's id.
 * @throws {ProblemError} `invalid-request`, for a volunteer or an opening that is none of the territory file
 */
export function addDuty(context: ServiceContext, writing: Writing, duty: Duty, actor: string): () => Promise<string> {
  const { trx, structureId, documents } = writing;
  const dates = { from: duty.serviceDate, to: duty.serviceDate };
  refuseUnknown({ ...dates, duties: [duty] }, documents.of(territoryDocument));
  return async () => {
    const row = toRow(structureId, createId(context.random), duty);
    await trx.insertInto('duty').values(row).execute();
    writing.record({ type: 'duty.recorded', subject: row.id, actor, data: duty });
    return row.id;
  };
}

/** The duties of some service dates, both included, by date, practice and start. */
export async function listDuties(
  db: Kysely<Database>,
  structureId: string,
  dates: Pick<DutyList, 'from' | 'to'>,
): Promise<Duty[]> {
  return (await selectDuties(db, structureId, dates)).map(toDuty);
}

async function selectDuties(
  db: Kysely<Database>,
  structureId: string,
  { from, to }: Pick<DutyList, 'from' | 'to'>,
): Promise<DutyRow[]> {
  return db
    .selectFrom('duty')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('service_date', '>=', from)
    .where('service_date', '<=', to)
    .orderBy('service_date')
    .orderBy('practice_id')
    .orderBy('start_time')
    .orderBy('volunteer_id')
    .execute();
}

/** Volunteers and openings are those of the territory file. @throws {ProblemError} `invalid-request` */
function refuseUnknown(
  { from, to, duties }: Omit<DutyList, 'formatVersion'>,
  territory: CompiledTerritory | undefined,
): void {
  if (duties.length === 0) return;
  const volunteers = new Set(territory?.territory.volunteers?.map(({ id }) => id));
  const starts = territory ? listStarts(territory, { from, to }) : new Set<string>();
  const faults = duties.flatMap(({ volunteerId, ...opening }, index): Fault[] => {
    const path = `duties.${index}`;
    if (!volunteers.has(volunteerId))
      return [{ path: `${path}.volunteerId`, message: 'is no volunteer of this territory' }];
    return starts.has(placeOf(opening))
      ? []
      : [{ path: `${path}.start`, message: 'begins no slot of this practice on this date' }];
  });
  if (faults.length > 0) throw new ProblemError('invalid-request', { faults: faults.slice(0, 100) });
}

/** Every start there is on these dates: of openings, and within them, for two may share one. */
function listStarts(territory: CompiledTerritory, dates: Pick<DutyList, 'from' | 'to'>): ReadonlySet<string> {
  const slots = listSlots(territory, dates);
  return new Set(
    slots.map(({ practiceId, serviceDate, startMs }) =>
      placeOf({ practiceId, serviceDate, start: formatLocal(territory.zone, startMs).slice(11, 16) }),
    ),
  );
}

function placeOf({ practiceId, serviceDate, start }: Omit<Duty, 'volunteerId'>): string {
  return JSON.stringify([serviceDate, practiceId, start]);
}

function nameOf({ volunteerId, practiceId, serviceDate, start }: Duty): string {
  return JSON.stringify([serviceDate, practiceId, start, volunteerId]);
}

function toRow(structureId: string, id: string, { volunteerId, practiceId, serviceDate, start }: Duty): DutyRow {
  return {
    structure_id: structureId,
    id,
    volunteer_id: volunteerId,
    practice_id: practiceId,
    service_date: serviceDate,
    start_time: start,
  };
}

function toDuty({ volunteer_id, practice_id, service_date, start_time }: DutyRow): Duty {
  return { volunteerId: volunteer_id, practiceId: practice_id, serviceDate: service_date, start: start_time };
}
