import type {
  AdverseEventSeverity,
  AdverseEventType,
  AlertAnswer,
  AlertKind,
  NonInclusionReason,
  PhotographType,
  PracticeRegime,
  Profession,
  ProtocolKind,
  RedirectionTarget,
  RunOutcome,
  VerdictLevel,
} from '@relais/model';

export interface RunTables {
  run: RunTable;
  run_alert: RunAlertTable;
  run_call: RunCallTable;
  run_comment: RunCommentTable;
  run_photograph: RunPhotographTable;
  satisfaction_period: SatisfactionPeriodTable;
  adverse_event: AdverseEventTable;
  non_inclusion: NonInclusionTable;
}

/** Kept so that the same one, sent again, is counted once. */
export interface NonInclusionTable {
  structure_id: string;
  /** Made by the client. */
  id: string;
  protocol_id: string;
  version: string;
  reason: NonInclusionReason;
  /** By the clock of the device. */
  said_at: number;
  actor: string;
}

export interface RunTable {
  structure_id: string;
  /** Made by the client. */
  id: string;
  protocol_id: string;
  version: string;
  /** Day of the start by the structure's calendar: parameters hold as they did then. */
  day: string;
  title: string;
  kind: ProtocolKind;
  regime: PracticeRegime | null;
  profession: Profession | null;
  silence_ms: number;
  training: number;
  patient_id: string;
  /** `RunPatient` as JSON. */
  patient: string;
  /** Who performs it, as events name them: a device of the development has no row among the professionals. */
  delegate_actor: string;
  delegate_id: string;
  /** In whose name. */
  delegator_id: string | null;
  /** Id of the proof it stands on. */
  consent_id: string | null;
  revision: number;
  state: 'open' | 'ended';
  /** By the device's clock, as far as that is known to be from ours, in seconds. */
  started_at: number;
  clock_offset: number | null;
  received_at: number;
  ended_at: number | null;
  updated_at: number;
  /** QuestionnaireResponse as JSON. */
  response: string | null;
  level: VerdictLevel | null;
  /** `RunEvaluation` of the server, as JSON. */
  evaluation: string | null;
  /** `RunReview` as JSON, once a person has to look at it. */
  review: string | null;
  outcome: RunOutcome | null;
  target: RedirectionTarget | null;
  countersigned_at: number | null;
  withdrawn_at: number | null;
  reviewed_at: number | null;
  reviewed_by: string | null;
  /** 1 where a review has said that it counts, 0 where it does not. */
  counts: number | null;
}

export interface RunAlertTable {
  structure_id: string;
  run_id: string;
  rule: string;
  kind: AlertKind;
  raised_at: number;
  acknowledged_at: number | null;
  /** When the next is to be called; absent where nobody is called for it, or any more. */
  due_at: number | null;
  answer: AlertAnswer | null;
  answered_by: string | null;
  answered_at: number | null;
  answered_through: 'page' | 'telephone' | null;
  emergency_at: number | null;
  lapsed_at: number | null;
}

export interface RunCallTable {
  structure_id: string;
  run_id: string;
  rule: string;
  /** From 1 on. */
  number: number;
  professional_id: string;
  at: number;
  /** Telephone that a message still goes to, and when it is tried next; both are gone once it has left or was given up. */
  message_to: string | null;
  message_due: number | null;
  message_attempts: number;
}

export interface RunCommentTable {
  structure_id: string;
  run_id: string;
  id: string;
  by: string;
  at: number;
  text: string;
}

/** What is shown of it is in `picture` and `description` alone: both go when it is taken back, and with what retention erases. */
export interface RunPhotographTable {
  structure_id: string;
  run_id: string;
  /** Made by the client. */
  id: string;
  item: string;
  description: string;
  type: PhotographType;
  bytes: number;
  width: number;
  height: number;
  sha256: string;
  /** In base 64. */
  picture: string | null;
  /** By the device's clock. */
  taken_at: number;
  attached_at: number;
  removed_at: number | null;
  withdrawn_at: number | null;
}

/** Makes the pseudonyms of those who state their satisfaction in a period; it goes with the period, and then nobody can make them again. */
export interface SatisfactionPeriodTable {
  structure_id: string;
  period: string;
  salt: string;
}

export interface AdverseEventTable {
  structure_id: string;
  id: string;
  protocol_id: string;
  run_id: string | null;
  type: AdverseEventType;
  severity: AdverseEventSeverity;
  occurred_on: string;
  declared_at: number;
  declared_by: string;
  description: string;
  done: string;
  analysis: string | null;
  closed_at: number | null;
}
