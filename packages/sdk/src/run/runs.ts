import { RunsMessage, runRoutes as routes } from '@relais/model';
import type {
  Route,
  AdverseEvents,
  AdverseEventReceipt,
  AlertAnswer,
  AnalyseAdverseEvent,
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
import { createOutbox, isAway, listen, PASSING_REFUSALS, RelaisError } from '../core/index.ts';
import type {
  AnswerOf,
  CallOptions,
  ClientCore,
  ConnectionState,
  Outbox,
  PendingWrite,
  Reword,
  Topic,
  Write,
} from '../core/index.ts';
import { RunChangedError, runRefusals } from './errors.ts';

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

/** What became of a write that was kept on this device; a non-inclusion is no run, and has no state. */
export type ResumedRun =
  | { readonly operation: string; readonly answer: RunState | undefined }
  | { readonly operation: string; readonly error: RelaisError };

/** Runs of a structure's protocols. */
export interface Runs {
  /** An id for a run that is about to start: the consent may name it beforehand. */
  createId(): string;
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
  /** Sends what has no answer yet, the oldest first. Proofs of consent go before it: `consents.resume()`. */
  resume(options?: CallOptions): Promise<readonly ResumedRun[]>;
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
/** A telephone may be off for a week, and the server takes care that has happened whenever it comes. */
const KEPT_MILLISECONDS = 30 * 24 * 3_600_000;

/** The runs of a client's structure. */
export function createRuns({ core }: { readonly core: ClientCore }): Runs {
  const { call, live, vaults, now, learn } = core;
  learn(runRefusals);
  const kept = [
    ...[routes.startRun, routes.recordNonInclusion, routes.saveRunAnswers],
    ...[routes.acknowledgeAlert, routes.answerAlert, routes.endRun],
  ];
  const outbox = createOutbox<never>({
    vaults,
    call,
    now,
    rules: kept.map((route) => ({ route, keptMilliseconds: KEPT_MILLISECONDS, mayPass: PASSING_REFUSALS })),
  });
  const post = inOrder(outbox);
  let turn: Promise<unknown> = Promise.resolve();
  /** One write after the other: a later one would overtake those of its run that are still on their way. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work, work);
    turn = done.catch(() => undefined);
    return done;
  }
  return {
    createId: createRunId,
    start: (body, options) =>
      inTurn(async () => {
        const isThis = (write: PendingWrite) => write.operation === routes.startRun.name && runOf(write) === body.id;
        const kept = (await outbox.pending()).find(isThis);
        if (kept) return (await outbox.repost(kept, options?.signal)) as RunState;
        try {
          return await outbox.post(routes.startRun, { body }, options?.signal);
        } catch (error) {
          const write = (await outbox.pending()).find(isThis);
          if (write && isAway(error)) await outbox.replace(write, { ...body, unconnected: true });
          // It did not begin, and is not to begin later.
          else if (write) await outbox.discard(await vaults.of(write.owner), isThis);
          throw error;
        }
      }),
    async recordNonInclusion(body, options) {
      await outbox.post(routes.recordNonInclusion, { body }, options?.signal);
    },
    save: ({ id: run, revision }, { response, evaluation }, options) =>
      inTurn(async () => {
        const body = { revision, response, evaluation };
        // Answers that have not left are overtaken by these, unless something was said since of what they raised.
        const last = (await outbox.pending()).findLast((write) => runOf(write) === run);
        if (last?.operation === routes.saveRunAnswers.name) await outbox.replace(last, body);
        return post(routes.saveRunAnswers, { params: { run }, body }, options?.signal);
      }),
    acknowledge: (run, rule, options) =>
      inTurn(() => post(routes.acknowledgeAlert, { params: { run }, body: { rule } }, options?.signal)),
    answer: (run, rule, { answer, saidBy }, options) =>
      inTurn(() =>
        post(
          routes.answerAlert,
          { params: { run }, body: { rule, answer, ...(saidBy === undefined ? {} : { saidBy }) } },
          options?.signal,
        ),
      ),
    end: ({ id: run, revision }, end, options) =>
      inTurn(() => post(routes.endRun, { params: { run }, body: { revision, ...end } }, options?.signal)),
    resume: (options) =>
      inTurn(async () => {
        const resumed: ResumedRun[] = [];
        for (const write of await outbox.pending()) {
          const { operation } = write;
          try {
            const answer = await outbox.repost(write, options?.signal, afterOthers(write));
            const isRun = operation !== routes.recordNonInclusion.name;
            resumed.push({ operation, answer: isRun ? (answer as RunState) : undefined });
          } catch (error) {
            if (!(error instanceof RelaisError)) throw error;
            resumed.push({ operation, error });
            // What follows hangs on it.
            if (error.pending) break;
          }
        }
        return resumed;
      }),
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

/** The run that a kept write is about. */
function runOf({ params, body }: { readonly params?: unknown; readonly body?: unknown }): string | undefined {
  return (params as { readonly run?: string } | undefined)?.run ?? (body as Partial<StartRun>).id;
}

/** Of a run that went on without the server nobody knew the revision: the one that the server names is the one it was written on. */
function afterOthers({ body }: PendingWrite): Reword {
  return (error) =>
    error instanceof RunChangedError && error.revision !== undefined
      ? { ...(body as object), revision: error.revision }
      : undefined;
}

/** Sends a write of a run once those that the device still keeps of it have been: none is understood without those before. */
function inOrder(outbox: Outbox<never>) {
  return async <R extends Route>(route: R, write: Write<R, never>, signal?: AbortSignal): Promise<AnswerOf<R>> => {
    const run = runOf(write);
    const isOfRun = (one: PendingWrite) => runOf(one) === run;
    if (!(await outbox.pending()).some(isOfRun)) return outbox.post(route, write, signal);
    const { key } = await outbox.keep(route, write);
    let answer: unknown;
    for (const one of (await outbox.pending()).filter(isOfRun)) {
      try {
        answer = await outbox.repost(one, signal, afterOthers(one));
      } catch (error) {
        // A refusal of another is told by `resume`, or by what it was written with.
        if (one.key === key || !(error instanceof RelaisError) || error.pending) throw error;
      }
    }
    return answer as AnswerOf<R>;
  };
}
