import * as z from 'zod/mini';
import { LocalizedText } from '../core/exactly.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { ListRule } from './settings.ts';

/** How somebody came on a list. */
export const EntrySource = z.enum(['rule', 'desk', 'import', 'patient', 'carer', 'dac', 'cpam']);
export type EntrySource = z.infer<typeof EntrySource>;

/** Long-term illness (ALD) and fragility, for whoever decides whom to see first. */
export const Flag = z.enum(['yes', 'no', 'unknown']);
export type Flag = z.infer<typeof Flag>;

/** Somebody on a list, as the desk sees them. */
export const WaitingEntry = z.object({
  id: z.string(),
  revision: z.int(),
  list: z.string(),
  status: z.enum(['waiting', 'left']),
  priority: z.string(),
  source: EntrySource,
  /** As it was when it put them there. */
  rule: z.optional(ListRule),
  addedAt: Instant,
  familyName: z.optional(z.string()),
  givenName: z.optional(z.string()),
  birthDate: z.optional(PlainDate),
  phone: z.optional(z.string()),
  email: z.optional(z.string()),
  /** What the latest further inscription of this person said, where it is another: the desk finds out which is right. */
  laterPhone: z.optional(z.string()),
  laterEmail: z.optional(z.string()),
  longTermIllness: Flag,
  fragile: Flag,
  outcome: z.optional(z.string()),
  leftAt: z.optional(Instant),
});
export type WaitingEntry = z.infer<typeof WaitingEntry>;

/** `GET …/waiting-lists/{list}/entries`: by priority, then who was first; of those who have left, the last first. `next`: the id to go on after. */
export const WaitingEntries = z.object({
  count: z.int(),
  entries: z.array(WaitingEntry),
  next: z.optional(z.string()),
});
export type WaitingEntries = z.infer<typeof WaitingEntries>;

/** `GET …/waiting-lists`: how many wait on each. */
export const WaitingListCounts = z.object({
  /** Of the log, as far as it is in what is answered: live messages go on from it. */
  sequence: z.int(),
  lists: z.array(z.object({ code: z.string(), waiting: z.int() })),
  /** Whether whoever asks sees who they are, and decides about rules. */
  may: z.object({ seeNames: z.boolean(), decide: z.boolean() }),
});
export type WaitingListCounts = z.infer<typeof WaitingListCounts>;

/** Live message `waitingLists`: the codes of those whose entries have changed. Whoever may read them asks again. */
export const WaitingListsMessage = z.object({ sequence: z.number(), at: Instant, lists: z.array(z.string()) });
export type WaitingListsMessage = z.infer<typeof WaitingListsMessage>;

export const EntryReceipt = z.object({ id: z.string(), revision: z.int(), status: z.enum(['waiting', 'left']) });
export type EntryReceipt = z.infer<typeof EntryReceipt>;

/** Why a line of a file is not taken. */
export const RowFault = z.enum([
  'missing',
  'not-a-name',
  'not-a-birth-date',
  'not-a-date',
  'not-a-phone',
  'not-an-email',
  'not-yes-or-no',
  'unknown-priority',
  'twice-in-file',
  'on-list',
]);
export type RowFault = z.infer<typeof RowFault>;

/** What a column of a file may be. */
export const ImportColumn = z.enum([
  'familyName',
  'givenName',
  'birthDate',
  'phone',
  'email',
  'priority',
  'addedOn',
  'longTermIllness',
  'fragile',
]);
export type ImportColumn = z.infer<typeof ImportColumn>;

/** A line that was not taken: its number in the file, the column and why. Nothing of what it said. */
export const RefusedRow = z.object({ row: z.int(), column: ImportColumn, reason: RowFault });
export type RefusedRow = z.infer<typeof RefusedRow>;

/** `POST …/waiting-lists/{list}/imports`: every good line is on the list, and every other one is named. */
export const ImportReport = z.object({ taken: z.int(), refused: z.array(RefusedRow) });
export type ImportReport = z.infer<typeof ImportReport>;

/** `POST …/waiting-lists/{list}/clearance`. `stayed`: who waits on the other list already, and stays on this one to be taken off with an outcome. */
export const Clearance = z.object({ cleared: z.int(), stayed: z.int() });
export type Clearance = z.infer<typeof Clearance>;

/** What a rule would have done to the latest events it looks at. */
export const RulePreview = z.object({ considered: z.int(), matched: z.int() });
export type RulePreview = z.infer<typeof RulePreview>;

/** `GET …/waiting-lists/{list}/inscriptions`: a list that the public may write itself on. */
export const OpenList = z.object({ list: z.string(), label: LocalizedText });
export type OpenList = z.infer<typeof OpenList>;

/** What the public is told of an inscription. */
export const Inscribed = z.object({ list: z.string() });
export type Inscribed = z.infer<typeof Inscribed>;
