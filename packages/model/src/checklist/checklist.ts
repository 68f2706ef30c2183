import * as z from 'zod/mini';
import { Instant } from '../core/instant.ts';

/**
 * Where one « yes » leads. There are three outputs and no other (15, a clinician calls back, continue), plus the way back to one's own
 * doctor: no score, no diagnosis, no reassurance.
 */
export const ChecklistOutcome = z.enum(['call-15', 'clinician-callback', 'attending-doctor', 'continue']);
export type ChecklistOutcome = z.infer<typeof ChecklistOutcome>;

export const ChecklistAction = z.object({
  outcome: ChecklistOutcome,
  /** Class of the call-back board the person joins. */
  class: z.optional(z.string()),
  /** With `continue`: only sites that have this can be proposed. */
  equipment: z.optional(z.string()),
});
export type ChecklistAction = z.infer<typeof ChecklistAction>;

/** One sign to look for, asked so that « yes » is the worrying answer. `audience: child` may be shown apart from the others. */
export const ChecklistItem = z.object({
  id: z.string(),
  question: z.string(),
  note: z.optional(z.string()),
  /** Key of `actions`. */
  action: z.string(),
  audience: z.enum(['all', 'child']),
  /** Keys of `sources`. */
  sources: z.array(z.string()),
});
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/**
 * The signs shown on one screen before any booking, in one language. A version is a text: changing a word of it makes another version.
 * A translation keeps ids, actions and version. While `status` is `draft` the screen says that a doctor has not signed it.
 */
export const Checklist = z.object({
  id: z.string(),
  version: z.string(),
  status: z.enum(['draft', 'signed']),
  /** The doctor of the structure who answers for this version, and when. Both are there when `status` is `signed`. */
  signedBy: z.optional(z.string()),
  signedAt: z.optional(Instant),
  language: z.enum(['fr', 'en']),
  /** Language this text was translated from, when it is a translation. */
  translationOf: z.optional(z.enum(['fr', 'en'])),
  title: z.string(),
  /** Shown with the list: what it is for, and its standing while it is a draft. */
  notice: z.string(),
  items: z.array(ChecklistItem),
  actions: z.record(z.string(), ChecklistAction),
  sources: z.record(z.string(), z.string()),
});
export type Checklist = z.infer<typeof Checklist>;
