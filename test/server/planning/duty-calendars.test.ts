import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import type { DutyCalendars, NewDutyCalendar, Professional, Territory } from '@relais/model';
import ICAL from 'ical.js';
import { createApp } from '../../../packages/server/src/app.ts';
import { signDevelopmentToken } from '../../../packages/server/src/core/auth/development-token.ts';
import { createLimits } from '../../../packages/server/src/core/limits/limits.ts';
import type { RequestRecord } from '../../../packages/server/src/core/http/deps.ts';
import { assertChain, bearer, bookSeat, openBackend, SECRET, send } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { createTerritory, STRUCTURE } from '../support/territory.ts';

const INES = '99900000039';
const YANN = '99900000054';
const MARC = '99900000070';

/** Inès has a practice of her own; Yann receives wherever he is named. */
const people: Professional[] = [
  {
    ...{ rpps: INES, familyName: 'Benali', givenName: 'Inès' },
    roles: [{ role: 'slotProvider', practiceId: 'gate' }],
  },
  { rpps: YANN, familyName: 'Tanguy', givenName: 'Yann', roles: [{ role: 'slotProvider' }] },
  { rpps: MARC, familyName: 'Vidal', givenName: 'Marc', roles: [{ role: 'structureAdmin' }] },
];
const volunteers = [
  { id: 'v1', label: 'Docteure Essai', rpps: INES },
  { id: 'v2', label: 'Docteur Autre', rpps: YANN },
];

type Headers = Record<string, string>;

