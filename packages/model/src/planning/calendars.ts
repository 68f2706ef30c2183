import * as z from 'zod/mini';
import { Instant } from '../core/instant.ts';

/** Answer of `GET …/planning/calendars`: to who receives patients their own, to who answers for the planning everybody's. */
export const DutyCalendars = z.object({
  own: z.optional(
    z.object({
      professional: z.string(),
      /** When its address was made; absent while there is none. */
      since: z.optional(Instant),
      /** Ranges of the coming weeks that are in it, or would be. */
      coming: z.int(),
    }),
  ),
  everybody: z.optional(
    z.array(z.object({ professional: z.string(), familyName: z.string(), givenName: z.string(), since: Instant })),
  ),
});
export type DutyCalendars = z.infer<typeof DutyCalendars>;

/** Answer of `POST …/planning/calendars`: the last part of the address, which is said this once and kept by nobody. */
export const NewDutyCalendar = z.object({ since: Instant, token: z.string() });
export type NewDutyCalendar = z.infer<typeof NewDutyCalendar>;
