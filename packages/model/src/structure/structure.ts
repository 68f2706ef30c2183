import * as z from 'zod/mini';
import { Checklist } from '../checklist/index.ts';

export const PublicSite = z.object({
  id: z.string(),
  name: z.string(),
  commune: z.optional(z.string()),
  stepFree: z.optional(z.boolean()),
  equipment: z.array(z.string()),
});
export type PublicSite = z.infer<typeof PublicSite>;

/**
 * The site whose page asks. `origin` is as its browser names it, `null` where it names none: a file, a sandboxed frame, an application.
 * A professional with a token of the structure may book from anywhere.
 */
export const AskingSite = z.object({ origin: z.string(), mayBook: z.boolean() });
export type AskingSite = z.infer<typeof AskingSite>;

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
  checklist: z.optional(Checklist),
  /** Seconds a hold lasts; minutes before the start until which a link may move or cancel. */
  holdSeconds: z.number(),
  cancelDeadlineMinutes: z.number(),
  /** Whether this backend sends e-mail. */
  mail: z.boolean(),
  /** Absent when no other site asks: for programs, and for the backend's own pages. */
  askingSite: z.optional(AskingSite),
});
export type StructureInfo = z.infer<typeof StructureInfo>;
