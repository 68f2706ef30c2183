import { consentRoutes, runRoutes as routes, toInstant } from '@relais/model';
import type { AttachPhotograph, Route, RunState, SaveRunAnswers, StartRun } from '@relais/model';
import {
  createOutbox,
  isAway,
  linkOf,
  NotFoundError,
  OfflineError,
  PASSING_REFUSALS,
  RefusedError,
  RelaisError,
  SessionError,
  UnreachableError,
} from '../core/index.ts';
import type { AnswerOf, Call, ClientCore, Link, Outbox, PendingWrite, Reword, Vaults, Write } from '../core/index.ts';
import { RunChangedError } from './errors.ts';

/** What became of a write that was kept on this device; what is no run, as a proof of consent or a photograph, has no state. */
export type ResumedRun = {
  readonly operation: string;
  /** Of a photograph that was attached: its id. */
  readonly photograph?: string;
} & ({ readonly answer: RunState | undefined } | { readonly error: RelaisError });

/** A telephone may be off for a week, and the server takes care that has happened whenever it comes. */
const KEPT_MILLISECONDS = 30 * 24 * 3_600_000;

/** How long a start is waited for: where the server answers, it may say what is missing, and without it the run is to be reviewed. */
const START_MILLISECONDS = 8500;

/** A request may still arrive so long after its page was closed: what stands between the two has let go of it by then. */
const ON_THE_WAY_MILLISECONDS = 5 * 60_000;

const { recordConsent } = consentRoutes;

/** What the server has to know the age of: it calls nobody for an alert of long ago. When a run begins and ends is said with it. */
const AGED: readonly string[] = [routes.saveRunAnswers.name, routes.acknowledgeAlert.name, routes.answerAlert.name];

/** Proofs are here to be sent before the runs that name them; they are kept and first sent by their own subject. */
const ROUTES = [
  ...[recordConsent, routes.startRun, routes.recordNonInclusion, routes.saveRunAnswers],
  ...[routes.acknowledgeAlert, routes.answerAlert, routes.endRun],
  ...[routes.attachPhotograph, routes.removePhotograph],
];

/** Writes that no state of a run comes back from. */
const STATELESS: readonly string[] = [
  ...[recordConsent.name, routes.recordNonInclusion.name],
  ...[routes.attachPhotograph.name, routes.removePhotograph.name],
];

/** Refusals that pass; the consent to a photograph may come after the picture. */
const PASSING = [...PASSING_REFUSALS, 'photograph-consent-missing'];

const known = new WeakMap<ClientCore, RunWrites>();

/** One for each client, so that all who write runs with it wait for each other. */
export function runWritesOf(core: ClientCore): RunWrites {
  const writes = known.get(core) ?? new RunWrites(core);
  known.set(core, writes);
  return writes;
}

/** Owns: the order in which what is said of runs is sent. */
class RunWrites {
  readonly #outbox: Outbox<never>;
  readonly #call: Call;
  readonly #link: Link;
  readonly #vaults: Vaults;
  readonly #now: () => number;
  #turn: Promise<unknown> = Promise.resolve();
  /** One at a time, so that each has its place among the others. */
  #keeping: Promise<unknown> = Promise.resolve();
  /** Photographs are large, and nothing builds on one: they go by themselves, and no alert waits for one to be carried over. */
  #photographTurn: Promise<unknown> = Promise.resolve();
  /** What has come of writes that nobody was waiting for any more. */
  readonly #untold: ResumedRun[] = [];
  /** Runs of which the server may know more than whoever writes has been told. */
  readonly #ahead = new Set<string | undefined>();
  /** Runs that this page has asked for, and may ask for again. */
  readonly #asked = new Set<string | undefined>();

  constructor(core: ClientCore) {
    const rules = ROUTES.map((route) => ({ route, keptMilliseconds: KEPT_MILLISECONDS, mayPass: PASSING }));
    this.#link = linkOf(core);
    this.#vaults = this.#link.vaults;
    this.#call = core.call;
    this.#outbox = createOutbox<never>({ vaults: this.#vaults, call: core.call, now: core.now, rules });
    this.#now = core.now;
  }

