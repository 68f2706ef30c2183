import { runBundle, runIdOf } from '@relais/engine/run/fhir';
import { fhirPath, readPatientEverything, readRunResource, RUN_RESOURCES, searchRunResources } from '@relais/model';
import type { Kysely } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import type { Call } from '../core/http/call.ts';
import { invalid } from '../core/http/parse.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import type { FhirRoute } from '../core/subject.ts';
import { write } from '../core/write/write.ts';
import { timeZoneOf } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import { readPatientFile } from './patient-file.ts';
import { findRun } from './store.ts';
import type { RunRow } from './store.ts';
import { looksOf, resourceResponse, runsOf, toldOf } from './told.ts';
import type { Asking } from './told.ts';

type Db = Kysely<Database>;

/** Runs as FHIR R4 has them: read and searched by patient, as far as whoever asks has a part in them. */
export function runFhir(context: ServiceContext, pipeline: Pipeline): FhirRoute[] {
  const { db } = context.store;
  /** Those they have a part in; that they have looked is in the log. */
  const readable = async (rows: readonly RunRow[], asking: Asking): Promise<RunRow[]> => {
    const looks = await looksOf(context, rows, asking);
    if (looks.length > 0) {
      await write(context, asking.structureId, (writing) =>
        Promise.resolve(looks.forEach(({ event }) => writing.record(event))),
      );
    }
    return looks.map(({ row }) => row);
  };
  const resources = RUN_RESOURCES.flatMap((type): FhirRoute[] => [
    {
      operation: searchRunResources(type),
      resources: [type],
      interaction: 'search-type',
      endpoint: pipeline.reads(searchRunResources(type), async (call) => {
        const patientId = call.query.get('patient')?.replace(/^Patient\//, '');
        if (!patientId) throw invalid({ path: 'patient', message: 'is missing', accepted: 'the id of a patient' });
        const rows = await readable(await runsOf(db, call.structureId, patientId), call);
        const bundles = await Promise.all(rows.map((row) => bundleOf(db, row, timeZoneOf(call.view.documents))));
        const base = baseOf(context, call);
        const entry = bundles
          .flatMap((bundle) => bundle.entry)
          .filter(({ resource }) => resource.resourceType === type)
          .map(({ resource }) => ({
            fullUrl: `${base}/${type}/${resource.id}`,
            resource,
            search: { mode: 'match' },
          }));
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
  const everything: FhirRoute = {
    operation: readPatientEverything,
    resources: ['Patient'],
    interaction: 'operation',
    endpoint: pipeline.reads(readPatientEverything, (call) => readPatientFile(context, call.params.patient, call)),
  };
  return [...resources, everything];
}

/**
 * The address that resources are read below. By it a resource found names others, as `CarePlan/…`, which are read there too where the answer does
 * not hold them: https://hl7.org/fhir/R4/bundle.html#references
 */
function baseOf({ publicUrl }: ServiceContext, { request, structureId }: Call): string {
  const path = fhirPath.replace('{structure}', structureId);
  return new URL(path, publicUrl ?? request.url).href;
}

async function bundleOf(db: Db, row: RunRow, timeZone: string) {
  return runBundle(await toldOf(db, row, timeZone));
}

function some<Value>(values: readonly Value[]): readonly Value[] | undefined {
  return values.length > 0 ? values : undefined;
}
