import * as z from 'zod/mini';
import { Instant, PlainDate } from '../core/instant.ts';
import { Profession } from '../people/index.ts';
import {
  Mission,
  PracticeRegime,
  ProtocolKind,
  RedirectionTarget,
  RunOutcome,
  VerdictLevel,
} from '../protocol/index.ts';
import { AdverseEventSeverity, AdverseEventType } from './adverse-event.ts';
import { ObstacleKind } from './answers.ts';
import { AbandonReason, NonInclusionReason, SatisfactionLevel } from './requests.ts';
import { AlertAnswer, AlertKind } from './run.ts';

/** What figures are split by. A run to learn by is marked and counted apart. */
const dimensions = {
  protocol: z.string(),
  protocolVersion: z.string(),
  kind: ProtocolKind,
  regime: z.optional(PracticeRegime),
  profession: z.optional(Profession),
  training: z.optional(z.literal(true)),
};

/** `delegator`: a reprise, done on the délégué's call. */
const RunAct = z.object({ by: z.enum(['delegate', 'delegator']), type: z.string() });

/** What a run is paid, in cents, by the tariff of its protocol: to the team as a whole, or to each part. */
const RunAmount = z.object({ to: z.enum(['team', 'delegate', 'delegator']), cents: z.int() });

const alert = { rule: z.string(), kind: AlertKind };
const seconds = z.int();
/** Seconds that were taken from what the device’s clock said, for which the run is to be reviewed. */
const clockCorrected = z.optional(z.int());

/** What happens to runs; the subject of a row is the run's id, of an adverse event its own. Rules by their numbers; no answer, no words. */
export const runEvents = {
  'run.started': z.object({
    ...dimensions,
    startedAt: Instant,
    delegator: z.optional(z.string()),
    consent: z.optional(z.string()),
    /** Whether the délégué's certificate holds that day; absent where no training is asked for. */
    certified: z.optional(z.boolean()),
    /** FINESS of where the délégué is employed. */
    employer: z.optional(z.string()),
    mission: z.optional(Mission),
    /** The season or crisis in which it was open, where the protocol has any. */
    activation: z.optional(z.enum(['season', 'crisis'])),
    /** Why it is to be reviewed, if it began without the server. */
    missing: z.optional(z.array(ObstacleKind)),
    clockCorrected,
  }),
  /** Found before anything began; it names no patient. */
  'non-inclusion.recorded': z.object({
    ...dimensions,
    reason: NonInclusionReason,
    decidedAt: Instant,
    clockCorrected,
  }),
  'run.saved': z.object({ revision: z.int(), level: VerdictLevel }),
  'run.review-needed': z.object({ differences: z.array(z.string()) }),
  // An instant is told where the device could not send it then, and the row came later.
  'run.alert-raised': z.object({ ...alert, raisedAt: z.optional(Instant) }),
  'run.alert-lapsed': z.object(alert),
  'run.alert-called': z.object({ ...alert, professional: z.string(), waitsUntil: Instant }),
  'run.alert-unanswered': z.object(alert),
  'run.alert-acknowledged': z.object({ ...alert, seconds, acknowledgedAt: z.optional(Instant) }),
  'run.alert-answered': z.object({
    ...alert,
    answer: AlertAnswer,
    professional: z.string(),
    by: z.enum(['page', 'telephone']),
    seconds,
    answeredAt: z.optional(Instant),
  }),
  'run.ended': z.object({
    ...dimensions,
    revision: z.int(),
    startedAt: Instant,
    endedAt: Instant,
    outcome: RunOutcome,
    target: z.optional(RedirectionTarget),
    reason: z.optional(z.enum([...AbandonReason.options, 'withdrawn'])),
    level: z.optional(VerdictLevel),
    rules: z.array(z.string()),
    acts: z.array(RunAct),
    amounts: z.optional(z.array(RunAmount)),
    needsReview: z.optional(z.literal(true)),
    clockCorrected,
  }),
  'run.countersigned': z.object({}),
  'run.commented': z.object({ comment: z.string() }),
  /** A picture has come to the run: which, how large, and the digest of its base 64. */
  'run.photograph-attached': z.object({ photograph: z.string(), sha256: z.string(), bytes: z.int() }),
  'run.photograph-removed': z.object({ photograph: z.string() }),
  /** The patient has taken back the consent to all there are. */
  'run.photographs-withdrawn': z.object({ consent: z.string() }),
  'run.photograph-read': z.object({ photograph: z.string(), as: z.enum(['delegate', 'delegator']) }),
  /** Of a run that was to be reviewed: whether it counts from now on. */
  'run.reviewed': z.object({ counts: z.boolean() }),
  /** The subject is a pseudonym that lives for the period alone; the last of a subject counts. */
  'satisfaction.stated': z.object({
    protocol: z.string(),
    part: z.enum(['delegate', 'delegator']),
    level: SatisfactionLevel,
    period: z.string(),
  }),
  'run.withdrawn': z.object({ consent: z.string() }),
  'run.read': z.object({ as: z.enum(['delegate', 'delegator']) }),
  'run.read-refused': z.object({}),
  'adverse-event.declared': z.object({
    protocol: z.string(),
    run: z.optional(z.string()),
    type: AdverseEventType,
    severity: AdverseEventSeverity,
    occurredOn: PlainDate,
  }),
  'adverse-event.analysed': z.object({ closed: z.boolean() }),
} as const;
