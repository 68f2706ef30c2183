import { SessionError } from './errors.ts';

/** A professional's bearer token, asked before every request; nothing for a patient. */
export type GetToken = () => string | undefined | Promise<string | undefined>;

/** Id of whoever is signed in, the same each time they sign in and never another's; nothing when nobody is. */
export type GetPerson = () => string | undefined | Promise<string | undefined>;

/** Somebody and the token they signed in with; neither when nobody is signed in. */
export interface SignedIn {
  readonly person: string | undefined;
  readonly token: string | undefined;
}

/** Who uses the client, as the host says at the time. */
export interface Session {
  /** @throws {SessionError} when the host cannot give it */
  token(): Promise<string | undefined>;
  /**
   * Undefined when nobody is signed in.
   *
   * @throws {SessionError} when somebody is and nothing says who: what is kept for them would be found by the next
   */
  person(): Promise<string | undefined>;
  /**
   * The person and a token that is theirs. Asked for one after the other, the two may be those of two people.
   *
   * @throws {SessionError} as `token` and `person` do, and when somebody else signs in meanwhile
   */
  signedIn(): Promise<SignedIn>;
}

export interface SessionSettings {
  readonly getToken?: GetToken | undefined;
  /** Where it says nothing, or is missing, the token's issuer and subject do. */
  readonly getPerson?: GetPerson | undefined;
}

export function createSession({ getToken, getPerson }: SessionSettings): Session {
  async function ask(what: string, get: (() => string | undefined | Promise<string | undefined>) | undefined) {
    try {
      return (await get?.()) || undefined;
    } catch (cause) {
      throw new SessionError(`The host could not give ${what}`, { cause });
    }
  }

  const token = () => ask('a token', getToken);
  const givenPerson = () => ask('a person', getPerson);

  return {
    token,
    person: async () => (await givenPerson()) ?? personOf(await token()),

    async signedIn() {
      const given = await givenPerson();
      const own = await token();
      if ((await givenPerson()) !== given) throw new SessionError('Somebody else has signed in meanwhile');
      return { person: given ?? personOf(own), token: own };
    },
  };
}

/** Undefined for nobody's token. */
function personOf(token: string | undefined): string | undefined {
  if (!token) return undefined;
  const named = personIn(token);
  if (!named) throw new SessionError('The token does not say who is signed in: createClient needs `getPerson`');
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
