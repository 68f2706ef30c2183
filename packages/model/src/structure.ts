import * as z from 'zod/mini';
import { SeverityChecklist } from './checklist.ts';
import { Audience } from './roles.ts';

const LocalizedText = z.object({ fr: z.string(), en: z.string() });

/**
 * What a structure says of itself beyond its territory file: `relais import` takes it as a JSON file of its own.
 * `manageUrl` is the page of its site where the booking link leads; it must embed a slot picker.
 */
export const StructureSettings = z.object({
  formatVersion: z.literal('relais-structure/1'),
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/)),
  name: z.string().check(z.minLength(1)),
  /** Telephone of the coordination desk, shown where a person must be called instead of booked. */
  phone: z.optional(z.string()),
  manageUrl: z.optional(z.string()),
  /** Audience searched when none is named; `CPTS` when absent. */
  audience: z.optional(Audience),
  /** Reasons for the visit a person may choose from. */
  reasons: z.array(z.object({ code: z.string(), label: LocalizedText })).check(z.minLength(1)),
});
export type StructureSettings = z.infer<typeof StructureSettings>;

export const PublicSite = z.object({
  id: z.string(),
  name: z.string(),
  commune: z.optional(z.string()),
  stepFree: z.optional(z.boolean()),
  equipment: z.array(z.string()),
});
export type PublicSite = z.infer<typeof PublicSite>;

/** Answer of `GET …/structures/{structure}`: all a picker needs before it asks for seats, and nothing about anybody. */
export const StructureInfo = z.object({
  id: z.string(),
  name: z.string(),
  timezone: z.string(),
  /** True for invented people and places: the screen says so. */
  synthetic: z.boolean(),
  phone: z.optional(z.string()),
  sites: z.array(PublicSite),
  practices: z.array(z.object({ id: z.string(), name: z.string(), siteId: z.string() })),
  /** Places people may say they come from, with minutes of travel to each site. Empty when the territory has no table. */
  communes: z.array(z.object({ id: z.string(), name: z.string(), travelMinutes: z.record(z.string(), z.number()) })),
  reasons: z.array(z.object({ code: z.string(), label: z.string() })),
  /** Absent while the structure has none: patients cannot book then. */
  checklist: z.optional(SeverityChecklist),
  /** Seconds a hold lasts; minutes before the start until which a link may move or cancel. */
  holdSeconds: z.number(),
  cancelDeadlineMinutes: z.number(),
  /** Whether this backend sends e-mail. */
  mail: z.boolean(),
});
export type StructureInfo = z.infer<typeof StructureInfo>;
