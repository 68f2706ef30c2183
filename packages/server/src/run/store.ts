import { toInstant } from '@relais/model';
import type { RunAlert, RunComment, RunEvaluation, RunPatient, RunPerson, RunResponse, RunReview } from '@relais/model';
import type { Run, RunLine, RunState } from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../tables.ts';
import type { RunAlertTable, RunCallTable, RunPhotographTable, RunTable } from './tables.ts';

type Db = Kysely<Database>;
export type RunRow = Selectable<RunTable>;
export type AlertRow = Selectable<RunAlertTable>;
export type CallRow = Selectable<RunCallTable>;
export type PhotographRow = Selectable<RunPhotographTable>;

export function findRun(db: Db, structureId: string, id: string): Promise<RunRow | undefined> {
  return db
    .selectFrom('run')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export function loadAlerts(db: Db, structureId: string, runIds: readonly string[]): Promise<AlertRow[]> {
  if (runIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('run_alert')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('run_id', 'in', runIds)
    .orderBy('raised_at')
    .orderBy('rule')
    .execute();
}

export function loadCalls(db: Db, structureId: string, runIds: readonly string[]): Promise<CallRow[]> {
  if (runIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('run_call')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('run_id', 'in', runIds)
    .orderBy('number')
    .execute();
}

/** An alert with its calls, as the rules of the engine take it. */
export function toAlert(row: AlertRow, calls: readonly CallRow[]): RunAlert {
  return {
    rule: row.rule,
    kind: row.kind,
    raisedAt: toInstant(row.raised_at),
    ...instant('acknowledgedAt', row.acknowledged_at),
    calls: calls
      .filter(({ run_id, rule }) => run_id === row.run_id && rule === row.rule)
      .map(({ professional_id, at }) => ({ professional: professional_id, at: toInstant(at) })),
    ...instant('waitsUntil', row.due_at),
    ...(row.answer === null
      ? {}
      : {
          answered: {
            answer: row.answer,
            professional: row.answered_by ?? '',
            at: toInstant(row.answered_at ?? row.raised_at),
            by: row.answered_through ?? 'page',
          },
        }),
    ...instant('emergencyAt', row.emergency_at),
    ...instant('lapsedAt', row.lapsed_at),
  };
}

export function toLine(row: RunRow, alerts: readonly RunAlert[]): RunLine {
  return {
    id: row.id,
    protocol: row.protocol_id,
    version: row.version,
    title: row.title,
    kind: row.kind,
    ...given('regime', row.regime),
    revision: row.revision,
    state: row.state,
    training: row.training === 1,
    patient: JSON.parse(row.patient) as RunPatient,
    startedAt: toInstant(row.started_at),
    receivedAt: toInstant(row.received_at),
    ...instant('endedAt', row.ended_at),
    delegate: row.delegate_id,
    ...given('delegator', row.delegator_id),
    ...given('level', row.level),
    alerts: [...alerts],
    ...given('outcome', row.outcome),
    ...given('target', row.target),
    needsReview: row.review !== null && row.reviewed_at === null,
    ...instant('countersignedAt', row.countersigned_at),
    ...instant('withdrawnAt', row.withdrawn_at),
  };
}

/** A member where there is a value, and none where there is not. */
function given<const Name extends string, Value>(name: Name, value: Value | null): Partial<Record<Name, Value>> {
  return value === null ? {} : ({ [name]: value } as Record<Name, Value>);
}

export function instant<const Name extends string>(name: Name, at: number | null): Partial<Record<Name, string>> {
  return given(name, at === null ? null : toInstant(at));
}

function json<const Name extends string, Value>(name: Name, text: string | null): Partial<Record<Name, Value>> {
  return given(name, text === null ? null : (JSON.parse(text) as Value));
}

/** What a write on a run comes to. */
export async function describeState(db: Db, row: RunRow): Promise<RunState> {
  const run = await describeRun(db, row);
  const { id, revision, state, alerts, people } = run;
  const { level = null, delegator = null, outcome = null, target = null, review = null } = run;
  return {
    ...{ id, revision, state, alerts, people, ...given('level', level), ...given('delegator', delegator) },
    ...{ ...given('outcome', outcome), ...given('target', target), ...given('review', review) },
  };
}

/** The run as it is read by those who have a part in it. */
export async function describeRun(db: Db, row: RunRow): Promise<Run> {
  const { structure_id: structureId, id } = row;
  const calls = await loadCalls(db, structureId, [id]);
  const alerts = (await loadAlerts(db, structureId, [id])).map((alert) => toAlert(alert, calls));
  const line = toLine(row, alerts);
  const comments = await loadComments(db, structureId, id);
  const review = reviewOf(row);
  const others = [...comments.map(({ by }) => by), ...(review?.resolved ? [review.resolved.by] : [])];
  return {
    ...line,
    people: await loadPeople(db, structureId, [line], others),
    ...given('consent', row.consent_id),
    ...json<'response', RunResponse>('response', row.response),
    ...json<'evaluation', RunEvaluation>('evaluation', row.evaluation),
    ...given('review', review),
    comments,
  };
}

/** Why it is, or was, to be reviewed, and what came of it. */
function reviewOf({ review, reviewed_at, reviewed_by, counts }: RunRow): RunReview | null {
  if (review === null) return null;
  const resolved =
    reviewed_at === null
      ? {}
      : { resolved: { at: toInstant(reviewed_at), by: reviewed_by ?? '', counts: counts === 1 } };
  return { ...(JSON.parse(review) as RunReview), ...resolved };
}

async function loadComments(db: Db, structureId: string, runId: string): Promise<RunComment[]> {
  const rows = await db
    .selectFrom('run_comment')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('run_id', '=', runId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(({ id, by, at, text }) => ({ id, by, at: toInstant(at), text }));
}

/** Everybody whom runs name, and others by their ids. */
export async function loadPeople(
  db: Db,
  structureId: string,
  runs: readonly RunLine[],
  others: readonly string[] = [],
): Promise<RunPerson[]> {
  const ids = new Set([
    ...others,
    ...runs.flatMap(({ delegate, delegator, alerts }) => [
      delegate,
      ...(delegator === undefined ? [] : [delegator]),
      ...alerts.flatMap(({ calls, answered }) => [
        ...calls.map(({ professional }) => professional),
        ...(answered ? [answered.professional] : []),
      ]),
    ]),
  ]);
  if (ids.size === 0) return [];
  const rows = await db
    .selectFrom('professional')
    .select(['id', 'family_name', 'given_name'])
    .where('structure_id', '=', structureId)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute();
  return rows.map(({ id, family_name, given_name }) => ({
    professional: id,
    familyName: family_name,
    givenName: given_name,
  }));
}
