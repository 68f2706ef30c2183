export { OutcomeRefusedError, RunChangedError, RunNotStartableError } from './errors.ts';
export { createRuns } from './runs.ts';
export { isAway, linkOf } from '../core/index.ts';
export type { ResumedRun } from './run-writes.ts';
export type { RunAt, RunHandlers, Runs } from './runs.ts';
export { endQuestions, endRefusals, evaluationOf, outcomeOfAnswer, readGs1, silenceOf } from '@relais/engine/run';
export type { EndQuestion, EndRefusal, Gs1Code, RunEnd } from '@relais/engine/run';
export { readPicture, withoutMetadata } from '@relais/engine/run';
export { LARGEST_PHOTOGRAPH, MOST_PHOTOGRAPHS } from '@relais/model';
export type {
  AdverseEvent,
  AlertAnswer,
  AttachPhotograph,
  NonInclusionReason,
  RecordNonInclusion,
  Run,
  RunAccess,
  RunAlert,
  RunEvaluation,
  RunLine,
  RunList,
  RunComment,
  RunProtocol,
  RunObstacle,
  RunPatient,
  RunPhotograph,
  RunResponse,
  RunState,
  SatisfactionLevel,
} from '@relais/model';
