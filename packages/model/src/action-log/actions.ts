import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant, PlainDate } from '../core/instant.ts';

/** What no other path of the structure leaves a trace of. `crisisPlan`: written or brought up to date; `trainee`: taken in. */
export const ActionKind = z.enum([
  'prevention',
  'crisis',
  'crisisPlan',
  'staffMeeting',
  'group',
  'eventAnalysis',
  'communication',
  'installation',
  'trainee',
  'other',
]);
export type ActionKind = z.infer<typeof ActionKind>;

/** Missions of the ACI. */
export const AciMission = z.enum(['access', 'pathways', 'prevention', 'crisis', 'quality', 'support']);
export type AciMission = z.infer<typeof AciMission>;

const people = z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000)));

/** Typed by the coordinator, and shown as declared. */
export const DeclareAction = Exactly({
  kind: ActionKind,
  mission: AciMission,
  /** The day it took place. */
  on: PlainDate,
  title: z.string().check(z.minLength(1), z.maxLength(200)),
  /** Number or name of the fiche action it belongs to. */
  sheet: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
  /** How many people it reached, and how many professionals took part. */
  reached: people,
  attendees: people,
  /** Where its evidence is kept: an address of the structure's own files. */
  evidence: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
  /** An entry that this one puts right: it counts no more. */
  corrects: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
});
export type DeclareAction = z.infer<typeof DeclareAction>;

export const Action = z.object({
  id: z.string(),
  ...DeclareAction.shape,
  declaredBy: z.string(),
  declaredAt: Instant,
  /** The entry that has put it right. */
  correctedBy: z.optional(z.string()),
  /** The import that brought it from a file of before. */
  import: z.optional(z.string()),
  /** When that import was undone: it counts no more. */
  withdrawnAt: z.optional(Instant),
});
export type Action = z.infer<typeof Action>;

/** `GET …/actions`, the latest first. */
export const ActionList = z.object({ actions: z.array(Action) });
export type ActionList = z.infer<typeof ActionList>;

/** What the log says of one: codes and numbers, no words. Its subject is the entry. */
export const ActionDeclared = z.object({
  kind: ActionKind,
  mission: AciMission,
  on: PlainDate,
  reached: z.optional(z.int()),
  attendees: z.optional(z.int()),
  corrects: z.optional(z.string()),
  /** The import that brought it. */
  import: z.optional(z.string()),
});
export type ActionDeclared = z.infer<typeof ActionDeclared>;

/** It counts no more, as the import that brought it was undone. */
export const ActionWithdrawn = z.object({ import: z.string() });

export const actionEvents = { 'action.declared': ActionDeclared, 'action.withdrawn': ActionWithdrawn } as const;
