import * as z from 'zod/mini';
import { Instant, PlainDate } from './instant.ts';
import { Audience } from './roles.ts';
import { SlotKey } from './slots.ts';

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

/** Digits with an optional `+`; written with spaces, dots, dashes or brackets as people do. */
export const Phone = z.string().check(z.maxLength(30), z.regex(/^\+?(?:[\s.()-]*\d){6,}[\s.()-]*$/));

/** The person seen, and how to reach them. Nothing more than a visit needs. */
export const Person = z.object({
  familyName: Line(100),
  givenName: Line(100),
  birthDate: PlainDate,
  phone: Phone,
  email: z.optional(z.string().check(z.maxLength(254), z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/))),
});
export type Person = z.infer<typeof Person>;

/** What somebody answered: the items ticked « yes » in one version; every other item was shown and not ticked. */
export const ChecklistRun = z.object({
  version: z.string().check(z.maxLength(80)),
  yes: z.array(z.string().check(z.maxLength(80))).check(z.maxLength(200)),
  answeredAt: Instant,
});
export type ChecklistRun = z.infer<typeof ChecklistRun>;

/** `POST …/bookings`. `reason` is a code of the structure's list. The run of the checklist is judged again by the server. */
export const BookingRequest = z.object({
  token: z.string().check(z.maxLength(200)),
  person: Person,
  reason: Line(80),
  checklistRun: ChecklistRun,
  language: z.optional(z.enum(['fr', 'en'])),
});
export type BookingRequest = z.infer<typeof BookingRequest>;

/** `PATCH …/bookings/{booking}`: the held seat takes the place of the booked one, in one transaction. */
export const MoveRequest = z.object({ token: z.string().check(z.maxLength(200)) });
export type MoveRequest = z.infer<typeof MoveRequest>;

/**
 * One writing per number: digits only, French national numbers (0X XX XX XX XX) as `+33…`. Two writings of one number count as one contact.
 * Numbers of overseas departments dialled nationally share the `0` prefix and are kept apart from each other by their digits.
 */
export function normalizePhone(phone: string): string {
  const digits = phone.replace(/(?!^\+)\D/g, '');
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  return digits.startsWith('0') ? `+33${digits.slice(1)}` : digits;
}
