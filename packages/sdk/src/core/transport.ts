import type { Route } from '@relais/model';
import ky from 'ky';
import type { RetryOptions } from 'ky';
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
import type { Session, SignedIn } from './session.ts';
import { during, within } from './waiting.ts';
import type { Sleep } from './waiting.ts';

/** One request, below the structure's path. Nothing in it changes from one try to the next. */
export interface Ask {
  readonly method: Route['method'];
  readonly path: string;
  /** JSON text: kept as text, so that a write asked again after a reload is the same to the last byte. */
  readonly body?: string | undefined;
  /** Token of a link to one thing; without it, that of whoever is signed in. */
  readonly token?: string | undefined;
  /** Of a write: its `Idempotency-Key`, and the random id this device is known by. */
  readonly key?: string | undefined;
  readonly client?: string | undefined;
  /** Who wrote it: it goes out under nobody else's session. Whoever is signed in when absent. */
  readonly author?: { readonly person: string | undefined } | undefined;
  /** It goes with the cookie of a session: of this person's, or of whoever has one when it names nobody. Nothing else is asked of the session. */
  readonly as?: { readonly person?: string } | undefined;
  /** Of a document: the tag of the version it was made from; empty where there was none. */
  readonly base?: string | undefined;
}

/** An answer, and the tag of its version where it has one. */
export interface Tagged {
  readonly text: string;
  readonly tag: string | null;
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
  send(ask: Ask, signal?: AbortSignal): Promise<Tagged>;
  /** The same for an answer that is no text. */
  fetchBytes(ask: Ask, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
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

/** How long one try may last, once the session has given its token; and for a photograph, as long as a slow network takes. */
const TRY_MILLISECONDS = 10_000;
/** Bytes, of 128 kbit in a second. */
const SENT_PER_MILLISECOND = 16;
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

/** Says whose session a request is meant to be under. A browser sends a cookie whosever it has become. */
const PERSON = 'Relais-Person';

/** All of the contract: a write is asked again too, for it keeps its key. */
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] satisfies NonNullable<RetryOptions['methods']>;

/**
 * Speaks HTTP as the contract wants it. The same write keeps its key: after a network error, a late answer, 502, 503 or 504 it is asked
 * again up to four times, after 0.5, 1, 2 and 4 s with full jitter; 429, 503 and a key still running wait for their `Retry-After`;
 * any other refusal is thrown at once, as is an address no request can go to. Reading from a server that has never answered, only two
 * more tries follow a network error. A challenge (428) is solved on the way.
 *
 * ky makes the requests, signs each by a hook, and asks again. Four of its features cannot hold the contract, and are ours: its time limit
 * ends with the headers, where a body may be what never comes; its pauses run by `setTimeout`, where a client is handed its clock; it counts
 * tries, where patience is counted in seconds and a challenge is no try; it reads `Retry-After` from a header alone, where the body says it to
 * a page that may not see the header.
 */
export function createTransport(settings: TransportSettings): Transport {
  const { base, refusals, fetch, now, sleep, random, isOnline, session, page } = settings;
  let hasAnswered = false;
  const http = ky.create({ timeout: false, throwHttpErrors: false, retry: 0 });

  async function send(ask: Ask, signal?: AbortSignal): Promise<Tagged> {
    const answer = await askPatiently(ask, signal);
    return { text: await answer.text(), tag: answer.headers.get('ETag') };
  }

  async function fetchBytes(ask: Ask, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await (await askPatiently(ask, signal)).arrayBuffer());
  }

  async function askPatiently(ask: Ask, signal: AbortSignal | undefined): Promise<Response> {
    const course = createCourse(ask, signal);
    try {
      return await http(base + ask.path, {
        ...requestOf(ask, signal),
        fetch: (request) => askWhole(request as Request, ask, signal),
        hooks: {
          beforeRequest: [(request) => sign(request, ask, course.headers())],
          beforeRetry: [() => course.prepare()],
        },
        retry: { limit: Infinity, methods: METHODS, delay: () => 0, shouldRetry: ({ error }) => course.goesOn(error) },
      });
    } catch (cause) {
      // An address that is none is told before any request is made.
      throw cause instanceof RelaisError ? cause : networkError(cause, signal);
    }
  }

