import { isIP } from 'node:net';
import { basename, resolve } from 'node:path';
import { Origin } from '@relais/model';
import { isLoopback } from './core/http/address.ts';
import { SECRET_WORDS, weaknessOf } from './core/secret-strength.ts';
import { PRESET_NAMES, presetOf } from './core/auth/presets.ts';

/** A folder of pages, and the path it is served from. */
export interface Site {
  readonly path: string;
  readonly folder: string;
}

/** The environment, validated. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Folder of the embedded database, and of the secret when none is given. */
  readonly dataFolder: string;
  /** Present: PostgreSQL instead of the embedded database. */
  readonly databaseUrl: string | undefined;
  readonly secret: string | undefined;
  /** The operator knows that another secret than the one so far is used, and which links die with it. */
  readonly acceptsNewSecret: boolean;
  readonly seed: 'demo' | 'none';
  /** Sites whose pages may book in every structure, beside those a structure names itself; `*` for any. */
  readonly origins: readonly string[];
  /** Addresses and networks whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** Folders served besides the API. */
  readonly sites: readonly Site[];
  readonly kitFolder: string | undefined;
  /** Where people reach this backend. */
  readonly publicUrl: string | undefined;
  readonly issuers: readonly string[];
  readonly audience: string | undefined;
  readonly rolesClaim: string | undefined;
  readonly structureClaim: string | undefined;
  readonly rppsClaim: string | undefined;
  readonly rppsIssuers: readonly string[] | undefined;
  /** Present: people sign in at this backend's own pages. */
  readonly signIn: SignInConfig | undefined;
  readonly smtp: { readonly url: string; readonly from: string } | undefined;
  /** The secure mail of health professionals (MSSanté): an operator's SMTP, apart from ordinary mail. */
  readonly secureMail: SecureMailConfig | undefined;
  /** Where messages to telephones leave: a gateway, or a file for the demonstration. */
  readonly sms: { readonly url: string; readonly token: string | undefined } | undefined;
  /** Origins that addresses given by people may lead to although they are inside a network, or without https. */
  readonly outgoing: readonly string[];
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

export interface SecureMailConfig {
  readonly url: string;
  readonly from: string;
  /** Number of this software in the national register. */
  readonly product: string | undefined;
}

/** How people sign in at this backend: its client at an issuer, and how long a session lasts. */
export interface SignInConfig {
  /** Name of a preset, or a plain issuer's address. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly publicUrl: string;
  readonly idleMinutes: number;
  /** What is usual with the issuer when absent. */
  readonly hours: number | undefined;
}

/** Every variable that is not accepted, with what it accepts. Values that may hold a password are not repeated. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
const SEEDS = ['demo', 'none'] as const;
/** The client of the demonstration's issuer, which lets anybody in as anybody. */
export const DEMO_CLIENT = 'relais-demo';
const USUAL_IDLE_MINUTES = 30;
const ON_THIS_MACHINE = '(http on this machine alone)';
const NEW_SECRET = ['accept', 'refuse'] as const;

