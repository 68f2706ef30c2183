import type { DutyAnswers, DutyCallView } from '@relais/model';
import type { Kysely } from 'kysely';
import { professionalActor, VOLUNTEER_ACTOR } from '../core/actors.ts';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import type { NewEvent } from '../core/log/event.ts';
import { ProblemError } from '../core/problem.ts';
import { hashToken, isSame } from '../core/secrets.ts';
import type { StructureView } from '../core/view.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import type { Database } from '../tables.ts';
import { DUTY_LINK } from './open.ts';
import { findAsked, findCall, hasLeft, isClosed, presentView, readAnswers, standingRanges } from './rows.ts';
import type { FoundCall, Place } from './rows.ts';
import type { DutyCallAskedRow } from './tables.ts';

/** Whether the token is that of these answers. One of somebody who has left, or that was never made, opens nothing. */
export async function provesDuty(
  { store, secrets }: ServiceContext,
  structureId: string,
  id: string,
  token: string,
): Promise<boolean> {
  const row = await findAsked(store.db, structureId, id);
  const expected = row?.token_hash ?? hashToken(secrets.token(DUTY_LINK, structureId, id));
  return isSame(expected, hashToken(token)) && row !== undefined && row.revoked_at === null;
}

export async function readView(context: ServiceContext, view: StructureView, id: string): Promise<DutyCallView> {
  const { db } = context.store;
  const { found, row } = await requireAsked(db, view, id);
  return presentView(db, view, found, row, ruleTime(context.clock()));
}

/** Whoever has two pages open says last what counts: each range has the answer that came last. */
export function decideAnswers(id: string, { answers }: DutyAnswers): Decide {
  return async (writing) => {
    const { trx, structureId, now, at } = writing;
    const { found, row } = await requireAsked(trx, writing, id);
    if (isClosed(found.call, now)) throw new ProblemError('duty-call-closed');
    const standing = await standingRanges(trx, writing, found.ranges, now);
    refuseUnknown(found, answers);
    // What the planning has dropped meanwhile, or has begun, the page shows as such: no answer to it is of use to anybody.
    const askable = new Set(standing.filter(({ state }) => state === 'open').map((range) => range.row.number));
    const before = readAnswers(row);
    const given = answers.filter(({ range }) => askable.has(range));
    const said = new Map([...before, ...given].map((answer) => [answer.range, answer]));
    const kept = [...said.values()].sort((one, other) => one.range - other.range);
    const isNew = row.answered_at === null || JSON.stringify(kept) !== JSON.stringify(before);
    return async () => {
      const after: DutyCallAskedRow = isNew ? { ...row, answers: JSON.stringify(kept), answered_at: at } : row;
      if (isNew) {
        await trx
          .updateTable('duty_call_asked')
          .set({ answers: after.answers, answered_at: at })
          .where('structure_id', '=', structureId)
          .where('id', '=', id)
          .execute();
        const actor = row.professional_id === null ? VOLUNTEER_ACTOR : professionalActor(row.professional_id);
        const data = { asked: id, answers: kept };
        writing.record({ type: 'duty-call.answered', subject: row.call_id, actor, data });
      }
      return { body: await presentView(trx, writing, found, after, now) };
    };
  };
}

/** Whoever may do nothing here any more is asked nothing either. */
export async function followLeaving(writing: Writing, event: NewEvent): Promise<void> {
  const { trx, structureId, at } = writing;
  const asked = await trx
    .selectFrom('duty_call_asked')
    .select(['id', 'call_id'])
    .where('structure_id', '=', structureId)
    .where('professional_id', '=', event.subject)
    .where('revoked_at', 'is', null)
    .execute();
  for (const { id, call_id: call } of asked) {
    await trx
      .updateTable('duty_call_asked')
      .set({ revoked_at: at })
      .where('structure_id', '=', structureId)
      .where('id', '=', id)
      .execute();
    writing.record({ type: 'duty-call.revoked', subject: call, actor: event.actor, data: { asked: id } });
  }
}

/** @throws {ProblemError} `not-found`, also for who is no volunteer any more */
async function requireAsked(
  db: Kysely<Database>,
  place: Place,
  id: string,
): Promise<{ readonly found: FoundCall; readonly row: DutyCallAskedRow }> {
  const row = await findAsked(db, place.structureId, id);
  const found = row && (await findCall(db, place.structureId, row.call_id));
  if (!found || hasLeft(row, place)) throw new ProblemError('not-found');
  return { found, row };
}

function refuseUnknown({ ranges }: FoundCall, answers: DutyAnswers['answers']): void {
  const numbers = new Set(ranges.map(({ number }) => number));
  const faults = answers.flatMap(({ range }, index) =>
    numbers.has(range) ? [] : [{ path: `answers.${index}.range`, message: 'is no range of this call' }],
  );
  if (faults.length > 0) throw invalid(...faults);
}
