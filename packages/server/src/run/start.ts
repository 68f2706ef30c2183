import { FIRST_DATE } from '@relais/engine/indicators';
import { isWithin, regimeOn } from '@relais/engine/protocol';
import { silenceOf, startByClock, startObstacles } from '@relais/engine/run';
import { fromInstant, toInstant } from '@relais/model';
import type { Mission, ObstacleKind, Profession, ProtocolReadiness, RunReview, StartRun } from '@relais/model';
import { findConsent } from '../consent/index.ts';
import type { ServiceContext } from '../core/context.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { loadText, loadVersions } from '../protocol/index.ts';
import type { KnownVersion } from '../protocol/index.ts';
import { todayIn } from '../scheduling/index.ts';
import { readOnCall, readReadiness } from '../team/index.ts';
import { dimensionsOf, personOf } from './dimensions.ts';
import { correctionOf, saidStart } from './clock.ts';
import { isOwnRight } from './policy.ts';
import type { Carer } from './policy.ts';
import { describeState, findRun } from './store.ts';
import type { RunRow } from './store.ts';

/**
 * Starts a run, if nothing is missing. The same again, even weeks later, is the same answer. One that began without the server is kept whatever was
 * missing, for review; one to learn by needs no consent, no papers and nobody on call.
 */
export function decideStart(context: ServiceContext, request: StartRun, carer: Carer): Decide {
  return async (writing) => {
    const { trx, structureId } = writing;
    const known = await findRun(trx, structureId, request.id);
    if (known) {
      if (!isSameStart(known, request, carer)) throw new ProblemError('run-id-taken');
      return async () => ({ body: await describeState(trx, known) });
    }
    const start = await judgeStart(writing, request, carer);
    return async () => {
      const row = toRow(writing, request, carer, start);
      await trx.insertInto('run').values(row).execute();
      writing.record({
        type: 'run.started',
        subject: row.id,
        actor: carer.actor,
        data: {
          ...dimensionsOf(row),
          startedAt: toInstant(start.startedAt),
          ...(row.delegator_id === null ? {} : { delegator: row.delegator_id }),
          ...(row.consent_id === null ? {} : { consent: row.consent_id }),
          ...(start.certified === undefined ? {} : { certified: start.certified }),
          ...(start.employer === undefined ? {} : { employer: start.employer }),
          ...(start.mission === undefined ? {} : { mission: start.mission }),
          ...(start.activation === undefined ? {} : { activation: start.activation }),
          ...(start.missing.length > 0 ? { missing: start.missing } : {}),
          ...correctionOf(saidStart(row), row.started_at),
        },
        person: personOf(context, structureId, request.patient),
      });
      return { body: await describeState(trx, row) };
    };
  };
}

/** What a run begins with. */
interface Start {
  readonly version: KnownVersion;
  readonly day: string;
  /** By our clock where the device’s cannot be right, milliseconds since the epoch. */
  readonly startedAt: number;
  readonly silenceMs: number;
  readonly regime: RunRow['regime'];
  readonly profession: Profession | null;
  readonly delegator: string | undefined;
  readonly consent: string | undefined;
  readonly certified: boolean | undefined;
  readonly employer: string | undefined;
  readonly mission: Mission | undefined;
  readonly activation: 'season' | 'crisis' | undefined;
  /** Of one that began without the server. */
  readonly missing: ObstacleKind[];
}

