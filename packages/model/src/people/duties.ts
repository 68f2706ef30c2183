import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { PlainDate } from '../core/instant.ts';

const Id = z.string().check(z.minLength(1), z.maxLength(80));

/** Who is on duty: a volunteer of the territory file, in the opening of a practice that begins on a date at a local time. */
export const Duty = Exactly({
  volunteerId: Id,
  practiceId: Id,
  serviceDate: PlainDate,
  /** Start of the opening, `HH:MM`. */
  start: z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)),
});
export type Duty = z.infer<typeof Duty>;

const DAY_MS = 86_400_000;
/** Furthest apart two dates of one list may be. */
export const LONGEST_DUTIES_DAYS = 400;

const dutyList = {
  formatVersion: z.literal('relais-duties/1'),
  from: PlainDate,
  to: PlainDate,
};

/** Answer of `GET …/duties`: all duties of these service dates. */
export const Duties = z.object({ ...dutyList, duties: z.array(Duty) });
export type Duties = z.infer<typeof Duties>;

/** The duties of all service dates from `from` to `to`, both included; those of other dates stay as they are. */
export const DutyList = Exactly({ ...dutyList, duties: z.array(Duty).check(z.maxLength(5000)) }).check(
  z.refine(({ from, to }) => from <= to && (Date.parse(to) - Date.parse(from)) / DAY_MS <= LONGEST_DUTIES_DAYS, {
    path: ['to'],
    params: { accepted: `0 to ${LONGEST_DUTIES_DAYS} days after from` },
  }),
  z.refine(({ from, to, duties }) => duties.every(({ serviceDate }) => from <= serviceDate && serviceDate <= to), {
    path: ['duties'],
    params: { accepted: 'service dates between from and to' },
  }),
);
export type DutyList = z.infer<typeof DutyList>;
