import * as z from 'zod/mini';
import { Instant, PlainDate } from '../core/instant.ts';
import { Audience } from '../scheduling/index.ts';

/**
 * How a day stands. `open`: somebody receives now; `later`: somebody will today; `over`: today's sessions have ended; `closed`: they would be here
 * but for public holidays or closures; `nonePlanned`: none was planned; `noTerritory`: the structure has told no place yet.
 */
export const DayStanding = z.enum(['open', 'later', 'over', 'closed', 'nonePlanned', 'noTerritory']);
export type DayStanding = z.infer<typeof DayStanding>;

/** A place with sessions today, as far as they are not over. */
export const OpenSite = z.object({
  id: z.string(),
  name: z.string(),
  commune: z.optional(z.string()),
  stepFree: z.optional(z.boolean()),
  equipment: z.array(z.string()),
  /** As the territory file writes it; absent where it does not say. */
  address: z.optional(z.string()),
  /** Whole years, both included; absent where the file names no limit. */
  ages: z.optional(z.object({ from: z.optional(z.number()), to: z.optional(z.number()) })),
  /** Whom the sessions still to come are for. */
  audiences: z.array(Audience),
  /** Somebody receives there now. */
  isOpen: z.boolean(),
  /** When the session of now began, or the next one of today will. */
  from: Instant,
  /** Its end; of several that meet, the last one's. */
  until: Instant,
  /** Seats that can be given now and start within `reachMinutes`. */
  seats: z.int(),
  /** The first seat that can be given there: however late today, and within `reachMinutes` past midnight. */
  nextSeat: z.optional(Instant),
});
export type OpenSite = z.infer<typeof OpenSite>;

export const ClosureCause = z.enum(['closure', 'holiday']);
export type ClosureCause = z.infer<typeof ClosureCause>;

/** A place that would receive today, and does not from now on. */
export const ClosedSite = z.object({ id: z.string(), name: z.string(), causes: z.array(ClosureCause) });
export type ClosedSite = z.infer<typeof ClosedSite>;

/** What became of somebody who was sent; `cancelled` ones are no longer awaited. */
export const SentState = z.enum(['awaited', 'arrived', 'noShow', 'cancelled']);
export type SentState = z.infer<typeof SentState>;

/** A seat that the dispatch had given: by its reference, place and hour, without a name of anybody. */
export const SentBooking = z.object({
  id: z.string(),
  /** By which the front desk finds it. */
  reference: z.string(),
  siteId: z.string(),
  /** Of the place, which need not receive any more. */
  siteName: z.string(),
  start: Instant,
  state: SentState,
});
export type SentBooking = z.infer<typeof SentBooking>;

/** Answer of `GET …/open-now`. `sequence` is where live updates go on from. */
export const OpenNow = z.object({
  now: Instant,
  sequence: z.number(),
  /** Date at the place. */
  date: PlainDate,
  day: DayStanding,
  reachMinutes: z.int(),
  /** The open ones first, then by when they open. */
  sites: z.array(OpenSite),
  closed: z.array(ClosedSite),
  /** The first seat that can be given anywhere, however far. */
  nextSeat: z.optional(Instant),
  /** Where the structure is reached past its public number; absent as long as its settings name none. */
  bypassPhone: z.optional(z.string()),
  /** Those sent by the dispatch, on the day, by their hour. */
  sent: z.array(SentBooking),
});
export type OpenNow = z.infer<typeof OpenNow>;

/** Live message `openNow`: something of it has changed; whoever shows it asks again. */
export const OpenNowMessage = z.object({ sequence: z.number() });
export type OpenNowMessage = z.infer<typeof OpenNowMessage>;
