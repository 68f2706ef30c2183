import * as z from 'zod/mini';
import { Instant, PlainDate } from '../core/instant.ts';
import { DutyAnswer, DutyRangeKey } from './requests.ts';

// The subject of every row is the call. Ids, dates and coded answers: what was said beside a call, names and addresses are in none.

export const DutyCallOpened = z.object({
  closes: PlainDate,
  ranges: z.array(z.object({ ...DutyRangeKey.shape, siteId: z.string(), startAt: Instant, endAt: Instant })),
  /** Of each who is asked: the id of their answers, which volunteer of the territory file, and which professional where the structure knows. */
  asked: z.array(z.object({ id: z.string(), volunteerId: z.string(), professional: z.optional(z.string()) })),
});
export const DutyCallAnswered = z.object({
  asked: z.string(),
  answers: z.array(z.object({ range: z.int(), answer: DutyAnswer })),
});
/** Who was asked is no professional of the structure any more. */
export const DutyCallRevoked = z.object({ asked: z.string() });
/** The duty itself has a row of its own, `duty.recorded`. */
export const DutyCallGiven = z.object({ range: z.int(), volunteerId: z.string(), duty: z.string() });

export const dutyCallEvents = {
  'duty-call.opened': DutyCallOpened,
  'duty-call.answered': DutyCallAnswered,
  'duty-call.revoked': DutyCallRevoked,
  'duty-call.given': DutyCallGiven,
  'duty-call.closed': z.object({}),
} as const;
