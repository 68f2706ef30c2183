import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { ConfigError, readConfig } from '../../packages/server/src/config.ts';

const SECRET = 'thirty-two characters, at the least';

const SIGN_IN = {
  SIGN_IN_ISSUER: 'https://sso.example',
  SIGN_IN_CLIENT_ID: 'relais',
  SIGN_IN_CLIENT_SECRET: 'secret',
  RELAIS_PUBLIC_URL: 'https://rdv.example',
};

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.faults;
  }
  return [];
}

describe('the configuration', () => {
  it('needs nothing', () => {
    const config = readConfig({});
    assert.deepEqual(
      [config.port, config.host, config.dataFolder, config.seed, config.logLevel],
      [8080, '127.0.0.1', resolve('.relais'), 'none', 'info'],
    );
    assert.deepEqual([config.origins, config.issuers, config.trustedProxies, config.sites], [[], [], [], []]);
    assert.deepEqual(
      [config.databaseUrl, config.secret, config.smtp, config.kitFolder],
      [undefined, undefined, undefined, undefined],
    );
  });

  it('takes everything it knows', () => {
    const config = readConfig({
      PORT: ' 0 ',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://u:p@db/relais',
      RELAIS_SECRET: SECRET,
      RELAIS_SEED: 'demo',
      RELAIS_ORIGINS: 'https://cpts.example, http://localhost:3000',
      RELAIS_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      RELAIS_SITE: 'demo/site, demo/editor',
      RELAIS_PUBLIC_URL: 'https://rdv.example',
      OIDC_ISSUER: 'https://idp.example/a, https://idp.example/b',
      OIDC_AUDIENCE: 'relais',
      SMTP_URL: 'smtps://u:p@mail.example',
      SMTP_FROM: 'rdv@cpts.example',
      RELAIS_LOG: 'silent',
    });
    assert.equal(config.port, 0);
    assert.deepEqual(config.origins, ['https://cpts.example', 'http://localhost:3000']);
    assert.deepEqual(config.trustedProxies, ['10.0.0.0/8', '::1']);
    assert.deepEqual(config.issuers, ['https://idp.example/a', 'https://idp.example/b']);
    assert.deepEqual(config.smtp, { url: 'smtps://u:p@mail.example', from: 'rdv@cpts.example' });
    assert.deepEqual(config.sites, [
      { path: '/', folder: resolve('demo/site') },
      { path: '/editor/', folder: resolve('demo/editor') },
    ]);
  });

  it('takes an issuer by its address or by the name of a preset', () => {
    const read = (changes: Record<string, string>) => readConfig({ ...SIGN_IN, ...changes }).signIn;
    assert.deepEqual(read({ SIGN_IN_HOURS: '8', SIGN_IN_IDLE_MINUTES: '15' }), {
      issuer: 'https://sso.example',
      clientId: 'relais',
      clientSecret: 'secret',
      publicUrl: 'https://rdv.example',
      idleMinutes: 15,
      hours: 8,
    });
    assert.equal(read({ SIGN_IN_ISSUER: 'pro-sante-connect' })?.idleMinutes, 30);
    assert.equal(
      read({ SIGN_IN_ISSUER: 'http://localhost:8082', RELAIS_PUBLIC_URL: 'http://localhost:8080' })?.hours,
      undefined,
    );
    assert.equal(readConfig({}).signIn, undefined);
  });

  it('takes an empty variable for one that is not there', () => {
    assert.deepEqual(readConfig({ PORT: '', DATABASE_URL: ' ', RELAIS_ORIGINS: '' }), readConfig({}));
  });

  const wrong: [Record<string, string>, RegExp][] = [
    [{ PORT: '80.5' }, /^PORT is "80\.5"; it takes a whole number/],
    [{ PORT: '70000' }, /^PORT is "70000"/],
    [{ RELAIS_SEED: 'sas-test' }, /^RELAIS_SEED is "sas-test"; it takes one of demo, none\.$/],
    [{ RELAIS_NEW_SECRET: 'yes' }, /^RELAIS_NEW_SECRET is "yes"; it takes one of accept, refuse\.$/],
    [{ RELAIS_LOG: 'loud' }, /^RELAIS_LOG is "loud"; it takes one of silent/],
    [
      { RELAIS_ORIGINS: 'https://cpts.example/page' },
      /^RELAIS_ORIGINS is "https:\/\/cpts\.example\/page"; it takes origins/,
    ],
    [{ RELAIS_ORIGINS: 'cpts.example' }, /^RELAIS_ORIGINS/],
    [{ RELAIS_TRUSTED_PROXIES: '10.0.0.0/40' }, /^RELAIS_TRUSTED_PROXIES is "10\.0\.0\.0\/40"/],
    [{ RELAIS_TRUSTED_PROXIES: 'proxy.local' }, /^RELAIS_TRUSTED_PROXIES/],
    [{ RELAIS_PUBLIC_URL: 'ftp://x' }, /^RELAIS_PUBLIC_URL/],
    [{ OIDC_ISSUER: 'https://idp.example' }, /^OIDC_AUDIENCE is missing: OIDC_ISSUER needs it\.$/],
    [{ OIDC_ISSUER: 'idp', OIDC_AUDIENCE: 'relais' }, /^OIDC_ISSUER is "idp"/],
    [{ ...SIGN_IN, SIGN_IN_ISSUER: 'idp' }, /^SIGN_IN_ISSUER is "idp"; it takes pro-sante-connect, /],
    [{ ...SIGN_IN, SIGN_IN_ISSUER: 'http://sso.example' }, /^SIGN_IN_ISSUER is "http:.*by https/],
    [{ ...SIGN_IN, SIGN_IN_CLIENT_ID: '' }, /^SIGN_IN_CLIENT_ID is missing: SIGN_IN_ISSUER needs it\.$/],
    [{ ...SIGN_IN, SIGN_IN_CLIENT_SECRET: '' }, /^SIGN_IN_CLIENT_SECRET is missing/],
    [{ ...SIGN_IN, RELAIS_PUBLIC_URL: '' }, /^RELAIS_PUBLIC_URL is missing: SIGN_IN_ISSUER needs it/],
    [{ ...SIGN_IN, RELAIS_PUBLIC_URL: 'http://rdv.example' }, /^RELAIS_PUBLIC_URL is "http:.*by https/],
    [{ ...SIGN_IN, SIGN_IN_IDLE_MINUTES: '0' }, /^SIGN_IN_IDLE_MINUTES is "0"; it takes a whole number from 1 to 240/],
    [{ ...SIGN_IN, SIGN_IN_HOURS: '25' }, /^SIGN_IN_HOURS is "25"/],
    [{ ...SIGN_IN, OIDC_RPPS_ISSUER: 'https://other.example' }, /^OIDC_RPPS_ISSUER is/],
    [{ ...SIGN_IN, SIGN_IN_CLIENT_ID: 'relais-demo', NODE_ENV: 'production' }, /^SIGN_IN_CLIENT_ID.*demonstration/],
    [{ SMTP_URL: 'smtp://mail.example' }, /^SMTP_FROM is missing: SMTP_URL needs it\.$/],
    [{ SMTP_URL: 'smtp://mail.example', SMTP_FROM: 'CPTS <a@b>' }, /^SMTP_FROM is "CPTS <a@b>"/],
    [{ DATABASE_URL: 'postgres://u@db/x' }, /^RELAIS_SECRET is missing: backends that share a database/],
  ];
  for (const [env, expected] of wrong) {
    it(`refuses ${JSON.stringify(env)} by name`, () => {
      const faults = faultsOf(env);
      assert.equal(faults.length, 1);
      assert.match(faults[0]!, expected);
    });
  }

  it('repeats no value that may hold a password', () => {
    const faults = faultsOf({
      DATABASE_URL: 'mysql://u:hidden@db/x',
      SMTP_URL: 'http://u:hidden@mail',
      RELAIS_SECRET: 'hidden',
      SMTP_FROM: 'a@b',
    });
    assert.equal(faults.length, 3);
    assert.doesNotMatch(faults.join(), /hidden/);
  });

  it('names all that is wrong at once', () => {
    assert.equal(faultsOf({ PORT: 'x', RELAIS_SEED: 'x', RELAIS_LOG: 'x' }).length, 3);
  });
});
