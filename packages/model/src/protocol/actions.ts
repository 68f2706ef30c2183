import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { ProtocolKey, ProtocolText } from './evidence.ts';

/** How a run ends. */
export const RunOutcome = z.enum(['managedByDelegate', 'redirected', 'takeover', 'refused', 'abandoned']);
export type RunOutcome = z.infer<typeof RunOutcome>;

/** To whom a patient is redirected. */
export const RedirectionTarget = z.enum([
  'samu',
  'emergency',
  'generalPractitioner',
  'attendingDoctor',
  'specialist',
  'imaging',
  'dentist',
  'sosMedecins',
  'supportCoordinationService',
]);
export type RedirectionTarget = z.infer<typeof RedirectionTarget>;

/** Who is called for an alert. Where nobody delegates, that is the treating doctor or the doctor on duty. */
export const AlertRecipient = z.enum(['delegator', 'attendingDoctor', 'doctor']);
export type AlertRecipient = z.infer<typeof AlertRecipient>;

/** What the professional reads. */
const text = ProtocolText;

/** Shown in red at once, whatever else holds. */
export const UrgentAction = Exactly({ kind: z.literal('urgent'), target: RedirectionTarget, text });
/** The patient is not included, and is redirected. */
export const StopAction = Exactly({ kind: z.literal('stop'), target: RedirectionTarget, text });
/** Somebody is called. With a target the run ends there; without one the answer of who is called decides how it ends. */
export const AlertAction = Exactly({
  kind: z.literal('alert'),
  recipient: AlertRecipient,
  target: z.optional(RedirectionTarget),
  text,
});
/** Shows a term of the protocol as a figure. */
export const ScoreAction = Exactly({ kind: z.literal('score'), term: ProtocolKey, text });
/** How the run ends when nothing above holds; the first of them that holds gives it. */
export const OutcomeAction = Exactly({
  kind: z.literal('outcome'),
  outcome: RunOutcome,
  target: z.optional(RedirectionTarget),
  prescription: z.optional(ProtocolKey),
  text,
});
export const DocumentAction = Exactly({ kind: z.literal('document'), document: ProtocolKey, text });
export const ListAction = Exactly({
  kind: z.literal('list'),
  list: ProtocolText,
  priority: z.enum(['normal', 'high']),
  text,
});
/** When the patient is due again, in days after the run. */
export const NextDueAction = Exactly({
  kind: z.literal('nextDue'),
  afterDays: z.int().check(z.minimum(1), z.maximum(3660)),
  text,
});

/** What a rule does. Urgent goes before stop, stop before alert, alert before outcome. */
export const RuleAction = z.discriminatedUnion('kind', [
  UrgentAction,
  StopAction,
  AlertAction,
  ScoreAction,
  OutcomeAction,
  DocumentAction,
  ListAction,
  NextDueAction,
]);
export type RuleAction = z.infer<typeof RuleAction>;
export type OutcomeAction = z.infer<typeof OutcomeAction>;
