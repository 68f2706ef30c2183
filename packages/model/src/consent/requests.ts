import * as z from 'zod/mini';
import { Key, Written } from '../core/written.ts';
import { Phone } from '../people/index.ts';
import { ConsentCode, ConsentFormat } from './codes.ts';
import { ConsentProof, ConsentRecipient, ConsentRecord, ProofId } from './proof.ts';
import { LanguageTag } from './written.ts';

/** Of a drawing, or of a scanned sheet, in base 64. */
export const LARGEST_EVIDENCE = 600_000;

/** `POST …/consents`: a proof, the text that was shown, and what was drawn or scanned, whose digest the proof says. */
export const RecordConsentRequest = z.object({
  ...ConsentRecord.shape,
  evidence: z.optional(z.string().check(z.maxLength(LARGEST_EVIDENCE))),
});
export type RecordConsentRequest = z.infer<typeof RecordConsentRequest>;

/** `POST …/consent-accesses`: somebody else may look at what concerns a patient, as far as the patient lets them. */
export const OpenAccessRequest = z.object({
  id: ProofId,
  code: z.enum(['exchangeWithCarers', 'shareOutsideTeam']),
  patientId: Key,
  recipient: ConsentRecipient,
  protocol: ConsentProof.shape.protocol,
});
export type OpenAccessRequest = z.infer<typeof OpenAccessRequest>;

/** What stands for a name in braces of a text. */
const TextValue = Written(200);

/** `POST …/consent-readings`: a text to be read beforehand on somebody's own telephone. Nothing says who reads it. */
export const CreateReadingRequest = z.object({
  id: ProofId,
  text: z.object({ id: Key, version: Key, language: LanguageTag, format: ConsentFormat, code: ConsentCode }),
  values: z.optional(z.record(z.string().check(z.regex(/^[a-zA-Z]{1,40}$/)), TextValue)),
});
export type CreateReadingRequest = z.infer<typeof CreateReadingRequest>;

/** `POST …/consent-readings/{reading}/done`. */
export const FinishReadingRequest = z.object({ wantsToTalk: z.optional(z.boolean()) });
export type FinishReadingRequest = z.infer<typeof FinishReadingRequest>;

/** `POST …/consent-codes`: six digits are sent to a telephone, and typed in by whoever holds it. */
export const SendCodeRequest = z.object({ id: ProofId, phone: Phone, language: z.optional(z.enum(['fr', 'en'])) });
export type SendCodeRequest = z.infer<typeof SendCodeRequest>;

/** `POST …/consent-codes/{code}/check`. */
export const CheckCodeRequest = z.object({ digits: z.string().check(z.regex(/^\d{6}$/)) });
export type CheckCodeRequest = z.infer<typeof CheckCodeRequest>;
