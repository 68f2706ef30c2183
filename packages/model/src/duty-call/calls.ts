import * as z from 'zod/mini';
import { Instant, PlainDate } from '../core/instant.ts';
import { DutyAnswer } from './requests.ts';

/** A range of the planning in force, with who is on duty in it. */
export const DutyRange = z.object({
  practiceId: z.string(),
  siteId: z.string(),
  serviceDate: PlainDate,
  /** Its start by the clock of the place, `HH:MM`: with practice and date it names the range. */
  start: z.string(),
  startAt: Instant,
  endAt: Instant,
  /** Volunteers of the territory file. */
  onDuty: z.array(z.string()),
});
export type DutyRange = z.infer<typeof DutyRange>;

/** `GET …/planning/duty-ranges`: what has not begun yet, by date and start. */
export const DutyRangeList = z.object({ ranges: z.array(DutyRange) });
export type DutyRangeList = z.infer<typeof DutyRangeList>;

/** A range of a call. `gone`: the planning has it no more as it was asked for; `past`: it has begun. */
export const CalledRange = z.object({
  ...DutyRange.shape,
  /** From 1, of those of one call. */
  number: z.int(),
  state: z.enum(['open', 'gone', 'past']),
});
export type CalledRange = z.infer<typeof CalledRange>;

export const GivenAnswer = z.object({ range: z.int(), answer: DutyAnswer });
export type GivenAnswer = z.infer<typeof GivenAnswer>;

/** Somebody who is asked. */
export const CalledVolunteer = z.object({
  id: z.string(),
  volunteerId: z.string(),
  name: z.string(),
  /** `mail`: a mail has gone, or will. `unsent`: it could not be sent. `link`: whoever asks hands the link over. */
  way: z.enum(['mail', 'unsent', 'link']),
  /** No volunteer of the territory file any more, or no professional of the structure: their link opens nothing. */
  hasLeft: z.boolean(),
  answeredAt: z.optional(Instant),
  answers: z.array(GivenAnswer),
});
export type CalledVolunteer = z.infer<typeof CalledVolunteer>;

/** A call for duties as those see it who answer for the planning. */
export const DutyCall = z.object({
  id: z.string(),
  status: z.enum(['open', 'closed']),
  openedAt: Instant,
  /** Last day of answers. */
  closes: PlainDate,
  word: z.optional(z.string()),
  ranges: z.array(CalledRange),
  volunteers: z.array(CalledVolunteer),
});
export type DutyCall = z.infer<typeof DutyCall>;

/** `GET …/planning/duty-calls`: the newest first, with whom a new one may ask. */
export const DutyCallList = z.object({
  /** Whether a page is set that links may lead to: without it nobody can be asked. */
  hasPage: z.boolean(),
  volunteers: z.array(z.object({ id: z.string(), name: z.string(), hasMail: z.boolean() })),
  calls: z.array(DutyCall),
});
export type DutyCallList = z.infer<typeof DutyCallList>;

/** The address at which one volunteer answers, for who asks to hand over. */
export const DutyCallLink = z.object({ address: z.string() });
export type DutyCallLink = z.infer<typeof DutyCallLink>;

/**
 * A range as the volunteer's link shows it: nothing about other volunteers but that somebody is on duty (`filled`). `yours`: the volunteer is.
 */
export const AskedRange = z.object({
  number: z.int(),
  practiceId: z.string(),
  siteId: z.string(),
  startAt: Instant,
  endAt: Instant,
  state: z.enum(['open', 'gone', 'past', 'filled', 'yours']),
  /** The agenda they have given is busy at some time of it; absent too where none is given. */
  isBusy: z.optional(z.boolean()),
  answer: z.optional(DutyAnswer),
});
export type AskedRange = z.infer<typeof AskedRange>;

/** `GET …/duty-answers/{dutyAnswer}`: a call as one volunteer's link shows it. */
export const DutyCallView = z.object({
  id: z.string(),
  /** Of the volunteer whose link it is, who may see that it is not another's. */
  name: z.string(),
  status: z.enum(['open', 'closed']),
  /** The first instant at which no answer is taken any more. */
  closesAt: Instant,
  word: z.optional(z.string()),
  ranges: z.array(AskedRange),
  answeredAt: z.optional(Instant),
});
export type DutyCallView = z.infer<typeof DutyCallView>;
