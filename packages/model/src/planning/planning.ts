import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { Seat, SlotKey, Territory } from '../scheduling/index.ts';

/** What becomes of a booking that the planning has no seat for any more. `keep`: the patient is seen all the same. `call`: somebody calls them. */
export const UnseatedChoice = z.enum(['move', 'keep', 'call']);
export type UnseatedChoice = z.infer<typeof UnseatedChoice>;

/** Nobody is there at that time; others booked before and there are fewer seats; the practice is there, elsewhere. */
export const UnseatedCauseCode = z.enum(['closed', 'fewer-seats', 'other-site']);
export type UnseatedCauseCode = z.infer<typeof UnseatedCauseCode>;

/** Answer of `GET …/planning`: the territory file in force, to be changed and published. `version` is 0 while there is none. */
export const Planning = z.object({
  version: z.int(),
  now: Instant,
  /** By the calendar of the territory. */
  today: PlainDate,
  territory: z.optional(Territory),
});
export type Planning = z.infer<typeof Planning>;

/**
 * A new version of the planning, made from the one it names. Either a file, in force from a date on, or the version it takes back, which must be
 * the newest. `reason` is read by colleagues.
 */
export const PlanningPublication = Exactly({
  base: z.int().check(z.minimum(0)),
  from: z.optional(PlainDate),
  reason: z.string().check(z.minLength(1), z.maxLength(500)),
  territory: z.optional(z.looseObject({ formatVersion: z.string() })),
  undoes: z.optional(z.int().check(z.minimum(1))),
  /** What becomes of the bookings it has no seat for; `call` where nothing is said. */
  choices: z.optional(
    z
      .array(
        Exactly({
          booking: z.string().check(z.minLength(1), z.maxLength(80)),
          choice: UnseatedChoice,
          /** Where to, with `move`. */
          seat: z.optional(SlotKey),
        }),
      )
      .check(z.maxLength(2000)),
  ),
});
export type PlanningPublication = z.infer<typeof PlanningPublication>;

/** One booking without a seat in the planning that is looked at, with a free seat near it. Nothing about the person. */
export const UnseatedBookingView = z.object({
  booking: z.string(),
  reference: z.string(),
  cause: UnseatedCauseCode,
  seat: Seat,
  /** A free seat of the new planning, suggested to no other. */
  suggestion: z.optional(Seat),
  /** Whether the person can be told of a move by mail. */
  hasMail: z.boolean(),
});
export type UnseatedBookingView = z.infer<typeof UnseatedBookingView>;

/** Answer of `POST …/planning/checks`: nothing is kept of it. `count` is more than are listed where they are very many. */
export const PlanningCheck = z.object({
  version: z.int(),
  count: z.int(),
  unseated: z.array(UnseatedBookingView),
});
export type PlanningCheck = z.infer<typeof PlanningCheck>;

export const PlanningReceipt = z.object({
  version: z.int(),
  from: PlainDate,
  moved: z.int(),
  kept: z.int(),
  toCall: z.int(),
});
export type PlanningReceipt = z.infer<typeof PlanningReceipt>;

/** One version of the planning: who brought it, when, and why. */
export const PlanningVersion = z.object({
  version: z.int(),
  at: Instant,
  kind: z.enum(['publication', 'undo', 'import']),
  /** Of who is known by name. */
  by: z.optional(z.object({ familyName: z.string(), givenName: z.string() })),
  from: z.optional(PlainDate),
  reason: z.optional(z.string()),
  undoes: z.optional(z.int()),
  moved: z.optional(z.int()),
  kept: z.optional(z.int()),
  toCall: z.optional(z.int()),
});
export type PlanningVersion = z.infer<typeof PlanningVersion>;

/** Answer of `GET …/planning/versions`: the newest first. */
export const PlanningHistory = z.object({ versions: z.array(PlanningVersion) });
export type PlanningHistory = z.infer<typeof PlanningHistory>;

/** Somebody to be called, because the planning has no seat for their booking any more or because it was moved without their hearing of it. */
export const PlanningCall = z.object({
  booking: z.string(),
  reference: z.string(),
  choice: UnseatedChoice,
  cause: UnseatedCauseCode,
  /** Where the booking stands now. */
  seat: Seat,
  /** Where it stood, of one that was moved. */
  former: z.optional(z.object({ practiceId: z.string(), startLocal: z.string() })),
  familyName: z.string(),
  givenName: z.string(),
  phone: z.string(),
  since: Instant,
});
export type PlanningCall = z.infer<typeof PlanningCall>;

/** Answer of `GET …/planning/calls`: whose visit is nearest first. */
export const PlanningCallList = z.object({ now: Instant, calls: z.array(PlanningCall) });
export type PlanningCallList = z.infer<typeof PlanningCallList>;
