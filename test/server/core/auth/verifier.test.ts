import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { generateKeyPair, UnsecuredJWT } from 'jose';
import { signDevelopmentToken } from '../../../../packages/server/src/core/auth/development-token.ts';
import { IssuerUnreachableError, UnauthenticatedError } from '../../../../packages/server/src/core/auth/errors.ts';
import { createVerifier } from '../../../../packages/server/src/core/auth/verifier.ts';
import { startIssuer } from './local-issuer.ts';
import type { LocalIssuer } from './local-issuer.ts';

const secret = 'a server secret long enough to be one';
const audience = 'relais';
const claims = { aud: audience, relais_roles: ['secretary'], relais_structure: 'val-de-brume' };

describe('a bearer token of a configured issuer', () => {
  let issuer: LocalIssuer;
  before(async () => {
    issuer = await startIssuer();
  });
  after(() => issuer.close());
  const verifier = (options = {}) => createVerifier({ issuers: [issuer.url], audience, secret, ...options });

  it('gives the professional it names', async () => {
    assert.deepEqual(await verifier().verify(await issuer.sign(claims)), {
      issuer: issuer.url,
      subject: 'u-1',
      rpps: undefined,
      structureId: 'val-de-brume',
      roles: ['secretary'],
    });
  });

  it('is believed for its own structure only', async () => {
    const professional = await verifier().verify(await issuer.sign({ ...claims, relais_structure: 'rives-de-lorme' }));
    assert.equal(professional.structureId, 'rives-de-lorme');
  });

  it('reads roles and structure from the claims configured', async () => {
    const token = await issuer.sign({
      aud: audience,
      realm_access: { roles: 'coordinator unknown dpo' },
      'https://x.fr/cpts': ['s1'],
    });
    const read = verifier({ rolesClaim: 'realm_access.roles', structureClaim: 'https://x.fr/cpts' });
    const professional = await read.verify(token);
    assert.deepEqual([professional.roles, professional.structureId], [['coordinator', 'dpo'], 's1']);
  });

  it('is not believed an RPPS among several issuers, but for those that are named', async () => {
    const token = await issuer.sign({ ...claims, SubjectNameID: '810001234567' });
    const others = { issuers: [issuer.url, 'https://elsewhere.example'] };
    assert.equal((await verifier(others).verify(token)).rpps, undefined);
    assert.equal((await verifier({ ...others, rppsIssuers: [issuer.url] }).verify(token)).rpps, '10001234567');
  });

  it('may say neither structure nor roles, which are then left to the structure', async () => {
    const { structureId, roles } = await verifier().verify(await issuer.sign({ aud: audience }));
    assert.deepEqual([structureId, roles], [undefined, undefined]);
  });

  const numbers: [claim: unknown, rpps: string | undefined][] = [
    ['810001234567', '10001234567'],
    ['10001234567', '10001234567'],
    ['0751234567', undefined],
    ['8100012345678', undefined],
    [10001234567, undefined],
    ['', undefined],
  ];
  for (const [SubjectNameID, expected] of numbers) {
    it(`reads ${expected ?? 'no RPPS'} from the national identifier ${JSON.stringify(SubjectNameID)}`, async () => {
      const { rpps } = await verifier().verify(await issuer.sign({ ...claims, SubjectNameID }));
      assert.equal(rpps, expected);
    });
  }

  it('gives no role when it names none the house knows', async () => {
    const professional = await verifier().verify(await issuer.sign({ ...claims, relais_roles: ['god'] }));
    assert.deepEqual(professional.roles, []);
  });

  const refused: [string, () => Promise<string>][] = [
    ['for another audience', () => issuer.sign({ ...claims, aud: 'another-api' })],
    ['without an audience', () => issuer.sign({ ...claims, aud: undefined })],
    ['expired for a minute', () => issuer.sign({ ...claims, exp: Math.floor(Date.now() / 1000) - 60 })],
    ['without an end', () => issuer.sign({ ...claims, exp: undefined })],
    ['not valid yet', () => issuer.sign({ ...claims, nbf: Math.floor(Date.now() / 1000) + 120 })],
    ['of another issuer', () => issuer.sign({ ...claims, iss: 'https://elsewhere.example' })],
    ['without a subject', () => issuer.sign({ ...claims, sub: undefined })],
    ['of two structures', () => issuer.sign({ ...claims, relais_structure: ['a', 'b'] })],
    ['signed by another key', async () => issuer.sign(claims, { key: (await generateKeyPair('ES256')).privateKey })],
    [
      'signed by an unknown key',
      async () => issuer.sign(claims, { kid: 'k99', key: (await generateKeyPair('ES256')).privateKey }),
    ],
    [
      'signed by nobody',
      () =>
        Promise.resolve(new UnsecuredJWT({ ...claims, iss: issuer.url, sub: 'u-1' }).setExpirationTime('5m').encode()),
    ],
    [
      'signed with the public key as a shared secret',
      async () => issuer.sign(claims, { alg: 'HS256', key: new TextEncoder().encode(await issuer.publicKeyText()) }),
    ],
    ['signed for development', () => signDevelopmentToken(secret, { role: 'secretary', structure: 'val-de-brume' })],
    ['that is no token', () => Promise.resolve('rl_something')],
  ];
  for (const [name, token] of refused) {
    it(`is refused ${name}`, async () => {
      await assert.rejects(verifier().verify(await token()), UnauthenticatedError);
    });
  }

  it('is refused when its payload was changed', async () => {
    const [header, , signature] = (await issuer.sign(claims)).split('.');
    const [, payload] = (await issuer.sign({ ...claims, relais_structure: 'another' })).split('.');
    await assert.rejects(verifier().verify([header, payload, signature].join('.')), UnauthenticatedError);
  });

  it('lives thirty seconds longer, for clocks that differ', async () => {
    const now = Date.now();
    const token = await issuer.sign({ ...claims, exp: Math.floor(now / 1000) });
    await verifier({ now: () => now + 29_000 }).verify(token);
    await assert.rejects(verifier({ now: () => now + 31_000 }).verify(token), /expired/);
  });

  it('does not appear in the refusal', async () => {
    const token = await issuer.sign({ ...claims, aud: 'another-api' });
    await assert.rejects(
      verifier().verify(token),
      (error: Error) => !JSON.stringify([error.message]).includes(token.slice(0, 20)),
    );
  });
});