  /** What follows the tries of one question. */
  function createCourse(ask: Ask, signal: AbortSignal | undefined) {
    let patienceEnds = now() + PATIENCE_MILLISECONDS;
    let tries = 1;
    let challenges = 0;
    let solution: string | undefined;
    let prepare = (): Promise<void> => Promise.resolve();
    return {
      headers: () => ({ 'Relais-Challenge': solution }),
      /** Whether it is asked again after this failure; what is to be done before is noted. */
      goesOn(failure: Error): boolean {
        if (failure instanceof ChallengeError && challenges < CHALLENGES) {
          challenges += 1;
          prepare = async () => {
            solution = await solve(failure, signal);
            patienceEnds = now() + PATIENCE_MILLISECONDS;
          };
          return true;
        }
        const pause = failure instanceof RelaisError ? pauseBefore(failure, tries, ask) : undefined;
        if (pause === undefined || now() + pause > patienceEnds) return false;
        tries += 1;
        prepare = () => sleep(pause, signal);
        return true;
      },
      prepare: () => prepare(),
    };
  }

  /** The whole answer of one try, or what went wrong: a refusal, a network error, the caller's abort. */
  async function askWhole(request: Request, { body = '' }: Ask, signal: AbortSignal | undefined): Promise<Response> {
    const longest = Math.max(TRY_MILLISECONDS, body.length / SENT_PER_MILLISECOND);
    return within(longest, sleep, request.signal, async (inner) => {
      const response = await begin(new Request(request, { signal: inner }));
      const bytes = await response.arrayBuffer();
      if (!response.ok) throw refusalOf(request, response, new TextDecoder().decode(bytes));
      return new Response(bytes, { headers: response.headers });
    }).catch((cause: unknown) => {
      throw cause instanceof RelaisError ? cause : networkError(cause, signal);
    });
  }

  async function stream(
    ask: Ask,
    extra: Record<string, string>,
    signal: AbortSignal,
    read: (response: Response) => Promise<void>,
  ): Promise<void> {
    await during(signal, async (inner) => {
      const soon = <Value>(work: () => Promise<Value>): Promise<Value> =>
        within(TRY_MILLISECONDS, sleep, inner, work).catch((cause: unknown) => {
          throw cause instanceof RelaisError ? cause : networkError(cause, signal);
        });
      const response = await soon(() =>
        http(base + ask.path, {
          ...requestOf(ask, inner),
          // Firefox lets only one request of an address fill its cache, and holds the others back: a second tab would hear nothing.
          cache: 'no-store',
          fetch: (request) => begin(request as Request),
          hooks: { beforeRequest: [(request) => sign(request, ask, extra)] },
        }),
      );
      if (response.ok) return read(response);
      throw toError(refusals, response.status, await soon(() => response.text()), retryAfterOf(response));
    });
  }

  function refusalOf(request: Request, response: Response, text: string): RelaisError {
    if (response.status === 401 && request.headers.has(PERSON)) session.isOver();
    return toError(refusals, response.status, text, retryAfterOf(response));
  }

  async function begin(request: Request): Promise<Response> {
    const isPersons = request.headers.has(PERSON);
    const response = await fetch(isPersons ? new Request(request, { credentials: 'same-origin' }) : request);
    const { status, headers } = response;
    // No route answers with a page: a captive portal does, and the agenda has not been reached.
    if (status < 500 && headers.get('Content-Type')?.includes('html'))
      throw new UnreachableError('A page answered in place of the agenda', { status });
    hasAnswered = true;
    return response;
  }

  /** Before each try: a session may have been renewed since the last, and ky tries again with what it had. */
  async function sign(
    { headers, signal }: Request,
    ask: Ask,
    extra: Readonly<Record<string, string | undefined>>,
  ): Promise<void> {
    const { token, person } = await whoAsks(ask, signal);
    const said = {
      ...extra,
      Authorization: token && `Bearer ${token}`,
      [PERSON]: person,
      'Idempotency-Key': ask.key && `"${ask.key}"`,
      'Relais-Client': ask.client,
      'If-Match': ask.base,
      'If-None-Match': ask.base === '' && '*',
      'Content-Type': ask.body && 'application/json',
    };
    for (const [name, value] of Object.entries(said)) {
      if (value) headers.set(name, value);
      else headers.delete(name);
    }
  }

  /** A token, or the person whose cookie is to go with it: somebody else may have signed in since, in another tab. */
  async function whoAsks({ token, as, author }: Ask, signal: AbortSignal): Promise<Partial<SignedIn>> {
    if (token) return { token };
    if (as) return { person: as.person };
    if (!author && !session.byCookie) return { token: await session.token(signal) };
    const who = await session.signedIn(signal);
    if (author && who.person !== author.person)
      throw new SessionError('Somebody else is signed in than when this was written');
    return session.byCookie ? { person: who.person } : { token: who.token };
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

  return { send, fetchBytes, stream };
}

function requestOf({ method, body, as }: Ask, signal: AbortSignal | undefined) {
  const credentials: RequestCredentials = as ? 'same-origin' : 'omit';
  return { method, credentials, ...(body === undefined ? {} : { body }), ...(signal ? { signal } : {}) };
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
