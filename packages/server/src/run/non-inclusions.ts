import { FIRST_DATE } from '@relais/engine/indicators';
import { regimeOn } from '@relais/engine/protocol';
import { startByClock } from '@relais/engine/run';
import { fromInstant, toInstant } from '@relais/model';
import type { EventData, RecordNonInclusion } from '@relais/model';
import type { Selectable } from 'kysely';
import { ProblemError } from '../core/problem.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { loadText, loadVersions } from '../protocol/index.ts';
import { todayIn } from '../scheduling/index.ts';
import { readReadiness } from '../team/index.ts';
import { correctionOf } from './clock.ts';
import type { Carer } from './policy.ts';
import { findEmployment } from './start.ts';
import type { NonInclusionTable } from './tables.ts';

type Row = Selectable<NonInclusionTable>;

/**
 * Records that a patient was not included, so that it is counted. The same again is the same answer. Nothing is asked of papers or of who is on call: what
 * was found was found. @throws {ProblemError} `not-found`, `run-id-taken`
 */
export function decideNonInclusion(request: RecordNonInclusion, carer: Carer): Decide {
  return async (writing) => {
    const { trx, structureId } = writing;
    const row = toRow(structureId, request, carer);
    const known = await trx
      .selectFrom('non_inclusion')
      .selectAll()
      .where('structure_id', '=', structureId)
      .where('id', '=', request.id)
      .executeTakeFirst();
    if (known) {
      if (!isSame(known, row)) throw new ProblemError('run-id-taken');
      return () => Promise.resolve({ body: null });
    }
    const data = await describe(writing, request, carer);
    return async () => {
      await trx.insertInto('non_inclusion').values(row).execute();
      writing.record({ type: 'non-inclusion.recorded', subject: row.id, actor: carer.actor, data });
      return { body: null };
    };
  };
}

/** What figures are split by. @throws {ProblemError} `not-found` */
async function describe(
  writing: Writing,
  { protocol, version, reason, decidedAt }: RecordNonInclusion,
  carer: Carer,
): Promise<EventData<'non-inclusion.recorded'>> {
  const { trx, structureId, documents, now } = writing;
  const name = { protocolId: protocol, version };
  const day = todayIn(documents, now);
  const known = (await loadVersions(trx, structureId, name))[0];
  const text = await loadText(trx, structureId, name);
  const readiness = await readReadiness(trx, structureId, carer.id, { now, day });
  if (!known || !text || !readiness.some((one) => one.protocol === protocol)) throw new ProblemError('not-found');
  const { profession } = await findEmployment(writing, carer);
  const regime = profession && regimeOn(text, profession, day);
  const said = fromInstant(decidedAt);
  const instants = { now, earliest: Date.parse(FIRST_DATE) };
  const kept = toInstant(startByClock({ said, ahead: 0, unconnected: true }, instants));
  return {
    protocol,
    protocolVersion: version,
    kind: known.summary.kind,
    ...(regime === undefined ? {} : { regime }),
    ...(profession === undefined ? {} : { profession }),
    reason,
    decidedAt: kept,
    ...correctionOf(said, fromInstant(kept)),
  };
}

function toRow(
  structureId: string,
  { id, protocol, version, reason, decidedAt }: RecordNonInclusion,
  carer: Carer,
): Row {
  const names = { structure_id: structureId, id, protocol_id: protocol, version };
  return { ...names, reason, said_at: fromInstant(decidedAt), actor: carer.actor };
}

function isSame(one: Row, other: Row): boolean {
  return (Object.keys(other) as (keyof Row)[]).every((name) => one[name] === other[name]);
}
