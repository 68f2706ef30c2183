import * as z from 'zod/mini';
import { Instant } from './instant.ts';

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
  id: z.string().check(z.minLength(1)),
  question: z.string().check(z.minLength(1)),
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
export const SeverityChecklist = z
  .object({
    id: z.string().check(z.minLength(1)),
    version: z.string().check(z.minLength(1)),
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
    items: z.array(ChecklistItem).check(z.minLength(1)),
    actions: z.record(z.string(), ChecklistAction),
    sources: z.record(z.string(), z.string()),
  })
  .check(
    z.refine((list) => list.items.every((item) => Object.hasOwn(list.actions, item.action)), {
      path: ['items'],
      message: 'every item names one of the actions',
    }),
    z.refine((list) => new Set(list.items.map((item) => item.id)).size === list.items.length, {
      path: ['items'],
      message: 'no two items have one id',
    }),
    z.refine((list) => list.items.every((item) => item.sources.every((key) => Object.hasOwn(list.sources, key))), {
      path: ['sources'],
      message: 'every source an item names is described',
    }),
    z.refine((list) => list.status === 'draft' || (list.signedBy !== undefined && list.signedAt !== undefined), {
      path: ['signedBy'],
      message: 'a signed checklist names the doctor and the instant',
    }),
  );
export type SeverityChecklist = z.infer<typeof SeverityChecklist>;

/** What somebody answered: the items ticked « yes » in one version; every other item was shown and not ticked. */
export const ChecklistRun = z.object({
  version: z.string().check(z.maxLength(80)),
  yes: z.array(z.string().check(z.maxLength(80))).check(z.maxLength(200)),
  answeredAt: Instant,
});
export type ChecklistRun = z.infer<typeof ChecklistRun>;
