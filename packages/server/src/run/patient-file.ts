import { patientFile } from '@relais/engine/run/fhir';
import { toInstant } from '@relais/model';
import { listRecords } from '../consent/index.ts';
import type { ServiceContext } from '../core/context.ts';
import { actorOf } from '../core/http/access.ts';
import { ProblemError } from '../core/problem.ts';
import { write } from '../core/write/write.ts';
import { timeZoneOf } from '../scheduling/index.ts';
import { looksOf, MOST_RUNS, resourceResponse, runsOf, toldOf } from './told.ts';
import type { Asking } from './told.ts';

/**
 * The file of a patient for other software, as far as whoever asks may read it: every consent, and the runs they have a part in. A training is of
 * nobody, and in no file. Each run and the consents that were read are in the log before anything is given out. @throws {ProblemError} `not-found`
 */
export async function readPatientFile(context: ServiceContext, patientId: string, asking: Asking): Promise<Response> {
  const { db } = context.store;
  const { structureId, principal, view } = asking;
  const rows = await runsOf(db, structureId, patientId);
  const looks = await looksOf(
    context,
    rows.filter(({ training }) => training === 0),
    asking,
  );
  const consents = await listRecords(db, structureId, patientId);
  if (looks.length === 0 && consents.length === 0) throw new ProblemError('not-found');
  const timeZone = timeZoneOf(view.documents);
  const runs = await Promise.all(looks.map(({ row }) => toldOf(db, row, timeZone)));
  const told = { id: patientId, runs, consents, isCut: rows.length === MOST_RUNS };
  const file = patientFile(told, toInstant(context.clock()));
  await write(context, structureId, (writing) => {
    for (const { event } of looks) writing.record(event);
    const data = { proofs: consents.length };
    if (consents.length > 0)
      writing.record({ type: 'consent.read', subject: patientId, actor: actorOf(principal), data });
    return Promise.resolve();
  });
  return resourceResponse(file);
}
