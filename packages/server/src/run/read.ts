import { isMemberOn } from '@relais/engine/team';
import type { Run, RunLine, RunList, RunProtocol } from '@relais/model';
import type { Kysely } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import { ProblemError } from '../core/problem.ts';
import { write } from '../core/write/write.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { loadVersions } from '../protocol/index.ts';
import { todayIn } from '../scheduling/index.ts';
import { loadDelegators, loadMemberships } from '../team/index.ts';
import type { Database } from '../tables.ts';
import { listPhotographs } from './photographs.ts';
import { delegatorsOf, partIn } from './policy.ts';
import type { Carer } from './policy.ts';
import { describeRun, findRun, loadAlerts, loadCalls, loadPeople, toAlert, toLine } from './store.ts';
import type { RunRow } from './store.ts';

/** Somebody’s look at something of a run. */
export interface Look {
  readonly structureId: string;
  readonly runId: string;
  readonly carer: Carer;
}

/**
 * Lets those who care for the patient see something of a run; `see` records that they have. That somebody else has tried is in the log too.
 * @throws {ProblemError} `not-found`, `forbidden`
 */
export async function lookAt<Seen>(
  context: ServiceContext,
  { structureId, runId, carer }: Look,
  see: (writing: Writing, run: RunRow, part: 'delegate' | 'delegator') => Promise<Seen>,
): Promise<Seen> {
  const look = await write(context, structureId, async (writing) => {
    const { trx, documents, at } = writing;
    const run = await findRun(trx, structureId, runId);
    if (!run) throw new ProblemError('not-found');
    const delegators = await delegatorsOf(trx, structureId, run.protocol_id, todayIn(documents, at));
    const part = partIn(run, carer, delegators);
    if (part) return { seen: await see(writing, run, part) };
    writing.record({ type: 'run.read-refused', subject: runId, actor: carer.actor, data: {} });
    return undefined;
  });
  if (!look) throw new ProblemError('forbidden');
  return look.seen;
}

/** A run, for those who care for the patient. @throws {ProblemError} `not-found`, `forbidden` */
export function readRun(context: ServiceContext, look: Look): Promise<Run> {
  return lookAt(context, look, async (writing, run, as) => {
    writing.record({ type: 'run.read', subject: run.id, actor: look.carer.actor, data: { as } });
    const photographs = await listPhotographs(writing.trx, run, look.carer);
    return { ...(await describeRun(writing.trx, run)), ...(photographs.length > 0 && { photographs }) };
  });
}

const WEEK_MS = 7 * 86_400_000;
const MOST_LISTED = 500;

interface ListQuestion {
  readonly structureId: string;
  readonly day: string;
  readonly now: number;
  readonly carer: Carer;
}

/** What somebody has a part in: open, of the last seven days, or waiting for their countersignature; the latest first. */
export async function listRuns(
  db: Kysely<Database>,
  { structureId, day, now, carer }: ListQuestion,
): Promise<Omit<RunList, 'sequence'>> {
  const delegators = await loadDelegators(db, structureId, day);
  const theirs = [...delegators].filter(([, people]) => people.has(carer.id)).map(([id]) => id);
  const rows = await db
    .selectFrom('run')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where((is) =>
      is.or([
        is('delegate_id', '=', carer.id),
        is('delegator_id', '=', carer.id),
        ...(theirs.length > 0 ? [is.and([is('protocol_id', 'in', theirs), is('withdrawn_at', 'is', null)])] : []),
      ]),
    )
    .where((is) =>
      is.or([
        is('state', '=', 'open'),
        is('updated_at', '>', now - WEEK_MS),
        is.and([is('delegator_id', '=', carer.id), is('countersigned_at', 'is', null)]),
      ]),
    )
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .limit(MOST_LISTED)
    .execute();
  const ids = rows.map(({ id }) => id);
  const [alerts, calls] = [await loadAlerts(db, structureId, ids), await loadCalls(db, structureId, ids)];
  const alertsOf = Map.groupBy(alerts, ({ run_id }) => run_id);
  const runs = rows.map((row) =>
    toLine(
      row,
      (alertsOf.get(row.id) ?? []).map((alert) => toAlert(alert, calls)),
    ),
  );
  return {
    runs,
    people: await loadPeople(db, structureId, runs, [carer.id]),
    you: carer.id,
    protocols: await protocolsOf(db, { structureId, day, carer }, runs),
  };
}

async function protocolsOf(
  db: Kysely<Database>,
  { structureId, day, carer }: Omit<ListQuestion, 'now'>,
  runs: readonly RunLine[],
): Promise<RunProtocol[]> {
  const key = { professionalId: carer.id };
  const memberships = (await loadMemberships(db, structureId, key)).get(carer.id) ?? [];
  const standing = memberships.filter((one) => isMemberOn(one, day));
  const ids = [...new Set([...standing.map(({ protocol }) => protocol), ...runs.map(({ protocol }) => protocol)])];
  const titles = new Map((await loadVersions(db, structureId)).map((one) => [one.protocolId, one.summary.title]));
  return ids
    .map((id) => ({
      id,
      title: titles.get(id) ?? id,
      parts: standing.filter(({ protocol }) => protocol === id).map((one) => one.function),
    }))
    .sort((one, other) => one.title.localeCompare(other.title, 'fr'));
}

/** Countersigns what was done in somebody's name, all or nothing. @throws {ProblemError} `not-found`, `forbidden` */
export function decideCountersignature(ids: readonly string[], carer: Carer): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const runs: RunRow[] = [];
    for (const id of new Set(ids)) {
      const run = await findRun(trx, structureId, id);
      if (!run) throw new ProblemError('not-found');
      if (run.delegator_id !== carer.id || run.state === 'open') throw new ProblemError('forbidden');
      if (run.countersigned_at === null) runs.push(run);
    }
    return async () => {
      for (const { id } of runs) {
        await trx
          .updateTable('run')
          .set({ countersigned_at: at })
          .where('structure_id', '=', structureId)
          .where('id', '=', id)
          .execute();
        writing.record({ type: 'run.countersigned', subject: id, actor: carer.actor, data: {} });
      }
      return { body: null };
    };
  };
}
