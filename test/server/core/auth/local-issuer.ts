import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey } from 'jose';

/** A real OpenID Connect issuer, reduced to its discovery page and its keys, listening on this machine. */
export interface LocalIssuer {
  readonly url: string;
  /** How often each path has been asked for. */
  readonly asked: Map<string, number>;
  /** Answers 500 to everything while true. */
  failing: boolean;
  /** Signs with the issuer's current key; `claims` may override the issuer, the times and the subject. */
  sign(
    claims: Record<string, unknown>,
    header?: { alg?: string; kid?: string; key?: CryptoKey | Uint8Array },
  ): Promise<string>;
  /** Makes a new key and forgets the old one. */
  rotate(): Promise<void>;
  publicKeyText(): Promise<string>;
  close(): Promise<void>;
}

export async function startIssuer(): Promise<LocalIssuer> {
  let keyNumber = 0;
  let keys = await generateKeyPair('ES256', { extractable: true });
  const asked = new Map<string, number>();
  const publicKey = async () => ({
    ...(await exportJWK(keys.publicKey)),
    kid: `k${keyNumber}`,
    alg: 'ES256',
    use: 'sig',
  });

  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.set(path, (asked.get(path) ?? 0) + 1);
    void answer(path).then((body) => {
      response.writeHead(issuer.failing ? 500 : body ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body ?? {}));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(path: string): Promise<object | undefined> {
    if (path === '/.well-known/openid-configuration') return { issuer: url, jwks_uri: `${url}/keys` };
    return path === '/keys' ? { keys: [await publicKey()] } : undefined;
  }

  const issuer: LocalIssuer = {
    url,
    asked,
    failing: false,
    async sign(claims, { alg = 'ES256', kid = `k${keyNumber}`, key = keys.privateKey } = {}) {
      const issuedAt = Math.floor(Date.now() / 1000);
      return await new SignJWT({ iss: url, sub: 'u-1', iat: issuedAt, exp: issuedAt + 300, ...claims })
        .setProtectedHeader({ alg, kid })
        .sign(key);
    },
    async rotate() {
      keys = await generateKeyPair('ES256', { extractable: true });
      keyNumber += 1;
    },
    publicKeyText: async () => JSON.stringify(await publicKey()),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return issuer;
}
