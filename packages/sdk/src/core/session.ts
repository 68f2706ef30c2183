import { SessionError, UnnamedPersonError } from './errors.ts';
import { sleep as sleepByTimer, within } from './waiting.ts';
import type { Sleep } from './waiting.ts';

/** A professional's bearer token, asked before every request; nothing for a patient. */
export type GetToken = () => string | undefined | Promise<string | undefined>;

/** Id of whoever is signed in, the same each time they sign in and never another's; nothing when nobody is. */
export type GetPerson = () => string | undefined | Promise<string | undefined>;

/**
 * The key of what is kept for a person, where it is not the device that makes it: from the server, while she is signed in. It is asked for at each
 * use, and rejects once she is not; it gives nothing where the device makes its own.
 */
export type GetKey = (person: string) => Promise<CryptoKey | undefined>;

/** Somebody and the token they signed in with; neither when nobody is signed in. */
export interface SignedIn {
  readonly person: string | undefined;
  readonly token: string | undefined;
}

/**
 * Who uses the client, as the host says at the time. Each method rejects with its signal's reason as soon as that aborts, and with a
 * `SessionError` after ten seconds: the host may wait for an answer that never comes.
 */
export interface Session {
  /** Present where keys come from the server. */
  readonly key: GetKey | undefined;
  /** Whether a cookie stands for the session, which no script can read: there is no token, and requests name the person. */
  readonly byCookie: boolean;
  /** A request made for somebody was answered as nobody's. */
  isOver(): void;
  /** @throws {SessionError} when the host cannot give it */
  token(signal?: AbortSignal): Promise<string | undefined>;
  /**
   * Undefined when nobody is signed in.
   *
   * @throws {SessionError} when somebody is and nothing says who: what is kept for them would be found by the next
   */
  person(signal?: AbortSignal): Promise<string | undefined>;
  /**
   * The person and a token that is theirs. Asked for one after the other, the two may be those of two people.
   *
   * @throws {SessionError} as `token` and `person` do, and when somebody else signs in meanwhile
   */
  signedIn(signal?: AbortSignal): Promise<SignedIn>;
}

export interface SessionSettings {
  readonly getToken?: GetToken | undefined;
  /** Where it says nothing, or is missing, the token's issuer and subject do. */
  readonly getPerson?: GetPerson | undefined;
  readonly getKey?: GetKey | undefined;
}

/** A session of the backend's own pages. */
export interface CookieSession {
  readonly isOver: () => void;
}

/** How long the host may take to say one thing. */
const ANSWER_MILLISECONDS = 10_000;

export function createSession(
  { getToken, getPerson, getKey }: SessionSettings,
  sleep: Sleep = sleepByTimer,
  cookie?: CookieSession,
): Session {
  async function ask(what: string, get: GetToken | GetPerson | undefined, signal: AbortSignal | undefined) {
    if (!get) return undefined;
    try {
      return (await within(ANSWER_MILLISECONDS, sleep, signal, async () => get())) || undefined;
    } catch (cause) {
      signal?.throwIfAborted();
      throw new SessionError(`The host could not give ${what}`, { cause });
    }
  }

  const token = (signal?: AbortSignal) => ask('a token', getToken, signal);
  const givenPerson = (signal?: AbortSignal) => ask('a person', getPerson, signal);

  return {
    key: getKey,
    byCookie: cookie !== undefined,
    isOver: () => cookie?.isOver(),
    token,
    person: async (signal) => (await givenPerson(signal)) ?? personOf(await token(signal)),

    async signedIn(signal) {
      const given = await givenPerson(signal);
      const own = await token(signal);
      if ((await givenPerson(signal)) !== given) throw new SessionError('Somebody else has signed in meanwhile');
      return { person: given ?? personOf(own), token: own };
    },
  };
}

/** Undefined for nobody's token. */
function personOf(token: string | undefined): string | undefined {
  if (!token) return undefined;
  const named = personIn(token);
  if (!named) throw new UnnamedPersonError();
  return named;
}

/** Issuer and subject of a JSON Web Token (RFC 7519 § 4.1): together they name one person for ever. Nothing is verified here. */
function personIn(token: string): string | undefined {
  try {
    const payload = token.split('.')[1] ?? '';
    const { iss, sub } = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as Record<string, unknown>;
    return typeof sub === 'string' ? JSON.stringify([iss, sub]) : undefined;
  } catch {
    return undefined;
  }
}
