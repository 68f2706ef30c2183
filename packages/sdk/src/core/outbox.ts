import type { Route } from '@relais/model';
import { randomId } from './bytes.ts';
import type { AnswerOf, Call, RequestOf } from './call.ts';
import { RefusedError, RelaisError } from './errors.ts';
import type { Vault, Vaults } from './vault.ts';

/** A write on its way: kept until the server has answered, and asked again with the same key until then. */
export interface PendingWrite<Notes = unknown> {
  /** Name of the operation in the contract. */
  readonly operation: string;
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  /** Token of a link to one thing. */
  readonly token?: string | undefined;
  /** Its `Idempotency-Key`, and the random id this device was known by. */
  readonly key: string;
  readonly client: string;
  /** Whoever was signed in when it was written: it is sent for nobody else. Undefined when nobody was. */
  readonly owner?: string | undefined;
  /** It is taken up again after those with a lower one. */
  readonly order?: number;
  /** What its subject keeps with it and does not send. */
  readonly notes?: Notes;
}

/** A write as its caller words it. */
export type Write<R extends Route, Notes> = Pick<RequestOf<R>, 'params' | 'body' | 'token'> & {
  readonly notes?: Notes;
};

/** How a subject has one of its writes kept. */
export interface WriteRule<Notes, Answer = never> {
  readonly route: Route;
  /** Later, it is not sent any more. */
  readonly keptMilliseconds: number;
  /** Takes the answer in, which has the route's shape, before the write is erased. */
  readonly onAnswer?: (answer: Answer, write: PendingWrite<Notes>, vault: Vault) => Promise<void>;
  /** Refusals after which the same write may be taken: it is kept for when somebody is signed in again, or fewer ask. */
  readonly mayPass?: readonly string[];
  /** Takes a refusal or failure in, before it is thrown. */
  readonly onError?: (error: unknown, write: PendingWrite<Notes>, vault: Vault) => Promise<void>;
}

export interface OutboxSettings<Notes> {
  readonly vaults: Vaults;
  readonly call: Call;
  readonly now: () => number;
  /** One for each operation the subject writes by. */
  readonly rules: readonly WriteRule<Notes>[];
  /** A record that an earlier version of the subject kept, as it would be kept now; undefined to give it up. */
  readonly readFormer?: (record: unknown) => PendingWrite<Notes> | undefined;
}

/** The writes of one subject. They are those of whoever is signed in, or of the device when nobody is. */
export interface Outbox<Notes> {
  /** Stores the write, sends it, erases it once answered. Asked a second time before an answer, it is the same write with the same key. */
  post<R extends Route>(route: R, write: Write<R, Notes>, signal?: AbortSignal): Promise<AnswerOf<R>>;
  /** Stores the write alone. It is sent by `repost`, after those that it builds on. */
  keep<R extends Route>(route: R, write: Write<R, Notes>): Promise<PendingWrite<Notes>>;
  /**
   * Sends again a write kept from before. `reword` gives the body with which a refused one is sent once more in its place; undefined where the refusal
   * stands.
   */
  repost(write: PendingWrite<Notes>, signal?: AbortSignal, reword?: Reword): Promise<unknown>;
  /** Words a kept write anew. It keeps its place among the others, and is another write with another key. */
  replace(write: PendingWrite<Notes>, body: unknown): Promise<PendingWrite<Notes>>;
  /** Writes without an answer that nobody is waiting for, oldest first. */
  pending(): Promise<PendingWrite<Notes>[]>;
  /** Erases those in this vault that are meant. */
  discard(vault: Vault, isMeant: (write: PendingWrite<Notes>) => boolean): Promise<void>;
}

/** The body in which a refused write may be taken. */
export type Reword = (error: unknown) => unknown;

/** Where writes and the device's id stand in a vault. */
export const WRITES = 'write';
const CLIENT = 'client';
const CLIENT_KEPT_MILLISECONDS = 24 * 3_600_000;

