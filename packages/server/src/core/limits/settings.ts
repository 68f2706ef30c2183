import type { RateLimit } from '@relais/model';

/** At most `points` in `seconds`, counted from the first; above `challengeAbove` points each one asks for some work first. */
export interface LimitRule {
  readonly points: number;
  readonly seconds: number;
  readonly challengeAbove?: number;
}

/**
 * A rule for what somebody has got, not for what they have asked for. Work is asked for above a share of the seats left (a tenth: 0.1), three at
 * least, so that it comes before they run short.
 */
export interface SeatRule extends LimitRule {
  readonly challengeAboveShare: number;
}

/** Kinds of requests that are counted: `request` is any at all. */
export type LimitKind = 'request' | RateLimit;

/** Rules of one kind: for the network address, for the telephone number, for the seats an address has taken. */
export interface KindSettings {
  readonly address: LimitRule;
  readonly contact?: LimitRule;
  readonly seats?: SeatRule;
}

export interface LimitSettings {
  readonly kinds: Readonly<Record<LimitKind, KindSettings>>;
  /** How many challenges an address may be given, and how long each can be answered. */
  readonly challenge: { readonly address: LimitRule; readonly lifeSeconds: number };
}

/**
 * Measured for the people who share one address: the waiting room of a practice, a town hall helping elderly people at 8 h, the
 * subscribers a mobile operator puts behind one IPv4. Eighteen bookings an hour pass unseen and thirty in all, with two seconds of
 * computing for each of the last twelve; so 300 fake ones take ten hours instead of a minute. Signed-in professionals are not
 * counted. One telephone number books six times a day: a parent with several children, not a centre's whole morning.
 *
 * Holds: an address keeps a tenth of the seats left, three at least, without work, whatever clients it says they are for; a waiting room goes on
 * at one or two seconds of computing each. Ten minutes are longer than a hold lasts, so that all that are live are counted. Whoever is refused a
 * seat has taken none: in a rush many ask several times.
 *
 * Call-backs asked for by patients: a household asks once or twice a day for each number, and a town hall for a dozen people in an hour; each one
 * costs the desk a telephone call, so that fewer pass than bookings, which cost it nothing.
 *
 * Feeds: the calendars of a practice behind one address look every few minutes, and makers of calendars look for many people from few addresses.
 */
export const defaultLimits: LimitSettings = {
  kinds: {
    request: { address: { points: 600, seconds: 60 } },
    hold: {
      address: { points: 60, seconds: 600, challengeAbove: 36 },
      seats: { points: 60, seconds: 600, challengeAbove: 36, challengeAboveShare: 0.1 },
    },
    booking: {
      address: { points: 30, seconds: 3600, challengeAbove: 18 },
      contact: { points: 6, seconds: 86_400, challengeAbove: 3 },
    },
    callback: {
      address: { points: 20, seconds: 3600, challengeAbove: 12 },
      contact: { points: 4, seconds: 86_400, challengeAbove: 2 },
    },
    link: { address: { points: 120, seconds: 600 } },
    feed: { address: { points: 300, seconds: 600 } },
  },
  challenge: { address: { points: 60, seconds: 600 }, lifeSeconds: 300 },
};
