import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { fromInstant } from '../core/epoch.ts';
import { Instant } from '../core/instant.ts';
import { Phone } from '../people/index.ts';
import { ProtocolKey } from '../protocol/index.ts';

/** A délégant can be called: from when until when, by which number, and whether first (1) or when those before do not answer. */
export const Shift = Exactly({
  professional: z.string().check(z.minLength(1), z.maxLength(80)),
  start: Instant,
  end: Instant,
  phone: Phone,
  rank: z.int().check(z.minimum(1), z.maximum(9)),
  /** For these protocols; for all that the person delegates in when absent. */
  protocols: z.optional(z.array(ProtocolKey).check(z.minLength(1), z.maxLength(50))),
});
export type Shift = z.infer<typeof Shift>;

/** Furthest apart two ends of one roster may be. */
export const LONGEST_ROSTER_DAYS = 400;
const DAY_MS = 86_400_000;

function isShort({ start, end }: Shift): boolean {
  return start < end && fromInstant(end) - fromInstant(start) <= 7 * DAY_MS;
}

/** All shifts that begin between `from` and `to` (which is after the last); those that begin at other times stay as they are. */
export const Roster = Exactly({
  formatVersion: z.literal('relais-roster/1'),
  from: Instant,
  to: Instant,
  shifts: z.array(Shift).check(z.maxLength(5000)),
}).check(
  z.refine(
    ({ from, to }) => {
      const length = fromInstant(to) - fromInstant(from);
      return length > 0 && length <= LONGEST_ROSTER_DAYS * DAY_MS;
    },
    { path: ['to'], params: { accepted: `after from, by ${LONGEST_ROSTER_DAYS} days at most` } },
  ),
  z.refine(({ from, to, shifts }) => shifts.every(({ start }) => from <= start && start < to), {
    path: ['shifts'],
    params: { accepted: 'shifts that begin between from and to' },
  }),
  z.refine(({ shifts }) => shifts.every(isShort), {
    path: ['shifts'],
    params: { accepted: 'shifts that end after they begin, within seven days' },
  }),
);
export type Roster = z.infer<typeof Roster>;

/** Shifts that are added to a roster, and others that are taken out of it; all the rest stays, whoever has changed it meanwhile. */
export const RosterChange = Exactly({
  add: z.array(Shift).check(z.maxLength(1000)),
  remove: z.array(Shift).check(z.maxLength(1000)),
}).check(
  z.refine(({ add }) => add.every(isShort), {
    path: ['add'],
    params: { accepted: 'shifts that end after they begin, within seven days' },
  }),
);
export type RosterChange = z.infer<typeof RosterChange>;

/** Answer of `GET …/team/roster`. */
export const RosterView = z.object({ from: Instant, to: Instant, shifts: z.array(Shift) });
export type RosterView = z.infer<typeof RosterView>;

/** Who can be called for a protocol now, in the order they are called. */
export const OnCall = z.object({
  at: Instant,
  delegators: z.array(
    z.object({
      professional: z.string(),
      familyName: z.string(),
      givenName: z.string(),
      phone: Phone,
      rank: z.int(),
      until: Instant,
    }),
  ),
});
export type OnCall = z.infer<typeof OnCall>;
