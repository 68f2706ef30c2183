import type { GivenDuty } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { addDuty } from '../people/index.ts';
import { findCall, hasLeft, presentCall, standingRanges } from './rows.ts';
import type { FoundCall } from './rows.ts';

/** Of two who give one range to different people the second is told. Giving goes on after the last day of answers. */
export function decideDuty(context: ServiceContext, call: string, given: GivenDuty, actor: string): Decide {
  return async (writing) => {
    const { trx, now } = writing;
    const { range, volunteerId } = given;
    const found = await requireCall(writing, call);
    const asked = found.asked.find((row) => row.volunteer_id === volunteerId);
    const standing = (await standingRanges(trx, writing, found.ranges, now)).find(({ row }) => row.number === range);
    if (!asked || !standing) throw new ProblemError('not-found');
    if (standing.state !== 'open') throw new ProblemError('duty-range-gone');
    if (hasLeft(asked, writing)) throw new ProblemError('duty-volunteer-gone');
    if (standing.onDuty.includes(volunteerId))
      return async () => ({ body: await presentCall(trx, writing, found, now) });
    if (standing.onDuty.length > 0) throw new ProblemError('duty-taken');
    const { practice_id: practiceId, service_date: serviceDate, start_time: start } = standing.row;
    const add = addDuty(context, writing, { volunteerId, practiceId, serviceDate, start }, actor);
    return async () => {
      const duty = await add();
      writing.record({ type: 'duty-call.given', subject: call, actor, data: { range, volunteerId, duty } });
      return { body: await presentCall(trx, writing, found, now) };
    };
  };
}

/** Closed once more it is as closed as before. */
export function decideClosing(call: string, actor: string): Decide {
  return async (writing) => {
    const { trx, structureId, at, now } = writing;
    const found = await requireCall(writing, call);
    return async () => {
      if (found.call.closed_at !== null) return { body: await presentCall(trx, writing, found, now) };
      await trx
        .updateTable('duty_call')
        .set({ closed_at: at })
        .where('structure_id', '=', structureId)
        .where('id', '=', call)
        .execute();
      writing.record({ type: 'duty-call.closed', subject: call, actor, data: {} });
      const closed = { ...found, call: { ...found.call, closed_at: at } };
      return { body: await presentCall(trx, writing, closed, now) };
    };
  };
}

/** @throws {ProblemError} `not-found` */
async function requireCall({ trx, structureId }: Writing, id: string): Promise<FoundCall> {
  const found = await findCall(trx, structureId, id);
  if (!found) throw new ProblemError('not-found');
  return found;
}
