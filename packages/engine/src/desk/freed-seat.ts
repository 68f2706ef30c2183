import { isSuitableSite } from '../scheduling/index.ts';
import type { CompiledTerritory, SiteFilters } from '../scheduling/index.ts';
import { orderCallbacks, whyAway } from './call-back-order.ts';
import type { AwayReason, QueueEntry, QueuePlace } from './call-back-order.ts';

/** A seat that somebody gave back. `start` in milliseconds. */
export interface FreedSeat {
  readonly siteId: string;
  readonly start: number;
}

/** An entry with what its seat must be: at a site she can go to, starting from `from` (included) to `to` (not). */
export interface SeatSeeker extends QueueEntry {
  readonly wants: SiteFilters & { readonly from?: number | undefined; readonly to?: number | undefined };
}

/** One person asked for one seat. By link it is a hold that ends at `expiresAt`; by telephone the desk says how it ended. */
export interface SeatOffer {
  readonly entryId: string;
  readonly channel: 'link' | 'telephone';
  readonly offeredAt: number;
  readonly expiresAt?: number | undefined;
  readonly answer?: 'accepted' | 'declined' | undefined;
}

/** Set by the structure: how long a seat is held for the person asked, and the notice below which no seat is given. */
export interface OfferRules {
  readonly offerSeconds: number;
  readonly minNoticeMinutes: number;
}

/** Why an entry that comes earlier in the order is not the one asked. */
export type PassedOver =
  | AwayReason
  | 'sent-to-15'
  | 'doctor-sees'
  | 'already-asked'
  | 'asked-elsewhere'
  | 'other-site'
  | 'not-equipped'
  | 'other-time';

/**
 * What to do with a freed seat now.
 * - `taken`: the person asked has said yes.
 * - `wait`: an offer runs, until `until` when it was sent as a link.
 * - `offer`: hold the seat for this entry until `until` and ask her.
 * - `telephone`: too late for a link; the desk calls these, in this order.
 * - `release`: back to the public list, because the notice has run out or because nobody is left.
 */
export type SeatStep =
  | { readonly kind: 'taken'; readonly entryId: string }
  | { readonly kind: 'wait'; readonly entryId: string; readonly until?: number }
  | { readonly kind: 'offer'; readonly entryId: string; readonly until: number; readonly passedOver: PassedEntry[] }
  | { readonly kind: 'telephone'; readonly entryIds: string[]; readonly passedOver: PassedEntry[] }
  | { readonly kind: 'release'; readonly why: 'notice' | 'nobody'; readonly passedOver: PassedEntry[] };

export interface PassedEntry {
  readonly entryId: string;
  readonly why: PassedOver;
}

export interface SeatQuestion {
  readonly compiled: CompiledTerritory;
  readonly seat: FreedSeat;
  /** Offers made for this seat so far. */
  readonly offers: readonly SeatOffer[];
  readonly entries: readonly SeatSeeker[];
  /** Entries with a live offer for another seat: nobody is asked to choose between two. */
  readonly askedElsewhere?: ReadonlySet<string> | undefined;
  readonly rules: OfferRules;
  readonly now: number;
}

/**
 * The normative freed-seat rule: one live offer at a time, by the call-back order among the entries the seat suits, each asked once. Every entry
 * that stands before the one asked is named with why it was passed over, so that nobody is skipped in silence.
 */
export function nextSeatStep(question: SeatQuestion): SeatStep {
  const { seat, offers, rules, now } = question;
  const standing = offers.find((offer) => offer.answer === 'accepted');
  if (standing) return { kind: 'taken', entryId: standing.entryId };
  const running = offers.find((offer) => isLive(offer, now));
  if (running) return waitFor(running);

  const { suited, passedOver } = sortOut(question);
  const left = seat.start - now;
  if (left < rules.minNoticeMinutes * 60_000) return { kind: 'release', why: 'notice', passedOver };
  const first = suited[0];
  if (!first) return { kind: 'release', why: 'nobody', passedOver };
  const holdMs = rules.offerSeconds * 1000;
  if (left < rules.minNoticeMinutes * 60_000 + holdMs) {
    return { kind: 'telephone', entryIds: suited.map(({ entry }) => entry.id), passedOver };
  }
  return { kind: 'offer', entryId: first.entry.id, until: now + holdMs, passedOver };
}

/** An offer without an answer runs until its hold ends; one by telephone until the desk says how the call went. */
function isLive({ answer, expiresAt }: SeatOffer, now: number): boolean {
  return answer === undefined && (expiresAt === undefined || expiresAt > now);
}

function waitFor({ entryId, expiresAt }: SeatOffer): SeatStep {
  return { kind: 'wait', entryId, ...(expiresAt !== undefined && { until: expiresAt }) };
}

/** Those who may be asked, in order, and those before the first of them who may not, with why: all of them when nobody may. */
function sortOut(question: SeatQuestion): { suited: QueuePlace<SeatSeeker>[]; passedOver: PassedEntry[] } {
  const judge = judgeEntries(question);
  const whyNot = new Map(question.entries.map((entry) => [entry.id, judge(entry)]));
  const suited = orderCallbacks(question.entries, question.now).filter(({ entry }) => !whyNot.get(entry.id));
  const first = suited[0];
  // Those who are away have a place too: the one they would have if they were not.
  const everybody = question.entries.map((entry) => ({
    ...entry,
    snoozedUntil: undefined,
    reachable: undefined,
    doctor: undefined,
  }));
  const order = orderCallbacks(everybody, question.now).map(({ entry }) => entry.id);
  const before = first ? order.slice(0, order.indexOf(first.entry.id)) : order;
  const passedOver = before.flatMap((entryId) => {
    const why = whyNot.get(entryId);
    return why ? [{ entryId, why }] : [];
  });
  return { suited, passedOver };
}

function judgeEntries({
  compiled,
  seat,
  offers,
  askedElsewhere,
  now,
}: SeatQuestion): (entry: SeatSeeker) => PassedOver | undefined {
  const asked = new Set(offers.map(({ entryId }) => entryId));
  return (entry) => {
    const { from = -Infinity, to = Infinity } = entry.wants;
    if (entry.rank === 0) return 'sent-to-15';
    if (entry.doctor?.answer === 'sees') return 'doctor-sees';
    if (asked.has(entry.id)) return 'already-asked';
    if (askedElsewhere?.has(entry.id) === true) return 'asked-elsewhere';
    const anyEquipment = { ...entry.wants, equipment: undefined, stepFree: undefined };
    if (!isSuitableSite(compiled, seat.siteId, anyEquipment)) return 'other-site';
    if (!isSuitableSite(compiled, seat.siteId, entry.wants)) return 'not-equipped';
    if (seat.start < from || seat.start >= to) return 'other-time';
    return whyAway(entry, now);
  };
}