describe('the keys of an issuer', () => {
  it('are read once for many tokens', async () => {
    await using issuer = await disposable();
    const verifier = createVerifier({ issuers: [issuer.url], audience, secret });
    const tokens = await Promise.all(Array.from({ length: 20 }, () => issuer.sign(claims)));
    await Promise.all(tokens.map((token) => verifier.verify(token)));
    for (const token of tokens) await verifier.verify(token);
    assert.deepEqual(
      [...issuer.asked],
      [
        ['/.well-known/openid-configuration', 1],
        ['/keys', 1],
      ],
    );
  });

  it('are found again after the issuer was down', async () => {
    await using issuer = await disposable();
    const verifier = createVerifier({ issuers: [issuer.url], audience, secret });
    issuer.failing = true;
    await assert.rejects(verifier.verify(await issuer.sign(claims)), IssuerUnreachableError);
    issuer.failing = false;
    await verifier.verify(await issuer.sign(claims));
  });

  it('are not believed from a page that names another issuer', async () => {
    await using issuer = await disposable();
    const alias = issuer.url.replace('127.0.0.1', 'localhost');
    const verifier = createVerifier({ issuers: [alias], audience, secret });
    await assert.rejects(verifier.verify(await issuer.sign({ ...claims, iss: alias })), IssuerUnreachableError);
  });

  it('are never asked of an issuer that is not configured', async () => {
    await using trusted = await disposable();
    await using stranger = await disposable();
    const verifier = createVerifier({ issuers: [trusted.url], audience, secret });
    await assert.rejects(verifier.verify(await stranger.sign(claims)), UnauthenticatedError);
    assert.equal(stranger.asked.size, 0);
  });

  it("are each one issuer's own", async () => {
    await using one = await disposable();
    await using other = await disposable();
    const verifier = createVerifier({ issuers: [one.url, other.url], audience, secret });
    await verifier.verify(await other.sign(claims));
    await assert.rejects(verifier.verify(await other.sign({ ...claims, iss: one.url })), UnauthenticatedError);
  });

  it('need an audience to go with them', () => {
    assert.throws(() => createVerifier({ issuers: ['https://issuer.example'], secret }), /audience/);
  });

  async function disposable() {
    const issuer = await startIssuer();
    return Object.assign(issuer, { [Symbol.asyncDispose]: () => issuer.close() });
  }
});

describe('a development token', () => {
  const verifier = (options = {}) => createVerifier({ issuers: [], secret, ...options });
  const request = { role: 'coordinator', structure: 'val-de-brume' } as const;

  it('is accepted by the backend that signed it', async () => {
    assert.deepEqual(await verifier().verify(await signDevelopmentToken(secret, request)), {
      issuer: 'urn:relais:development',
      subject: 'development:coordinator',
      rpps: undefined,
      structureId: 'val-de-brume',
      roles: ['coordinator'],
    });
  });

  it('is refused by a backend with another secret', async () => {
    const token = await signDevelopmentToken('another secret altogether', request);
    await assert.rejects(verifier().verify(token), UnauthenticatedError);
  });

  it('lasts an hour unless told', async () => {
    const now = Date.now();
    const token = await signDevelopmentToken(secret, { ...request, now });
    await verifier({ now: () => now + 3_600_000 }).verify(token);
    await assert.rejects(verifier({ now: () => now + 3_640_000 }).verify(token), /expired/);
  });

  for (const ttlSeconds of [0, -5, 1.5, 12 * 3600 + 1]) {
    it(`cannot last ${ttlSeconds} seconds`, async () => {
      await assert.rejects(signDevelopmentToken(secret, { ...request, ttlSeconds }), RangeError);
    });
  }
});
