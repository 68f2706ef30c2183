import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant, PlainDate } from '../core/instant.ts';

/** Where one’s own agenda is read, as an iCalendar file. Whoever has the address reads the agenda: it is said to nobody again. */
export const AgendaAddress = Exactly({
  address: z.string().check(z.minLength(1), z.maxLength(2000)),
});
export type AgendaAddress = z.infer<typeof AgendaAddress>;

/** How the last readings of an agenda went. */
const reading = {
  /** When it was read last; absent while it never was. Busy times are those of then. */
  readAt: z.optional(Instant),
  /** Events that are not understood: whether one is free then is not known. */
  unread: z.int(),
  /** Why it cannot be read since then; what was read before stays. */
  failure: z.optional(
    z.object({
      since: Instant,
      /** `answered-404`, `too-slow`, `not-a-calendar`… */
      code: z.string(),
    }),
  ),
};

/** Answer of `POST …/planning/agenda`. */
export const NewAgenda = z.object({ host: z.string(), since: Instant });
export type NewAgenda = z.infer<typeof NewAgenda>;

/** Answer of `GET …/planning/agenda`. */
export const OwnAgenda = z.object({
  now: Instant,
  /** Whether this backend has a way to agendas. */
  isReachable: z.boolean(),
  /** Absent while no address is given. */
  agenda: z.optional(
    z.object({
      /** All that is said of the address. */
      host: z.string(),
      since: Instant,
      ...reading,
    }),
  ),
});
export type OwnAgenda = z.infer<typeof OwnAgenda>;

/** From when until when somebody has something else to do: what, and where, is read of no agenda. */
export const BusyTime = z.object({
  start: Instant,
  end: Instant,
  /** The same by the clock of the territory. */
  startLocal: z.string(),
  endLocal: z.string(),
});
export type BusyTime = z.infer<typeof BusyTime>;

/** When one who receives patients is busy. */
export const BusyPerson = z.object({
  professional: z.string(),
  familyName: z.string(),
  givenName: z.string(),
  /** Who they are among the volunteers of the territory file. */
  volunteers: z.array(z.string()),
  /** Practices that are theirs. */
  practices: z.array(z.string()),
  ...reading,
  /** By start; none meets another. */
  busy: z.array(BusyTime),
});
export type BusyPerson = z.infer<typeof BusyPerson>;

/** Answer of `GET …/planning/busy`: those who have given an agenda, by name, on the service dates of the coming eight weeks. */
export const BusyTimes = z.object({ now: Instant, from: PlainDate, to: PlainDate, people: z.array(BusyPerson) });
export type BusyTimes = z.infer<typeof BusyTimes>;
