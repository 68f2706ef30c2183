import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Key, Written } from '../core/written.ts';
import { Email, Finess, Phone } from '../people/index.ts';
import { ProtocolKey } from '../protocol/index.ts';

/** What leaves a run on paper or by mail. */
export const LetterKind = z.enum(['liaisonLetter', 'patientSheet', 'prescription', 'certificate']);
export type LetterKind = z.infer<typeof LetterKind>;

/** What a structure writes itself. What a prescription says is the law's and the protocol's. */
export const TemplateKind = z.enum(['liaisonLetter', 'patientSheet', 'certificate']);
export type TemplateKind = z.infer<typeof TemplateKind>;

/** What a template may name in braces. Words that name what a run does not have are left out. */
export const LETTER_NAMES = [
  'patient',
  'birthDate',
  'age',
  'sex',
  'protocol',
  'version',
  'date',
  'time',
  'delegate',
  'delegateProfession',
  'delegator',
  'doctor',
  'structure',
  'outcome',
] as const;
export type LetterName = (typeof LETTER_NAMES)[number];

const NAMES: readonly string[] = LETTER_NAMES;

const Words = Written(4000).check(
  z.refine((text) => [...text.matchAll(/\{([^{}]*)\}/g)].every(([, name = '']) => NAMES.includes(name)), {
    params: { accepted: `a text whose names in braces are among ${LETTER_NAMES.join(', ')}` },
  }),
);

/** A part of a letter that is made of the run itself. */
export const LetterSection = z.enum(['findings', 'alerts', 'reasons', 'outcome', 'prescription', 'request']);
export type LetterSection = z.infer<typeof LetterSection>;

/** One piece of a template: words with names in braces, or a part of the run under a heading, which is left out with it where there is nothing to say. */
export const LetterPiece = z.union([
  Exactly({ text: Words }),
  Exactly({ section: LetterSection, heading: z.optional(Words) }),
]);
export type LetterPiece = z.infer<typeof LetterPiece>;

/** How letters of one kind are written; of a protocol, before those of all. */
export const LetterTemplate = Exactly({
  kind: TemplateKind,
  protocol: z.optional(ProtocolKey),
  title: Written(200),
  pieces: z.array(LetterPiece).check(z.minLength(1), z.maxLength(60)),
});
export type LetterTemplate = z.infer<typeof LetterTemplate>;

const Line = Key.check(z.maxLength(120));

/** Who writes, at the head of each page. */
export const Letterhead = Exactly({
  name: Line,
  /** Lines of the address. A prescription needs it, and says « France » below. */
  address: z.array(Line).check(z.maxLength(5)),
  phone: z.optional(Phone),
  email: z.optional(Email),
  finess: z.optional(Finess),
  /** Where care is given, by the national list of sectors (TRE_R02); a practice of one professional when absent. */
  sector: z.optional(Exactly({ code: z.string().check(z.regex(/^SA\d{2}$/)), label: Line })),
  /** From which letters are sent by hand. */
  msSanteAddress: z.optional(Email),
  /** What stands at the foot of each page. */
  foot: z.optional(Written(300)),
});
export type Letterhead = z.infer<typeof Letterhead>;

/** Letterhead and templates of a structure. What has no template is written by ours. */
export const LetterSettings = Exactly({
  formatVersion: z.literal('relais-letters/1'),
  letterhead: Letterhead,
  templates: z.array(LetterTemplate).check(z.maxLength(100)),
});
export type LetterSettings = z.infer<typeof LetterSettings>;
