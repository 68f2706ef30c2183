import { RunsMessage, runRoutes as routes } from '@relais/model';
import type {
  AdverseEvents,
  AdverseEventReceipt,
  AlertAnswer,
  AnalyseAdverseEvent,
  AttachPhotograph,
  DeclareAdverseEvent,
  EndRun,
  ResetMessage,
  Run,
  RunEvaluation,
  RecordNonInclusion,
  RunAccesses,
  RunList,
  RunResponse,
  RunState,
  StartRun,
  StateSatisfaction,
} from '@relais/model';
import { randomId as createRunId } from '../core/bytes.ts';
import { listen } from '../core/index.ts';
import type { CallOptions, ClientCore, ConnectionState, Keeping, RelaisError, Topic } from '../core/index.ts';
import { runRefusals } from './errors.ts';
import { runWritesOf } from './run-writes.ts';
import type { ResumedRun } from './run-writes.ts';

export interface RunHandlers {
  /** Runs have changed: ask again for those that are shown. */
  readonly onChange?: (message: RunsMessage) => void;
  readonly onReset?: (message: ResetMessage) => void;
  readonly onState?: (state: ConnectionState, error?: RelaisError) => void;
}

/** A run as its page has it. */
export interface RunAt {
  readonly id: string;
  readonly revision: number;
}

/** Runs of a structure's protocols. */
export interface Runs {
  /** An id for a run that is about to start: the consent may name it beforehand. */
  createId(): string;
  /** How what has no answer yet is kept: where the device takes nothing it goes with the page, which is then not to be closed. */
  keeping(): Keeping;
  /**
   * Starts a run; kept on this device, encrypted, until the server has answered. Where the server is not reached, the run may go on: it is kept as one that
   * began without it, and every write of it after that is sent once those before it have been.
   */
  start(start: StartRun, options?: CallOptions): Promise<RunState>;
  /** Records that a patient was not included, so that it is counted: nothing says who. Kept on this device until the server has answered. */
  recordNonInclusion(found: RecordNonInclusion, options?: CallOptions): Promise<void>;
  /** Keeps the answers, with what the page's own rules say of them. */
  save(
    run: RunAt,
    answers: { readonly response: RunResponse; readonly evaluation: RunEvaluation },
    options?: CallOptions,
  ): Promise<RunState>;
  acknowledge(run: string, rule: string, options?: CallOptions): Promise<RunState>;
  /** Answers an alert; with `saidBy` takes down what that délégant has said on the telephone. */
  answer(
    run: string,
    rule: string,
    said: { readonly answer: AlertAnswer; readonly saidBy?: string | undefined },
    options?: CallOptions,
  ): Promise<RunState>;
  end(run: RunAt, end: Omit<EndRun, 'revision'>, options?: CallOptions): Promise<RunState>;
  /**
   * Attaches a photograph, in base 64; kept on this device, encrypted, until the server has answered. It is sent apart from the rest of its run, which
   * does not wait for it, and stays kept as long as its consent has not reached the server.
   */
  attachPhotograph(run: string, photograph: AttachPhotograph, options?: CallOptions): Promise<void>;
  /** Takes a photograph back, sent or not. */
  removePhotograph(run: string, photograph: string, options?: CallOptions): Promise<void>;
  /** A photograph of a run, as it is; the log says who has looked. */
  photograph(run: string, photograph: string, options?: CallOptions): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * The file of a patient for other software, a FHIR R4 Bundle in JSON: consents, and the runs whoever is signed in has a part in; the log says who
   * has read them.
   */
  patientFile(patient: string, options?: CallOptions): Promise<Uint8Array<ArrayBuffer>>;
  /** Sends what has no answer yet but photographs, the oldest first, proofs of consent with it. */
  resume(options?: CallOptions): Promise<readonly ResumedRun[]>;
  /** Sends the photographs that have no answer yet; on a slow network it takes its time. */
  resumePhotographs(options?: CallOptions): Promise<readonly ResumedRun[]>;
  /** What whoever is signed in has a part in. */
  list(options?: CallOptions): Promise<RunList>;
  /** A run with its answers; the log says who has looked. */
  read(run: string, options?: CallOptions): Promise<Run>;
  countersign(runs: readonly string[], options?: CallOptions): Promise<void>;
  /** Says something of a run, to those who have a part in it. */
  comment(run: string, text: string, options?: CallOptions): Promise<void>;
  /** Says whether a run that was to be reviewed counts. */
  review(run: string, counts: boolean, options?: CallOptions): Promise<void>;
  /** Says how content one is with a protocol; nobody can be told from it. */
  stateSatisfaction(statement: StateSatisfaction, options?: CallOptions): Promise<void>;
  /** For who protects data: who has looked at runs, the latest first; `before` is the `next` of the part before. */
  accesses(before?: string, options?: CallOptions): Promise<RunAccesses>;
  declareAdverseEvent(
    event: Omit<DeclareAdverseEvent, 'id'> & { readonly id?: string },
    options?: CallOptions,
  ): Promise<AdverseEventReceipt>;
  analyseAdverseEvent(
    event: string,
    analysis: AnalyseAdverseEvent,
    options?: CallOptions,
  ): Promise<AdverseEventReceipt>;
  adverseEvents(options?: CallOptions): Promise<AdverseEvents>;
  /** Follows changes from a `sequence` on, over cuts and server restarts, until the function it gives is called. */
  subscribe(handlers: RunHandlers, after?: number): () => void;
}

