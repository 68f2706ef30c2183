import type { Route } from '@relais/model';
import ky from 'ky';
import { faultOfAddress } from './address.ts';
import {
  AddressError,
  ChallengeError,
  OfflineError,
  RelaisError,
  SessionError,
  toError,
  UnreachableError,
} from './errors.ts';
import type { Refusals } from './errors.ts';
import type { Session } from './session.ts';
import { during, within } from './waiting.ts';
import type { Sleep } from './waiting.ts';

/** One request, below the structure's path. Nothing in it changes from one try to the next. */
export interface Ask {
  readonly method: Route['method'];
  readonly path: string;
  /** JSON text: kept as text, so that a write asked again after a reload is the same to the last byte. */
  readonly body?: string | undefined;
  /** Token of a hold or of a booking link; without it, the professional's if there is one. */
  readonly token?: string | undefined;
  /** Of a write: its `Idempotency-Key`, and the random id this device is known by. */
  readonly key?: string | undefined;
  readonly client?: string | undefined;
  /** Who wrote it: it goes out under nobody else's session. Whoever is signed in when absent. */
  readonly author?: { readonly person: string | undefined } | undefined;
}

/** Outside things, all passed in. */
export interface TransportSettings {
  /** Address of the structure, `…/api/v1/structures/{structure}`. */
  readonly base: string;
  /** The class of each refusal. */
  readonly refusals: Refusals;
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly now: () => number;
  readonly sleep: Sleep;
  /** A number from 0 to 1, 1 excluded. */
  readonly random: () => number;
  /** `false` when the device knows it has no network. */
  readonly isOnline: () => boolean | undefined;
  readonly session: Session;
  /** Address of the page this runs in, when it runs in one. */
  readonly page: () => string | undefined;
}

export interface Transport {
  /** Asks, again where the contract says so, and gives the text of the answer; rejects with a `RelaisError`. */
  send(ask: Ask, signal?: AbortSignal): Promise<string>;
  /**
   * One try: hands over the answer as soon as its headers are there, or rejects with a `RelaisError`. The request ends with `read`, however
   * that ends, and its signal. `headers` are added to the usual ones.
   */
  stream(
    ask: Ask,
    headers: Record<string, string>,
    signal: AbortSignal,
    read: (response: Response) => Promise<void>,
  ): Promise<void>;
}

/** How long one try may last. */
const TRY_MILLISECONDS = 10_000;
/** How long somebody waits in all, pauses and a `Retry-After` included. */
const PATIENCE_MILLISECONDS = 30_000;
const RETRIES = 4;
/**
 * A browser tells of a network that fails and of a wrong address, a blocked site or a policy that forbids the request alike. Of a server
 * that has never answered the latter are likelier, and no try heals them: whoever waits to read soon sees that there is no answer.
 */
const FIRST_RETRIES = 2;
const FIRST_PAUSE_MILLISECONDS = 500;
/** More challenges than that in a row, and something is wrong. */
const CHALLENGES = 3;
/** Statuses of a server or gateway that may answer the next time. No status: the network failed or the answer was late. */
const PASSING = [undefined, 502, 503, 504];

/**
 * Speaks HTTP as the contract wants it. The same write keeps its key: after a network error, a late answer, 502, 503 or 504 it is asked
 * again up to four times, after 0.5, 1, 2 and 4 s with full jitter; 429, 503 and a key still running wait for their `Retry-After`;
 * any other refusal is thrown at once, as is an address no request can go to. Reading from a server that has never answered, only two
 * more tries follow a network error. A challenge (428) is solved on the way.
 */
