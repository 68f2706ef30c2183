import * as z from 'zod/mini';
import { Instant, PlainDate } from '../core/instant.ts';
import { AttendingDoctor } from '../people/index.ts';
import { Letterhead, LetterKind } from './settings.ts';

/** A piece of a letter as it is shown, printed and read aloud. */
export const LetterBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('list'), items: z.array(z.string()) }),
  z.object({ kind: z.literal('facts'), facts: z.array(z.object({ label: z.string(), value: z.string() })) }),
  /** Where somebody signs by hand. */
  z.object({ kind: z.literal('signature'), text: z.string() }),
]);
export type LetterBlock = z.infer<typeof LetterBlock>;

/** Of a prescription that is dispensed on the result of a test: which, and until when. */
export const LetterCondition = z.object({
  /** As it stands beside the medicine. */
  mention: z.string(),
  /** The last day on which it may be dispensed, by the structure’s calendar; absent where no number of days is written. */
  lastDay: z.optional(PlainDate),
  /** The instant after it. */
  endsAt: z.optional(Instant),
  /** No source gives the condition: a doctor of the structure has to look at it. */
  illustrative: z.optional(z.literal(true)),
});
export type LetterCondition = z.infer<typeof LetterCondition>;

/** All that a letter says, in the order it says it. Always French: it is for French carers. */
export const LetterContent = z.object({
  kind: LetterKind,
  title: z.string(),
  letterhead: Letterhead,
  /** When it was written. */
  at: Instant,
  /** The same, in words. */
  dated: z.string(),
  /** Whom it is for, a line each; empty where it is handed over. */
  to: z.array(z.string()),
  /** What must be seen first: training, a minor's secrecy. */
  marks: z.array(z.string()),
  blocks: z.array(LetterBlock),
  condition: z.optional(LetterCondition),
});
export type LetterContent = z.infer<typeof LetterContent>;

/** What a letter cannot be made without. */
export const LetterLack = z.enum([
  'patientName',
  'birthDate',
  'sex',
  'delegator',
  'delegatorRpps',
  'delegatorPhone',
  'delegatorEmail',
  'address',
  'weight',
]);
export type LetterLack = z.infer<typeof LetterLack>;

/** A letter that can be made now. */
export const LetterDraft = z.object({
  kind: LetterKind,
  /** Of a prescription: which of the protocol. */
  prescription: z.optional(z.string()),
  content: LetterContent,
  missing: z.array(LetterLack),
});
export type LetterDraft = z.infer<typeof LetterDraft>;

/** Where a letter stands. `toHand`: somebody has to print or send it; `queued`: waits for the secure mail; `handed`: somebody says that it was. */
export const LetterDelivery = z.object({
  state: z.enum(['toHand', 'queued', 'sent', 'failed', 'handed']),
  at: z.optional(Instant),
  /** Of one that was handed over on an earlier day than that was noted: which. */
  on: z.optional(PlainDate),
  /** Why it did not go. */
  code: z.optional(z.string()),
});
export type LetterDelivery = z.infer<typeof LetterDelivery>;

/** A letter that was made: it never changes. */
export const Letter = z.object({
  id: z.string(),
  kind: LetterKind,
  prescription: z.optional(z.string()),
  madeAt: Instant,
  /** Not for a minor's parents. */
  secrecy: z.boolean(),
  content: LetterContent,
  delivery: LetterDelivery,
  /** Which of its versions; absent of a first. */
  version: z.optional(z.int()),
  /** A later one has taken its place: it leaves no more. */
  replaced: z.optional(z.literal(true)),
  /** What it is about was corrected after it was made. */
  outdated: z.optional(z.literal(true)),
  /** Of a prescription: the last day printed on it is over. It is neither printed nor handed over any more. */
  lapsed: z.optional(z.literal(true)),
});
export type Letter = z.infer<typeof Letter>;

/** Whether what concerns the patient may go to their doctor: they were told and have not objected. */
export const LetterExchange = z.enum(['allowed', 'toInform', 'objected', 'training', 'withdrawn']);
export type LetterExchange = z.infer<typeof LetterExchange>;

/** Answer of `GET …/runs/{run}/letters`. */
export const RunLetters = z.object({
  exchange: LetterExchange,
  /** Whether the patient is under 18, and may ask for secrecy. */
  minor: z.boolean(),
  /** Whether this backend reaches the secure mail itself. */
  sends: z.boolean(),
  /** Whether it makes PDFs. */
  prints: z.boolean(),
  drafts: z.array(LetterDraft),
  letters: z.array(Letter),
});
export type RunLetters = z.infer<typeof RunLetters>;

/** Answer of `GET …/visits/{visit}/letters`. */
export const VisitLetters = z.object({
  ...RunLetters.shape,
  /** Of the visit: a letter is made of what stood there. */
  revision: z.int(),
  /** Whether whoever asks has seen the patient, and writes. */
  writes: z.boolean(),
  /** Whom the last letter was for. */
  doctor: z.optional(AttendingDoctor),
});
export type VisitLetters = z.infer<typeof VisitLetters>;

/** What a write on a letter comes to. Nothing of the patient: what is kept under keys is kept apart from records. */
export const LetterState = z.object({ id: z.string(), kind: LetterKind, delivery: LetterDelivery });
export type LetterState = z.infer<typeof LetterState>;

/** What a template makes of an invented run. */
export const LetterPreview = z.object({ letters: z.array(LetterContent) });
export type LetterPreview = z.infer<typeof LetterPreview>;
