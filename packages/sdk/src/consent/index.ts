// Consents: proofs are made, checked and judged in the page, with or without a backend to keep them (`createConsents`).
export {
  canonicalText,
  consentBundle,
  DraftIncompleteError,
  fillText,
  judgeProof,
  mayAccess,
  printedCode,
  readConsentCode,
  recordsOfBundle,
  shownText,
  standingOf,
  TextIncompleteError,
  topicsLeftOut,
  URGENCY_MS,
  writeConsentFile,
} from '@relais/engine/consent';
export type {
  ConsentAccess,
  ConsentAnchor,
  ConsentBundle,
  ConsentFault,
  ConsentQuestion,
  ConsentStanding,
  ConsentState,
  ConsentVerification,
  ProofGap,
  TextValues,
  TextVersion,
} from '@relais/engine/consent';
export { CONSENT_KINDS, SIGNATURE_LEVELS } from '@relais/model';
export type {
  ConsentCode,
  ConsentCollector,
  ConsentDecision,
  ConsentDraft,
  ConsentEvidence,
  ConsentGiver,
  ConsentMethod,
  ConsentPatient,
  ConsentPoint,
  ConsentProof,
  ConsentRecipient,
  ConsentRecord,
  ConsentText,
  GiverCapacity,
  GiverVerification,
  InterpreterKind,
  PatientAssent,
  ProtectionRegime,
  ReaderWords,
  ReferralReason,
} from '@relais/model';
export { createConsents } from './consents.ts';
export type { AccessHandlers, ConsentLink, Consents, ReadingLink, ResumedConsent } from './consents.ts';
export { randomId as createConsentId } from '../core/bytes.ts';
export { sealConsent, verifyConsent } from './proofs.ts';
export { sha256 } from './sha256.ts';