  /** Nothing is kept of it before its turn: another page would take it for that of a page that was closed. */
  async start(body: StartRun, signal?: AbortSignal): Promise<RunState> {
    let begun: Promise<RunState> | undefined;
    this.#asked.add(body.id);
    const ask = (late: AbortSignal) =>
      this.#inTurn(() => {
        late.throwIfAborted();
        return (begun = this.#start(body, late));
      });
    try {
      return await this.#link.soon(ask, { patience: START_MILLISECONDS, signal });
    } catch (error) {
      if (begun) return await begun;
      if (isAway(error)) await this.#keep(routes.startRun, { body: { ...body, unconnected: true } });
      throw error;
    }
  }

  async #start(body: StartRun, signal: AbortSignal): Promise<RunState> {
    const isThis = (write: PendingWrite) => write.operation === routes.startRun.name && runOf(write) === body.id;
    const find = async () => (await this.#outbox.pending()).find(isThis);
    try {
      const known = await find();
      if (known) return (await this.#flush(isInOrderOf(body.id), signal, known)) as RunState;
      // Without its proof of consent a run would count as begun without one.
      await this.#flush(() => false, signal);
      return await this.#link.hear(this.#outbox.post(routes.startRun, { body }, signal));
    } catch (error) {
      // What may have arrived stays as it was worded: asked again it is the same start.
      if (!isAway(error)) throw error;
      const write = await find();
      const unconnected = { ...body, unconnected: true };
      if (!write) await this.#keep(routes.startRun, { body: unconnected });
      else if (!(write.body as StartRun).unconnected) await this.#outbox.replace(write, unconnected);
      throw error;
    }
  }

  /** Answers that have not left are overtaken by these, unless something was said since of what they raised. */
  async save(run: string, body: SaveRunAnswers, signal?: AbortSignal): Promise<RunState> {
    const write = { params: { run }, body };
    const kept = await this.#inKeeping(async () => {
      const last = (await this.#outbox.pending()).findLast(isInOrderOf(run));
      // As new, and not in the other's place: these were given now.
      const own = await this.#outbox.keep(routes.saveRunAnswers, write);
      if (last?.operation === routes.saveRunAnswers.name && own.key !== last.key)
        await this.#drop((one) => one.key === last.key);
      return own;
    });
    return (await this.#send(kept, signal)) as RunState;
  }

  async post<R extends Route>(route: R, write: Write<R, never>, signal?: AbortSignal): Promise<AnswerOf<R>> {
    return (await this.#send(await this.#keep(route, write), signal)) as AnswerOf<R>;
  }

  /**
   * Says something that overtakes what was said before and has not left: an end, an answer to an alert. What fails for any reason but the network while
   * somebody waits is said to have failed, and is not sent later.
   */
  async postAnew<R extends Route>(route: R, write: Write<R, never>, signal?: AbortSignal): Promise<AnswerOf<R>> {
    const isThis = (one: PendingWrite) =>
      one.operation === route.name && runOf(one) === runOf(write) && ruleOf(one) === ruleOf(write);
    const kept = await this.#inKeeping(async () => {
      await this.#drop(isThis);
      return this.#outbox.keep(route, write);
    });
    try {
      return (await this.#send(kept, signal)) as AnswerOf<R>;
    } catch (error) {
      if (!isAway(error)) await this.#drop(isThis).catch(() => undefined);
      throw error;
    }
  }

  /**
   * Sends what was kept, in its turn and after what the device keeps of its run from before. Where nobody waits any more by then, it goes with what is
   * sent next; what is on its way goes on, and what comes of it is told at the next occasion.
   */
  #send(own: PendingWrite<never>, signal: AbortSignal | undefined): Promise<unknown> {
    const run = runOf(own);
    const send = (late: AbortSignal) =>
      this.#inTurn(async () => {
        late.throwIfAborted();
        const answer = this.#flush(isInOrderOf(run), signal, own, late);
        const told = await toldOf(own, answer).catch(() => undefined);
        if (late.aborted) {
          this.#ahead.add(run);
          if (told && !isKept(told)) this.#untold.push(told);
        } else if (told && 'answer' in told) this.#ahead.delete(run);
        return answer;
      });
    return this.#link.soon(send, { signal });
  }

  /** Keeps a photograph, and sends it once what its run has been told before is there. */
  async attach(run: string, body: AttachPhotograph, signal?: AbortSignal): Promise<void> {
    const write = await this.#keep(routes.attachPhotograph, { params: { run }, body });
    await this.#inTurn(() => this.#flush(isInOrderOf(run), signal));
    await this.#inPhotographTurn(() => this.#link.hear(this.#outbox.repost(write, signal)));
  }

  /** One that has not left is gone; it may have reached the server all the same, and its answer been lost. */
  async takeBack(run: string, photograph: string, signal?: AbortSignal): Promise<void> {
    await this.#inPhotographTurn(async () => {
      await this.#drop((write) => runOf(write) === run && photographOf(write) === photograph);
      await this.post(routes.removePhotograph, { params: { run, photograph } }, signal);
    });
  }

  resume(signal?: AbortSignal): Promise<ResumedRun[]> {
    return this.#inTurn(async () => [
      ...this.#untold.splice(0),
      ...(await this.#resume((write) => !isPhotograph(write), signal)),
    ]);
  }

  /** Sends the photographs that are kept, of runs that the server knows. */
  resumePhotographs(signal?: AbortSignal): Promise<ResumedRun[]> {
    const hasBegun = (write: PendingWrite, pending: readonly PendingWrite[]) =>
      !pending.some((one) => one.operation === routes.startRun.name && runOf(one) === runOf(write));
    return this.#inPhotographTurn(() =>
      this.#resume((write, pending) => isPhotograph(write) && hasBegun(write, pending), signal),
    );
  }

  async #resume(
    isMeant: (write: PendingWrite, pending: readonly PendingWrite[]) => boolean,
    signal?: AbortSignal,
  ): Promise<ResumedRun[]> {
    const resumed: ResumedRun[] = [];
    const seen = new Set<string>();
    const held = new Set<string | undefined>();
    for (;;) {
      // Read anew each time: another tab may have sent it meanwhile.
      const pending = await this.#outbox.pending();
      const write = pending.find((one) => !seen.has(one.key) && isMeant(one, pending));
      if (!write) return resumed;
      seen.add(write.key);
      const run = runOf(write);
      if (held.has(run)) continue;
      const isUnbegun = neverBegan(write, pending);
      if (isUnbegun && this.#asked.has(run)) continue;
      const answer = isUnbegun
        ? this.#endUnbegun(write, signal)
        : this.#sendKept(write, signal, (key) => seen.add(key));
      const become = await toldOf(write, answer);
      if (!isUnbegun) resumed.push(become);
      if (!isKept(become)) continue;
      if (wouldMeetAll(become.error)) return resumed;
      // What follows hangs on it; other runs do not.
      held.add(run);
    }
  }

  /**
   * The start may have arrived, its page having been closed before the answer: nobody goes on with what has begun. The end is not kept, or a page that
   * is closed in its turn would leave a run to be sent that nobody went on with; the start that lies there has it asked again.
   */
  async #endUnbegun(start: PendingWrite<never>, signal?: AbortSignal): Promise<void> {
    const run = runOf(start)!;
    const body = { revision: 1, outcome: 'abandoned', endedAt: toInstant(this.#now()) } as const;
    const request = { params: { run }, body, author: { person: start.owner } };
    try {
      await this.#link.hear(this.#call(routes.endRun, request, signal));
    } catch (error) {
      if (!(error instanceof RelaisError)) throw error;
      if (!(error instanceof RefusedError) || PASSING_REFUSALS.includes(error.code)) {
        error.pending = true;
        throw error;
      }
      // Somebody went on with it, or it has not arrived; what is on its way still may.
      if (error instanceof NotFoundError && this.#now() - (start.order ?? 0) < ON_THE_WAY_MILLISECONDS) return;
    }
    await this.#drop(({ key }) => key === start.key);
  }

  /** One write after the other, of all tabs: a later one would overtake those of its run that are still on their way, or be sent twice. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const alone = () => this.#vaults.alone('runs', work);
    const done = this.#turn.then(alone, alone);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #inPhotographTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#photographTurn.then(() => this.#vaults.alone('photographs', work));
    this.#photographTurn = done.catch(() => undefined);
    return done;
  }

  #inKeeping<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#keeping.then(work, work);
    this.#keeping = done.catch(() => undefined);
    return done;
  }

  #keep<R extends Route>(route: R, write: Write<R, never>): Promise<PendingWrite<never>> {
    return this.#inKeeping(() => this.#outbox.keep(route, write));
  }

  /**
   * Sends what is kept of a run in its order, proofs with it: none is understood without those before. With `own`, no more than what comes before it.
   *
   * @returns the answer to the last of it
   */
  async #flush(
    isOfRun: (write: PendingWrite) => boolean,
    signal?: AbortSignal,
    own?: PendingWrite<never>,
    late?: AbortSignal,
  ): Promise<unknown> {
    const isOwn = (write: PendingWrite) => placeOf(write) === placeOf(own);
    const isMeant = (write: PendingWrite) =>
      isProof(write) || (isOfRun(write) && (own?.order === undefined || (write.order ?? 0) <= own.order));
    const first = (await this.#outbox.pending()).find((write) => isOfRun(write) && isMeant(write));
    // Whoever writes knows what it builds on, and hears what it has missed, if somebody still waits.
    if (own && first && isOwn(first) && !this.#ahead.has(runOf(own))) {
      const reword: Reword = (error) => (late?.aborted ? afterOthers(first)(error) : undefined);
      return this.#link.hear(this.#outbox.repost(first, signal, reword));
    }
    let answer: unknown;
    const seen = new Set<unknown>();
    for (;;) {
      // Read anew each time: later answers may have overtaken what was kept.
      const one = (await this.#outbox.pending()).find((write) => isMeant(write) && !seen.has(placeOf(write)));
      // Another page may have sent it meanwhile, and asked again it has the same answer; or later answers have overtaken it.
      if (!one) late?.throwIfAborted();
      if (!one) return own ? this.#sendKept(own, signal) : answer;
      seen.add(placeOf(one));
      try {
        answer = await this.#sendKept(one, signal);
        if (own && isOwn(one)) return answer;
      } catch (error) {
        if ((own && isOwn(one)) || !(error instanceof RelaisError) || error.pending) throw error;
        this.#untold.push({ operation: one.operation, error });
      }
    }
  }

  /** Sends what was kept, with how long it was. @param onReworded hears of the key it goes by from then on */
  async #sendKept(
    write: PendingWrite<never>,
    signal?: AbortSignal,
    onReworded?: (key: string) => void,
  ): Promise<unknown> {
    const keptSeconds = Math.round((this.#now() - (write.order ?? Infinity)) / 1000);
    const isAged = AGED.includes(write.operation) && keptSeconds > 0;
    const sent = isAged ? await this.#outbox.replace(write, { ...(write.body as object), keptSeconds }) : write;
    onReworded?.(sent.key);
    return this.#link.hear(this.#outbox.repost(sent, signal, afterOthers(sent)));
  }

  async #drop(isMeant: (write: PendingWrite) => boolean): Promise<void> {
    const vault = await this.#vaults.known();
    if (vault) await this.#outbox.discard(vault, isMeant);
  }
}

interface OfRun {
  readonly params?: unknown;
  readonly body?: unknown;
}

/** The run that a write is about; undefined for a proof. */
function runOf({ params, body }: OfRun): string | undefined {
  return (params as { readonly run?: string } | undefined)?.run ?? (body as Partial<StartRun>).id;
}

const isOf = (run: string | undefined) => (write: PendingWrite) => run !== undefined && runOf(write) === run;

/** Those of a run that build on each other. */
const isInOrderOf = (run: string | undefined) => (write: PendingWrite) => isOf(run)(write) && !isPhotograph(write);

function isPhotograph({ operation }: PendingWrite): boolean {
  return operation === routes.attachPhotograph.name;
}

function photographOf(write: PendingWrite): string | undefined {
  return isPhotograph(write) ? (write.body as AttachPhotograph).id : undefined;
}

function ruleOf({ body }: OfRun): string | undefined {
  return (body as { readonly rule?: string }).rule;
}

const isProof = ({ operation }: PendingWrite): boolean => operation === recordConsent.name;

/** Stays the same when a write is worded anew. */
const placeOf = (write: PendingWrite | undefined): number | string | undefined => write?.order ?? write?.key;

/** What becomes of a write, as it is told. */
async function toldOf(write: PendingWrite, sent: Promise<unknown>): Promise<ResumedRun> {
  const { operation } = write;
  const photograph = photographOf(write);
  const told = { operation, ...(photograph !== undefined && { photograph }) };
  try {
    const answer = await sent;
    return { ...told, answer: STATELESS.includes(operation) ? undefined : (answer as RunState) };
  } catch (error) {
    if (!(error instanceof RelaisError)) throw error;
    return { ...told, error };
  }
}

/** Whether it is still kept. */
function isKept(told: ResumedRun): told is ResumedRun & { readonly error: RelaisError } {
  return 'error' in told && told.error.pending;
}

/** A start whose page was closed while the server was asked: where nothing follows it, nobody went on. */
function neverBegan(write: PendingWrite, pending: readonly PendingWrite[]): boolean {
  if (write.operation !== routes.startRun.name || (write.body as StartRun).unconnected) return false;
  return pending.filter(isOf(runOf(write))).length === 1;
}

/** Of a run that went on without the server nobody knew the revision: the one that the server names is the one it was written on. */
function afterOthers({ body }: PendingWrite): Reword {
  return (error) =>
    error instanceof RunChangedError && error.revision !== undefined
      ? { ...(body as object), revision: error.revision }
      : undefined;
}

/** Whether every other write would fare alike: there is no network, or nobody who may write. */
function wouldMeetAll(error: RelaisError): boolean {
  if (error instanceof OfflineError || error instanceof SessionError || PASSING_REFUSALS.includes(error.code))
    return true;
  return error instanceof UnreachableError && error.status !== 500;
}
