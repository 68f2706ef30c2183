import * as client from 'openid-client';
import type { JWTPayload } from 'jose';
import type { IssuerPreset } from '../../core/auth/presets.ts';

/** Why an issuer's answer was not taken. */
export type RefusedAnswer = 'unreachable' | 'cancelled' | 'code' | 'untrusted' | 'clock' | 'weak';

/** Nobody has signed in. The message says which check failed, never what the issuer sent. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  readonly code: RefusedAnswer;

  constructor(code: RefusedAnswer, message: string) {
    super(message);
    this.code = code;
  }
}

/** What only this backend and the issuer know of one sign-in. */
export interface Handshake {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What is kept of an issuer's tokens: to ask whether somebody is still signed in there, and to sign them out. */
export interface IssuerTokens {
  readonly refresh?: string | undefined;
  readonly id: string;
}

export interface IssuerSettings {
  readonly preset: IssuerPreset;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where it sends people back to. */
  readonly callback: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Clocks of well-kept machines differ by less. */
const CLOCK_TOLERANCE_SECONDS = 120;
const ANSWER_SECONDS = 5;
/** So long after it was read the description of an issuer is read again: it may have moved its pages. */
const DESCRIPTION_MS = 3_600_000;
const METHODS = { basic: 'client_secret_basic', post: 'client_secret_post' } as const;

/** One OpenID Connect issuer, of which this backend is a confidential client: code flow with PKCE, state and nonce. */
export class Issuer {
  readonly #settings: IssuerSettings;
  #found: { readonly at: number; readonly description: Promise<client.ServerMetadata> } | undefined;

  constructor(settings: IssuerSettings) {
    this.#settings = settings;
  }

  /** Where a person signs in. @throws {SignInError} `unreachable` */
  async signInAddress({ state, nonce, verifier }: Handshake, language: 'fr' | 'en'): Promise<string> {
    const { callback, preset } = this.#settings;
    const [weakest] = preset.assurance ?? [];
    return client.buildAuthorizationUrl(await this.#configure(), {
      redirect_uri: callback,
      scope: preset.scope,
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ui_locales: language,
      ...(weakest === undefined ? {} : { acr_values: weakest }),
    }).href;
  }

  /** Exchanges what an issuer sent a person back with. @throws {SignInError} */
  async finish(
    search: string,
    { state, nonce, verifier }: Handshake,
  ): Promise<{ claims: JWTPayload; tokens: IssuerTokens }> {
    const config = await this.#configure();
    const address = new URL(this.#settings.callback);
    address.search = search;
    return this.#told(async () => {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const answer = await client.authorizationCodeGrant(config, address, checks);
      const identity = answer.claims();
      if (!identity || answer.id_token === undefined) throw new SignInError('untrusted', 'There is no ID token');
      this.#judgeAssurance(identity.acr);
      const more = config.serverMetadata().userinfo_endpoint
        ? await client.fetchUserInfo(config, answer.access_token, identity.sub)
        : {};
      const claims = withoutBlanks({ ...identity, ...more, iss: identity.iss, sub: identity.sub }) as JWTPayload;
      return { claims, tokens: { refresh: answer.refresh_token, id: answer.id_token } };
    });
  }

  /** Asks whether somebody is still signed in at the issuer. @returns fresh tokens; undefined when they are not. @throws {SignInError} when it cannot be known */
  async renew({ refresh, id }: IssuerTokens): Promise<IssuerTokens | undefined> {
    if (refresh === undefined) return undefined;
    const config = await this.#configure();
    try {
      const answer = await this.#told(() => client.refreshTokenGrant(config, refresh));
      return { refresh: answer.refresh_token ?? refresh, id: answer.id_token ?? id };
    } catch (error) {
      if (error instanceof SignInError && error.code === 'code') return undefined;
      throw error;
    }
  }

  /** Where a person signs out of the issuer's own session; undefined when it has no such page. @throws {SignInError} `unreachable` */
  async signOutAddress({ id }: IssuerTokens, goBack: string, state: string): Promise<string | undefined> {
    const config = await this.#configure();
    if (!config.serverMetadata().end_session_endpoint) return undefined;
    return client.buildEndSessionUrl(config, { id_token_hint: id, post_logout_redirect_uri: goBack, state }).href;
  }

