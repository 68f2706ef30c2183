import { consentRoutes, runRoutes as routes } from '@relais/model';
import type { AttachPhotograph, Route, RunState, SaveRunAnswers, StartRun } from '@relais/model';
import {
  createOutbox,
  isAway,
  OfflineError,
  PASSING_REFUSALS,
  personal,
  RelaisError,
  SessionError,
  UnreachableError,
} from '../core/index.ts';
import type { AnswerOf, ClientCore, Outbox, PendingWrite, Reword, Vaults, Write } from '../core/index.ts';
import { RunChangedError } from './errors.ts';

/** What became of a write that was kept on this device; what is no run, as a proof of consent or a photograph, has no state. */
export type ResumedRun = {
  readonly operation: string;
  /** Of a photograph that was attached: its id. */
  readonly photograph?: string;
} & ({ readonly answer: RunState | undefined } | { readonly error: RelaisError });

/** A telephone may be off for a week, and the server takes care that has happened whenever it comes. */
const KEPT_MILLISECONDS = 30 * 24 * 3_600_000;

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
  readonly #vaults: Vaults;
  readonly #now: () => number;
  #turn: Promise<unknown> = Promise.resolve();
  /** Photographs are large, and nothing builds on one: they go by themselves, and no alert waits for one to be carried over. */
  #photographTurn: Promise<unknown> = Promise.resolve();
  /** Refusals that nobody has heard of. */
  readonly #untold: ResumedRun[] = [];

  constructor({ vaults, call, now }: ClientCore) {
    const rules = ROUTES.map((route) => ({ route, keptMilliseconds: KEPT_MILLISECONDS, mayPass: PASSING }));
    this.#outbox = createOutbox<never>({ vaults: personal(vaults), call, now, rules });
    this.#vaults = vaults;
    this.#now = now;
  }

  start(body: StartRun, signal?: AbortSignal): Promise<RunState> {
    return this.#inTurn(async () => {
      const isThis = (write: PendingWrite) => write.operation === routes.startRun.name && runOf(write) === body.id;
      if ((await this.#outbox.pending()).some(isThis)) return this.#flush(isInOrderOf(body.id), signal);
      try {
        // Without its proof of consent a run would count as begun without one.
        await this.#flush(() => false, signal);
        return await this.#outbox.post(routes.startRun, { body }, signal);
      } catch (error) {
        const write = (await this.#outbox.pending()).find(isThis);
        const unconnected = { ...body, unconnected: true };
        if (!isAway(error)) {
          // It did not begin, and is not to begin later.
          if (write) await this.#drop(isThis);
        } else if (write) await this.#outbox.replace(write, unconnected);
        // It has not been asked for, or another tab has given it up.
        else await this.#outbox.keep(routes.startRun, { body: unconnected });
        throw error;
      }
    }) as Promise<RunState>;
  }

  /** Answers that have not left are overtaken by these, unless something was said since of what they raised. */
  save(run: string, body: SaveRunAnswers, signal?: AbortSignal): Promise<RunState> {
    return this.#inTurn(async () => {
      const write = { params: { run }, body };
      const last = (await this.#outbox.pending()).findLast(isInOrderOf(run));
      if (last?.operation === routes.saveRunAnswers.name) {
        // As new, and not in the other's place: these were given now.
        const { key } = await this.#outbox.keep(routes.saveRunAnswers, write);
        if (key !== last.key) await this.#drop((one) => one.key === last.key);
      }
      return this.#inOrder(routes.saveRunAnswers, write, signal);
    });
  }

  post<R extends Route>(route: R, write: Write<R, never>, signal?: AbortSignal): Promise<AnswerOf<R>> {
    return this.#inTurn(() => this.#inOrder(route, write, signal));
  }

  /**
   * Says something that overtakes what was said before and has not left: an end, an answer to an alert. What fails for any reason but the network is
   * said to have failed, and is not sent later.
   */
  postAnew<R extends Route>(route: R, write: Write<R, never>, signal?: AbortSignal): Promise<AnswerOf<R>> {
    const isThis = (one: PendingWrite) =>
      one.operation === route.name && runOf(one) === runOf(write) && ruleOf(one) === ruleOf(write);
    return this.#inTurn(async () => {
      await this.#drop(isThis);
      try {
        return await this.#inOrder(route, write, signal);
      } catch (error) {
        if (!isAway(error)) await this.#drop(isThis).catch(() => undefined);
        throw error;
      }
    });
  }

  /** Keeps a photograph, and sends it once what its run has been told before is there. */
  async attach(run: string, body: AttachPhotograph, signal?: AbortSignal): Promise<void> {
    const write = await this.#inTurn(async () => {
      const kept = await this.#outbox.keep(routes.attachPhotograph, { params: { run }, body });
      await this.#flush(isInOrderOf(run), signal);
      return kept;
    });
    await this.#inPhotographTurn(() => this.#outbox.repost(write, signal));
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
      if (neverBegan(write, pending)) {
        await this.#drop(({ key }) => key === write.key);
        continue;
      }
      const become = await this.#resend(write, (key) => seen.add(key), signal);
      resumed.push(become);
      if (!('error' in become) || !become.error.pending) continue;
      if (wouldMeetAll(become.error)) return resumed;
      // What follows hangs on it; other runs do not.
      held.add(run);
    }
  }

  async #resend(write: PendingWrite<never>, onKey: (key: string) => void, signal?: AbortSignal): Promise<ResumedRun> {
    const { operation } = write;
    const photograph = photographOf(write);
    const told = { operation, ...(photograph !== undefined && { photograph }) };
    try {
      const answer = await this.#sendKept(write, signal, onKey);
      return { ...told, answer: STATELESS.includes(operation) ? undefined : (answer as RunState) };
    } catch (error) {
      if (!(error instanceof RelaisError)) throw error;
      return { ...told, error };
    }
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

  /** Sends a write of a run once those that the device still keeps of it have been: none is understood without those before. */
  async #inOrder<R extends Route>(route: R, write: Write<R, never>, signal?: AbortSignal): Promise<AnswerOf<R>> {
    const isOfRun = isInOrderOf(runOf(write));
    if (!(await this.#outbox.pending()).some(isOfRun)) return this.#outbox.post(route, write, signal);
    const { key } = await this.#outbox.keep(route, write);
    return (await this.#flush(isOfRun, signal, key)) as AnswerOf<R>;
  }

  /** Sends what is kept of a run, proofs first. @returns the answer to the last of it */
  async #flush(isOfRun: (write: PendingWrite) => boolean, signal?: AbortSignal, own?: string): Promise<unknown> {
    const isProof = ({ operation }: PendingWrite) => operation === recordConsent.name;
    let answer: unknown;
    for (const one of (await this.#outbox.pending()).filter((write) => isProof(write) || isOfRun(write))) {
      try {
        answer = await this.#sendKept(one, signal);
      } catch (error) {
        if (one.key === own || !(error instanceof RelaisError) || error.pending) throw error;
        this.#untold.push({ operation: one.operation, error });
      }
    }
    return answer;
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
    return this.#outbox.repost(sent, signal, afterOthers(sent));
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
