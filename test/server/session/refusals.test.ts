import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { SessionInfo } from '@relais/model';
import { presetOf } from '../../../packages/server/src/core/auth/presets.ts';
import { readOwnPath } from '../../../packages/server/src/session/sign-in/own-path.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';
import { startCrookedIssuer } from './crooked-issuer.ts';
import type { CrookedIssuer, Plan } from './crooked-issuer.ts';
import { openDesk, ORIGIN } from './desk.ts';
import type { Desk } from './desk.ts';
import type { Seen, WebBrowser } from './web-browser.ts';

const PAGE = `${ORIGIN}/pro/`;
const MINUTE = 60_000;

describeEngines('a sign-in that is not right', (engine) => {
  let issuer: CrookedIssuer;
  let desk: Desk;
  before(async () => {
    issuer = await startCrookedIssuer();
    desk = await openDesk(engine, { preset: presetOf(issuer.url), ...issuer });
  });
  afterEach(() => {
    issuer.plan = {};
    issuer.isDown = issuer.isOver = false;
  });
  after(async () => {
    await desk.close();
    await issuer.close();
  });

  /** Goes to the issuer, which sends the person back at once; gives the address they come back by. */
  async function begin(browser: WebBrowser, query = 'return=/pro/'): Promise<URL> {
    const { headers } = await browser.ask(`${ORIGIN}/auth/sign-in?${query}`, { page: PAGE });
    const address = headers.get('location')!;
    const back = new URL(new URL(address).searchParams.get('redirect_uri')!);
    back.searchParams.set('code', issuer.grant(address));
    back.searchParams.set('state', new URL(address).searchParams.get('state')!);
    return back;
  }

  const finish = (browser: WebBrowser, address: URL) =>
    browser.visit(address.href, { page: `${issuer.url}/authorize` });

  const signIn = async (browser: WebBrowser, plan: Plan = {}) => {
    issuer.plan = plan;
    return finish(browser, await begin(browser));
  };

  const isSignedIn = async (browser: WebBrowser) => {
    const { text } = await browser.ask(`${ORIGIN}/api/v1/structures/${STRUCTURE}/session`, { page: PAGE });
    return (JSON.parse(text) as SessionInfo).person !== undefined;
  };

  /** Told in words, with a way on, and nobody signed in. */
  async function assertTold(browser: WebBrowser, seen: Seen, words: RegExp, status = 403): Promise<void> {
    assert.deepEqual([seen.status, seen.headers.get('content-type')], [status, 'text/html; charset=utf-8']);
    assert.match(seen.text, words);
    assert.match(seen.text, /<a class="button" href="\/auth\/sign-in\?[^"]*return=%2Fpro%2F/);
    assert.match(seen.headers.get('content-security-policy')!, /default-src 'none'.*frame-ancestors 'none'/);
    assert.equal(seen.headers.get('permissions-policy'), 'camera=()');
    assert.equal(await isSignedIn(browser), false);
  }

  it('is not what the next tests try: this one is right', async () => {
    const browser = desk.browser();
    assert.equal((await signIn(browser)).url, PAGE);
    assert.equal(await isSignedIn(browser), true);
  });

  const untrusted: Record<string, Plan> = {
    'for another nonce': { claims: { nonce: 'another' } },
    'for another audience': { claims: { aud: 'another' } },
    'for several, ours among them, without saying who asked': { claims: { aud: ['relais', 'another'] } },
    'of another issuer': { claims: { iss: 'https://evil.example' } },
    'signed by another key': { foreignKey: true },
    'of one person, with the description of another': { userInfo: { sub: 'marc-vidal' } },
    'with a description signed by another key': { signedUserInfo: 'wrongly' },
    'of several structures at once': { claims: { relais_structure: ['vallon', 'brume'] } },
  };
  for (const [title, plan] of Object.entries(untrusted)) {
    it(`is refused with a token ${title}`, async () => {
      const browser = desk.browser();
      await assertTold(browser, await signIn(browser, plan), /n’a pas pu être vérifiée/);
    });
  }

  it('is taken with clocks a minute apart, and told when they are an hour apart', async () => {
    for (const ahead of [-100, 60]) {
      const browser = desk.browser();
      assert.equal((await signIn(browser, { ahead })).url, PAGE, String(ahead));
    }
    const browser = desk.browser();
    await assertTold(browser, await signIn(browser, { ahead: -3600 }), /Deux horloges ne s’accordent pas/);
  });

  it('is refused with a state nobody asked for, and one that is missing', async () => {
    const browser = desk.browser();
    const address = await begin(browser);
    for (const state of ['another', '', undefined]) {
      const wrong = new URL(address);
      if (state === undefined) wrong.searchParams.delete('state');
      else wrong.searchParams.set('state', state);
      const seen = await finish(browser, wrong);
      assert.deepEqual([seen.status, await isSignedIn(browser)], [400, false]);
      assert.match(seen.text, /La connexion a pris trop de temps/);
    }
  });

  it('ends in the browser it began in and in no other', async () => {
    const thief = desk.browser();
    const address = await begin(thief);
    const victim = desk.browser();
    const seen = await finish(victim, address);
    assert.match(seen.text, /a commencé dans un autre navigateur/);
    assert.deepEqual([await isSignedIn(victim), seen.status], [false, 403]);
  });

  it('is taken once: going back shows a page that leads on', async () => {
    const browser = desk.browser();
    const address = await begin(browser);
    const cookies = [...browser.cookiesOf(ORIGIN)];
    await finish(browser, address);
    const gone = await finish(browser, address);
    assert.match(gone.text, /a commencé dans un autre navigateur/);
    for (const [name, value] of cookies) browser.cookiesOf(ORIGIN).set(name, value);
    const seen = await finish(browser, address);
    assert.match(seen.text, /Cette page a déjà servi/);
    assert.match(seen.text, /<a class="button" href="\/pro\/">Continuer/);
    assert.equal(await isSignedIn(browser), true);
  });

  it('is refused with a code that is not the issuer’s, or of another sign-in', async () => {
    for (const replace of [
      () => 'forged',
      (browser: WebBrowser) => begin(browser).then((b) => b.searchParams.get('code')!),
    ]) {
      const browser = desk.browser();
      const address = await begin(browser);
      address.searchParams.set('code', await replace(browser));
      await assertTold(browser, await finish(browser, address), /n’est plus valable/, 400);
    }
  });

  it('is told to who took more than ten minutes', async () => {
    const browser = desk.browser();
    const address = await begin(browser);
    desk.clock.now += 11 * MINUTE;
    try {
      assert.match((await finish(browser, address)).text, /La connexion a pris trop de temps/);
    } finally {
      desk.clock.now -= 11 * MINUTE;
    }
  });

  it('is told when the person gave up at the issuer', async () => {
    const browser = desk.browser();
    const address = await begin(browser);
    address.searchParams.delete('code');
    address.searchParams.set('error', 'access_denied');
    address.searchParams.set('error_description', '<script>alert(1)</script>');
    const seen = await finish(browser, address);
    await assertTold(browser, seen, /n’a pas abouti/);
    assert.doesNotMatch(seen.text, /script/);
  });

  it('is told when the issuer is down, before and after', async () => {
    const browser = desk.browser();
    const address = await begin(browser);
    issuer.isDown = true;
    await assertTold(browser, await finish(browser, address), /ne répond pas/, 503);
    const fresh = await openDesk(engine, { preset: presetOf('http://localhost:9'), ...issuer });
    const other = fresh.browser();
    const seen = await other.visit(`${ORIGIN}/auth/sign-in?return=/pro/`, { page: PAGE });
    assert.match(seen.text, /ne répond pas/);
    assert.equal(seen.status, 503);
    const english = await other.visit(`${ORIGIN}/auth/sign-in?return=/pro/&language=en`, { page: PAGE });
    assert.match(english.text, /The sign-in service does not answer/);
    await fresh.close();
  });

  it('may run in two tabs at once, for two people: the last one counts', async () => {
    const browser = desk.browser();
    const first = await begin(browser);
    const second = await begin(browser);
    issuer.plan = { claims: { sub: 'marc-vidal' } };
    assert.equal((await finish(browser, second)).url, PAGE);
    issuer.plan = {};
    assert.equal((await finish(browser, first)).url, PAGE);
    const { text } = await browser.ask(`${ORIGIN}/api/v1/structures/${STRUCTURE}/session`, { page: PAGE });
    assert.equal((JSON.parse(text) as SessionInfo).person?.familyName, 'Kaci');
    const { rows } = {
      rows: await desk.store.db.selectFrom('session').select('id_hash').where('subject', '=', 'marc-vidal').execute(),
    };
    assert.equal(rows.length, 0);
  });

  it('goes on while the issuer says so, and is over when it says it is', async () => {
    const browser = desk.browser();
    const began = desk.clock.now;
    await signIn(browser);
    try {
      issuer.renewals.length = 0;
      desk.clock.now = began + 6 * MINUTE;
      await Promise.all(Array.from({ length: 5 }, () => isSignedIn(browser)));
      await until(() => issuer.renewals.length > 0);
      assert.equal(await isSignedIn(browser), true);
      await delay(100);
      assert.equal(issuer.renewals.length, 1);
      issuer.isDown = true;
      desk.clock.now = began + 12 * MINUTE;
      assert.equal(await isSignedIn(browser), true);
      await delay(100);
      assert.equal(await isSignedIn(browser), true);
      issuer.isDown = false;
      issuer.isOver = true;
      desk.clock.now = began + 18 * MINUTE;
      await isSignedIn(browser);
      await until(async () => !(await isSignedIn(browser)));
    } finally {
      desk.clock.now = began;
    }
  });

  it('is narrowed by what the issuer’s claims say', async () => {
    const browser = desk.browser();
    await signIn(browser, {
      claims: { sub: 'claire-fontaine', relais_structure: STRUCTURE, relais_roles: ['secretary', 'structureAdmin'] },
    });
    const { text } = await browser.ask(`${ORIGIN}/api/v1/structures/${STRUCTURE}/session`, { page: PAGE });
    assert.deepEqual((JSON.parse(text) as SessionInfo).person?.roles, [{ role: 'secretary' }]);
    assert.doesNotMatch((await browser.visit(`${ORIGIN}/auth/activity`, { page: PAGE })).text, /Brume/);
  });

  it('leads to no page of another site', async () => {
    const browser = desk.browser();
    for (const path of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      'javascript:alert(1)',
      '/auth/callback',
    ]) {
      const { status, text, headers } = await browser.ask(`${ORIGIN}/auth/sign-in?return=${encodeURIComponent(path)}`, {
        page: PAGE,
      });
      assert.deepEqual([status, headers.get('location')], [400, null], path);
      assert.match(text, /n’est pas acceptée/);
    }
  });

  it('leaves nothing of an issuer’s tokens to be read in the database', async () => {
    const browser = desk.browser();
    await signIn(browser);
    const rows = await desk.store.db.selectFrom('session').selectAll().execute();
    assert.ok(rows.length > 0);
    // A token has a point after its header, which no encrypted value has: three letters alone stand in one by chance.
    assert.doesNotMatch(JSON.stringify(rows), /eyJ[\w-]+\./);
    assert.deepEqual(desk.failures, []);
  });
});

