import * as z from 'zod/mini';
import { Instant } from '../core/instant.ts';
import { PracticeRegime, ProtocolKind, RedirectionTarget, RunOutcome, VerdictLevel } from '../protocol/index.ts';
import { Mender, MissingKind } from '../team/index.ts';
import { RunPhotograph } from './photograph.ts';
import { RunPatient, RunResponse } from './requests.ts';
import { RunAlert, RunEvaluation } from './run.ts';

/** What keeps a run from starting. */
export const ObstacleKind = z.enum([
  ...MissingKind.options,
  'consentMissing',
  'consentRefused',
  'consentWithdrawn',
  'otherVersion',
]);
export type ObstacleKind = z.infer<typeof ObstacleKind>;

/** One thing that keeps a run from starting, and who can mend it. */
export const RunObstacle = z.object({
  what: ObstacleKind,
  mender: z.enum([...Mender.options, 'patient']),
  /** From when on it is there by itself, where that is planned. */
  from: z.optional(z.string()),
  since: z.optional(z.string()),
});
export type RunObstacle = z.infer<typeof RunObstacle>;

/** Why a person has to look at a run before it counts. */
export const RunReview = z.object({
  /** What page and server did not say alike, and both. */
  differences: z.optional(
    z.object({
      on: z.array(z.enum(['level', 'rules', 'outcome', 'target', 'missing'])),
      page: RunEvaluation,
      server: RunEvaluation,
    }),
  ),
  /** It began without the server, and this was missing. */
  missing: z.optional(z.array(ObstacleKind)),
  /** What the clock of its device said, which cannot be: `startedAt` and `endedAt` of the run are put right. */
  clock: z.optional(z.object({ startedAt: z.optional(Instant), endedAt: z.optional(Instant) })),
  /** A person has looked: whether the run counts from then on. */
  resolved: z.optional(z.object({ at: Instant, by: z.string(), counts: z.boolean() })),
});
export type RunReview = z.infer<typeof RunReview>;

/** What a délégant says of a run, or its délégué answers. */
export const RunComment = z.object({ id: z.string(), by: z.string(), at: Instant, text: z.string() });
export type RunComment = z.infer<typeof RunComment>;

/** Somebody a run names. */
export const RunPerson = z.object({ professional: z.string(), familyName: z.string(), givenName: z.string() });
export type RunPerson = z.infer<typeof RunPerson>;

const line = {
  id: z.string(),
  protocol: z.string(),
  version: z.string(),
  title: z.string(),
  kind: ProtocolKind,
  regime: z.optional(PracticeRegime),
  revision: z.int(),
  state: z.enum(['open', 'ended']),
  training: z.boolean(),
  patient: RunPatient,
  startedAt: Instant,
  receivedAt: Instant,
  endedAt: z.optional(Instant),
  delegate: z.string(),
  /** In whose name it is done: the first on call when it began, then whoever answered an alert. */
  delegator: z.optional(z.string()),
  level: z.optional(VerdictLevel),
  alerts: z.array(RunAlert),
  outcome: z.optional(RunOutcome),
  target: z.optional(RedirectionTarget),
  needsReview: z.boolean(),
  countersignedAt: z.optional(Instant),
  /** The patient has withdrawn: nobody but those who did it reads it any more. */
  withdrawnAt: z.optional(Instant),
};

/** A run in a list. */
export const RunLine = z.object(line);
export type RunLine = z.infer<typeof RunLine>;

/** A protocol, and what somebody is in it today. */
export const RunProtocol = z.object({
  id: z.string(),
  title: z.string(),
  parts: z.array(z.enum(['delegate', 'delegator'])),
});
export type RunProtocol = z.infer<typeof RunProtocol>;

/** Answer of `GET …/runs`: what whoever asks has a part in: open, of the last seven days, or waiting for a countersignature; the latest first. */
export const RunList = z.object({
  sequence: z.number(),
  runs: z.array(RunLine),
  people: z.array(RunPerson),
  /** Whoever asks, as runs name them. */
  you: z.string(),
  /** Protocols they have something to do with, and their parts in each; none in one they run in their own right. */
  protocols: z.array(RunProtocol),
});
export type RunList = z.infer<typeof RunList>;

/** What a write on a run comes to. Nothing of the patient and no answer of theirs: what is kept under keys is kept apart from records. */
export const RunState = z.object({
  id: line.id,
  revision: line.revision,
  state: line.state,
  level: line.level,
  alerts: line.alerts,
  people: z.array(RunPerson),
  delegator: line.delegator,
  outcome: line.outcome,
  target: line.target,
  review: z.optional(RunReview),
});
export type RunState = z.infer<typeof RunState>;

/** A run with its answers, for those who care for the patient. */
export const Run = z.object({
  ...line,
  people: z.array(RunPerson),
  consent: z.optional(z.string()),
  response: z.optional(RunResponse),
  evaluation: z.optional(RunEvaluation),
  review: z.optional(RunReview),
  comments: z.array(RunComment),
  /** Those that whoever asks may see; absent where there is none. */
  photographs: z.optional(z.array(RunPhotograph)),
});
export type Run = z.infer<typeof Run>;

/** A look at a run: who, as what, or that it was refused. Nothing of the patient: who protects data reads that somebody has looked, not at whom. */
export const RunAccess = z.object({
  sequence: z.number(),
  at: Instant,
  run: z.string(),
  actor: z.string(),
  /** `letters`: at what leaves it. `photograph`: at a photograph of it. */
  as: z.enum(['delegate', 'delegator', 'letters', 'photograph', 'refused']),
});
export type RunAccess = z.infer<typeof RunAccess>;

/** Answer of `GET …/run-accesses`, the latest first; `next` asks for what came before. */
export const RunAccesses = z.object({ accesses: z.array(RunAccess), next: z.optional(z.string()) });
export type RunAccesses = z.infer<typeof RunAccesses>;
