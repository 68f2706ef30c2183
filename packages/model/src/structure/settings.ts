import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Origin } from '../core/origin.ts';
import { Reasons } from './reasons.ts';
import { Audience } from '../scheduling/index.ts';

/**
 * What a structure says of itself beyond its territory file: `relais import` takes it as a JSON file of its own.
 * `manageUrl` is the page of its site where the booking link leads; it must embed a slot picker.
 */
export const StructureSettings = Exactly({
  formatVersion: z.literal('relais-structure/1'),
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/)),
  name: z.string().check(z.minLength(1)),
  /** Telephone of the coordination desk, shown where a person must be called instead of booked. */
  phone: z.optional(z.string()),
  /**
   * Telephone by which a regulator reaches those on duty past the public number. Nothing public names it. Digits, spaces, dots or hyphens,
   * with a `+` before them or not.
   */
  bypassPhone: z.optional(z.string().check(z.regex(/^\+?\d[\d .-]{1,28}\d$/))),
  manageUrl: z.optional(z.string()),
  /** Page of its site where links of duty calls lead; it must embed `relais-duty-call`. */
  dutyUrl: z.optional(z.string()),
  /**
   * Sites whose pages may book here. They are added to those of the operator (`RELAIS_ORIGINS`) and to the sites of `manageUrl` and
   * `dutyUrl`; without any of them only the backend's own pages may.
   */
  origins: z.optional(z.array(Origin)),
  /** Audience searched when none is named; `CPTS` when absent. */
  audience: z.optional(Audience),
  /** Reasons for the visit a person may choose from, where booking has no settings of its own. */
  reasons: z.optional(Reasons),
  /** How often the quiz of a protocol may be tried in how many days; as often as one likes when absent. */
  quizAttempts: z.optional(
    Exactly({
      most: z.int().check(z.minimum(1), z.maximum(50)),
      days: z.int().check(z.minimum(1), z.maximum(365)),
    }),
  ),
});
export type StructureSettings = z.infer<typeof StructureSettings>;
