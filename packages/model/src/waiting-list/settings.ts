import * as z from 'zod/mini';
import { Exactly, LocalizedText } from '../core/exactly.ts';
import { EntryPoint } from '../desk/index.ts';
import { AttendingDoctorStatus } from '../people/index.ts';

const Code = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens, 40 at most'));
const Coded = { code: Code, label: LocalizedText };
const Any = z.string().check(z.minLength(1), z.maxLength(80));
const Age = z.int().check(z.minimum(0), z.maximum(140));

function haveOwnCodes(entries: readonly { readonly code: string }[]): boolean {
  return new Set(entries.map(({ code }) => code)).size === entries.length;
}

const ownCodes = { params: { accepted: 'each code once' } };

/**
 * Who is put on a list by what has happened: a run of a protocol that ended, or a request at the desk. Everything said must hold; of several values
 * one will do.
 */
export const ListRule = Exactly({
  source: z.enum(['run', 'intake']),
  /** Of a run. */
  protocol: z.optional(Any),
  /** How it ended. */
  outcomes: z.optional(z.array(Any).check(z.minLength(1), z.maxLength(20))),
  /** Of a request. */
  reasons: z.optional(z.array(Any).check(z.minLength(1), z.maxLength(50))),
  entryPoints: z.optional(z.array(EntryPoint).check(z.minLength(1))),
  minAge: z.optional(Age),
  maxAge: z.optional(Age),
  attendingDoctor: z.optional(z.array(AttendingDoctorStatus).check(z.minLength(1))),
  /** With which of the list's priorities. */
  priority: Code,
});
export type ListRule = z.infer<typeof ListRule>;

/** A named list. Of its priorities the lower rank is seen first; within one, who was first on the list. */
export const WaitingList = Exactly({
  ...Coded,
  priorities: z
    .array(Exactly({ ...Coded, rank: z.int().check(z.minimum(0), z.maximum(99)) }))
    .check(z.minLength(1), z.maxLength(10), z.refine(haveOwnCodes, ownCodes)),
  rules: z.array(ListRule).check(z.maxLength(20)),
  /** How somebody leaves it. */
  outcomes: z.array(Exactly(Coded)).check(z.minLength(1), z.maxLength(20), z.refine(haveOwnCodes, ownCodes)),
  /** Whether people may write themselves down through a public page, and with which priority. */
  inscription: z.optional(Exactly({ priority: Code })),
  /** Nobody new gets on it, by whatever way; whoever is on it stays until taken off. Open when absent. */
  closed: z.optional(z.literal(true)),
}).check(
  z.refine(
    ({ priorities, rules, inscription }) => {
      const codes = new Set(priorities.map(({ code }) => code));
      const named = [...rules.map(({ priority }) => priority), ...(inscription ? [inscription.priority] : [])];
      return named.every((code) => codes.has(code));
    },
    { path: ['priorities'], params: { accepted: 'every priority that a rule or the inscription names' } },
  ),
);
export type WaitingList = z.infer<typeof WaitingList>;

/** The waiting lists of a structure. */
export const WaitingListSettings = Exactly({
  formatVersion: z.literal('relais-lists/1'),
  lists: z.array(WaitingList).check(z.maxLength(50), z.refine(haveOwnCodes, ownCodes)),
});
export type WaitingListSettings = z.infer<typeof WaitingListSettings>;
