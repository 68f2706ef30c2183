import { toInstant } from '@relais/model';
import type { RunPatient } from '@relais/model';
import { carerOf, findRun, lookAt, ownRun } from '../run/index.ts';
import type { RunRow } from '../run/index.ts';
import type { Basis, Ground } from './basis.ts';
import { loadDelegate } from './told.ts';

export interface RunBasis extends Basis {
  readonly run: RunRow;
}

/** Letters of runs: written by the délégué, seen by those who care for the patient. */
export const runGround: Ground<RunBasis> = {
  own: async (db, structureId, id, principal) => toBasis(await ownRun(db, structureId, id, carerOf(principal))),
  look: (context, { structureId, about, principal }, see) =>
    lookAt(context, { structureId, runId: about.id, carer: carerOf(principal) }, (writing, run) =>
      see(writing, toBasis(run)),
    ),
  async find(db, structureId, id) {
    const run = await findRun(db, structureId, id);
    return run && toBasis(run);
  },
  headOf: ({ run }) => ({
    patient: JSON.parse(run.patient) as RunPatient,
    startedAt: toInstant(run.started_at),
    endedAt: toInstant(run.ended_at ?? run.started_at),
  }),
  authorOf: (db, { run }) => loadDelegate(db, run),
};

function toBasis(run: RunRow): RunBasis {
  const barred = run.training === 1 ? 'training' : run.withdrawn_at === null ? undefined : 'withdrawn';
  return { run, patientId: run.patient_id, barred };
}
