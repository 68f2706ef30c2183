import * as z from 'zod/mini';
import { Booking } from '../booking/index.ts';
import { Instant } from '../core/instant.ts';
import { Seat } from '../scheduling/index.ts';

/** How somebody is asked: by a link sent to her, or by the desk on the telephone. */
export const OfferChannel = z.enum(['link', 'telephone']);
export type OfferChannel = z.infer<typeof OfferChannel>;

/**
 * How an offer ended: yes, no, not reached on the telephone, no answer before its end; or `withdrawn`, because the person had been given another
 * seat or sent elsewhere meanwhile.
 */
export const OfferEnd = z.enum(['accepted', 'declined', 'unanswered', 'expired', 'withdrawn']);
export type OfferEnd = z.infer<typeof OfferEnd>;

/** Why somebody who stood before the one asked was not. */
export const PassedOver = z.object({
  callback: z.string(),
  why: z.enum([
    'snoozed',
    'unreachable',
    'sent-to-15',
    'doctor',
    'doctor-sees',
    'already-asked',
    'asked-elsewhere',
    'other-site',
    'not-equipped',
    'other-time',
  ]),
});
export type PassedOver = z.infer<typeof PassedOver>;

/** One person asked for one seat. */
export const SeatOffer = z.object({
  id: z.string(),
  /** Of the call-back list. */
  callback: z.string(),
  channel: OfferChannel,
  offeredAt: Instant,
  expiresAt: Instant,
  end: z.optional(OfferEnd),
  endedAt: z.optional(Instant),
  passedOver: z.array(PassedOver),
});
export type SeatOffer = z.infer<typeof SeatOffer>;

/** `offering`: somebody is being asked. `released`: back to everybody. */
export const FreedSeatStatus = z.enum(['offering', 'taken', 'released']);
export type FreedSeatStatus = z.infer<typeof FreedSeatStatus>;

/** Why nobody is asked for a seat any more: its notice has run out, nobody is left to be asked, it is no longer to be had, or whoever gave it back has it again. */
export const ReleaseReason = z.enum(['notice', 'nobody', 'gone', 'restored']);
export type ReleaseReason = z.infer<typeof ReleaseReason>;

/** A seat that somebody gave back, and who was asked for it, in order. */
export const FreedSeat = z.object({
  id: z.string(),
  seat: Seat,
  status: FreedSeatStatus,
  freedAt: Instant,
  closedAt: z.optional(Instant),
  why: z.optional(ReleaseReason),
  offers: z.array(SeatOffer),
  /** Who could not be asked when it went back to everybody. */
  passedOver: z.array(PassedOver),
});
export type FreedSeat = z.infer<typeof FreedSeat>;

/** `GET …/freed-seats`: those being offered, then those of the last day, the latest first. */
export const FreedSeatList = z.object({ now: Instant, sequence: z.int(), freedSeats: z.array(FreedSeat) });
export type FreedSeatList = z.infer<typeof FreedSeatList>;

/** What an acceptance still lacks. */
export const OfferNeed = z.enum(['person', 'reason']);
export type OfferNeed = z.infer<typeof OfferNeed>;

/** An offer as its link shows it: nothing about the person. `open` until it is answered or ends. */
export const OfferView = z.object({
  id: z.string(),
  status: z.enum(['open', 'accepted', 'declined', 'ended']),
  seat: Seat,
  expiresAt: Instant,
  needs: z.array(OfferNeed),
});
export type OfferView = z.infer<typeof OfferView>;

/** `POST …/seat-offers/{offer}/answer`: with the booking once accepted, and the token of its link for who answered by the link of the offer. */
export const AnsweredOffer = z.object({
  ...OfferView.shape,
  booking: z.optional(Booking),
  token: z.optional(z.string()),
});
export type AnsweredOffer = z.infer<typeof AnsweredOffer>;

/** Live message `freedSeats`: which have changed. */
export const FreedSeatsMessage = z.object({ sequence: z.number(), at: Instant, freedSeats: z.array(z.string()) });
export type FreedSeatsMessage = z.infer<typeof FreedSeatsMessage>;