describeEngines('the calendar of duties', (engine) => {
  let backend: TestBackend;
  let ines: Headers;
  let yann: Headers;
  let coordinator: Headers;
  let administrator: Headers;

  beforeEach(async () => {
    backend = await openBackend(engine, { territory: { volunteers } });
    coordinator = bearer(await backend.token('coordinator'));
    administrator = bearer(await backend.token('structureAdmin'));
    await list(people);
    [ines, yann] = [await signIn(INES), await signIn(YANN)];
  });
  afterEach(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  async function list(professionals: readonly Professional[]): Promise<void> {
    const document = { formatVersion: 'relais-professionals/1', professionals };
    const { status, body } = await backend.call('PUT', '/professionals', document, administrator);
    assert.equal(status, 204, JSON.stringify(body));
  }

  async function idOf(rpps: string): Promise<string> {
    const { id } = await backend.store.db
      .selectFrom('professional')
      .select('id')
      .where('rpps', '=', rpps)
      .executeTakeFirstOrThrow();
    return id;
  }

  async function signIn(rpps: string): Promise<Headers> {
    const asked = { role: 'slotProvider', structure: STRUCTURE, professional: await idOf(rpps) } as const;
    return bearer(await signDevelopmentToken(SECRET, { ...asked, now: backend.clock.now }));
  }

  /** Who is on duty in the weeks to come. */
  async function name(...duties: readonly (readonly [string, string, string, string])[]): Promise<void> {
    const document = {
      ...{ formatVersion: 'relais-duties/1', from: '2026-11-01', to: '2027-01-31' },
      duties: duties.map(([volunteerId, practiceId, serviceDate, start]) => ({
        ...{ volunteerId, practiceId, serviceDate, start },
      })),
    };
    const { status, body } = await backend.call('PUT', '/duties', document, coordinator);
    assert.equal(status, 204, JSON.stringify(body));
  }

  const make = async (who: Headers) => {
    const { status, body } = await backend.call<OrProblem<NewDutyCalendar>>('POST', '/planning/calendars', {}, who);
    assert.equal(status, 201, JSON.stringify(body));
    return body.token;
  };
  const end = async (professional: string, who: Headers) =>
    (await backend.call('DELETE', `/planning/calendars/${professional}`, undefined, who)).status;
  const look = async (who: Headers) =>
    (await backend.call<DutyCalendars>('GET', '/planning/calendars', undefined, who)).body;
  const subscribe = (token: string, query = '', headers: Headers = {}) =>
    backend.call<string>('GET', `/calendars/${token}/duties.ics${query}`, undefined, headers);

  /** Events from a day on, as a calendar shows them. */
  async function read(token: string, from = '2026-11-09', query = '') {
    const { status, body } = await subscribe(token, query);
    assert.equal(status, 200, body);
    return eventsOf(body).filter(({ start }) => start >= from);
  }

  it('is read without signing in: the ranges of a month, and of the eight weeks to come', async () => {
    const token = await make(ines);
    assert.match(token, /^rl_[\w-]{43}$/);
    const { status, body, headers } = await subscribe(token);
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'text/calendar; charset=utf-8');
    assert.equal(headers.get('cache-control'), 'private, no-cache');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.match(body, /^REFRESH-INTERVAL;VALUE=DURATION:PT1H\r$/m);
    assert.match(body, /^X-PUBLISHED-TTL:PT1H\r$/m);
    assert.match(body, /^X-WR-TIMEZONE:Europe\/Paris\r$/m);
    const events = eventsOf(body);
    assert.equal(events[0]?.start, '2026-10-12T12:00:00.000Z');
    assert.equal(events.at(-1)?.start, '2027-01-04T13:00:00.000Z');
    const today = events.find(({ start }) => start.startsWith('2026-11-09'));
    assert.deepEqual(today, {
      start: '2026-11-09T13:00:00.000Z',
      end: '2026-11-09T15:00:00.000Z',
      uid: today?.uid,
      sequence: 1,
      summary: 'Soins non programmés – Cabinet de la Porte',
      location: 'Cabinet de la Porte, Laporte',
      description:
        'lundi 9 novembre 2026, 14 h 00 – 16 h 00 (heure : France)\n8 places ouvertes, 0 prise\nCabinet de la Porte\nCPTS du Vallon',
    });
  });

  it('counts what is booked, and tells nothing of whoever has booked', async () => {
    const token = await make(ines);
    const person = { familyName: 'Zyzomys', givenName: 'Capucine', phone: '06 39 98 12 34' };
    const booking = await bookSeat(backend, { practiceId: 'gate', start: '2026-11-09T13:15:00Z' }, person);
    const { body } = await subscribe(token);
    assert.match(unfold(body), /8 places ouvertes\\, 1 prise/);
    for (const text of ['Zyzomys', 'Capucine', '39 98', booking.id, booking.reference, 'Toux', 'cough'])
      assert.ok(!unfold(body).includes(text), text);
  });

  it('has whoever is named until the next one, and in one’s own practice what nobody is named for', async () => {
    await name(
      ['v2', 'north', '2026-11-10', '09:00'],
      ['v1', 'north', '2026-11-10', '10:30'],
      ['v2', 'gate', '2026-11-12', '14:00'],
      ['v2', 'gate', '2026-11-13', '15:00'],
    );
    const hours = (events: readonly { readonly start: string; readonly end: string }[]) =>
      events.map(({ start, end: until }) => `${start.slice(0, 16)} ${until.slice(11, 16)}`);
    const his = await read(await make(yann));
    assert.deepEqual(hours(his), ['2026-11-10T08:00 09:30', '2026-11-12T13:00 15:00', '2026-11-13T14:00 15:00']);
    assert.match(his[0]?.description ?? '', /6 places ouvertes, 0 prise\nÉquipe nord/);
    // The eleventh of November is a holiday.
    const hers = hours(await read(await make(ines), '2026-11-10')).slice(0, 4);
    assert.deepEqual(hers, [
      '2026-11-10T09:30 11:00',
      '2026-11-10T13:00 15:00',
      '2026-11-13T13:00 14:00',
      '2026-11-16T13:00 15:00',
    ]);
  });

  it('is made anew and revoked by one press, and says in no way which addresses there were', async () => {
    const first = await make(ines);
    const second = await make(ines);
    assert.deepEqual([(await subscribe(first)).status, (await subscribe(second)).status], [404, 200]);
    assert.equal((await look(ines)).own?.since, '2026-11-09T07:00:00Z');
    assert.equal(await end(await idOf(INES), ines), 204);
    assert.equal((await look(ines)).own?.since, undefined);
    assert.equal(await end(await idOf(INES), ines), 404);
    const gone = await subscribe(second);
    for (const token of [first, 'rl_of-nobody', `rl_${'x'.repeat(43)}`, '%00', 'x'.repeat(2000)]) {
      const answer = await subscribe(token);
      assert.deepEqual([answer.status, answer.body], [404, gone.body]);
    }
    const { db } = backend.store;
    const events = await db.selectFrom('event').select(['type', 'data']).orderBy('sequence', 'desc').limit(3).execute();
    assert.deepEqual(
      events.map(({ type, data }) => [type, data]),
      [
        ['duty-calendar.ended', '{}'],
        ['duty-calendar.made', '{}'],
        ['duty-calendar.made', '{}'],
      ],
    );
  });

  it('keeps of two presses at once one address, and of the same press sent twice the same', async () => {
    const tokens = await Promise.all([make(ines), make(ines)]);
    const statuses = await Promise.all(tokens.map(async (token) => (await subscribe(token)).status));
    assert.deepEqual(statuses.sort(), [200, 404]);
    const key = { ...ines, 'idempotency-key': '"0123456789abcdef"' };
    const again = [await make(key), await make(key)];
    assert.equal(again[0], again[1]);
    assert.equal((await subscribe(again[0]!)).status, 200);
  });

  it('is kept as a hash alone', async () => {
    const token = await make(ines);
    for (const table of ['duty_calendar', 'event', 'idempotency'] as const) {
      const rows = await backend.store.db.selectFrom(table).selectAll().execute();
      assert.ok(!JSON.stringify(rows).includes(token), table);
    }
  });

  it('is revoked by whoever answers for the planning, who sees whose there are, and by no colleague', async () => {
    const token = await make(ines);
    const professional = await idOf(INES);
    const hers = { professional, familyName: 'Benali', givenName: 'Inès', since: '2026-11-09T07:00:00Z' };
    assert.deepEqual(await look(coordinator), { everybody: [hers] });
    assert.deepEqual((await look(yann)).everybody, undefined);
    assert.equal(await end(professional, yann), 404);
    assert.equal((await subscribe(token)).status, 200);
    assert.equal(await end(professional, coordinator), 204);
    assert.equal((await subscribe(token)).status, 404);
  });

  it('opens nothing any more for who has left, also once they are back, and is empty for who has no range any more', async () => {
    const token = await make(ines);
    await backend.change({ ...withoutGate(), volunteers });
    assert.deepEqual(await read(token), []);
    assert.equal((await look(ines)).own?.coming, 0);
    await list(people.slice(1));
    assert.equal((await subscribe(token)).status, 404);
    await backend.change({ volunteers });
    await list(people);
    assert.equal((await subscribe(token)).status, 404);
    assert.equal((await read(await make(ines), '2026-11-09')).length > 0, true);
  });

  it('opens nothing while its owner receives no patients', async () => {
    const token = await make(ines);
    const [first, ...others] = people;
    await list([{ ...first!, roles: [{ role: 'delegator' }] }, ...others]);
    assert.equal((await subscribe(token)).status, 404);
  });

  it('is made for nobody whom the structure does not know, and opens in no other structure', async () => {
    const stranger = bearer(await backend.token('slotProvider'));
    assert.equal((await backend.call('POST', '/planning/calendars', {}, stranger)).status, 404);
    const token = await make(ines);
    const elsewhere = await send(backend.app, `/api/v1/structures/elsewhere/calendars/${token}/duties.ics`);
    assert.equal(elsewhere.status, 404);
  });

  it('keeps who an event is when its hours and seats change, and tells that it has changed', async () => {
    const token = await make(ines);
    const [before] = await read(token);
    const openings = createTerritory().openings.map((opening) =>
      opening.practiceId === 'gate' ? { ...opening, to: '15:00', capacity: 3 } : opening,
    );
    await backend.change({ openings, volunteers });
    const [after] = await read(token);
    assert.equal(after?.uid, before?.uid);
    assert.equal(after?.sequence, 2);
    assert.equal(after.end, '2026-11-09T14:00:00.000Z');
    assert.match(after.description, /12 places/);
  });

  it('is not sent again to who has it', async () => {
    const token = await make(ines);
    const tag = (await subscribe(token)).headers.get('etag') ?? '';
    backend.clock.now += 60_000;
    const again = await subscribe(token, '', { 'if-none-match': tag });
    assert.deepEqual([again.status, again.body, again.headers.get('etag')], [304, '', tag]);
    await bookSeat(backend, { practiceId: 'gate', start: '2026-11-09T13:15:00Z' });
    assert.equal((await subscribe(token, '', { 'if-none-match': tag })).status, 200);
  });

  it('speaks English when its address asks for it', async () => {
    const token = await make(ines);
    const [today] = await read(token, '2026-11-09', '?language=en');
    assert.equal(today?.summary, 'Unscheduled care – Cabinet de la Porte');
    assert.match(today.description, /14:00 – 16:00 \(CET\)\n8 seats open, 0 booked/);
    assert.equal((await subscribe(token, '?language=xx')).status, 400);
  });

  it('is right by the clocks of Martinique', async () => {
    await backend.change({ timezone: 'America/Martinique', holidayCalendar: 'FR-martinique', volunteers });
    const { body } = await subscribe(await make(ines));
    assert.match(body, /^X-WR-TIMEZONE:America\/Martinique\r$/m);
    const today = eventsOf(body).find(({ start }) => start >= '2026-11-09');
    assert.equal(today?.start, '2026-11-09T18:00:00.000Z');
    assert.match(today.description, /14 h 00 – 16 h 00 \(heure : Martinique\)/);
  });

  it('is right through the nights of time change', async () => {
    const nights = [
      {
        type: 'opening' as const,
        practiceId: 'gate',
        date: '2026-10-25',
        from: '01:00',
        to: '04:00',
        slotsPerHour: 4 as const,
      },
      {
        type: 'opening' as const,
        practiceId: 'gate',
        date: '2027-03-28',
        from: '01:00',
        to: '04:00',
        slotsPerHour: 4 as const,
      },
    ];
    await backend.change({ exceptions: nights, volunteers });
    const token = await make(ines);
    const autumn = (await read(token, '2026-10-24')).find(({ start }) => start < '2026-10-26');
    assert.deepEqual([autumn?.start, autumn?.end], ['2026-10-24T23:00:00.000Z', '2026-10-25T03:00:00.000Z']);
    backend.clock.now = Date.parse('2027-03-01T08:00:00Z');
    const spring = (await read(token, '2027-03-28')).find(({ start }) => start < '2027-03-29');
    assert.deepEqual([spring?.start, spring?.end], ['2027-03-28T00:00:00.000Z', '2027-03-28T02:00:00.000Z']);
  });

  it('takes no order from a name, and folds it at 75 octets', async () => {
    const name = `Zoé\\;,:" BEGIN:VALARM ${'é\u{1f3e5}'.repeat(200)}`;
    const sites = [{ id: 's-gate', name, commune: name }, ...(createTerritory().sites ?? []).slice(0, 1)];
    const practices = createTerritory().practices.map((one) => ({ ...one, name }));
    await backend.change({ sites, practices, volunteers });
    const { body } = await subscribe(await make(ines));
    for (const line of body.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
    const [event] = eventsOf(body);
    assert.equal(event?.summary, `Soins non programmés – ${name}`);
    assert.equal(event.location, `${name}, ${name}`);
  });

  it('is bounded for whoever has a role at a site of very many practices', async () => {
    const practices = Array.from({ length: 60 }, (_, index) => ({ id: `p${index}`, siteId: 's-gate' }));
    const [north] = createTerritory().openings;
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
    const openings = practices.map(({ id }) => ({ ...north!, practiceId: id, days: [...days] }));
    await backend.change({ practices, openings, volunteers });
    await list(
      people.map((one) => (one.rpps === YANN ? { ...one, roles: [{ role: 'slotProvider', siteId: 's-gate' }] } : one)),
    );
    const { status, body } = await subscribe(await make(yann));
    assert.equal(status, 200);
    assert.equal(eventsOf(body).length, 1000);
    assert.ok(body.length < 1_000_000);
  });

  it('is read so often and no more from one address, and its address stands in no line of the log', async () => {
    const records: RequestRecord[] = [];
    const { context } = backend;
    const now = () => backend.clock.now;
    const app = createApp({
      ...{ context, limits: createLimits({ store: 'memory', secret: SECRET, now }), addressOf: () => '192.0.2.1' },
      log: { request: (record) => void records.push(record), failure: () => assert.fail() },
    });
    const token = await make(ines);
    const path = `/api/v1/structures/${STRUCTURE}/calendars/${token}/duties.ics`;
    const statuses = new Map<number, number>();
    for (let time = 0; time < 310; time += 1) {
      const { status } = await send(app, time % 100 === 0 ? path : path.replace('rl_', 'rl-'));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    app.close();
    assert.equal(statuses.get(429), 10);
    assert.equal(statuses.get(200), 3);
    assert.ok(!JSON.stringify(records).includes(token.slice(3)));
  });
});

function withoutGate(): Partial<Territory> {
  const { practices, openings } = createTerritory();
  return {
    practices: practices.filter(({ id }) => id !== 'gate'),
    openings: openings.filter(({ practiceId }) => practiceId !== 'gate'),
  };
}

function unfold(text: string): string {
  return text.replaceAll('\r\n ', '');
}

/** With ordinary spaces in place of the unbreakable ones of French typography. */
function eventsOf(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  assert.equal(calendar.getAllSubcomponents().length, calendar.getAllSubcomponents('vevent').length);
  return calendar.getAllSubcomponents('vevent').map((event) => {
    assert.equal(event.getAllSubcomponents().length, 0);
    const value = (property: string) =>
      String(event.getFirstPropertyValue(property) as string | number).replace(/[^\S\n]/g, ' ');
    const instant = (property: string) => (event.getFirstPropertyValue(property) as ICAL.Time).toJSDate().toISOString();
    return {
      ...{ start: instant('dtstart'), end: instant('dtend'), uid: value('uid'), sequence: Number(value('sequence')) },
      ...{ summary: value('summary'), location: value('location'), description: value('description') },
    };
  });
}