  #judgeAssurance(level: unknown): void {
    const { assurance } = this.#settings.preset;
    if (assurance && !assurance.includes(String(level)))
      throw new SignInError('weak', 'The level of assurance is too low');
  }

  /** Made for each use: the clock it goes by may be put right at any moment. */
  async #configure(): Promise<client.Configuration> {
    const description = await this.#describe();
    const { clientId, clientSecret, now } = this.#settings;
    const metadata: client.ClientMetadata = {
      client_id: clientId,
      client_secret: clientSecret,
      [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS,
      [client.clockSkew]: Math.round((now() - Date.now()) / 1000),
    };
    const config = new client.Configuration(
      description,
      clientId,
      metadata,
      authenticationOf(description, clientSecret),
    );
    config.timeout = ANSWER_SECONDS;
    // Signatures are checked, too, of the ID token as of a user's description that comes as one.
    client.enableNonRepudiationChecks(config);
    if (isPlainHttp(description.issuer)) allowPlainHttp(config);
    return config;
  }

  /** A description that could not be read is not kept: the next person tries again. */
  async #describe(): Promise<client.ServerMetadata> {
    const { now } = this.#settings;
    if (!this.#found || Math.abs(now() - this.#found.at) > DESCRIPTION_MS) {
      const found = { at: now(), description: this.#discover() };
      this.#found = found;
      found.description.catch(() => {
        if (this.#found === found) this.#found = undefined;
      });
    }
    return this.#found.description;
  }

  async #discover(): Promise<client.ServerMetadata> {
    const { preset, clientId } = this.#settings;
    try {
      const options = {
        timeout: ANSWER_SECONDS,
        ...(isPlainHttp(preset.issuer) ? { execute: [allowPlainHttp] } : {}),
      };
      const place = new URL(preset.discovery ?? preset.issuer);
      const config = await client.discovery(place, clientId, undefined, client.None(), options);
      const description = withoutMethods(config.serverMetadata());
      if (description.issuer !== preset.issuer) throw new Error('It names another issuer');
      return description;
    } catch {
      throw new SignInError('unreachable', 'The description of the issuer cannot be read');
    }
  }

  async #told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof SignInError
        ? error
        : new SignInError(codeOf(error), 'The answer of the issuer was not taken');
    }
  }
}

// eslint-disable-next-line @typescript-eslint/no-deprecated -- it is marked so only to stand out: see `isPlainHttp`
const allowPlainHttp: (config: client.Configuration) => void = client.allowInsecureRequests;

/** The library's object has methods beside what was read, and takes it back without. */
function withoutMethods(description: client.ServerMetadata): client.ServerMetadata {
  const read = Object.entries(description).filter(([, value]) => typeof value !== 'function');
  return Object.fromEntries(read) as unknown as client.ServerMetadata;
}

/** Demonstration and tests on one machine; the configuration accepts no other issuer without https. */
function isPlainHttp(address: string): boolean {
  return address.startsWith('http:');
}

function authenticationOf(description: client.ServerMetadata, secret: string): client.ClientAuth {
  const methods = description.token_endpoint_auth_methods_supported ?? [METHODS.basic];
  return methods.includes(METHODS.post) ? client.ClientSecretPost(secret) : client.ClientSecretBasic(secret);
}

/** Pro Santé Connect writes an empty text for what it does not know. */
function withoutBlanks(claims: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== ''));
}

function codeOf(error: unknown): RefusedAnswer {
  if (error instanceof client.AuthorizationResponseError) {
    return /^(server_error|temporarily_unavailable)$/.test(error.error) ? 'unreachable' : 'cancelled';
  }
  if (error instanceof client.ResponseBodyError) {
    if (error.status >= 500) return 'unreachable';
    return error.error === 'invalid_grant' ? 'code' : 'untrusted';
  }
  // What `fetch` throws when the network fails; the library's own have a code.
  if (error instanceof TypeError && !('code' in error)) return 'unreachable';
  if (!(error instanceof client.ClientError)) return 'untrusted';
  if (error.code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'clock';
  const isSilent = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'];
  // Without a code it is the network that failed.
  return error.code === undefined || isSilent.includes(error.code) ? 'unreachable' : 'untrusted';
}