/** Reads the configuration. @throws {ConfigError} naming every variable that is wrong */
export function readConfig(env: Environment): Config {
  const reader = new Reader(env);
  const databaseUrl = reader.secretUrl('DATABASE_URL', ['postgres:', 'postgresql:']);
  const issuers = reader.list('OIDC_ISSUER', isHttpUrl, 'addresses of OpenID Connect issuers, separated by commas');
  const publicUrl = reader.url('RELAIS_PUBLIC_URL');
  const signIn = reader.signIn(publicUrl);
  const known = signIn ? [...issuers, presetOf(signIn.issuer).issuer] : issuers;
  const config: Config = {
    port: reader.port(),
    host: reader.text('HOST') ?? '127.0.0.1',
    dataFolder: resolve(reader.text('RELAIS_DATA') ?? '.relais'),
    databaseUrl,
    secret: reader.secret('RELAIS_SECRET', databaseUrl !== undefined),
    acceptsNewSecret: reader.choice('RELAIS_NEW_SECRET', NEW_SECRET, 'refuse') === 'accept',
    seed: reader.choice('RELAIS_SEED', SEEDS, 'none'),
    origins: reader.list(
      'RELAIS_ORIGINS',
      isOrigin,
      'origins such as https://cpts.example.fr, separated by commas, or *',
    ),
    trustedProxies: reader.list(
      'RELAIS_TRUSTED_PROXIES',
      isNetwork,
      'addresses or networks such as 10.0.0.0/8, separated by commas',
    ),
    sites: reader.sites('RELAIS_SITE'),
    kitFolder: reader.folder('RELAIS_KIT'),
    publicUrl,
    issuers,
    audience: reader.with('OIDC_AUDIENCE', 'OIDC_ISSUER', issuers.length > 0),
    rolesClaim: reader.text('OIDC_ROLES_CLAIM'),
    structureClaim: reader.text('OIDC_STRUCTURE_CLAIM'),
    rppsClaim: reader.text('OIDC_RPPS_CLAIM'),
    rppsIssuers: reader.some(
      'OIDC_RPPS_ISSUER',
      (item) => known.includes(item),
      'issuers of OIDC_ISSUER, or that of SIGN_IN_ISSUER',
    ),
    signIn,
    smtp: reader.smtp('SMTP'),
    secureMail: reader.secureMail(),
    sms: reader.sms(),
    outgoing: reader.list(
      'RELAIS_OUTGOING',
      isHttpOrigin,
      'origins such as https://agenda.intra.example or http://127.0.0.1:8123, separated by commas',
    ),
    logLevel: reader.choice('RELAIS_LOG', LOG_LEVELS, 'info'),
  };
  if (reader.faults.length > 0) throw new ConfigError(reader.faults);
  return config;
}

/** Reads variables and collects what is wrong with them. An empty variable counts as absent. */
class Reader {
  readonly faults: string[] = [];
  readonly #env: Environment;

  constructor(env: Environment) {
    this.#env = env;
  }

  text(name: string): string | undefined {
    return this.#env[name]?.trim() || undefined;
  }

