import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { SessionInfo } from '@relais/model';
import { DEMO_CLIENT, startDemoIssuer } from '../../../demo/issuer/issuer.ts';
import type { DemoIssuer } from '../../../demo/issuer/issuer.ts';
import { presetOf } from '../../../packages/server/src/core/auth/presets.ts';
import { write } from '../../../packages/server/src/core/write/write.ts';
import { Sessions } from '../../../packages/server/src/session/sessions.ts';
import { freePort } from '../../support/ports.ts';
import { assertChain } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { readEvents } from '../support/event-reader.ts';
import { STRUCTURE } from '../support/territory.ts';
import { ELSEWHERE, IDLE_MS, LONGEST_MS, openDesk, ORIGIN } from './desk.ts';
import type { Desk } from './desk.ts';
import type { Seen, WebBrowser } from './web-browser.ts';

const PAGE = `${ORIGIN}/pro/`;
const SESSION = 'relais-session';

describeEngines('signing in', (engine) => {
  let issuer: DemoIssuer;
  let desk: Desk;
  before(async () => {
    issuer = await startDemoIssuer({ port: await freePort(), backend: ORIGIN });
    const { id: clientId, secret: clientSecret } = DEMO_CLIENT;
    desk = await openDesk(engine, { preset: presetOf(issuer.url), clientId, clientSecret });
  });
  after(async () => {
    await desk.close();
    await issuer.close();
  });

  /** Through the issuer's page, as somebody of the demonstration. */
  async function choose(browser: WebBrowser, person: string, query = ''): Promise<Seen> {
    const page = await browser.visit(`${ORIGIN}/auth/sign-in?return=/pro/${query}`, { page: PAGE });
    assert.match(page.text, /Qui êtes-vous/);
    return browser.visit(page.url, { page: page.url, form: { person } });
  }

  async function who(browser: WebBrowser, structure = STRUCTURE, from = {}): Promise<SessionInfo> {
    const { status, text } = await browser.ask(`${ORIGIN}/api/v1/structures/${structure}/session`, {
      page: PAGE,
      ...from,
    });
    assert.equal(status, 200, text);
    return JSON.parse(text) as SessionInfo;
  }

  const signOut = (browser: WebBrowser, query = '', page = PAGE) =>
    browser.ask(`${ORIGIN}/auth/sign-out?return=/pro/${query}`, {
      page,
      method: 'POST',
      headers: { accept: 'application/json' },
    });

  const events = async () =>
    (
      await desk.store.db
        .selectFrom('event')
        .select(['type', 'subject', 'actor', 'data'])
        .where('type', 'like', 'session.%')
        .where('structure_id', '=', STRUCTURE)
        .orderBy('sequence')
        .execute()
    ).map(({ data, ...row }) => ({ ...row, data: JSON.parse(data) as unknown }));

  it('leads back to the page, where the structure knows her name and roles', async () => {
    const browser = desk.browser();
    assert.equal((await who(browser)).person, undefined);
    const landed = await choose(browser, 'nadia-kaci');
    assert.equal(landed.url, PAGE);
    const { person, structure, idleSeconds, signIn } = await who(browser);
    assert.deepEqual(
      [person?.givenName, person?.familyName, person?.roles, structure.id, idleSeconds, signIn],
      ['Nadia', 'Kaci', [{ role: 'secretary' }], STRUCTURE, IDLE_MS / 1000, true],
    );
    assert.equal((await who(browser, ELSEWHERE)).person, undefined);
    await assertChain(desk.store);
  });

  it('finds a professional by her RPPS', async () => {
    const browser = desk.browser();
    await choose(browser, 'maiwenn-le-goff');
    assert.equal((await who(browser)).person?.familyName, 'LeGoff');
  });

  it('says so to somebody no structure knows', async () => {
    const browser = desk.browser();
    const page = await choose(browser, 'samira-haddad');
    assert.equal(page.status, 403);
    assert.match(page.text, /Aucune structure ne vous connaît encore/);
    assert.match(page.text, /other=1/);
    assert.equal(browser.cookiesOf(ORIGIN).has(SESSION), false);
  });

  it('asks which activity she acts under, and takes none she has not', async () => {
    const browser = desk.browser();
    const page = await choose(browser, 'claire-fontaine');
    assert.match(page.text, /Au titre de quelle activité/);
    assert.equal((await who(browser)).person, undefined);
    const address = `${ORIGIN}/auth/activity`;
    const pick = (activity: string, from = address) =>
      browser.visit(address, { page: from, form: { activity, return: '/pro/' } });
    assert.match((await pick(`${STRUCTURE} structureAdmin`)).text, /Au titre de quelle activité/);
    assert.match((await pick(`nowhere`)).text, /Au titre de quelle activité/);
    assert.equal((await pick(STRUCTURE, 'https://evil.example/')).status, 403);
    assert.equal((await who(browser)).person, undefined);
    assert.equal((await pick(`${STRUCTURE} secretary`)).url, PAGE);
    assert.deepEqual((await who(browser)).person?.roles, [{ role: 'secretary' }]);
    const planning = await browser.ask(`${ORIGIN}/api/v1/structures/${STRUCTURE}/planning`, { page: PAGE });
    assert.equal(planning.status, 403);
    assert.equal((await pick(STRUCTURE)).url, PAGE);
    assert.equal((await who(browser)).person?.roles.length, 2);
    assert.equal((await pick(ELSEWHERE)).url, PAGE);
    assert.equal((await who(browser)).person, undefined);
    assert.equal((await who(browser, ELSEWHERE)).person?.familyName, 'Fontaine');
  });

  it('does not go on under another activity once it was ended, in another tab or by an administrator', async () => {
    const sessions = new Sessions(desk.context, { idle: IDLE_MS, longest: LONGEST_MS });
    const chosen = { structureId: STRUCTURE, professionalId: 'claire', role: undefined, roles: ['secretary'] } as const;
    const browser = desk.browser();
    await choose(browser, 'claire-fontaine', `&structure=${STRUCTURE}`);
    const begun = (await sessions.find(browser.cookiesOf(ORIGIN).get(SESSION)!))!;
    await sessions.end(begun, 'signOut');
    for (const structureId of [STRUCTURE, ELSEWHERE]) {
      const token = sessions.createToken();
      assert.equal(await sessions.choose(begun, token, { ...chosen, structureId }), false);
      assert.equal(await sessions.find(token), undefined);
    }
    await assertChain(desk.store);
  });

  it('goes straight to the structure and the role that were asked for', async () => {
    const browser = desk.browser();
    assert.equal((await choose(browser, 'claire-fontaine', `&structure=${STRUCTURE}&role=coordinator`)).url, PAGE);
    assert.deepEqual((await who(browser)).person?.roles, [{ role: 'coordinator' }]);
    const other = desk.browser();
    const page = await choose(other, 'nadia-kaci', `&structure=${ELSEWHERE}`);
    assert.match(page.text, /Cette structure ne vous connaît pas/);
    assert.match(page.text, new RegExp(`value="${STRUCTURE}"`));
  });

  it('gives every session another cookie, and ends the one there was', async () => {
    const browser = desk.browser();
    browser.cookiesOf(ORIGIN).set(SESSION, 'chosen-by-somebody-else');
    await choose(browser, 'nadia-kaci');
    const first = browser.cookiesOf(ORIGIN).get(SESSION)!;
    assert.notEqual(first, 'chosen-by-somebody-else');
    // The issuer knows her by now, and asks nothing.
    assert.equal((await browser.visit(`${ORIGIN}/auth/sign-in?return=/pro/`, { page: PAGE })).url, PAGE);
    assert.notEqual(browser.cookiesOf(ORIGIN).get(SESSION), first);
    const thief = desk.browser();
    thief.cookiesOf(ORIGIN).set(SESSION, first);
    assert.equal((await who(thief)).person, undefined);
  });

  it('counts a cookie on requests of its own pages alone', async () => {
    const browser = desk.browser();
    await choose(browser, 'nadia-kaci');
    const navigate = { 'sec-fetch-mode': 'navigate' };
    const isKnown = async (from: object) => (await who(browser, STRUCTURE, from)).person !== undefined;
    assert.equal(await isKnown({}), true);
    assert.equal(await isKnown({ page: 'https://evil.example/', headers: navigate }), false);
    assert.equal(await isKnown({ page: undefined }), false);
    assert.equal(await isKnown({ headers: { 'sec-fetch-site': 'same-site' } }), false);
    // Browsers that do not say whose page asks in so many words.
    assert.equal(await isKnown({ old: true }), true);
    assert.equal(await isKnown({ old: true, page: 'https://evil.example/', headers: navigate }), false);
    assert.equal(await isKnown({ old: true, page: undefined }), false);
    assert.equal(await isKnown({ old: true, page: undefined, headers: { referer: 'nonsense' } }), false);
  });

  it('takes a request made for one person for nobody else', async () => {
    const browser = desk.browser();
    await choose(browser, 'nadia-kaci');
    const { person } = await who(browser);
    const ask = async (id: string, from = browser) =>
      (
        await from.ask(`${ORIGIN}/api/v1/structures/${STRUCTURE}/session`, {
          page: PAGE,
          headers: { 'relais-person': id },
        })
      ).status;
    assert.equal(await ask(person!.id), 200);
    assert.equal(await ask('somebody-else'), 401);
    assert.equal(await ask(person!.id, desk.browser()), 401);
  });

  it('gives a person one key wherever she signs in, and another to everybody else', async () => {
    const keyOf = async (name: string) => {
      const browser = desk.browser();
      await choose(browser, name, `&structure=${STRUCTURE}`);
      return (await browser.ask(`${ORIGIN}/api/v1/structures/${STRUCTURE}/session/key`, { page: PAGE })).text;
    };
    const nadia = await keyOf('nadia-kaci');
    assert.match(nadia, /"key":"[\w-]{43}"/);
    assert.equal(await keyOf('nadia-kaci'), nadia);
    assert.notEqual(await keyOf('claire-fontaine'), nadia);
    const nobody = await desk.browser().ask(`${ORIGIN}/api/v1/structures/${STRUCTURE}/session/key`, { page: PAGE });
    assert.equal(nobody.status, 401);
  });

  it('signs out here and at the issuer, for pages of its own alone', async () => {
    const browser = desk.browser();
    await choose(browser, 'nadia-kaci');
    const cookie = browser.cookiesOf(ORIGIN).get(SESSION)!;
    assert.equal((await signOut(browser, '', 'https://evil.example/')).status, 403);
    assert.notEqual((await who(browser)).person, undefined);
    const { location } = JSON.parse((await signOut(browser)).text) as { location: string };
    assert.equal(new URL(location).origin, issuer.url);
    assert.equal(browser.cookiesOf(ORIGIN).has(SESSION), false);
    browser.cookiesOf(ORIGIN).set(SESSION, cookie);
    assert.equal((await who(browser)).person, undefined);
    const page = await browser.visit(location, { page: PAGE });
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)![1]!;
    const action = /action="([^"]+)"/.exec(page.text)![1]!;
    const back = await browser.visit(action, { page: page.url, form: { xsrf, logout: 'yes' } });
    assert.equal(back.url, PAGE);
    assert.match((await browser.visit(`${ORIGIN}/auth/sign-in`, { page: PAGE })).text, /Qui êtes-vous/);
  });

  it('signs out the session that is meant, and not one that began since', async () => {
    const browser = desk.browser();
    await choose(browser, 'nadia-kaci');
    const { endsAt } = await who(browser);
    await signOut(browser, `&ending=${Date.parse(endsAt!) - 60_000}`);
    assert.notEqual((await who(browser)).person, undefined);
    await signOut(browser, `&ending=${Date.parse(endsAt!)}`);
    assert.equal((await who(browser)).person, undefined);
  });

  it('signs out all the same when there is no session left', async () => {
    const { status, text } = await signOut(desk.browser());
    assert.deepEqual([status, JSON.parse(text)], [200, { location: '/pro/' }]);
  });

  it('ends a session that is idle, and any after its time', async () => {
    const browser = desk.browser();
    const began = desk.clock.now;
    await choose(browser, 'nadia-kaci');
    try {
      for (let passed = 0; passed < LONGEST_MS - IDLE_MS; passed += IDLE_MS / 2) {
        desk.clock.now = began + passed;
        assert.notEqual((await who(browser)).person, undefined, `after ${passed / 60_000} minutes`);
      }
      desk.clock.now = began + LONGEST_MS + 1000;
      assert.equal((await who(browser)).person, undefined);
      const other = desk.browser();
      await choose(other, 'nadia-kaci');
      desk.clock.now += IDLE_MS + 1000;
      assert.equal((await who(other)).person, undefined);
    } finally {
      desk.clock.now = began;
    }
  });

  it('lasts over a restart of the backend, and with another beside it', async () => {
    const browser = desk.browser();
    await choose(browser, 'nadia-kaci');
    const { id: clientId, secret: clientSecret } = DEMO_CLIENT;
    const database = { open: () => desk.store, openReader: () => desk.store, remove: () => Promise.resolve() };
    const other = await openDesk(engine, { preset: presetOf(issuer.url), clientId, clientSecret, database });
    const elsewhere = other.browser();
    for (const [name, value] of browser.cookiesOf(ORIGIN)) elsewhere.cookiesOf(ORIGIN).set(name, value);
    assert.equal((await who(elsewhere)).person?.familyName, 'Kaci');
    await signOut(elsewhere);
    assert.equal((await who(browser)).person, undefined);
  });

  it('begins in one backend and ends in another', async () => {
    const { id: clientId, secret: clientSecret } = DEMO_CLIENT;
    const database = { open: () => desk.store, openReader: () => desk.store, remove: () => Promise.resolve() };
    const other = await openDesk(engine, { preset: presetOf(issuer.url), clientId, clientSecret, database });
    const browser = desk.browser();
    const begun = await browser.ask(`${ORIGIN}/auth/sign-in?return=/pro/`, { page: PAGE });
    const elsewhere = other.browser();
    for (const [name, value] of browser.cookiesOf(ORIGIN)) elsewhere.cookiesOf(ORIGIN).set(name, value);
    const page = await elsewhere.visit(begun.headers.get('location')!, { page: PAGE });
    assert.equal((await elsewhere.visit(page.url, { page: page.url, form: { person: 'nadia-kaci' } })).url, PAGE);
    assert.equal((await who(elsewhere)).person?.familyName, 'Kaci');
  });

  it('is over at once for somebody who is taken off the list', async () => {
    const browser = desk.browser();
    await choose(browser, 'nadia-kaci');
    const { db } = desk.store;
    const end = (at: number | null) =>
      db.updateTable('professional').set({ ended_at: at }).where('subject', '=', 'nadia-kaci').execute();
    await end(desk.clock.now);
    assert.equal((await who(browser)).person, undefined);
    await end(null);
  });

  it('lets an administrator end the sessions of somebody, and of everybody', async () => {
    const nadia = desk.browser();
    const marc = desk.browser();
    await choose(nadia, 'nadia-kaci');
    await choose(marc, 'marc-vidal');
    const end = async (body: object, from = marc) =>
      (
        await desk.fetch(
          new Request(`${ORIGIN}/api/v1/structures/${STRUCTURE}/sessions/end`, {
            method: 'POST',
            headers: {
              'sec-fetch-site': 'same-origin',
              origin: ORIGIN,
              cookie: `${SESSION}=${from.cookiesOf(ORIGIN).get(SESSION)!}`,
              'content-type': 'application/json',
              'idempotency-key': `"${crypto.randomUUID()}"`,
            },
            body: JSON.stringify(body),
          }),
        )
      ).status;
    assert.equal(await end({ of: 'everybody' }, nadia), 403);
    assert.equal(await end({ of: 'person', issuer: issuer.url, subject: 'nobody' }), 404);
    assert.equal(await end({ of: 'person', issuer: issuer.url, subject: 'nadia-kaci' }), 204);
    assert.equal((await who(nadia)).person, undefined);
    assert.notEqual((await who(marc)).person, undefined);
    for (const body of [{}, { of: 'person' }, { of: 'everybody', rpps: '99900000013' }])
      assert.equal(await end(body), 400);
    assert.equal(await end({ of: 'everybody' }), 204);
    assert.equal((await who(marc)).person, undefined);
    const { type, data } = (await events()).at(-1)!;
    assert.deepEqual([type, data], ['session.ended', { reason: 'revoked' }]);
    await assertChain(desk.store);
  });

  it('ends what she listens to when it is over, and when she may do less', async () => {
    const browser = desk.browser();
    await choose(browser, 'nadia-kaci');
    const listen = (position?: string) =>
      desk.fetch(
        new Request(`${ORIGIN}/api/v1/structures/${STRUCTURE}/events?topic=callbacks`, {
          headers: {
            'sec-fetch-site': 'same-origin',
            cookie: `${SESSION}=${browser.cookiesOf(ORIGIN).get(SESSION)!}`,
            ...(position === undefined ? {} : { 'last-event-id': position }),
          },
        }),
      );
    const { person } = await who(browser);
    const tell = () =>
      write(desk.context, STRUCTURE, (writing) => {
        writing.record({ type: 'professional.recorded', subject: person!.id, actor: 'test', data: { roles: [] } });
        return Promise.resolve();
      });
    const before = String(
      (await desk.store.db.selectFrom('structure').select('sequence').executeTakeFirstOrThrow()).sequence,
    );
    const first = readEvents(await listen());
    await tell();
    await first.ended;
    // Who may still hear comes back to where she was, and what ended the stream does not end it again.
    const second = readEvents(await listen(before));
    let isOver = false;
    void second.ended.then(() => (isOver = true));
    await second.during(200);
    assert.equal(isOver, false);
    await browser.ask(`${ORIGIN}/auth/sign-out`, { method: 'POST', page: PAGE });
    await second.ended;
    assert.equal((await listen()).status, 401);
    assert.deepEqual(desk.failures, []);
  });

  it('is told in the log by pseudonyms', async () => {
    const browser = desk.browser();
    const before = (await events()).length;
    await choose(browser, 'nadia-kaci');
    const { person } = await who(browser);
    await signOut(browser);
    const { id } = person!;
    const said = { subject: id, actor: `professional:${id}` };
    assert.deepEqual((await events()).slice(before), [
      { type: 'session.opened', ...said, data: { roles: ['secretary'] } },
      { type: 'session.ended', ...said, data: { reason: 'signOut' } },
    ]);
  });
});
