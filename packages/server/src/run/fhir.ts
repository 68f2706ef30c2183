import { runBundle, runIdOf } from '@relais/engine/run/fhir';
import { FHIR_TYPE, readRunResource, RUN_RESOURCES, searchRunResources } from '@relais/model';
import type { Kysely } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import type { Call } from '../core/http/call.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import type { FhirRoute } from '../core/subject.ts';
import { write } from '../core/write/write.ts';
import { timeZoneOf, todayIn } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import { loadDelegators } from '../team/index.ts';
import { protocolOfRun } from './evaluate.ts';
import { narrateRun } from './narrative.ts';
import { carerOf, partIn } from './policy.ts';
import type { Carer } from './policy.ts';
import { describeRun, findRun } from './store.ts';
import type { RunRow } from './store.ts';

type Db = Kysely<Database>;
type Asking = Pick<Call, 'structureId' | 'view' | 'principal'>;

/** Runs as FHIR R4 has them: read and searched by patient, as far as whoever asks has a part in them. */
export function runFhir(context: ServiceContext, pipeline: Pipeline): FhirRoute[] {
  const { db } = context.store;
  /** Those they have a part in; that they have looked is in the log. */
  const readable = async (rows: readonly RunRow[], { structureId, view, principal }: Asking): Promise<RunRow[]> => {
    const carer = carerOf(principal);
    const delegators = await loadDelegators(db, structureId, todayIn(view.documents, context.clock()));
    const parts = rows.flatMap((row) => {
      const part = partIn(row, carer, delegators.get(row.protocol_id) ?? new Set());
      return part ? [{ row, part }] : [];
    });
    if (parts.length > 0) {
      await write(context, structureId, (writing) =>
        Promise.resolve(parts.forEach(({ row, part }) => writing.record(lookAt(row, carer, part)))),
      );
    }
    return parts.map(({ row }) => row);
  };
  return RUN_RESOURCES.flatMap((type): FhirRoute[] => [
    {
      operation: searchRunResources(type),
      resources: [type],
      interaction: 'search-type',
      endpoint: pipeline.reads(searchRunResources(type), async (call) => {
        const patientId = call.query.get('patient')?.replace(/^Patient\//, '');
        if (!patientId) throw invalid({ path: 'patient', message: 'is missing', accepted: 'the id of a patient' });
        const rows = await readable(await runsOf(db, call.structureId, patientId), call);
        const bundles = await Promise.all(rows.map((row) => bundleOf(db, row, timeZoneOf(call.view.documents))));
        const entry = bundles
          .flatMap((bundle) => bundle.entry)
          .filter(({ resource }) => resource.resourceType === type)
          .map((one) => ({ ...one, search: { mode: 'match' } }));
        return resourceResponse({ resourceType: 'Bundle', type: 'searchset', total: entry.length, entry: some(entry) });
      }),
    },
    {
      operation: readRunResource(type),
      resources: [type],
      interaction: 'read',
      endpoint: pipeline.reads(readRunResource(type), async (call) => {
        const { id } = call.params;
        const row = await findRun(db, call.structureId, runIdOf(id));
        if (!row) throw new ProblemError('not-found');
        const [mine] = await readable([row], call);
        if (!mine) throw new ProblemError('forbidden');
        const { entry } = await bundleOf(db, mine, timeZoneOf(call.view.documents));
        const found = entry.find(({ resource }) => resource.resourceType === type && resource.id === id);
        if (!found) throw new ProblemError('not-found');
        return resourceResponse(found.resource);
      }),
    },
  ]);
}

function lookAt({ id }: RunRow, { actor }: Carer, as: 'delegate' | 'delegator') {
  return { type: 'run.read', subject: id, actor, data: { as } } as const;
}

/** More than anybody has been through. */
const MOST_RUNS = 200;

function runsOf(db: Db, structureId: string, patientId: string): Promise<RunRow[]> {
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

/** @param timeZone - the structure's: hours are said by its clocks */
async function bundleOf(db: Db, row: RunRow, timeZone: string) {
  const [run, protocol] = [await describeRun(db, row), await protocolOfRun(db, row)];
  const ids = run.people.map(({ professional }) => professional);
  const numbers = new Map(
    (await loadNumbers(db, row.structure_id, ids)).map(({ id, rpps }) => [id, rpps ?? undefined]),
  );
  return runBundle({
    run,
    protocol,
    people: run.people.map((person) => ({ ...person, rpps: numbers.get(person.professional) })),
    findings: (await narrateRun(protocol, run, timeZone)).findings,
  });
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

function some<Value>(values: readonly Value[]): readonly Value[] | undefined {
  return values.length > 0 ? values : undefined;
}

function resourceResponse(resource: object): Response {
  return new Response(JSON.stringify(resource), {
    headers: { 'Content-Type': FHIR_TYPE, 'Cache-Control': 'no-store' },
  });
}
