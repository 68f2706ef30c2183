import { CallbacksMessage, fromInstant } from '@relais/model';
import type { Callback, CallbackList, CallbackReceipt, DeskMember, DeskSettings } from '@relais/model';
import { listen, NotFoundError, RelaisError } from '../core/index.ts';
import type { CallOptions, ClientCore, ConnectionState, Topic } from '../core/index.ts';
import type { DeskAction } from './action.ts';
import type { ReadOptions } from './read-options.ts';
import { createBoardCopy } from './board-copy.ts';
import { createChanges } from './changes.ts';
import type { Change, ChangeEnd, ReturnedChange } from './changes.ts';
import { foresee } from './foresee.ts';

export interface BoardState {
  /** `failed`: no list could be had at all. One grown old because it cannot be asked again stays `ready`, with `error`. */
  readonly status: 'loading' | 'ready' | 'failed';
  /**
   * Those who wait or are being called, in no order: `orderCallbacks` of the engine gives it for any moment. As they will be once what `waiting`
   * holds is taken.
   */
  readonly callbacks: readonly Callback[];
  /** Whoever works at this board, and what the structure has decided; as long as there is no list, unknown. */
  readonly you: DeskMember | undefined;
  readonly settings: DeskSettings | undefined;
  /** When the list was last known to be true, milliseconds of the server's clock. */
  readonly trueAt: number | undefined;
  readonly error?: RelaisError | undefined;
  /** Of the live changes. */
  readonly connection: ConnectionState;
  /** What was done here and the server has not answered, the oldest first. */
  readonly waiting: readonly Change[];
  /** What was done here and not taken, with the entry as it stands where it still does: for the person to decide anew. */
  readonly returned: readonly (ReturnedChange & { readonly callback?: Callback | undefined })[];
}

/** Who waits to be called back, kept true by live changes while somebody listens. */
export interface Board {
  getState(): BoardState;
  /** The first listener starts the store, the last one leaving stops it. */
  subscribe(listener: () => void): () => void;
  /** Asks for the list now, and sends what waits. */
  refresh(): Promise<void>;
  /**
   * Does something with an entry as the board shows it: the board shows it done at once. It is kept on this device until the server has answered,
   * over a reload and over hours without a network. What the server does not take comes back in `returned`.
   *
   * @throws {RangeError} no such entry is on the board
   */
  act(id: string, action: DeskAction): Promise<ChangeEnd>;
  /** Undoes an end: `ended` as that left it, one revision later than it was shown. */
  reopen(ended: Pick<Callback, 'id' | 'revision'>): Promise<ChangeEnd>;
  /** The person has taken note of what came back. */
  dismiss(key: string): void;
}

/** What the board asks the desk. */
interface Reads {
  list(status: 'open', options: ReadOptions): Promise<CallbackList>;
  read(id: string, options: ReadOptions): Promise<Callback>;
  settings(options: CallOptions): Promise<DeskSettings>;
}

const callbacks: Topic<CallbacksMessage> = { name: 'callbacks', message: CallbacksMessage };

/** A burst of changes asks for each entry once. Within a second of the change, with the way there and back. */
const GATHERED_MILLISECONDS = 150;
/** More entries than this are cheaper to ask for as a list. */
const MOST_ASKED_SINGLY = 10;
const FIRST_PAUSE_MILLISECONDS = 1000;
const LONGEST_PAUSE_MILLISECONDS = 30_000;
/** For so long a dead line may have looked open. */
const SILENCE_MILLISECONDS = 45_000;

const nothingYet: BoardState = {
  status: 'loading',
  callbacks: [],
  you: undefined,
  settings: undefined,
  trueAt: undefined,
  connection: 'stopped',
  waiting: [],
  returned: [],
};

