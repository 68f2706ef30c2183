import { composeLetter, lacksOf, offeredLetters } from '@relais/engine/letter';
import type { Told } from '@relais/engine/letter';
import { toInstant } from '@relais/model';
import type { MakeLetter } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import type { Documents } from '../core/documents.ts';
import { invalid } from '../core/http/parse.ts';
import { createId } from '../core/identifiers.ts';
import { ProblemError } from '../core/problem.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { writeOnce } from '../core/write/write.ts';
import { ownRun } from '../run/index.ts';
import type { Carer, RunRow } from '../run/index.ts';
import { ADULT } from './exchange.ts';
import { digestOf, findLetter, stateOf } from './store.ts';
import type { LetterRow } from './store.ts';
import { loadTold } from './told.ts';

interface MakeCommand {
  readonly structureId: string;
  readonly runId: string;
  readonly request: MakeLetter;
  readonly carer: Carer;
  readonly documents: Documents;
}

/** Makes a letter for good. It is composed before the structure is locked: a run that has ended does not change. */
export async function makeOnce(context: ServiceContext, key: IdempotentRequest, command: MakeCommand): Promise<Answer> {
  const { structureId, runId, request, carer, documents } = command;
  const { db } = context.store;
  const run = await ownRun(db, structureId, runId, carer);
  if (run.state !== 'ended') throw new ProblemError('run-not-ended');
  const told = await loadTold(db, run, documents);
  refuseUnfit(told, request);
  const row = rowOf(context, run, told, command);
  return writeOnce(context, structureId, key, async (writing) => {
    const { trx, at } = writing;
    const known = await findLetter(trx, structureId, request.id);
    if (known) {
      if (known.run_id !== runId || known.kind !== request.kind) throw new ProblemError('letter-id-taken');
      return async () => ({ body: await stateOf(trx, known) });
    }
    return async () => {
      await trx
        .insertInto('letter')
        .values({ ...row, made_at: at })
        .execute();
      const { kind, secrecy } = request;
      const data = { run: runId, kind, ...(secrecy ? { secrecy } : {}), digest: digestOf(row) };
      writing.record({ type: 'letter.made', subject: request.id, actor: carer.actor, data });
      return { body: await stateOf(trx, row) };
    };
  });
}

/** @throws {ProblemError} `letter-not-offered`, `letter-incomplete`, `invalid-request` */
function refuseUnfit(told: Told, { kind, prescription, secrecy }: MakeLetter): void {
  const { run, protocol } = told;
  const isOffered = offeredLetters(protocol, run).some((one) => one.kind === kind && one.prescription === prescription);
  if (!isOffered || run.training) throw new ProblemError('letter-not-offered');
  const refusals = lacksOf(told, kind);
  if (refusals.length > 0) throw new ProblemError('letter-incomplete', { refusals });
  if (secrecy && run.patient.ageYears >= ADULT) {
    throw invalid({ path: 'secrecy', message: 'is for somebody of age', accepted: 'a patient under 18' });
  }
}

function rowOf({ clock, random }: ServiceContext, run: RunRow, told: Told, { request, carer }: MakeCommand): LetterRow {
  const now = clock();
  const { id, kind, prescription, doctor, secrecy = false } = request;
  return {
    ...{ structure_id: run.structure_id, id, run_id: run.id, kind },
    prescription: prescription ?? null,
    secrecy: Number(secrecy),
    content: JSON.stringify(composeLetter(told, kind, request, toInstant(now))),
    doctor: doctor && kind === 'liaisonLetter' ? JSON.stringify(doctor) : null,
    salt: createId(random),
    ...{ made_at: now, made_actor: carer.actor, queued_at: null, sendings: 0, handed_at: null, handed_how: null },
  };
}
