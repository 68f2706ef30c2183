/** At most `points` in `seconds`, counted from the first; above `challengeAbove` points each one asks for some work first. */
export interface LimitRule {
  readonly points: number;
  readonly seconds: number;
  readonly challengeAbove?: number;
}

/** Kinds of requests that are counted; `link` is any use of a booking link. */
export type LimitKind = 'hold' | 'booking' | 'read' | 'link';

/** A rule for the network address and, where there is one, for the telephone number. */
export interface LimitSettings {
  readonly kinds: Readonly<Record<LimitKind, { readonly address: LimitRule; readonly contact?: LimitRule }>>;
  /** How many challenges an address may be given, and how long each can be answered. */
  readonly challenge: { readonly address: LimitRule; readonly lifeSeconds: number };
}

/**
 * Measured for the people who share one address: the waiting room of a practice, a town hall helping elderly people at 8 h, the
 * subscribers a mobile operator puts behind one IPv4. Eighteen bookings an hour pass unseen and thirty in all, with two seconds of
 * computing for each of the last twelve; so 300 fake ones take ten hours instead of a minute. Signed-in professionals are not
 * counted. One telephone number books six times a day: a parent with several children, not a centre's whole morning.
 */
export const defaultLimits: LimitSettings = {
  kinds: {
    hold: { address: { points: 60, seconds: 600, challengeAbove: 36 } },
    booking: {
      address: { points: 30, seconds: 3600, challengeAbove: 18 },
      contact: { points: 6, seconds: 86_400, challengeAbove: 3 },
    },
    read: { address: { points: 600, seconds: 60 } },
    link: { address: { points: 120, seconds: 600 } },
  },
  challenge: { address: { points: 60, seconds: 600 }, lifeSeconds: 300 },
};
