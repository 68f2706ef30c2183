import { frontDesk, overbookers, toInstant } from '@relais/model';
import type { Role } from '@relais/model';
import { holdsAt } from '../core/http/access.ts';
import type { Principal, Professional } from '../core/http/access.ts';
import { invalid } from '../core/http/parse.ts';
import { ProblemError } from '../core/problem.ts';
import type { BookingRow } from './booking-book.ts';

/**
 * Whether a booking is within a caller's reach: a professional holds one of the roles that the operation asks for where the booking is, and a
 * practice's secretary opens no other practice's. A link opens the one it was made for, which has been checked by then.
 * @param roles those of the operation
 * @throws {ProblemError} `forbidden`
 */
export function requireReach(
  caller: Principal,
  roles: readonly Role[],
  { practice_id, site_id }: Pick<BookingRow, 'practice_id' | 'site_id'>,
): void {
  if (caller.kind !== 'professional') return;
  if (!holdsAt(caller, roles, { practiceId: practice_id, siteId: site_id })) throw new ProblemError('forbidden');
}

/**
 * Whether a caller may still move or cancel a booking. A patient's link is bound by the territory's deadline, the front desk is not: it is
 * there to help whom the deadline shuts out.
 * @param deadline milliseconds since the epoch
 * @throws {ProblemError} `booking-cancelled`, `deadline-passed`
 */
export function judgeChange(
  { kind }: Pick<Principal, 'kind'>,
  { status }: Pick<BookingRow, 'status'>,
  { now, deadline }: { readonly now: number; readonly deadline: number },
): void {
  if (status === 'cancelled') throw new ProblemError('booking-cancelled');
  if (kind !== 'professional' && now > deadline) {
    throw new ProblemError('deadline-passed', { changeableUntil: toInstant(deadline) });
  }
}

/** Whether somebody of a desk may cancel and move a booking. */
export function mayChange(
  caller: Professional,
  { practice_id, site_id }: Pick<BookingRow, 'practice_id' | 'site_id'>,
): boolean {
  return holdsAt(caller, frontDesk, { practiceId: practice_id, siteId: site_id });
}

/** Whether somebody may book above the capacity of a practice's sessions: never a patient, and of the desk its secretaries alone. */
export function mayOverbook(
  caller: Principal,
  place: { readonly practiceId: string; readonly siteId: string },
): boolean {
  return caller.kind === 'professional' && holdsAt(caller, overbookers, place);
}

/** A change is taken back as long as whoever made it may still be at it. */
const RESTORABLE_MS = 15 * 60_000;

/** Only the desk says why it changes a booking. @throws {ProblemError} `invalid-request` */
export function judgeWhy({ kind }: Pick<Principal, 'kind'>, why: string | undefined): void {
  if (why === undefined || kind === 'professional') return;
  throw invalid({ path: 'why', message: 'is for the desk', accepted: 'nothing' });
}

function isFresh(changedAt: number, now: number): boolean {
  return now - changedAt <= RESTORABLE_MS;
}

/** Whether somebody of a desk may still take back its cancellation, if the seat can be had. */
export function mayRestore(caller: Professional, booking: BookingRow, now: number): boolean {
  return booking.change_why !== null && isFresh(booking.updated_at, now) && mayChange(caller, booking);
}

/**
 * Whether a change can be taken back: it is the last one, the desk's own, and not long ago.
 * @throws {ProblemError} `change-overtaken`
 */
export function judgeRestoration(
  { revision, updated_at: changedAt }: Pick<BookingRow, 'revision' | 'updated_at'>,
  change: { readonly revision: number; readonly isDesk: boolean },
  now: number,
): void {
  if (change.isDesk && change.revision === revision && isFresh(changedAt, now)) return;
  throw new ProblemError('change-overtaken');
}

/** Whether a file made for this caller carries the patient's own link: a professional's copy must not. */
export function mayHaveLink({ kind }: Pick<Principal, 'kind'>): boolean {
  return kind === 'link';
}