/** @throws {ProblemError} `not-found`, `run-not-startable` */
async function judgeStart(writing: Writing, request: StartRun, carer: Carer): Promise<Start> {
  const { trx, structureId, documents, now } = writing;
  const { id, protocol: protocolId, patient, training } = request;
  const moment = { now, day: todayIn(documents, now) };
  const name = { protocolId, version: request.version };
  const version = (await loadVersions(trx, structureId, name))[0];
  const text = await loadText(trx, structureId, name);
  const readiness = (await readReadiness(trx, structureId, carer.id, moment)).find(
    (one) => one.protocol === protocolId,
  );
  if (!version || !text || !readiness) throw new ProblemError('not-found');
  const { profession, employer } = await findEmployment(writing, carer);
  const regime = (profession && regimeOn(text, profession, moment.day)) ?? null;
  const code = isOwnRight({ regime }) ? 'careByOwnCompetence' : 'careByProtocol';
  const protocol = { id: protocolId, version: request.version };
  const consent = await findConsent(writing, { patientId: patient.id, code, protocol, runId: id });
  const obstacles = training ? [] : startObstacles(readiness, consent, request.version);
  if (obstacles.length > 0 && !request.unconnected) throw new ProblemError('run-not-startable', { missing: obstacles });
  const onCall =
    regime === 'delegation' && !training ? (await readOnCall(trx, structureId, protocolId, moment)).delegators : [];
  return {
    version,
    day: moment.day,
    startedAt: startedAtOf(request, now),
    silenceMs: silenceOf(text),
    regime,
    profession: profession ?? null,
    delegator: onCall[0]?.professional,
    consent: consent.allowed ? consent.proof?.id : undefined,
    certified: regime === 'delegation' ? isCertified(readiness) : undefined,
    employer,
    mission: text.mission,
    activation: version.activation.find((one) => isWithin(one, moment.day))?.reason,
    missing: obstacles.map(({ what }) => what),
  };
}

function startedAtOf({ startedAt, clockOffset = 0, unconnected = false }: StartRun, now: number): number {
  const device = { said: fromInstant(startedAt), ahead: clockOffset * 1000, unconnected };
  // Instants are exchanged in whole seconds.
  return fromInstant(toInstant(startByClock(device, { now, earliest: Date.parse(FIRST_DATE) })));
}

function isCertified({ missing }: ProtocolReadiness): boolean {
  return !missing.some(({ what }) => ['notDeclared', 'certificate', 'certificateExpired'].includes(what));
}

interface Employment {
  readonly profession: Profession | undefined;
  readonly employer: string | undefined;
}

/** What somebody is, and where they are employed. */
export async function findEmployment({ trx, structureId }: Writing, { id }: Carer): Promise<Employment> {
  const row = await trx
    .selectFrom('professional')
    .select(['profession', 'employer_finess'])
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
  return { profession: row?.profession ?? undefined, employer: row?.employer_finess ?? undefined };
}

function isSameStart(row: RunRow, { protocol, version, patient, startedAt }: StartRun, carer: Carer): boolean {
  return (
    row.delegate_id === carer.id &&
    row.protocol_id === protocol &&
    row.version === version &&
    row.patient_id === patient.id &&
    saidStart(row) === fromInstant(startedAt)
  );
}

function toRow({ structureId, at }: Writing, request: StartRun, carer: Carer, start: Start): RunRow {
  const { id, protocol, patient, clockOffset, training } = request;
  const { version, startedAt } = start;
  return {
    structure_id: structureId,
    id,
    protocol_id: protocol,
    version: version.version,
    day: start.day,
    title: version.summary.title,
    kind: version.summary.kind,
    regime: start.regime,
    profession: start.profession,
    silence_ms: start.silenceMs,
    training: training ? 1 : 0,
    patient_id: patient.id,
    patient: JSON.stringify(patient),
    delegate_actor: carer.actor,
    delegate_id: carer.id,
    delegator_id: start.delegator ?? null,
    consent_id: start.consent ?? null,
    revision: 1,
    state: 'open',
    started_at: startedAt,
    clock_offset: clockOffset ?? null,
    received_at: at,
    ended_at: null,
    updated_at: at,
    response: null,
    level: null,
    evaluation: null,
    review: reviewOf(request, start),
    outcome: null,
    target: null,
    countersigned_at: null,
    withdrawn_at: null,
    reviewed_at: null,
    reviewed_by: null,
    counts: null,
  };
}

/** Why a person has to look at it: what was missing, what the clock said. */
function reviewOf({ startedAt: said }: StartRun, { missing, startedAt }: Start): string | null {
  const review: RunReview = {
    ...(missing.length > 0 ? { missing } : {}),
    ...(fromInstant(said) === startedAt ? {} : { clock: { startedAt: said } }),
  };
  return Object.keys(review).length > 0 ? JSON.stringify(review) : null;
}
