import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant } from '../core/instant.ts';
import { Key, Written } from '../core/written.ts';
import { Finess, Profession, Rpps } from '../people/index.ts';
import {
  ConsentChannel,
  ConsentCode,
  ConsentDecision,
  ConsentFormat,
  ConsentMethod,
  GiverCapacity,
  GiverVerification,
  IdentityStatus,
  InterpreterKind,
  PatientAssent,
  ProtectionRegime,
  ReferralReason,
} from './codes.ts';
import { LanguageTag, Sha256Hex, ZoneName } from './written.ts';

/** Made by the client, at random, and unique for ever: a telephone that was off for a week sends the same proof again under it. */
export const ProofId = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/));
export type ProofId = z.infer<typeof ProofId>;

const Name = Written(200);

export const ConsentPatient = Exactly({
  id: Key,
  identityStatus: IdentityStatus,
  /** In whole years on the day it is asked. */
  ageYears: z.int().check(z.minimum(0), z.maximum(140)),
  regime: ProtectionRegime,
});
export type ConsentPatient = z.infer<typeof ConsentPatient>;

export const ConsentGiver = Exactly({
  capacity: GiverCapacity,
  /** Of a representative; a patient is named by their id. */
  name: z.optional(Name),
  verification: z.optional(GiverVerification),
});
export type ConsentGiver = z.infer<typeof ConsentGiver>;

export const ConsentCollector = Exactly({
  name: Name,
  profession: Profession,
  role: z.optional(Key),
  rpps: z.optional(Rpps),
});
export type ConsentCollector = z.infer<typeof ConsentCollector>;

/** Somebody, or a kind of people, that something is shared with. */
export const ConsentRecipient = Exactly({ id: Key, label: Name });
export type ConsentRecipient = z.infer<typeof ConsentRecipient>;

/** What was drawn, typed or scanned is kept beside the proof, which says its digest: it can be erased in its time and the chain stand. */
export const ConsentEvidence = Exactly({
  kind: z.enum(['drawing', 'typedName', 'code', 'scan']),
  sha256: Sha256Hex,
});
export type ConsentEvidence = z.infer<typeof ConsentEvidence>;

/** Which text it is about; `sha256` is of what was shown, as `canonicalText` writes it. */
export const TextShown = Exactly({
  id: Key,
  version: Key,
  language: LanguageTag,
  format: ConsentFormat,
  sha256: Sha256Hex,
});
export type TextShown = z.infer<typeof TextShown>;

/** Where the text had been read before anybody asked: by which link, and when it was read to its end. */
export const ReadBeforehand = Exactly({ id: ProofId, readAt: Instant });
export type ReadBeforehand = z.infer<typeof ReadBeforehand>;

/** What is kept of a decision, before it is sealed. */
const draftShape = {
  formatVersion: z.literal('relais-consent-proof/1'),
  id: ProofId,
  code: ConsentCode,
  decision: ConsentDecision,
  /** Why: of an urgency exception it must be there, of a refusal or a withdrawal it may. */
  reason: z.optional(Written(1000)),
  referral: z.optional(Exactly({ reason: ReferralReason, doctor: Name })),
  patient: ConsentPatient,
  protocol: z.optional(Exactly({ id: Key, version: Key })),
  /** Of a decision that is made without one (withdrawal, urgency), the last that was shown, if there was any. */
  text: z.optional(TextShown),
  readBeforehand: z.optional(ReadBeforehand),
  givenBy: z.array(ConsentGiver).check(z.maxLength(2)),
  /** What the patient wants, where another decides. */
  assent: z.optional(PatientAssent),
  interpreter: Exactly({ kind: InterpreterKind, name: z.optional(Name) }),
  collectedBy: ConsentCollector,
  structure: Exactly({ name: Name, finess: z.optional(Finess) }),
  channel: ConsentChannel,
  method: ConsentMethod,
  evidence: z.optional(ConsentEvidence),
  /** When all had been said; when it was asked first; when it was asked again and decided. */
  informedAt: z.optional(Instant),
  firstAskedAt: z.optional(Instant),
  confirmedAt: Instant,
  zone: ZoneName,
  /** What is known of how far the device's clock is from the server's, in seconds. */
  clockOffset: z.optional(z.int().check(z.minimum(-100_000_000), z.maximum(100_000_000))),
  validFrom: Instant,
  validUntil: z.optional(Instant),
  scope: Exactly({
    /** The one run it is for; without it, all until `validUntil`. */
    runId: z.optional(Key),
    /** An act that both parents decide. */
    serious: z.optional(z.boolean()),
    acts: z.optional(z.array(Name).check(z.maxLength(50))),
    recipients: z.optional(z.array(ConsentRecipient).check(z.maxLength(50))),
    dataCategories: z.optional(z.array(Name).check(z.maxLength(50))),
  }),
} as const;

export const ConsentDraft = Exactly(draftShape);
export type ConsentDraft = z.infer<typeof ConsentDraft>;

/**
 * Digests of the parts of a proof, so that a change says where it is, and of all of them. `order` is of the place in the patient's chain.
 */
export const ConsentSeal = Exactly({
  text: Sha256Hex,
  time: Sha256Hex,
  order: Sha256Hex,
  rest: Sha256Hex,
  hash: Sha256Hex,
});
export type ConsentSeal = z.infer<typeof ConsentSeal>;

/** What is kept of a decision, for good: nothing of it is ever changed, a withdrawal is another one. */
export const ConsentProof = Exactly({
  ...draftShape,
  /** Place in the chain of what this device knew of the patient's proofs, from 1. */
  sequence: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  previous: z.nullable(Exactly({ id: ProofId, hash: Sha256Hex })),
  seal: ConsentSeal,
});
export type ConsentProof = z.infer<typeof ConsentProof>;

/** Longer than any text of ours with all its names filled in. */
export const LONGEST_TEXT = 60_000;

/** A proof with the exact text that was shown. */
export const ConsentRecord = Exactly({
  proof: ConsentProof,
  text: z.optional(z.string().check(z.maxLength(LONGEST_TEXT))),
});
export type ConsentRecord = z.infer<typeof ConsentRecord>;

/** The proofs of one patient in their order, as they are taken away and checked. */
export const ConsentFile = Exactly({
  formatVersion: z.literal('relais-consents/1'),
  records: z.array(ConsentRecord).check(z.minLength(1), z.maxLength(10_000)),
});
export type ConsentFile = z.infer<typeof ConsentFile>;
