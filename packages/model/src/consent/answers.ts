import * as z from 'zod/mini';
import { Instant } from '../core/instant.ts';
import { ConsentCode, ConsentDecision, ConsentMethod } from './codes.ts';
import { ConsentRecord } from './proof.ts';
import { CreateReadingRequest } from './requests.ts';
import { ConsentText } from './text.ts';

/** A proof is kept; how many accesses that were open it has closed. */
export const ConsentRecorded = z.object({ id: z.string(), receivedAt: Instant, closedAccesses: z.int() });
export type ConsentRecorded = z.infer<typeof ConsentRecorded>;

export const PatientConsents = z.object({ records: z.array(ConsentRecord) });
export type PatientConsents = z.infer<typeof PatientConsents>;

/** A proof as the data protection officer sees it: that it is there, and nothing of what it says about care. */
export const ConsentLine = z.object({
  id: z.string(),
  patientId: z.string(),
  code: ConsentCode,
  decision: ConsentDecision,
  method: ConsentMethod,
  confirmedAt: Instant,
  receivedAt: Instant,
  collectedBy: z.string(),
  hash: z.string(),
});
export type ConsentLine = z.infer<typeof ConsentLine>;
export const ConsentLines = z.object({ consents: z.array(ConsentLine), next: z.optional(z.string()) });

export const ConsentAccessLine = z.object({
  id: z.string(),
  patientId: z.string(),
  code: ConsentCode,
  recipient: z.string(),
  openedAt: Instant,
  openedBy: z.string(),
  closedAt: z.optional(Instant),
});
export type ConsentAccessLine = z.infer<typeof ConsentAccessLine>;
export const ConsentAccessLines = z.object({ accesses: z.array(ConsentAccessLine), next: z.optional(z.string()) });

/** Of one decision in a quarter. A share of few people would say what each of them has decided, and is left out. */
export const ConsentRate = z.object({
  code: ConsentCode,
  /** Absent, with the shares, where fewer people were asked than it takes to show a number; so is each share of fewer people, and what would tell it. */
  asked: z.optional(z.int()),
  agreed: z.optional(z.number()),
  refused: z.optional(z.number()),
  withdrawn: z.optional(z.number()),
});
export type ConsentRate = z.infer<typeof ConsentRate>;
export const ConsentRates = z.object({ from: Instant, to: Instant, rates: z.array(ConsentRate) });
export type ConsentRates = z.infer<typeof ConsentRates>;

/** Whether a proof of this id and digest is kept here. Nothing of what it says. */
export const ConsentChecked = z.object({ known: z.boolean() });
export type ConsentChecked = z.infer<typeof ConsentChecked>;

/** An access as its recipient and carers see it. */
export const ConsentAccessState = z.object({
  id: z.string(),
  open: z.boolean(),
  openedAt: Instant,
  closedAt: z.optional(Instant),
});
export type ConsentAccessState = z.infer<typeof ConsentAccessState>;
export const NewConsentAccess = z.object({ ...ConsentAccessState.shape, token: z.string() });
export type NewConsentAccess = z.infer<typeof NewConsentAccess>;

export const ConsentReading = z.object({
  id: z.string(),
  text: CreateReadingRequest.shape.text,
  /** The text, its names filled in, then the same in other languages and forms; none when the structure has taken it away. */
  contents: z.array(ConsentText),
  /** From then on the link opens nothing. */
  expiresAt: Instant,
  readAt: z.optional(Instant),
  wantsToTalk: z.boolean(),
});
export type ConsentReading = z.infer<typeof ConsentReading>;
export const NewConsentReading = z.object({ id: z.string(), token: z.string(), expiresAt: Instant });
export type NewConsentReading = z.infer<typeof NewConsentReading>;

export const ConsentCodeSent = z.object({ id: z.string(), expiresAt: Instant });
/** `evidence`, of the right one, is the digest that the proof says, of kind `code`. */
export const ConsentCodeChecked = z.object({ right: z.boolean(), evidence: z.optional(z.string()) });
