import type { RunTold } from '@relais/engine/run/fhir';
import { FHIR_TYPE } from '@relais/model';
import type { Kysely } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import type { Call } from '../core/http/call.ts';
import { todayIn } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import { loadDelegators } from '../team/index.ts';
import { protocolOfRun } from './evaluate.ts';
import { narrateRun } from './narrative.ts';
import { carerOf, partIn } from './policy.ts';
import type { Part } from './policy.ts';
import { describeRun } from './store.ts';
import type { RunRow } from './store.ts';

type Db = Kysely<Database>;

/** Who asks, and of which structure. */
export type Asking = Pick<Call, 'structureId' | 'view' | 'principal'>;

/** Those of `rows` that whoever asks has a part in, each with what the log is to say of the look. */
export async function looksOf(
  context: ServiceContext,
  rows: readonly RunRow[],
  { structureId, view, principal }: Asking,
) {
  const carer = carerOf(principal);
  const delegators = await loadDelegators(context.store.db, structureId, todayIn(view.documents, context.clock()));
  return rows.flatMap((row) => {
    const part = partIn(row, carer, delegators.get(row.protocol_id) ?? new Set());
    return part ? [{ row, event: lookAt(row, carer.actor, part) }] : [];
  });
}

function lookAt({ id }: RunRow, actor: string, as: Part) {
  return { type: 'run.read', subject: id, actor, data: { as } } as const;
}

/** More than anybody has been through. */
export const MOST_RUNS = 200;

/** The runs of a patient, the latest first. */
export function runsOf(db: Db, structureId: string, patientId: string): Promise<RunRow[]> {
  return db
    .selectFrom('run')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('patient_id', '=', patientId)
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .limit(MOST_RUNS)
    .execute();
}

/** All that other software is told of a run. @param timeZone - the structure's: hours are said by its clocks */
export async function toldOf(db: Db, row: RunRow, timeZone: string): Promise<RunTold> {
  const [run, protocol] = [await describeRun(db, row), await protocolOfRun(db, row)];
  const ids = run.people.map(({ professional }) => professional);
  const numbers = new Map(
    (await loadNumbers(db, row.structure_id, ids)).map(({ id, rpps }) => [id, rpps ?? undefined]),
  );
  return {
    run,
    protocol,
    people: run.people.map((person) => ({ ...person, rpps: numbers.get(person.professional) })),
    findings: (await narrateRun(protocol, run, timeZone)).findings,
  };
}

async function loadNumbers(db: Db, structureId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('professional')
    .select(['id', 'rpps'])
    .where('structure_id', '=', structureId)
    .where('id', 'in', [...ids])
    .execute();
}

export function resourceResponse(resource: object): Response {
  return new Response(JSON.stringify(resource), {
    headers: { 'Content-Type': FHIR_TYPE, 'Cache-Control': 'no-store' },
  });
}