/** `names`: `none` for a screen that anybody may see. */
export function createBoard(core: ClientCore, desk: Reads, names?: 'none'): Board {
  const { live, now, sleep, random } = core;
  const listeners = new Set<() => void>();
  /** As the server has them. */
  let entries = new Map<string, Callback>();
  let state = nothingYet;
  let session = new AbortController();
  let stopFollowing: (() => void) | undefined;
  /** What is known to be out of date: entries by id, or everything. */
  let stale: Set<string> | 'everything' = 'everything';
  let working: Promise<void> | undefined;
  let failures = 0;

  const copy = createBoardCopy(core);
  const changes = createChanges(core, { onDone: takeIn, onReturned: giveBack, onQueue: () => tellEntries() });

  function set(patch: Partial<BoardState>): void {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  }

  /** Sends what waits and asks for what is out of date until nothing is; one round at a time, however many ask. */
  function catchUp(wait: number): Promise<void> {
    working ??= work(wait, session.signal).finally(() => {
      working = undefined;
    });
    return working;
  }

  async function work(wait: number, signal: AbortSignal): Promise<void> {
    const isOver = () => signal.aborted;
    for (let pause = wait; isStale(); pause = GATHERED_MILLISECONDS) {
      if (pause > 0) await sleep(pause, signal).catch(() => undefined);
      if (isOver()) return;
      try {
        await ask(signal);
        failures = 0;
      } catch (error) {
        if (isOver()) return;
        if (!(error instanceof RelaisError)) throw error;
        await fail(error, signal);
        return;
      }
    }
  }

  async function fail(error: RelaisError, signal: AbortSignal): Promise<void> {
    if (state.status === 'loading' && canGoOn(error)) await restoreCopy();
    if (signal.aborted) return;
    set({ status: state.status === 'loading' ? 'failed' : state.status, error });
    again(error, signal);
  }

  /** The last list this device has seen, for whoever was signed in: marked with its age, it is better than none. */
  async function restoreCopy(): Promise<void> {
    const kept = await copy.read();
    if (!kept || state.status !== 'loading') return;
    entries = new Map(kept.callbacks.map((callback) => [callback.id, callback]));
    const { you, settings, trueAt } = kept;
    state = { ...state, status: 'ready', you, settings, trueAt };
    tellEntries();
  }

  function isStale(): boolean {
    return stale === 'everything' || stale.size > 0;
  }

  /** Tries again by itself, but where nothing can have changed: a session that has ended, a role that has gone. */
  function again(error: RelaisError, signal: AbortSignal): void {
    if (!canGoOn(error)) return;
    const { retryAfter } = error;
    const usual = Math.min(LONGEST_PAUSE_MILLISECONDS, FIRST_PAUSE_MILLISECONDS * 2 ** failures);
    failures += 1;
    const pause = (retryAfter === undefined ? usual : retryAfter * 1000) * (1 + random() / 2);
    sleep(pause, signal).then(
      () => void Promise.all([send(signal), catchUp(0)]),
      () => undefined,
    );
  }

  async function ask(signal: AbortSignal): Promise<void> {
    if (stale === 'everything' || stale.size > MOST_ASKED_SINGLY) return askForAll(signal);
    const ids = [...stale];
    stale = new Set();
    try {
      await Promise.all(ids.map((id) => askForOne(id, signal)));
      tellTrue();
    } catch (error) {
      markStale(ids);
      throw error;
    }
  }

  async function askForAll(signal: AbortSignal): Promise<void> {
    const before = stale;
    stale = new Set();
    try {
      const [list, settings] = await Promise.all([desk.list('open', { signal, names }), readSettings(signal)]);
      entries = new Map(list.callbacks.map((callback) => [callback.id, callback]));
      state = { ...state, you: list.you, settings };
      tellTrue();
      stopFollowing ??= follow(list.sequence);
    } catch (error) {
      if (before === 'everything') stale = before;
      else markStale([...before]);
      throw error;
    }
  }

  /** A structure that has decided nothing yet has no classes: its board is empty, and that is no failure. */
  async function readSettings(signal: AbortSignal): Promise<DeskSettings | undefined> {
    try {
      return await desk.settings({ signal });
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  async function askForOne(id: string, signal: AbortSignal): Promise<void> {
    try {
      const callback = await desk.read(id, { signal, names });
      // Answered by a replica that has not seen yet what we know.
      if (callback.revision < (entries.get(id)?.revision ?? 0)) return;
      if (callback.status === 'closed') entries.delete(id);
      else entries.set(id, callback);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      entries.delete(id);
    }
  }

  function tellTrue(): void {
    state = { ...state, status: 'ready', trueAt: now(), error: undefined };
    tellEntries();
    const { you, settings, trueAt = 0 } = state;
    // A copy without names would take the place of one with them.
    if (you && !names) copy.keep({ callbacks: [...entries.values()], you, settings, trueAt });
  }

  function tellEntries(): void {
    set({ callbacks: foreseen(), waiting: changes.shown });
  }

  /** The entries as they will be once what waits is taken; what was decided on another revision is left out, and comes back. */
  function foreseen(): Callback[] {
    const { you, settings } = state;
    const shown = new Map(entries);
    const ended = new Map<string, Callback>();
    for (const { callbackId, action } of changes.shown) {
      const entry = shown.get(callbackId) ?? ended.get(callbackId);
      if (!you || entry?.revision !== action.revision) continue;
      const next = foresee(entry, action, { you, settings, now: now() });
      if (next.status === 'closed') {
        shown.delete(callbackId);
        ended.set(callbackId, next);
      } else shown.set(callbackId, next);
    }
    return [...shown.values()];
  }

  /** An answered change stands at once: the live message that tells of it comes later, if at all. */
  function takeIn({ callbackId, action }: Change, { revision, status }: CallbackReceipt): void {
    const { you, settings } = state;
    const entry = entries.get(callbackId);
    if (entry && you && entry.revision === action.revision) {
      if (status === 'closed') entries.delete(callbackId);
      else entries.set(callbackId, { ...foresee(entry, action, { you, settings, now: now() }), revision });
    }
    if (status !== 'closed') lookAgain(callbackId);
    tellEntries();
  }

  function giveBack(change: ReturnedChange): void {
    set({ returned: [...state.returned, change] });
    void tellWhatStands(change);
  }

  /** Who has it now, or that it has ended: what the person decides by. */
  async function tellWhatStands({ key, callbackId }: ReturnedChange): Promise<void> {
    lookAgain(callbackId);
    try {
      const callback = await desk.read(callbackId, { signal: session.signal });
      set({ returned: state.returned.map((one) => (one.key === key ? { ...one, callback } : one)) });
    } catch {
      // What came back is told all the same.
    }
  }

  function lookAgain(id: string): void {
    markStale([id]);
    void catchUp(GATHERED_MILLISECONDS);
  }

  function follow(after: number): () => void {
    const listener = listen(callbacks, {}, (message) => {
      markStale(message.callbacks);
      void catchUp(GATHERED_MILLISECONDS);
    });
    const onReset = () => {
      stale = 'everything';
      void catchUp(random() * FIRST_PAUSE_MILLISECONDS);
    };
    return live.follow({ listeners: [listener], after, onReset, onState: changeConnection });
  }

  function changeConnection(connection: ConnectionState): void {
    const { trueAt = 0 } = state;
    // As long as changes come in, the list is that of now; when they stop, it was so until the line fell silent.
    const wasOpen = state.connection === 'open' && connection !== 'open';
    set({ connection, ...(wasOpen && { trueAt: Math.max(trueAt, now() - SILENCE_MILLISECONDS) }) });
    if (connection === 'open' && changes.queue.length > 0) void send(session.signal);
  }

  function markStale(ids: readonly string[]): void {
    if (stale !== 'everything') for (const id of ids) stale.add(id);
  }

  async function send(signal: AbortSignal): Promise<void> {
    try {
      // What was done while the last one was on its way.
      while (changes.queue.length > 0) await changes.send(signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof RelaisError)) throw error;
      set({ error });
      again(error, signal);
    }
  }

  async function start(): Promise<void> {
    const { signal } = session;
    // What storage cannot give must not keep the list from being shown.
    await changes.restore().catch(() => undefined);
    if (!signal.aborted) await Promise.all([send(signal), refresh()]);
  }

  function stop(): void {
    session.abort();
    session = new AbortController();
    working = undefined;
    stopFollowing?.();
    stopFollowing = undefined;
    stale = 'everything';
    state = { ...state, connection: 'stopped' };
  }

  function refresh(): Promise<void> {
    stale = 'everything';
    // One that waits for its next try begins anew, with the list.
    if (state.connection === 'waiting') {
      stopFollowing?.();
      stopFollowing = undefined;
    }
    if (changes.queue.length > 0) void send(session.signal);
    return catchUp(0);
  }

  async function change({ id, revision }: Pick<Callback, 'id' | 'revision'>, action: DeskAction): Promise<ChangeEnd> {
    const { ended } = await changes.add(id, { ...action, revision });
    void send(session.signal);
    return ended;
  }

  return {
    getState: () => state,
    refresh,
    async act(id, action) {
      const entry = state.callbacks.find((one) => one.id === id);
      if (!entry) throw new RangeError('This entry is not on the board');
      return change(entry, action);
    },
    reopen: (ended) => change(ended, { kind: 'reopen' }),
    dismiss: (key) => set({ returned: state.returned.filter((one) => one.key !== key) }),
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) void start();
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) stop();
      };
    },
  };
}

/** Whether time alone may mend it. */
function canGoOn({ code }: RelaisError): boolean {
  return !['unauthenticated', 'forbidden', 'site-not-allowed', 'session', 'not-found'].includes(code);
}

/** An entry in the form the engine's order takes. */
export function toQueueEntry(callback: Callback) {
  return {
    id: callback.id,
    rank: callback.rank,
    targetMinutes: callback.targetMinutes,
    arrivedAt: fromInstant(callback.arrivedAt),
    snoozedUntil: callback.snoozedUntil === undefined ? undefined : fromInstant(callback.snoozedUntil),
    reachable: callback.reachable?.map(({ from, to }) => ({ from: fromInstant(from), to: fromInstant(to) })),
    doctor: callback.doctor && { until: fromInstant(callback.doctor.until), answer: callback.doctor.answer },
    callback,
  };
}
