import { SessionError } from './errors.ts';

/** A professional's bearer token, asked before every request; nothing for a patient. */
export type GetToken = () => string | undefined | Promise<string | undefined>;

/** Id of whoever is signed in, the same each time they sign in and never another's; nothing when nobody is. */
export type GetPerson = () => string | undefined | Promise<string | undefined>;

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

  return {
    token,
    async person() {
      const given = await ask('a person', getPerson);
      if (given) return given;
      const signedIn = await token();
      if (!signedIn) return undefined;
      const named = personIn(signedIn);
      if (!named) throw new SessionError('The token does not say who is signed in: createClient needs `getPerson`');
      return named;
    },
  };
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