export function createOutbox<Notes>(settings: OutboxSettings<Notes>): Outbox<Notes> {
  const { vaults, call, now, rules, readFormer } = settings;
  const running = new Map<string, Promise<unknown>>();
  const ruleOf = ({ operation }: Pick<PendingWrite, 'operation'>) =>
    rules.find(({ route }) => route.name === operation);

  /** A second press of the button waits for the first. */
  function once(write: Wording, work: () => Promise<unknown>): Promise<unknown> {
    const name = nameOf(write);
    const promise = running.get(name) ?? work().finally(() => running.delete(name));
    running.set(name, promise);
    return promise;
  }

  async function listKept(vault: Vault): Promise<PendingWrite<Notes>[]> {
    const records = await vault.list<PendingWrite<Notes>>(WRITES);
    const writes = await Promise.all(
      records.map(async (record) => ('operation' in record ? record : adopt(vault, record))),
    );
    return writes
      .filter((write) => write !== undefined)
      .filter((write) => ruleOf(write) !== undefined)
      .sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  }

  async function adopt(vault: Vault, record: { readonly key: string }): Promise<PendingWrite<Notes> | undefined> {
    // Another subject's to read, or to give up.
    if (!readFormer) return undefined;
    const write = readFormer(record);
    if (!write) await vault.delete(WRITES, record.key);
    return write;
  }

  async function keep(vault: Vault, wording: Wording): Promise<PendingWrite<Notes>> {
    const { keptMilliseconds } = ruleOf(wording)!;
    const kept = await listKept(vault);
    const same = kept.find((write) => nameOf(write) === nameOf(wording));
    if (same) return same;
    // Later than any other, though two were written in one millisecond or the clock was set back.
    const order = Math.max(now(), 1 + (kept.at(-1)?.order ?? 0));
    const write = { ...wording, key: randomId(), client: await clientIn(vault), order } as PendingWrite<Notes>;
    await vault.put(WRITES, write.key, write, now() + keptMilliseconds);
    return write;
  }

  async function replace(vault: Vault, write: PendingWrite<Notes>, body: unknown): Promise<PendingWrite<Notes>> {
    const next = { ...write, body, key: randomId() };
    // Both for a moment, never neither.
    await vault.put(WRITES, next.key, next, now() + ruleOf(write)!.keptMilliseconds);
    // One that was closed meanwhile, by a sign-out, has not taken the new one in.
    if (!vault.isClosed) await vault.delete(WRITES, write.key);
    return next;
  }

  async function send(
    vault: Vault,
    write: PendingWrite<Notes>,
    signal?: AbortSignal,
    reword?: Reword,
  ): Promise<unknown> {
    const rule = ruleOf(write)!;
    try {
      const { params, body, token, key, client, owner } = write;
      const request = { params, body, token, key, client, author: { person: owner } };
      const answer = await call(rule.route, request as RequestOf<Route>, signal);
      await rule.onAnswer?.(answer as never, write, vault);
      await vault.delete(WRITES, key);
      return answer;
    } catch (error) {
      const body = reword?.(error);
      if (body !== undefined) return send(vault, await replace(vault, write, body), signal, reword);
      await rule.onError?.(error, write, vault);
      if (isAnswer(error, rule)) await vault.delete(WRITES, write.key);
      else if (error instanceof RelaisError) error.pending = true;
      throw error;
    }
  }

  /** Known to the server for a day at most: long enough for its rule of two holds a client, too short to follow anybody. */
  async function clientIn(vault: Vault): Promise<string> {
    const [known] = await vault.list<string>(CLIENT);
    if (known) return known;
    const id = randomId();
    await vault.put(CLIENT, '', id, now() + CLIENT_KEPT_MILLISECONDS);
    return id;
  }

  async function listIdle(vault: Vault): Promise<PendingWrite<Notes>[]> {
    return (await listKept(vault)).filter((write) => !running.has(nameOf(write)));
  }

  return {
    async post<R extends Route>(route: R, write: Write<R, Notes>, signal?: AbortSignal) {
      const vault = await vaults.current(signal);
      const wording = { ...write, operation: route.name, owner: vault.owner };
      const sent = once(wording, async () => send(vault, await keep(vault, wording), signal));
      return sent as Promise<AnswerOf<R>>;
    },
    async keep(route, write) {
      const vault = await vaults.current();
      return keep(vault, { ...write, operation: route.name, owner: vault.owner });
    },
    repost: (write, signal, reword) =>
      once(write, async () => send(await vaults.of(write.owner), write, signal, reword)),
    replace: async (write, body) => replace(await vaults.of(write.owner), write, body),
    async pending() {
      const vault = await vaults.known();
      return vault ? listIdle(vault) : [];
    },
    async discard(vault, isMeant) {
      const meant = (await listIdle(vault)).filter(isMeant);
      await Promise.all(meant.map(({ key }) => vault.delete(WRITES, key)));
    },
  };
}

type Wording = Pick<PendingWrite, 'operation' | 'params' | 'body' | 'owner'>;

/** What makes two writes one: whose they are, where they go and what they say. */
function nameOf({ owner, operation, params, body }: Wording): string {
  return JSON.stringify([owner, operation, params, body]);
}

/** Whether the server has answered for good. A key still running has no answer yet. */
function isAnswer(error: unknown, { mayPass = [] }: Pick<WriteRule<never>, 'mayPass'>): boolean {
  return error instanceof RefusedError && error.code !== 'idempotency-key-in-use' && !mayPass.includes(error.code);
}
