import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { ConfigError, readConfig } from '../../../packages/server/src/config.ts';
import type { Config } from '../../../packages/server/src/config.ts';
import { putSecretFile, settleSecret } from '../../../packages/server/src/core/secret-file.ts';
import { bookSeat, openBackend, SECRET } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';

const OTHER = 'another secret of thirty-two characters, or more';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'relais-secret-')), 'data');
  mkdirSync(folder);
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const secretPath = () => join(folder, 'secret');

function config(changes: Partial<Config> = {}): Config {
  return { ...readConfig({ RELAIS_DATA: folder }), ...changes };
}

describeEngines('the secret of a backend', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine);
  });
  after(() => backend.close());
  const settle = (changes: Partial<Config> = {}) => settleSecret(config(changes), backend.store.db);

  it('that is lost while there is data is an error that says what dies with it', async () => {
    await assert.rejects(settle(), {
      name: 'SecretLostError',
      message: /secret is missing, and there is data\..*links of all bookings and holds.*RELAIS_NEW_SECRET=accept/s,
    });
    assert.deepEqual(readdirSync(folder), [], 'and none is made');
  });

  it('is made anew when the loss is accepted', async () => {
    const secret = await settle({ acceptsNewSecret: true });
    assert.equal(readFileSync(secretPath(), 'utf8'), `${secret}\n`);
    assert.equal(statSync(secretPath()).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['secret']);
  });

  it('may be any while no booking was made with one', async () => {
    assert.equal(await settle({ secret: OTHER }), OTHER);
  });

  it('must be the one the newest booking was made with', async () => {
    await bookSeat(backend, { from: '2026-11-09T08:00:00Z', to: '2026-11-09T16:00:00Z' });
    assert.equal(await settle({ secret: SECRET }), SECRET);
    const refusal = {
      name: 'SecretLostError',
      message: /RELAIS_SECRET is not the one the newest booking was made with/,
    };
    await assert.rejects(settle({ secret: OTHER }), refusal);
    assert.equal(await settle({ secret: OTHER, acceptsNewSecret: true }), OTHER);
    writeFileSync(secretPath(), OTHER);
    await assert.rejects(settle(), { message: /The secret in .*secret is not the one/ });
  });
});

describe('a secret file', () => {
  const empty = { selectFrom: () => assert.fail('nobody looks into the database') };
  const settle = () => settleSecret(config(), empty as never);

  for (const [what, text, found] of [
    ['is empty', '', /is empty/],
    ['is three characters', 'abc\n', /has 3 characters/],
    ['is one character held down', 'a'.repeat(64), /has only 1 different/],
    ['is a word again and again', 'secret'.repeat(10), /has only 5 different/],
  ] as const) {
    it(`is refused when what stands in it ${what}`, async () => {
      writeFileSync(secretPath(), text);
      await assert.rejects(settle(), { name: 'SecretUnusableError', message: found });
      await assert.rejects(settle(), { message: /a secret has at least 32 random characters/ });
      assert.equal(readFileSync(secretPath(), 'utf8'), text, 'it is left as it is');
    });
  }

  it('that cannot be read is an error that says so', async () => {
    mkdirSync(secretPath());
    await assert.rejects(settle(), { name: 'SecretUnusableError', message: /cannot be read \(EISDIR\)/ });
  });

  it('is never replaced by a start that comes second', () => {
    putSecretFile(secretPath(), SECRET);
    assert.throws(() => putSecretFile(secretPath(), OTHER), { code: 'EEXIST' });
    assert.equal(readFileSync(secretPath(), 'utf8'), `${SECRET}\n`);
    assert.deepEqual(readdirSync(folder), ['secret']);
  });
});

describe('RELAIS_SECRET', () => {
  for (const weak of ['short', 'x'.repeat(40), 'abcabcabc'.repeat(8)]) {
    it(`is refused when it is ${weak.slice(0, 9)}…, without being repeated`, () => {
      assert.throws(
        () => readConfig({ RELAIS_SECRET: weak }),
        (error) =>
          error instanceof ConfigError &&
          /RELAIS_SECRET is not accepted/.test(error.message) &&
          !error.message.includes(weak),
      );
    });
  }
});
