import { judgeForm, protocolOn, protocolQuestionnaire } from '@relais/engine/protocol';
import { openForm } from '@relais/engine/questionnaire';
import { evaluationOf } from '@relais/engine/run';
import type { Protocol, RunEvaluation, RunResponse } from '@relais/model';
import type { Kysely } from 'kysely';
import { ProblemError } from '../core/problem.ts';
import { loadSettings, loadText, loadVersions, localOf } from '../protocol/index.ts';
import type { Database } from '../tables.ts';
import type { RunRow } from './store.ts';

type Db = Kysely<Database>;

/** The protocol as a run goes by it: in its version, with what held on the day it began. @throws {ProblemError} `not-found` */
export async function protocolOfRun(
  db: Db,
  {
    structure_id: structureId,
    protocol_id: protocolId,
    version,
    day,
  }: Pick<RunRow, 'structure_id' | 'protocol_id' | 'version' | 'day'>,
): Promise<Protocol> {
  const name = { protocolId, version };
  const known = (await loadVersions(db, structureId, name))[0];
  const text = await loadText(db, structureId, name);
  if (!known || !text) throw new ProblemError('not-found');
  const settings = (await loadSettings(db, structureId, protocolId)).get(protocolId);
  return protocolOn(text, localOf(known, settings), day);
}

/**
 * What the rules make of answers: the function that the page has, on the same version. `now`: when the run began, and not when its answers
 * arrive. Those of a telephone that was off for a week would be judged by another day than the page did.
 */
export async function evaluate(protocol: Protocol, response: RunResponse, now: number): Promise<RunEvaluation> {
  const form = await openForm(protocolQuestionnaire(protocol, protocol.date), {
    response,
    now: () => now,
    language: 'fr',
  });
  return evaluationOf(judgeForm(protocol, form));
}
