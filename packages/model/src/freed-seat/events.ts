import * as z from 'zod/mini';
import { Instant, PlainDate } from '../core/instant.ts';
import { OfferChannel, OfferEnd, PassedOver, ReleaseReason } from './offers.ts';

// The subject of every row is the freed seat: its rows together are its timeline. Ids, instants and codes, never a name or a number.

export const FreedSeatOpened = z.object({
  /** The booking that gave it back. */
  booking: z.string(),
  /** What keeps it from everybody meanwhile. */
  hold: z.string(),
  practiceId: z.string(),
  siteId: z.string(),
  serviceDate: PlainDate,
  start: Instant,
  end: Instant,
});
export const FreedSeatOffered = z.object({
  offer: z.string(),
  callback: z.string(),
  channel: OfferChannel,
  expiresAt: Instant,
  passedOver: z.array(PassedOver),
});
export const FreedSeatAnswered = z.object({ offer: z.string(), callback: z.string(), end: OfferEnd });
/** No message could be sent: the desk telephones. */
export const FreedSeatByTelephone = z.object({ offer: z.string(), callback: z.string() });
export const FreedSeatTaken = z.object({ callback: z.string(), booking: z.string() });
export const FreedSeatReleased = z.object({ why: ReleaseReason, passedOver: z.array(PassedOver) });

export const freedSeatEvents = {
  'freed-seat.opened': FreedSeatOpened,
  'freed-seat.offered': FreedSeatOffered,
  'freed-seat.by-telephone': FreedSeatByTelephone,
  'freed-seat.answered': FreedSeatAnswered,
  'freed-seat.taken': FreedSeatTaken,
  'freed-seat.released': FreedSeatReleased,
} as const;
