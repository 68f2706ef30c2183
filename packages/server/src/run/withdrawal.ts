import type { EventData } from '@relais/model';
import { findConsent, findProofRow } from '../consent/index.ts';
import type { ServiceContext } from '../core/context.ts';
import type { NewEvent } from '../core/log/event.ts';
import type { Writing } from '../core/write/write.ts';
import { endRun } from './end.ts';
import { isOwnRight } from './policy.ts';
import type { RunRow } from './store.ts';

const CARE: readonly string[] = ['careByProtocol', 'careByOwnCompetence'];
const NOES: readonly string[] = ['withdrawn', 'refused', 'referredToDoctor'];

/** What a patient takes back stops the runs that stand on it, and closes them to everybody who has done nothing in them. */
export async function followConsent(
  context: ServiceContext,
  writing: Writing,
  { subject, data, actor }: NewEvent,
): Promise<void> {
  const { trx, structureId, at } = writing;
  const { code, decision, protocol } = data as EventData<'consent.recorded'>;
  if (!CARE.includes(code) || !NOES.includes(decision)) return;
  const proof = await findProofRow(trx, structureId, subject);
  if (!proof) return;
  const runs = await trx
    .selectFrom('run')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('patient_id', '=', proof.patient_id)
    .where('training', '=', 0)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute();
  for (const run of runs) {
    const isAbout = code === codeOf(run) && (protocol === undefined || protocol.id === run.protocol_id);
    if (!isAbout || (await isStillAllowed(writing, run))) continue;
    // A refusal of the next run says nothing of one that is over.
    if (run.state === 'ended' && decision !== 'withdrawn') continue;
    await trx
      .updateTable('run')
      .set({ withdrawn_at: at })
      .where('structure_id', '=', structureId)
      .where('id', '=', run.id)
      .execute();
    writing.record({ type: 'run.withdrawn', subject: run.id, actor, data: { consent: subject } });
    if (run.state === 'ended') continue;
    const end = { outcome: 'abandoned', reason: 'withdrawn', endedAt: at, acts: [] } as const;
    await endRun(context, writing, run, { ...end, acts: [] }, actor);
  }
}

function codeOf(run: RunRow) {
  return isOwnRight(run) ? 'careByOwnCompetence' : 'careByProtocol';
}

async function isStillAllowed(writing: Writing, run: RunRow): Promise<boolean> {
  const protocol = { id: run.protocol_id, version: run.version };
  const { allowed } = await findConsent(writing, {
    patientId: run.patient_id,
    code: codeOf(run),
    protocol,
    runId: run.id,
  });
  return allowed;
}
