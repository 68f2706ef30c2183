import * as z from 'zod/mini';
import { ChecklistRun } from './checklist.ts';
import { Instant, PlainDate } from './instant.ts';
import { Audience } from './roles.ts';
import { Seat, SeatFilters, SlotKey } from './slots.ts';

const Line = (maximum: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(maximum));

/** `POST …/holds`: one seat, or any seat of a window, in which case the server chooses by the ledger. Exactly one of the two. */
export const HoldRequest = z
  .object({
    slot: z.optional(SlotKey),
    window: z.optional(z.object({ from: Instant, to: Instant })),
    filters: z.optional(SeatFilters),
    audience: z.optional(Audience),
    label: z.optional(Line(80)),
  })
  .check(z.refine((request) => (request.slot === undefined) !== (request.window === undefined)));
export type HoldRequest = z.infer<typeof HoldRequest>;

/** A seat kept for one client until `expiresAt`; `token` is shown once and proves the hold. */
export const Hold = z.object({ id: z.string(), token: z.string(), seat: Seat, expiresAt: Instant });
export type Hold = z.infer<typeof Hold>;

/** Digits with an optional `+`; written with spaces, dots, dashes or brackets as people do. */
export const Phone = z.string().check(z.maxLength(30), z.regex(/^\+?[\d\s.()-]{6,}$/));

/** The person seen, and how to reach them. Nothing more than a visit needs. */
export const Person = z.object({
  familyName: Line(100),
  givenName: Line(100),
  birthDate: PlainDate,
  phone: Phone,
  email: z.optional(z.string().check(z.maxLength(254), z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/))),
});
export type Person = z.infer<typeof Person>;

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

/** A booking without anything about the person. `changeableUntil` is the territory's deadline for moving or cancelling by link. */
export const Booking = z.object({
  id: z.string(),
  /** Short code to read out on the telephone, e.g. `K7M-3QX`. */
  reference: z.string(),
  status: z.enum(['confirmed', 'cancelled']),
  seat: Seat,
  changeableUntil: Instant,
  /** Whether an e-mail is on its way: `none` when no address was given or the backend sends no mail. */
  mail: z.enum(['queued', 'none']),
});
export type Booking = z.infer<typeof Booking>;

/** Answer of `POST …/bookings`: the booking with the token of its link, shown once. */
export const NewBooking = z.extend(Booking, { token: z.string() });
export type NewBooking = z.infer<typeof NewBooking>;

/**
 * One writing per number: digits only, French national numbers (0X XX XX XX XX) as `+33…`. Two writings of one number count as one contact.
 * Numbers of overseas departments dialled nationally share the `0` prefix and are kept apart from each other by their digits.
 */
export function normalizePhone(phone: string): string {
  const digits = phone.replace(/(?!^\+)\D/g, '');
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  return digits.startsWith('0') ? `+33${digits.slice(1)}` : digits;
}

/** Fragment of the link a patient gets: never sent to a server, never in a Referer. */
export function bookingFragment(bookingId: string, token: string): string {
  return `relais=${bookingId}.${token}`;
}

/** Reads `#relais=<id>.<token>` among other fragment parameters; `undefined` when there is no such link. */
export function parseBookingFragment(fragment: string): { bookingId: string; token: string } | undefined {
  const match = /(?:^#?|&)relais=([\w-]+)\.([\w-]+)/.exec(fragment);
  return match?.[1] && match[2] ? { bookingId: match[1], token: match[2] } : undefined;
}
