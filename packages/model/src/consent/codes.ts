import * as z from 'zod/mini';

/**
 * What is decided, each apart and never in one box. Two kinds that the law tells apart: a consent (nothing without it) and an information with
 * a right to object (L.1110-4 II of the Code de la santé publique: carers of the same patient may exchange unless the patient objects; L.1110-4 III:
 * those outside the care team need a consent). `photograph` is ours: to be photographed for one’s care is decided apart from the care.
 */
export const ConsentCode = z.enum([
  'careByProtocol',
  'careByOwnCompetence',
  'photograph',
  'exchangeWithCarers',
  'shareOutsideTeam',
  'shareWithinTeam',
  'reuseForSteering',
]);
export type ConsentCode = z.infer<typeof ConsentCode>;

/**
 * What a proof says was decided. `referredToDoctor` is ours: what software must not decide (a child who opposes, parents who disagree, a secret
 * that a minor asks for) goes to a doctor, and that it went there is kept in the same chain.
 */
export const ConsentDecision = z.enum([
  'given',
  'refused',
  'withdrawn',
  'expired',
  'urgencyException',
  'informed',
  'objected',
  'referredToDoctor',
]);
export type ConsentDecision = z.infer<typeof ConsentDecision>;

/** How the law protects the patient: safeguard (sauvegarde), curatorship (curatelle), and guardianship (tutelle) of the person or of property alone. */
export const ProtectionRegime = z.enum([
  'none',
  'safeguard',
  'curatorship',
  'guardianshipOfProperty',
  'guardianshipOfPerson',
]);
export type ProtectionRegime = z.infer<typeof ProtectionRegime>;

/** Who gives it. `parent`: somebody who holds parental authority; `guardian`: with the representation of the person. */
export const GiverCapacity = z.enum(['patient', 'parent', 'guardian', 'legalRepresentative']);
export type GiverCapacity = z.infer<typeof GiverCapacity>;

/** How it was checked that a representative is who they say. */
export const GiverVerification = z.enum(['identityDocument', 'familyRecordBook', 'courtDecision', 'known', 'declared']);
export type GiverVerification = z.infer<typeof GiverVerification>;

/** The will of a minor or of a protected adult for whom somebody else decides. */
export const PatientAssent = z.enum(['agrees', 'opposes', 'notAble', 'notSought']);
export type PatientAssent = z.infer<typeof PatientAssent>;

export const InterpreterKind = z.enum(['none', 'person', 'service', 'relative']);
export type InterpreterKind = z.infer<typeof InterpreterKind>;

export const ConsentMethod = z.enum(['oral', 'drawnSignature', 'oneTimeCode', 'paper']);
export type ConsentMethod = z.infer<typeof ConsentMethod>;

export const ConsentChannel = z.enum(['onSite', 'phone', 'video', 'home']);
export type ConsentChannel = z.infer<typeof ConsentChannel>;

/** Standing of the national identity (INS) of the patient. */
export const IdentityStatus = z.enum(['provisional', 'recovered', 'validated', 'qualified']);
export type IdentityStatus = z.infer<typeof IdentityStatus>;

/** Why a doctor is called instead of a decision. */
export const ReferralReason = z.enum([
  'childOpposes',
  'parentsDisagree',
  'minorAsksSecrecy',
  'cannotUnderstand',
  'other',
]);
export type ReferralReason = z.infer<typeof ReferralReason>;

/** `easyToRead`: facile à lire et à comprendre (FALC). */
export const ConsentFormat = z.enum(['plain', 'easyToRead', 'audio', 'translated']);
export type ConsentFormat = z.infer<typeof ConsentFormat>;
