import * as z from 'zod/mini';
import { Checklist, ChecklistItem } from './checklist.ts';

const NotEmpty = z.string().check(z.minLength(1));

/** A checklist as a structure brings it: every rule checked, which pages that read one from our server need not do again. */
export const SeverityChecklist = z
  .object({
    ...Checklist.shape,
    id: NotEmpty,
    version: NotEmpty,
    items: z.array(z.object({ ...ChecklistItem.shape, id: NotEmpty, question: NotEmpty })).check(z.minLength(1)),
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