describeEngines('Pro Santé Connect', (engine) => {
  it('is found by its own address, and its levels are compared by their rank', async () => {
    const issuer = await startCrookedIssuer('/.well-known/wallet-openid-configuration');
    const preset = {
      ...presetOf('pro-sante-connect'),
      issuer: issuer.url,
      discovery: `${issuer.url}/.well-known/wallet-openid-configuration`,
    };
    const desk = await openDesk(engine, { preset, ...issuer });
    try {
      const signIn = async (acr: string) => {
        const browser = desk.browser();
        // Its user is known by the national number, which the user's description says; what is unknown is an empty text.
        const userInfo = { SubjectNameID: '899900000013', relais_structure: '', relais_roles: '' };
        issuer.plan = { claims: { sub: 'f:0:899900000013', acr }, userInfo, signedUserInfo: 'rightly' };
        const { headers } = await browser.ask(`${ORIGIN}/auth/sign-in?return=/pro/`, { page: PAGE });
        const query = new URL(headers.get('location')!).searchParams;
        assert.deepEqual([query.get('acr_values'), query.get('scope')], ['eidas1', 'openid scope_all']);
        const address = `${ORIGIN}/auth/callback?code=${issuer.grant(headers.get('location')!)}&state=${query.get('state')!}`;
        return browser.visit(address, { page: issuer.url });
      };
      for (const level of ['eidas1', 'eidas2', 'eidas3']) assert.equal((await signIn(level)).url, PAGE, level);
      assert.match((await signIn('eidas0')).text, /ne suffit pas ici/);
    } finally {
      await desk.close();
      await issuer.close();
    }
  });
});

describe('the page to go back to', () => {
  const refused = [
    '//a.example',
    '/\t/a.example',
    '/\\a.example',
    'a',
    'http://localhost:1/a',
    '/a\nb',
    '/.//a.example',
    '/api/v1/x',
    '/auth/x',
    `/${'a'.repeat(2000)}`,
    '/é',
  ];
  for (const path of refused) {
    it(`is not ${JSON.stringify(path.slice(0, 30))}`, () => assert.equal(readOwnPath(path, ORIGIN), undefined));
  }
  const taken = {
    '/pro/': '/pro/',
    '/pro/?a=b#c': '/pro/?a=b#c',
    '': '/',
    '/authors/': '/authors/',
    '/a/../pro/': '/pro/',
  };
  for (const [path, expected] of Object.entries(taken)) {
    it(`may be ${JSON.stringify(path)}`, () => assert.equal(readOwnPath(path, ORIGIN), expected));
  }
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return;
    await delay(20);
  }
  assert.fail('It has not come true in two seconds');
}
