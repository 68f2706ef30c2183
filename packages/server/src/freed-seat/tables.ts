import type { FreedSeatStatus, OfferChannel, OfferEnd, ReleaseReason } from '@relais/model';
import type { Selectable } from 'kysely';

export interface FreedSeatTables {
  freed_seat: FreedSeatTable;
  seat_offer: SeatOfferTable;
}

/** A seat that somebody gave back. One hold keeps it from everybody else, from one offer to the next, until its notice runs out. */
export interface FreedSeatTable {
  structure_id: string;
  id: string;
  status: FreedSeatStatus;
  practice_id: string;
  site_id: string;
  service_date: string;
  start_at: number;
  end_at: number;
  /** The booking that gave it back. */
  freed_by: string;
  hold_id: string;
  /** The booking that took it. */
  booking_id: string | null;
  why: ReleaseReason | null;
  /** JSON: who could not be asked when it went back to everybody. */
  passed_over: string;
  freed_at: number;
  closed_at: number | null;
}

/** One person asked. */
export interface SeatOfferTable {
  structure_id: string;
  id: string;
  freed_seat_id: string;
  /** From 1, of those for one seat. */
  number: number;
  callback_id: string;
  channel: OfferChannel;
  offered_at: number;
  expires_at: number;
  /** `null` while it runs. */
  ending: OfferEnd | null;
  ended_at: number | null;
  /** JSON: who stood before, and why they were not asked. */
  passed_over: string;
  token_hash: string;
  has_mail: number;
  /** Of the message to her telephone. One whose sender has died is sent by another. */
  text_state: 'none' | 'queued' | 'sending' | 'sent' | 'failed';
  text_claimed_at: number | null;
}

export type FreedSeatRow = Selectable<FreedSeatTable>;
export type SeatOfferRow = Selectable<SeatOfferTable>;
