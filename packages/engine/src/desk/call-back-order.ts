import { compareIds } from '../scheduling/index.ts';
import { isAwaitingDoctor } from './doctor-first.ts';
import type { DoctorWait } from './doctor-first.ts';

/**
 * Somebody who waits to be called back. Instants in milliseconds; the rank and the target are those of her class when she was entered, so that
 * a change of the structure's list moves nobody who already waits. Rank 0 was sent to 15: the call back checks on her, it offers no seat.
 */
export interface QueueEntry {
  readonly id: string;
  readonly rank: number;
  readonly targetMinutes: number;
  readonly arrivedAt: number;
  /** She could not be reached: not called again before this instant. */
  readonly snoozedUntil?: number | undefined;
  /** When she can be reached, `from` included, `to` not; at any time when it is left out. */
  readonly reachable?: readonly { readonly from: number; readonly to: number }[] | undefined;
  /** What was asked of her treating doctor: nobody calls her while the answer is waited for. */
  readonly doctor?: DoctorWait | undefined;
}

/** Where an entry stands in the queue and what its place comes from. */
export interface QueuePlace<Entry extends QueueEntry = QueueEntry> {
  readonly entry: Entry;
  readonly waitedMs: number;
  /** Part of the target already waited: 1 when it is reached, `Infinity` when there is nothing to wait for. */
  readonly share: number;
  /** When she should have been called. */
  readonly dueAt: number;
}

/** Why an entry is not to be called now. */
export type AwayReason = 'snoozed' | 'unreachable' | 'doctor';

const minute = 60_000;

/**
 * Who is called next, by the normative call-back order of unscheduled care: rank 0 first; the others by the part of their target they have
 * waited, then the lower rank, the earlier arrival, the id. Entries snoozed, out of their reachable windows or waiting for their doctor are left out.
 */
export function orderCallbacks<Entry extends QueueEntry>(entries: Iterable<Entry>, now: number): QueuePlace<Entry>[] {
  const present = [...entries].filter((entry) => whyAway(entry, now) === undefined);
  return present.map((entry) => placeOf(entry, now)).sort(comparePlaces);
}

/** Why an entry is not called at this instant; `undefined` when it may be. */
export function whyAway({ snoozedUntil, reachable, doctor }: QueueEntry, now: number): AwayReason | undefined {
  if (isAwaitingDoctor(doctor, now)) return 'doctor';
  if (snoozedUntil !== undefined && snoozedUntil > now) return 'snoozed';
  if (reachable && !reachable.some(({ from, to }) => from <= now && now < to)) return 'unreachable';
  return undefined;
}

/** What an entry has waited and what that is worth, wherever it may be called. */
export function placeOf<Entry extends QueueEntry>(entry: Entry, now: number): QueuePlace<Entry> {
  const target = entry.targetMinutes * minute;
  // A device's clock may be ahead of ours: nobody has waited less than nothing.
  const waitedMs = Math.max(0, now - entry.arrivedAt);
  return { entry, waitedMs, share: target > 0 ? waitedMs / target : Infinity, dueAt: entry.arrivedAt + target };
}

function comparePlaces(left: QueuePlace, right: QueuePlace): number {
  return (
    Number(right.entry.rank === 0) - Number(left.entry.rank === 0) ||
    (left.entry.rank === 0 ? 0 : compareNumbers(right.share, left.share)) ||
    left.entry.rank - right.entry.rank ||
    left.entry.arrivedAt - right.entry.arrivedAt ||
    compareIds(left.entry.id, right.entry.id)
  );
}

/** Not a difference: two infinite shares are equal, and their difference is no number. */
function compareNumbers(left: number, right: number): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
