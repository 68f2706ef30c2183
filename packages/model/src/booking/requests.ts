import * as z from 'zod/mini';
import { ChecklistRun } from '../checklist/index.ts';
import { Exactly } from '../core/exactly.ts';
import { Instant } from '../core/instant.ts';
import { PatientFacts, Person } from '../people/index.ts';
import { Audience, SlotKey } from '../scheduling/index.ts';
import { ChangeReason } from './change-reason.ts';

// What a client sends stands apart from what it reads: the SDK checks answers only, and pages load no byte of the rest.

const Line = (maximum: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(maximum));

/** What the person needs or accepts; a practice outside of it neither earns nor owes. */
export const SeatFilters = z.object({
  siteIds: z.optional(z.array(z.string()).check(z.maxLength(100))),
  /** Every one of these must be at the site. */
  equipment: z.optional(z.array(z.string()).check(z.maxLength(20))),
  stepFree: z.optional(z.boolean()),
  /** Key of the territory's travel table; with `maxTravelMinutes`, sites further away are left out. */
  commune: z.optional(z.string().check(z.maxLength(80))),
  maxTravelMinutes: z.optional(z.number().check(z.minimum(0))),
});
export type SeatFilters = z.infer<typeof SeatFilters>;

/** `POST …/holds`: one seat, or any seat of a window, in which case the server chooses by the ledger. Exactly one of the two. */
export const HoldRequest = z
  .object({
    slot: z.optional(z.object({ ...SlotKey.shape, practiceId: z.string().check(z.maxLength(80)) })),
    window: z.optional(z.object({ from: Instant, to: Instant })),
    filters: z.optional(SeatFilters),
    audience: z.optional(Audience),
    label: z.optional(Line(80)),
  })
  .check(z.refine((request) => (request.slot === undefined) !== (request.window === undefined)));
export type HoldRequest = z.infer<typeof HoldRequest>;

/** `POST …/bookings`. `reason` is a code of the structure's list. The run of the checklist is judged again by the server. */
export const BookingRequest = z.object({
  token: z.string().check(z.maxLength(200)),
  person: Person,
  reason: Line(80),
  facts: z.optional(PatientFacts),
  checklistRun: ChecklistRun,
  language: z.optional(z.enum(['fr', 'en'])),
  /** Answer to `possible-duplicate`: this is somebody else than the person who has a booking. */
  anotherPerson: z.optional(z.boolean()),
});
export type BookingRequest = z.infer<typeof BookingRequest>;

/** `PATCH …/bookings/{booking}`: the held seat takes the place of the booked one, in one transaction. The desk says why; a patient need not. */
export const MoveRequest = z.object({ token: z.string().check(z.maxLength(200)), why: z.optional(ChangeReason) });
export type MoveRequest = z.infer<typeof MoveRequest>;

/** `POST …/bookings/{booking}/cancellation`, by the desk. The note is for colleagues, without clinical detail; `other` needs one. */
export const CancellationRequest = Exactly({
  why: ChangeReason,
  note: z.optional(Line(300)),
}).check(z.refine(({ why, note }) => why !== 'other' || note !== undefined, { path: ['note'] }));
export type CancellationRequest = z.infer<typeof CancellationRequest>;

/** `POST …/bookings/{booking}/restoration`: which change is taken back, by the `revision` the booking has had since. */
export const RestorationRequest = Exactly({ revision: z.int().check(z.minimum(1)) });
export type RestorationRequest = z.infer<typeof RestorationRequest>;
