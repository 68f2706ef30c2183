import * as z from 'zod/mini';
import { Exactly, LocalizedText } from '../core/exactly.ts';

const Code = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens, 40 at most'));

function haveOwnCodes(entries: readonly { readonly code: string }[]): boolean {
  return new Set(entries.map(({ code }) => code)).size === entries.length;
}

/** What a visit was about, in the end. The list is the structure's own. */
export const FinalReason = Exactly({
  code: Code,
  label: LocalizedText,
  /** Codes of reasons given at entry after which it is the usual one: it is proposed first, and one press takes it. */
  usualFor: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(80))).check(z.maxLength(50))),
});
export type FinalReason = z.infer<typeof FinalReason>;

const onceEach = { accepted: 'each code once' };

/** What a structure decides about its visits: closed lists for what is written of them, and when one counts as left open. */
export const VisitSettings = Exactly({
  formatVersion: z.literal('relais-visit/1'),
  finalReasons: z
    .array(FinalReason)
    .check(z.minLength(1), z.maxLength(500), z.refine(haveOwnCodes, { params: onceEach })),
  /** Where patients are sent on to. */
  redirections: z
    .array(Exactly({ code: Code, label: LocalizedText }))
    .check(z.minLength(1), z.maxLength(50), z.refine(haveOwnCodes, { params: onceEach })),
  /** How long after the end of its seat a visit that nobody has closed counts as left open. */
  leftOpenMinutes: z.int().check(z.minimum(1), z.maximum(1440)),
  /** A visit measured as longer was forgotten, and how long it took is not known. */
  longestMinutes: z.int().check(z.minimum(5), z.maximum(480)),
});
export type VisitSettings = z.infer<typeof VisitSettings>;
