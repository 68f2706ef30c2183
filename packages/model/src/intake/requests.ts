import * as z from 'zod/mini';
import { SeatFilters } from '../booking/index.ts';
import { ChecklistRun } from '../checklist/index.ts';
import { cleanText } from '../core/cleaning.ts';
import { Exactly } from '../core/exactly.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { CallbackId, EntryPoint, ReachableWindow, SeatWish } from '../desk/index.ts';
import { Email, PatientFacts, PersonName, Phone } from '../people/index.ts';
import { Audience, SlotKey } from '../scheduling/index.ts';
import { PriorPathway, RegulatedBy } from './intakes.ts';

// What a client sends stands apart from what it reads: pages load of the contract only what they call.

/** Made by the client, unique for ever: a device that was off for a week sends the same one again. */
export const IntakeId = CallbackId;

const Line = (maximum: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(maximum));
const Code = Line(80);

/** Somebody whose grave signs have been looked for already. The number is that of the other service's file, to find it again. */
export const Regulated = Exactly({ by: RegulatedBy, number: z.optional(Line(40)) });
export type Regulated = z.infer<typeof Regulated>;

/** Who is to be seen; a seat needs all three, a call back none. */
export const IntakePerson = Exactly({
  familyName: z.optional(PersonName),
  givenName: z.optional(PersonName),
  birthDate: z.optional(PlainDate),
  email: z.optional(Email),
});
export type IntakePerson = z.infer<typeof IntakePerson>;

/** An answer to a question of the reason: `yes` or `no`, the code of an option, a number, or a few words. */
export const ReasonAnswer = Exactly({
  question: Code,
  /** The words it was asked in (`askedAs`), refused where they are others by now. */
  asked: z.optional(z.string().check(z.maxLength(1000))),
  value: z.string().check(
    // What is copied from a table or a letter comes with tabs and ends of lines.
    z.overwrite((text) => cleanText(text).replaceAll(/\s+/gu, ' ')),
    z.trim(),
    z.minLength(1),
    z.maxLength(200),
    z.refine((text) => !/\p{Cs}/u.test(text), { params: { accepted: 'one line of text' } }),
  ),
});
export type ReasonAnswer = z.infer<typeof ReasonAnswer>;

/** What becomes of a request. */
export const IntakeDecision = z.discriminatedUnion('kind', [
  /** The seat that was kept for it. */
  Exactly({ kind: z.literal('seat'), token: Line(200) }),
  Exactly({
    kind: z.literal('callback'),
    /** Code of a class of the structure. */
    class: Code,
    reachable: z.optional(z.array(ReachableWindow).check(z.minLength(1), z.maxLength(20))),
    /** What a seat must be that is freed meanwhile. */
    wants: z.optional(SeatWish),
    /** For colleagues, without clinical detail. */
    note: z.optional(Line(300)),
  }),
  /** Code of the structure's list. */
  Exactly({ kind: z.literal('redirected'), target: Code }),
]);
export type IntakeDecision = z.infer<typeof IntakeDecision>;

/** `POST …/intakes`: one request on behalf of one person, and where it ends. */
export const IntakeRequest = Exactly({
  id: IntakeId,
  entryPoint: EntryPoint,
  phone: Phone,
  /** Where the person is, in words: for whoever is sent there. */
  address: z.optional(Line(300)),
  regulated: z.optional(Regulated),
  checklistRun: z.optional(ChecklistRun),
  /** Code of a reason of the structure. */
  reason: z.optional(Code),
  /** To the questions of that reason. */
  answers: z.optional(
    z.array(ReasonAnswer).check(
      z.maxLength(8),
      z.refine((answers) => new Set(answers.map(({ question }) => question)).size === answers.length, {
        params: { accepted: 'each question once' },
      }),
    ),
  ),
  priorPathway: z.optional(PriorPathway),
  /** Reserved seats are for those who carry it: somebody a protocol has just oriented. */
  label: z.optional(Code),
  person: z.optional(IntakePerson),
  facts: z.optional(PatientFacts),
  /** The treating doctor, by the id of the directory: asked before anybody calls, where the structure wants it. */
  attendingDoctor: z.optional(Code),
  decision: IntakeDecision,
  /** When the call began, if not now. */
  startedAt: z.optional(Instant),
  language: z.optional(z.enum(['fr', 'en'])),
  /** Answer to `request-known` and `possible-duplicate`: this is somebody else. */
  anotherPerson: z.optional(z.boolean()),
  /** Answer to `request-known` and `duplicate-booking`: what this request takes the place of. */
  replaces: z.optional(Exactly({ booking: z.optional(Line(80)), callback: z.optional(Line(80)) })),
});
export type IntakeRequest = z.infer<typeof IntakeRequest>;

/**
 * `POST …/seat-proposals`: a seat for a request that is being written. The one asked for; else any of a window; else the first half-day that has
 * one. What was kept for the same request before is given back. `overbook`: the slot asked for, even above the capacity of its session.
 */
export const ProposalRequest = Exactly({
  intake: IntakeId,
  slot: z.optional(z.object({ ...SlotKey.shape, practiceId: z.string().check(z.maxLength(80)) })),
  window: z.optional(z.object({ from: Instant, to: Instant })),
  filters: z.optional(SeatFilters),
  audience: z.optional(Audience),
  label: z.optional(Code),
  overbook: z.optional(z.literal(true)),
}).check(
  z.refine(({ slot, window }) => slot === undefined || window === undefined),
  z.refine(({ slot, overbook }) => overbook === undefined || slot !== undefined, { path: ['overbook'] }),
);
export type ProposalRequest = z.infer<typeof ProposalRequest>;

/** `POST …/intakes/search`. In a body, since addresses are written down where a number must not be. */
export const KnownSearch = Exactly({ phone: Phone, person: z.optional(IntakePerson) });
export type KnownSearch = z.infer<typeof KnownSearch>;
