import { writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import type { Role } from '../core/roles.ts';
import {
  AcknowledgeAlert,
  AnalyseAdverseEvent,
  AnswerAlert,
  AttachPhotograph,
  CommentRun,
  CountersignRuns,
  DeclareAdverseEvent,
  EndRun,
  RecordNonInclusion,
  ReviewRun,
  SaveRunAnswers,
  StartRun,
  StateSatisfaction,
} from './requests.ts';
import * as routes from './routes.ts';

/** Who may have a part in a run; whether they have one in this run, the subject's policy says. Never the coordinator, nor the administrator. */
const carers = ['delegate', 'delegator'] as const satisfies readonly Role[];
const refusals = ['invalid-request', 'unauthenticated', 'forbidden', ...writeProblems] as const;
/** A response to the longest questionnaire that is shipped takes a tenth of it. */
const LARGEST_RESPONSE = 512 * 1024;

/** The largest picture in base 64, and the words beside it. */
const LARGEST_ATTACHMENT = 1536 * 1024;

export const runOperations = {
  startRun: {
    ...routes.startRun,
    summary: 'Start a run of a protocol; refused, with what is missing and who can mend it, unless everything is there',
    access: { roles: ['delegate'], partial: true },
    body: StartRun,
    problems: [...refusals, 'not-found', 'run-not-startable', 'run-id-taken'],
  },
  recordNonInclusion: {
    ...routes.recordNonInclusion,
    summary: 'Record that a patient was not included, so that it is counted; nothing says who',
    access: { roles: ['delegate'], partial: true },
    body: RecordNonInclusion,
    problems: [...refusals, 'not-found', 'run-id-taken'],
  },
  listRuns: {
    ...routes.listRuns,
    summary:
      'Runs that whoever asks has a part in: open ones, those of the last seven days and those to be countersigned',
    access: { roles: carers, partial: true },
    problems: ['unauthenticated', 'forbidden'],
  },
  readRun: {
    ...routes.readRun,
    summary: 'A run with its answers, for those who care for the patient; each look is in the log',
    access: { roles: carers, partial: true },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  saveRunAnswers: {
    ...routes.saveRunAnswers,
    summary: 'Keep the answers of a run; its rules are asked again, and alerts call a délégant',
    access: { roles: ['delegate'], partial: true },
    body: SaveRunAnswers,
    largestBody: LARGEST_RESPONSE,
    problems: [...refusals, 'not-found', 'run-changed', 'run-ended'],
  },
  acknowledgeAlert: {
    ...routes.acknowledgeAlert,
    summary: 'Say that an alert has been seen',
    access: { roles: ['delegate'], partial: true },
    body: AcknowledgeAlert,
    problems: [...refusals, 'not-found'],
  },
  answerAlert: {
    ...routes.answerAlert,
    summary: 'Answer an alert as the délégant who was called, or take down what she said on the telephone',
    access: { roles: carers, partial: true },
    body: AnswerAlert,
    problems: [...refusals, 'not-found', 'alert-settled'],
  },
  endRun: {
    ...routes.endRun,
    summary: 'End a run; no good end beside an alert that nobody has seen or answered, or a question left out',
    access: { roles: ['delegate'], partial: true },
    body: EndRun,
    problems: [...refusals, 'not-found', 'run-changed', 'run-ended', 'outcome-refused'],
  },
  countersignRuns: {
    ...routes.countersignRuns,
    summary: 'Countersign runs that were done in the name of whoever asks, all or none',
    access: { roles: ['delegator'], partial: true },
    body: CountersignRuns,
    problems: [...refusals, 'not-found'],
  },
  commentRun: {
    ...routes.commentRun,
    summary: 'Say something of a run, to those who have a part in it',
    access: { roles: carers, partial: true },
    body: CommentRun,
    problems: [...refusals, 'not-found', 'run-id-taken'],
  },
  attachPhotograph: {
    ...routes.attachPhotograph,
    summary: 'Attach a photograph to a run, where its protocol says so and a consent covers it',
    access: { roles: ['delegate'], partial: true },
    body: AttachPhotograph,
    largestBody: LARGEST_ATTACHMENT,
    problems: [
      ...refusals,
      'not-found',
      'run-id-taken',
      'run-ended',
      'photograph-not-asked',
      'photograph-consent-missing',
      'photograph-consent-refused',
      'photographs-too-many',
    ],
  },
  readPhotograph: {
    ...routes.readPhotograph,
    summary: 'A photograph of a run, as JPEG, PNG or WebP, for those who care for the patient; each look is in the log',
    access: { roles: carers, partial: true },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  removePhotograph: {
    ...routes.removePhotograph,
    summary: 'Take a photograph back, as long as the run is open: the picture is erased',
    access: { roles: ['delegate'], partial: true },
    problems: [...refusals, 'not-found', 'run-ended'],
  },
  readPatientFile: {
    ...routes.readPatientFile,
    summary:
      'The file of a patient for other software, as one FHIR R4 Bundle: consents, and the runs whoever asks has a part in; each look is in the log',
    access: { roles: carers, partial: true },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  reviewRun: {
    ...routes.reviewRun,
    summary:
      'Say whether a run that was to be reviewed counts: a délégant of its protocol, or who ran it in their own right',
    access: { roles: carers, partial: true },
    body: ReviewRun,
    problems: [...refusals, 'not-found', 'nothing-to-review'],
  },
  stateSatisfaction: {
    ...routes.stateSatisfaction,
    summary: 'Say how content one is with a protocol; nobody can be told from it, and the last of a year counts',
    access: { roles: carers, partial: true },
    body: StateSatisfaction,
    problems: [...refusals, 'not-found'],
  },
  listRunAccesses: {
    ...routes.listRunAccesses,
    summary: 'Who has looked at runs, and who was refused',
    access: { roles: ['dpo'] },
    query: { before: 'Where the part before ended, its `next`; when absent from the latest on' },
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
  declareAdverseEvent: {
    ...routes.declareAdverseEvent,
    summary: 'Declare an adverse event, from a run or later',
    access: { roles: carers, partial: true },
    body: DeclareAdverseEvent,
    problems: [...refusals, 'not-found', 'run-id-taken'],
  },
  listAdverseEvents: {
    ...routes.listAdverseEvents,
    summary: 'Adverse events of the protocols that whoever asks delegates in, and those they have declared',
    access: { roles: carers, partial: true },
    problems: ['unauthenticated', 'forbidden'],
  },
  analyseAdverseEvent: {
    ...routes.analyseAdverseEvent,
    summary: 'Write down the analysis of an adverse event, by a délégant of its protocol, and close it',
    access: { roles: ['delegator'], partial: true },
    body: AnalyseAdverseEvent,
    problems: [...refusals, 'not-found'],
  },
} as const satisfies Record<string, Operation>;
