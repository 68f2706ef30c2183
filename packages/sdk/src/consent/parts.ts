// Consents as they are asked: no schema, no digest and no client comes along. What makes, checks and weighs proofs is `proofs.ts`.
export { fillText, TextIncompleteError } from '@relais/engine/consent/parts';
export type {
  ConsentQuestion,
  ConsentStanding,
  ConsentState,
  ProofGap,
  TextValues,
  TextVersion,
} from '@relais/engine/consent/parts';
export { CONSENT_KINDS, SIGNATURE_LEVELS } from '@relais/model/consent/kinds';
export type {
  ConsentAccessState,
  ConsentChannel,
  ConsentCode,
  ConsentCollector,
  ConsentDecision,
  ConsentDraft,
  ConsentEvidence,
  ConsentFormat,
  ConsentGiver,
  ConsentIdea,
  ConsentMethod,
  ConsentPatient,
  ConsentPoint,
  ConsentProof,
  ConsentReading,
  ConsentRecipient,
  ConsentRecord,
  ConsentText,
  GiverCapacity,
  GiverVerification,
  IdentityStatus,
  InterpreterKind,
  PatientAssent,
  ProtectionRegime,
  ReaderWords,
  ReferralReason,
} from '@relais/model';
