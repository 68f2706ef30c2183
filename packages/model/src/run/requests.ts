import * as z from 'zod/mini';
import { IdentityStatus } from '../consent/index.ts';
import { Exactly } from '../core/exactly.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { Key, Written } from '../core/written.ts';
import { AttendingDoctorStatus, PersonName, Sex } from '../people/index.ts';
import { ProtocolKey, RedirectionTarget, RunOutcome } from '../protocol/index.ts';
import { AdverseEventSeverity, AdverseEventType } from './adverse-event.ts';
import { LARGEST_PHOTOGRAPH } from './photograph.ts';
import { AlertAnswer, RunEvaluation } from './run.ts';

/** Of four, so that nobody stays in the middle. */
export const SatisfactionLevel = z.enum(['veryDissatisfied', 'dissatisfied', 'satisfied', 'verySatisfied']);
export type SatisfactionLevel = z.infer<typeof SatisfactionLevel>;

/** Made by the client, at random, and unique for ever. */
export const RunId = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/));
export type RunId = z.infer<typeof RunId>;

/** Who is cared for, as the host's record has them. */
export const RunPatient = Exactly({
  id: Key,
  identityStatus: IdentityStatus,
  familyName: z.optional(PersonName),
  givenName: z.optional(PersonName),
  birthDate: z.optional(PlainDate),
  /** In whole years on the day of the run. */
  ageYears: z.int().check(z.minimum(0), z.maximum(140)),
  sex: z.optional(Sex),
  commune: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
  attendingDoctor: z.optional(AttendingDoctorStatus),
  /** Whether a long-term illness is covered (ALD). */
  longTermIllness: z.optional(z.boolean()),
});
export type RunPatient = z.infer<typeof RunPatient>;

/** An instant of the device, and what is known of how far its clock is from the server's, in seconds. */
const clockOffset = z.optional(z.int().check(z.minimum(-100_000_000), z.maximum(100_000_000)));

export const StartRun = Exactly({
  id: RunId,
  protocol: ProtocolKey,
  version: z.string().check(z.minLength(1), z.maxLength(40)),
  patient: RunPatient,
  startedAt: Instant,
  clockOffset,
  /** To learn by: nobody is called, and it counts nowhere. */
  training: z.optional(z.boolean()),
  /** It began without the server: care that has happened is kept whatever was missing, for review. */
  unconnected: z.optional(z.boolean()),
});
export type StartRun = z.infer<typeof StartRun>;

/** Why a patient is not included: a criterion speaks against it, or they want neither the protocol nor the consent. */
export const NonInclusionReason = z.enum(['notEligible', 'patientRefused', 'consentRefused']);
export type NonInclusionReason = z.infer<typeof NonInclusionReason>;

/** A patient whom no run was begun for. Nothing says who. */
export const RecordNonInclusion = Exactly({
  id: RunId,
  protocol: ProtocolKey,
  version: z.string().check(z.minLength(1), z.maxLength(40)),
  reason: NonInclusionReason,
  decidedAt: Instant,
});
export type RecordNonInclusion = z.infer<typeof RecordNonInclusion>;

/** A FHIR R4 QuestionnaireResponse; the questionnaire engine reads it. */
export const RunResponse = z.looseObject({ resourceType: z.literal('QuestionnaireResponse') });
export type RunResponse = z.infer<typeof RunResponse>;

/** How long the device kept what it could not send, in seconds, by its own clock alone: whether that is right does not matter. */
const keptSeconds = z.optional(z.int().check(z.minimum(0), z.maximum(100_000_000)));

const revision = z.int().check(z.minimum(1), z.maximum(1_000_000_000));

export const SaveRunAnswers = Exactly({
  /** Of the run as its page has it. */
  revision,
  response: RunResponse,
  /** What the page's own rules say of these answers. */
  evaluation: RunEvaluation,
  keptSeconds,
});
export type SaveRunAnswers = z.infer<typeof SaveRunAnswers>;

export const AcknowledgeAlert = Exactly({ rule: ProtocolKey, keptSeconds });
export type AcknowledgeAlert = z.infer<typeof AcknowledgeAlert>;

export const AnswerAlert = Exactly({
  rule: ProtocolKey,
  answer: AlertAnswer,
  /** Who said so on the telephone; whoever asks answers themselves when absent. */
  saidBy: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
  keptSeconds,
});
export type AnswerAlert = z.infer<typeof AnswerAlert>;

/** Why a run came to nothing. That the consent was withdrawn the server says itself. */
export const AbandonReason = z.enum(['patientLeft', 'interrupted', 'technical', 'other']);
export type AbandonReason = z.infer<typeof AbandonReason>;

export const EndRun = Exactly({
  revision,
  outcome: RunOutcome,
  target: z.optional(RedirectionTarget),
  reason: z.optional(AbandonReason),
  endedAt: Instant,
  clockOffset,
  /** After an alert the délégant has done an act of her own, as a prescription. */
  delegatorActed: z.optional(z.boolean()),
  /** An ordinary act of the délégué is charged the same day, where the protocol's tariff excludes that. */
  ordinaryAct: z.optional(z.boolean()),
});
export type EndRun = z.infer<typeof EndRun>;

export const CountersignRuns = Exactly({ runs: z.array(RunId).check(z.minLength(1), z.maxLength(200)) });
export type CountersignRuns = z.infer<typeof CountersignRuns>;

export const CommentRun = Exactly({ id: RunId, text: Written(4000) });
export type CommentRun = z.infer<typeof CommentRun>;

/** The picture in base 64, as its bytes are: nothing of it but the picture, neither place nor device. */
const Base64Picture = z
  .string()
  .check(z.maxLength(Math.ceil(LARGEST_PHOTOGRAPH / 3) * 4), z.regex(/^[A-Za-z0-9+/]+={0,2}$/));

export const AttachPhotograph = Exactly({
  id: RunId,
  /** The question it goes with, as the protocol says. */
  item: ProtocolKey,
  description: Written(500),
  takenAt: Instant,
  picture: Base64Picture,
});
export type AttachPhotograph = z.infer<typeof AttachPhotograph>;

/** A person has looked at a run that was to be reviewed. */
export const ReviewRun = Exactly({ counts: z.boolean() });
export type ReviewRun = z.infer<typeof ReviewRun>;

/** How content a professional is with a protocol, in their part of it. */
export const StateSatisfaction = Exactly({
  protocol: ProtocolKey,
  part: z.enum(['delegate', 'delegator']),
  level: SatisfactionLevel,
});
export type StateSatisfaction = z.infer<typeof StateSatisfaction>;

export const DeclareAdverseEvent = Exactly({
  id: RunId,
  protocol: ProtocolKey,
  run: z.optional(RunId),
  type: AdverseEventType,
  severity: AdverseEventSeverity,
  occurredOn: PlainDate,
  description: Written(4000),
  /** What was done at once. */
  done: Written(4000),
});
export type DeclareAdverseEvent = z.infer<typeof DeclareAdverseEvent>;

export const AnalyseAdverseEvent = Exactly({
  analysis: Written(8000),
  /** Nothing more is to be done about it. */
  closed: z.optional(z.boolean()),
});
export type AnalyseAdverseEvent = z.infer<typeof AnalyseAdverseEvent>;
