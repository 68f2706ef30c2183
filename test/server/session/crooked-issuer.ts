import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey } from 'jose';

/** What a sign-in answers when it is asked for tokens. */
export interface Plan {
  /** Of the ID token, over those that are right. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Of the user's description. */
  readonly userInfo?: Readonly<Record<string, unknown>>;
  /** The user's description as a signed token, as Pro Santé Connect may give it. */
  readonly signedUserInfo?: 'rightly' | 'wrongly';
  /** Signed by somebody else's key. */
  readonly foreignKey?: boolean;
  /** Seconds by which the issuer's clock is ahead. */
  readonly ahead?: number;
}

/** An issuer of our own making that says what it is told to: a real one cannot be made to lie. */
export interface CrookedIssuer {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  plan: Plan;
  /** Answers 503 to everything. */
  isDown: boolean;
  /** Says that nobody is signed in any more when asked to renew. */
  isOver: boolean;
  readonly renewals: string[];
  /** The code with which a person who went to this address comes back. */
  grant(address: string): string;
  close(): Promise<void>;
}

interface Granted {
  readonly nonce: string;
  readonly challenge: string;
}

/** @param discovery path of its description */
export async function startCrookedIssuer(discovery = '/.well-known/openid-configuration'): Promise<CrookedIssuer> {
  const keys = await generateKeyPair('RS256', { extractable: true });
  const foreign = await generateKeyPair('RS256', { extractable: true });
  const granted = new Map<string, Granted>();
  const server = createServer((request, response) => {
    void readAll(request).then(async (body) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const { status, type = 'application/json', text } = issuer.isDown ? DOWN : await answer(pathname, body);
      response.writeHead(status, { 'content-type': type }).end(text);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;

  const sign = (claims: Readonly<Record<string, unknown>>, key: CryptoKey) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(key);

  async function answer(path: string, body: URLSearchParams): Promise<Answered> {
    switch (path) {
      case discovery:
        return json(describe(url));
      case '/keys':
        return json({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }] });
      case '/token':
        return body.get('grant_type') === 'refresh_token' ? renew(body) : exchange(body);
      case '/userinfo':
        return describeUser();
      default:
        return { status: 404, text: '' };
    }
  }

  async function exchange(body: URLSearchParams): Promise<Answered> {
    const code = body.get('code') ?? '';
    const found = granted.get(code);
    granted.delete(code);
    const verifier = new TextEncoder().encode(body.get('code_verifier') ?? '');
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', verifier)).toString('base64url');
    if (!found || digest !== found.challenge) return json({ error: 'invalid_grant' }, 400);
    return json(await tokens(found.nonce));
  }

  async function tokens(nonce?: string) {
    const { claims, foreignKey, ahead = 0 } = issuer.plan;
    const now = Math.floor(Date.now() / 1000) + ahead;
    const right = {
      iss: url,
      aud: issuer.clientId,
      sub: 'nadia-kaci',
      iat: now,
      exp: now + 60,
      ...(nonce ? { nonce } : {}),
    };
    const key = foreignKey ? foreign.privateKey : keys.privateKey;
    return {
      access_token: 'a',
      token_type: 'Bearer',
      expires_in: 120,
      refresh_token: crypto.randomUUID(),
      id_token: await sign({ ...right, ...claims }, key),
    };
  }

  async function renew(body: URLSearchParams): Promise<Answered> {
    issuer.renewals.push(body.get('refresh_token') ?? '');
    return issuer.isOver ? json({ error: 'invalid_grant' }, 400) : json(await tokens());
  }

  async function describeUser(): Promise<Answered> {
    const { userInfo, signedUserInfo, claims } = issuer.plan;
    const said = { sub: claims?.['sub'] ?? 'nadia-kaci', ...userInfo };
    if (!signedUserInfo) return json(said);
    const key = signedUserInfo === 'rightly' ? keys.privateKey : foreign.privateKey;
    return { status: 200, type: 'application/jwt', text: await sign({ ...said, iss: url, aud: issuer.clientId }, key) };
  }

  const issuer: CrookedIssuer = {
    url,
    clientId: 'relais',
    clientSecret: 'secret',
    plan: {},
    isDown: false,
    isOver: false,
    renewals: [],
    grant(address) {
      const query = new URL(address).searchParams;
      const code = crypto.randomUUID();
      granted.set(code, { nonce: query.get('nonce') ?? '', challenge: query.get('code_challenge') ?? '' });
      return code;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return issuer;
}

interface Answered {
  readonly status: number;
  readonly type?: string;
  readonly text: string;
}

const DOWN: Answered = { status: 503, text: '' };

function describe(url: string) {
  return {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    userinfo_endpoint: `${url}/userinfo`,
    end_session_endpoint: `${url}/logout`,
    jwks_uri: `${url}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    userinfo_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
  };
}

function json(value: unknown, status = 200): Answered {
  return { status, text: JSON.stringify(value) };
}

async function readAll(request: AsyncIterable<unknown>): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}