  port(): number {
    const text = this.text('PORT') ?? '8080';
    if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) this.#refuse('PORT', 'a whole number from 0 to 65535', text);
    return Number(text);
  }

  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const text = this.text(name) ?? fallback;
    const chosen = choices.find((choice) => choice === text);
    if (chosen === undefined) this.#refuse(name, `one of ${choices.join(', ')}`, text);
    return chosen ?? fallback;
  }

  /** Nothing where the variable is absent. */
  some(name: string, accepts: (item: string) => boolean, words: string): string[] | undefined {
    return this.text(name) === undefined ? undefined : this.list(name, accepts, words);
  }

  list(name: string, accepts: (item: string) => boolean, words: string): string[] {
    const items = (this.text(name) ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
    const wrong = items.find((item) => !accepts(item));
    if (wrong !== undefined) this.#refuse(name, words, wrong);
    return items;
  }

  folder(name: string): string | undefined {
    const text = this.text(name);
    return text && resolve(text);
  }

  /** The first from `/`, each other one from the name of its folder, as `/editor/`. */
  sites(name: string): Site[] {
    return this.list(name, () => true, '').map((item, index) => {
      const folder = resolve(item);
      return { path: index === 0 ? '/' : `/${basename(folder)}/`, folder };
    });
  }

  url(name: string): string | undefined {
    const text = this.text(name);
    if (text !== undefined && !isHttpUrl(text)) this.#refuse(name, 'an http or https address', text);
    return text;
  }

  secretUrl(name: string, protocols: readonly string[]): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const isRight = URL.canParse(text) && protocols.includes(new URL(text).protocol);
    if (!isRight)
      this.#refuse(name, `an address that begins with ${protocols.map((word) => `${word}//`).join(' or ')}`);
    return text;
  }

  secret(name: string, isNeeded: boolean): string | undefined {
    const text = this.text(name);
    if (text === undefined && isNeeded) {
      this.faults.push(
        `${name} is missing: backends that share a database (DATABASE_URL) must share a secret, ${SECRET_WORDS}.`,
      );
    }
    if (text !== undefined && weaknessOf(text) !== undefined) this.#refuse(name, SECRET_WORDS);
    return text;
  }

  /** A variable that another one needs. */
  with(name: string, other: string, isNeeded: boolean): string | undefined {
    const text = this.text(name);
    if (isNeeded && text === undefined) this.faults.push(`${name} is missing: ${other} needs it.`);
    return text;
  }

  whole(name: string, from: number, to: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (/^\d{1,5}$/.test(text) && Number(text) >= from && Number(text) <= to) return Number(text);
    this.#refuse(name, `a whole number from ${from} to ${to}`, text);
    return undefined;
  }

  /** Nothing where people do not sign in here. */
  signIn(publicUrl: string | undefined): SignInConfig | undefined {
    const issuer = this.text('SIGN_IN_ISSUER');
    const isNeeded = issuer !== undefined;
    const clientId = this.with('SIGN_IN_CLIENT_ID', 'SIGN_IN_ISSUER', isNeeded);
    const clientSecret = this.with('SIGN_IN_CLIENT_SECRET', 'SIGN_IN_ISSUER', isNeeded);
    const idleMinutes = this.whole('SIGN_IN_IDLE_MINUTES', 1, 240) ?? USUAL_IDLE_MINUTES;
    const hours = this.whole('SIGN_IN_HOURS', 1, 24);
    if (issuer === undefined) return undefined;
    this.#judgeIssuer(issuer, clientId);
    if (publicUrl === undefined) {
      this.faults.push('RELAIS_PUBLIC_URL is missing: SIGN_IN_ISSUER needs it, for people are sent back there.');
    } else if (!isSafe(publicUrl, clientId)) {
      this.#refuse('RELAIS_PUBLIC_URL', `with SIGN_IN_ISSUER an address by https, ${ON_THIS_MACHINE}`, publicUrl);
    }
    if (!clientId || !clientSecret || publicUrl === undefined) return undefined;
    return { issuer, clientId, clientSecret, publicUrl, idleMinutes, hours };
  }

  #judgeIssuer(issuer: string, clientId: string | undefined): void {
    const isRight = PRESET_NAMES.includes(issuer) || (isHttpUrl(issuer) && isSafe(issuer, clientId));
    const words = `${PRESET_NAMES.join(', ')}, or the address of an issuer, by https ${ON_THIS_MACHINE}`;
    if (!isRight) this.#refuse('SIGN_IN_ISSUER', words, issuer);
    if (clientId === DEMO_CLIENT && this.text('NODE_ENV') === 'production') {
      this.#refuse(
        'SIGN_IN_CLIENT_ID',
        'in production (NODE_ENV) no client of the demonstration, whose issuer lets anybody in',
        clientId,
      );
    }
  }

  secureMail(): SecureMailConfig | undefined {
    const mail = this.smtp('MSSANTE_SMTP', 'MSSANTE_FROM');
    const product = this.text('MSSANTE_NIL');
    if (product !== undefined && !/^[\w.-]{1,40}$/.test(product)) {
      this.#refuse('MSSANTE_NIL', 'the number of this software in the national register', product);
    }
    return mail && { ...mail, product };
  }

  smtp(name: string, sender = `${name}_FROM`): { url: string; from: string } | undefined {
    const url = this.secretUrl(`${name}_URL`, ['smtp:', 'smtps:']);
    const from = this.with(sender, `${name}_URL`, url !== undefined);
    if (from !== undefined && !/^[^\s@<>]+@[^\s@<>]+$/.test(from)) {
      this.#refuse(sender, 'an e-mail address such as rendez-vous@cpts.example.fr', from);
    }
    return url !== undefined && from !== undefined ? { url, from } : undefined;
  }

  sms(): { url: string; token: string | undefined } | undefined {
    const url = this.secretUrl('SMS_URL', ['http:', 'https:', 'file:']);
    const token = this.text('SMS_TOKEN');
    if (token !== undefined && url === undefined) this.faults.push('SMS_TOKEN is of no use without SMS_URL.');
    return url === undefined ? undefined : { url, token };
  }

  #refuse(name: string, accepted: string, value?: string): void {
    const said = value === undefined ? 'is not accepted' : `is ${JSON.stringify(value)}`;
    this.faults.push(`${name} ${said}; it takes ${accepted}.`);
  }
}

/** On the way to another machine, whoever is between would read what proves who one is. The demonstration may be tried out from a telephone. */
function isSafe(address: string, clientId: string | undefined): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || isLoopback(hostname) || clientId === DEMO_CLIENT;
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function isHttpOrigin(text: string): boolean {
  return isHttpUrl(text) && new URL(text).origin === text;
}

function isOrigin(text: string): boolean {
  return text === '*' || Origin.safeParse(text).success;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
