import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { PlainDate } from '../core/instant.ts';

const Id = z.string().check(z.minLength(1), z.maxLength(80));
const MOST_RANGES = 40;
const MOST_VOLUNTEERS = 200;
/** Of what is said beside a call, in characters. */
export const LONGEST_DUTY_WORD = 280;

/** « oui », « si besoin », « non » */
export const DutyAnswer = z.enum(['yes', 'ifNeeded', 'no']);
export type DutyAnswer = z.infer<typeof DutyAnswer>;

/** Names a range of the planning in force. */
export const DutyRangeKey = Exactly({
  practiceId: Id,
  serviceDate: PlainDate,
  start: z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)),
});
export type DutyRangeKey = z.infer<typeof DutyRangeKey>;

/** `POST …/planning/duty-calls`. */
export const DutyCallRequest = Exactly({
  ranges: z.array(DutyRangeKey).check(z.minLength(1), z.maxLength(MOST_RANGES)),
  volunteers: z.array(Id).check(z.minLength(1), z.maxLength(MOST_VOLUNTEERS)),
  closes: PlainDate,
  /** To colleagues, on one line: nothing about a patient. */
  word: z.optional(
    z.string().check(
      z.minLength(1),
      z.maxLength(LONGEST_DUTY_WORD),
      z.refine((word) => !/\p{Cc}/u.test(word), { params: { accepted: 'one line of text' } }),
    ),
  ),
});
export type DutyCallRequest = z.infer<typeof DutyCallRequest>;

/** `POST …/planning/duty-calls/{call}/duties`: puts somebody on duty in a range of the call. */
export const GivenDuty = Exactly({ range: z.int().check(z.minimum(1), z.maximum(MOST_RANGES)), volunteerId: Id });
export type GivenDuty = z.infer<typeof GivenDuty>;

/** `POST …/duty-answers/{dutyAnswer}/answers`: in place of those of the same ranges before. */
export const DutyAnswers = Exactly({
  answers: z.array(Exactly({ range: z.int().check(z.minimum(1), z.maximum(MOST_RANGES)), answer: DutyAnswer })).check(
    z.minLength(1),
    z.maxLength(MOST_RANGES),
    z.refine((answers) => new Set(answers.map(({ range }) => range)).size === answers.length, {
      params: { accepted: 'each range once' },
    }),
  ),
});
export type DutyAnswers = z.infer<typeof DutyAnswers>;