export function createTransport(settings: TransportSettings): Transport {
  const { base, refusals, fetch, now, sleep, random, isOnline, session, page } = settings;
  let hasAnswered = false;
  // Pauses and patience are ours: ky's retry knows neither a challenge on the way nor one `Idempotency-Key` for all tries.
  const http = ky.create({
    fetch: async (request) => fetch(request as Request),
    credentials: 'omit',
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
  });

  async function send(ask: Ask, signal?: AbortSignal): Promise<string> {
    let patienceEnds = now() + PATIENCE_MILLISECONDS;
    let solution: string | undefined;
    for (let tries = 1, challenges = 0; ; tries += 1) {
      const answer = await attempt(ask, solution, signal);
      if (!(answer instanceof RelaisError)) return answer;
      if (answer instanceof ChallengeError && challenges < CHALLENGES) {
        solution = await solve(answer, signal);
        challenges += 1;
        tries -= 1;
        patienceEnds = now() + PATIENCE_MILLISECONDS;
        continue;
      }
      const pause = pauseBefore(answer, tries, ask);
      if (pause === undefined || now() + pause > patienceEnds) throw answer;
      await sleep(pause, signal);
    }
  }

  /** The text of a good answer, or what went wrong; throws only the caller's abort and a failed session. */
  async function attempt(ask: Ask, solution: string | undefined, signal?: AbortSignal): Promise<string | RelaisError> {
    const headers = await headersOf(ask, solution ? { 'Relais-Challenge': solution } : {});
    try {
      return await within(TRY_MILLISECONDS, sleep, signal, async (inner) => {
        const response = await request(ask, headers, inner);
        const text = await response.text();
        return response.ok ? text : toError(refusals, response.status, text, retryAfterOf(response));
      });
    } catch (cause) {
      return networkError(cause, signal);
    }
  }

  async function stream(
    ask: Ask,
    extra: Record<string, string>,
    signal: AbortSignal,
    read: (response: Response) => Promise<void>,
  ): Promise<void> {
    const headers = await headersOf(ask, extra);
    await during(signal, async (inner) => {
      const soon = <Value>(work: () => Promise<Value>): Promise<Value> =>
        within(TRY_MILLISECONDS, sleep, inner, work).catch((cause: unknown) => {
          throw networkError(cause, signal);
        });
      const response = await soon(() => request(ask, headers, inner));
      if (response.ok) return read(response);
      throw toError(refusals, response.status, await soon(() => response.text()), retryAfterOf(response));
    });
  }

  async function headersOf(ask: Ask, extra: Record<string, string>): Promise<Headers> {
    const headers = new Headers(extra);
    const token = ask.token ?? (await sessionToken(ask));
    if (token) headers.set('Authorization', `Bearer ${token}`);
    if (ask.key) headers.set('Idempotency-Key', `"${ask.key}"`);
    if (ask.client) headers.set('Relais-Client', ask.client);
    if (ask.body) headers.set('Content-Type', 'application/json');
    return headers;
  }

  async function sessionToken({ author }: Ask): Promise<string | undefined> {
    if (author && author.person !== (await session.person())) {
      throw new SessionError('Somebody else is signed in than when this was written');
    }
    return session.token();
  }

  async function request({ method, path, body }: Ask, headers: Headers, signal: AbortSignal): Promise<Response> {
    const response = await http(base + path, { method, headers, body: body ?? null, signal });
    hasAnswered = true;
    return response;
  }

  function networkError(cause: unknown, signal: AbortSignal | undefined): RelaisError {
    signal?.throwIfAborted();
    if (isOnline() === false) return new OfflineError(cause);
    const fault = faultOfAddress(base, page());
    if (fault) return new AddressError(`No request can go to ${withoutPassword(base)}: ${fault}`, { cause });
    return new UnreachableError('The agenda did not answer', { cause });
  }

  /** Seconds to wait that the server gave, also as a date; some proxies answer with dates. */
  function retryAfterOf({ headers }: Response): number | undefined {
    const text = headers.get('Retry-After');
    if (text === null) return undefined;
    const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - now()) / 1000;
    return seconds >= 0 ? seconds : undefined;
  }

  function pauseBefore(failure: RelaisError, tries: number, { method }: Ask): number | undefined {
    const isFirst = method === 'GET' && !hasAnswered;
    if (tries > (isFirst ? FIRST_RETRIES : RETRIES)) return undefined;
    if (failure.retryAfter !== undefined) return failure.retryAfter * 1000;
    if (!(failure instanceof UnreachableError) || !PASSING.includes(failure.status)) return undefined;
    return random() * FIRST_PAUSE_MILLISECONDS * 2 ** (tries - 1);
  }

  return { send, stream };
}

/** What is told of an address may be shown and logged. */
function withoutPassword(address: string): string {
  return address.replace(/\/\/[^/]*@/, '//');
}

/** The header to ask again with; none for an answer that came too late, which gets a new challenge. */
async function solve(failure: ChallengeError, signal: AbortSignal | undefined): Promise<string | undefined> {
  if (failure.challenge === undefined) return undefined;
  try {
    // Few people ever meet a challenge: its solver is not part of the first bytes.
    const { solveChallenge } = await import('./challenge.ts');
    return await solveChallenge(failure.challenge, signal);
  } catch (cause) {
    signal?.throwIfAborted();
    failure.cause = cause;
    throw failure;
  }
}