const topic: Topic<RunsMessage> = { name: 'runs', message: RunsMessage };
/** The runs of a client's structure. */
export function createRuns({ core }: { readonly core: ClientCore }): Runs {
  const { call, fetchBytes, live, learn } = core;
  learn(runRefusals);
  const writes = runWritesOf(core);
  return {
    createId: createRunId,
    keeping: () => core.vaults.keeping(),
    start: (body, options) => writes.start(body, options?.signal),
    async recordNonInclusion(body, options) {
      await writes.post(routes.recordNonInclusion, { body }, options?.signal);
    },
    save: ({ id: run, revision }, answers, options) => writes.save(run, { revision, ...answers }, options?.signal),
    acknowledge: (run, rule, options) =>
      writes.post(routes.acknowledgeAlert, { params: { run }, body: { rule } }, options?.signal),
    answer: (run, rule, { answer, saidBy }, options) =>
      writes.postAnew(
        routes.answerAlert,
        { params: { run }, body: { rule, answer, ...(saidBy === undefined ? {} : { saidBy }) } },
        options?.signal,
      ),
    end: ({ id: run, revision }, end, options) =>
      writes.postAnew(routes.endRun, { params: { run }, body: { revision, ...end } }, options?.signal),
    attachPhotograph: (run, photograph, options) => writes.attach(run, photograph, options?.signal),
    removePhotograph: (run, photograph, options) => writes.takeBack(run, photograph, options?.signal),
    photograph: (run, photograph, options) => fetchBytes(routes.readPhotograph, { run, photograph }, options?.signal),
    patientFile: (patient, options) => fetchBytes(routes.readPatientFile, { patient }, options?.signal),
    resume: (options) => writes.resume(options?.signal),
    resumePhotographs: (options) => writes.resumePhotographs(options?.signal),
    list: (options) => call(routes.listRuns, {}, options?.signal),
    read: (run, options) => call(routes.readRun, { params: { run } }, options?.signal),
    async countersign(runs, options) {
      await call(routes.countersignRuns, { body: { runs: [...runs] } }, options?.signal);
    },
    async comment(run, text, options) {
      await call(routes.commentRun, { params: { run }, body: { id: createRunId(), text } }, options?.signal);
    },
    async review(run, counts, options) {
      await call(routes.reviewRun, { params: { run }, body: { counts } }, options?.signal);
    },
    async stateSatisfaction(body, options) {
      await call(routes.stateSatisfaction, { body }, options?.signal);
    },
    accesses: (before, options) =>
      call(routes.listRunAccesses, before === undefined ? {} : { query: { before } }, options?.signal),
    declareAdverseEvent: ({ id = createRunId(), ...event }, options) =>
      call(routes.declareAdverseEvent, { body: { id, ...event } }, options?.signal),
    analyseAdverseEvent: (event, body, options) =>
      call(routes.analyseAdverseEvent, { params: { event }, body }, options?.signal),
    adverseEvents: (options) => call(routes.listAdverseEvents, {}, options?.signal),
    subscribe({ onChange, onReset, onState }, after) {
      const listener = listen(topic, {}, (message) => onChange?.(message));
      return live.follow({ listeners: [listener], after, onReset, onState });
    },
  };
}
