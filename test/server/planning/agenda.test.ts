import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, it } from 'node:test';
import type { BusyTimes, DutyCall, DutyCallView, NewAgenda, OwnAgenda, Problem, Professional } from '@relais/model';
import { signDevelopmentToken } from '../../../packages/server/src/core/auth/development-token.ts';
import { createOutgoing } from '../../../packages/server/src/core/outgoing/node-outgoing.ts';
import { OutgoingError } from '../../../packages/server/src/core/outgoing/outgoing.ts';
import type { Outgoing } from '../../../packages/server/src/core/outgoing/outgoing.ts';
import { followAgendas, followNewAgendas } from '../../../packages/server/src/planning/agenda/follow.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { assertChain, bearer, openBackend, SECRET } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { createSettings, STRUCTURE } from '../support/territory.ts';

const INES = '99900000039';
const YANN = '99900000054';

const people: Professional[] = [
  {
    ...{ rpps: INES, familyName: 'Benali', givenName: 'Inès' },
    roles: [{ role: 'slotProvider', practiceId: 'gate' }],
  },
  { rpps: YANN, familyName: 'Tanguy', givenName: 'Yann', roles: [{ role: 'slotProvider' }] },
  { rpps: '99900000070', familyName: 'Vidal', givenName: 'Marc', roles: [{ role: 'structureAdmin' }] },
];
const volunteers = [
  { id: 'v1', label: 'Docteure Essai', rpps: INES },
  { id: 'v2', label: 'Docteur Essai', rpps: YANN },
];

const HOUR = 3_600_000;
/** Names of private hosts resolve to this, which is no machine of the internet. */
const PUBLIC = { address: '93.184.216.34', family: 4 };
const PRIVATE = { address: '10.0.0.7', family: 4 };
const ELSEWHERE = 'https://agenda.example/';
const SECRET_PATH = '/private-0815/basic.ics';

const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:a@b', 'SUMMARY:Chez le notaire', ...lines, 'END:VEVENT'];
const calendar = (...lines: string[]) =>
  `${['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n')}\r\n`;
/** The coming Tuesday, from 9 to 11 in Paris. */
const TUESDAY = event('DTSTART:20261110T080000Z', 'DTEND:20261110T100000Z');

type Answer = (response: ServerResponse, headers: IncomingHttpHeaders) => unknown;

/** A machine that has an agenda. */
async function startHost() {
  const heard: IncomingHttpHeaders[] = [];
  const host = { answers: undefined as unknown as Answer, says: (text: string) => text };
  host.answers = (response) => response.end(calendar(...TUESDAY));
  const server = createServer((request, response) => {
    heard.push(request.headers);
    host.answers(response, request.headers);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    heard,
    address: `${origin}${SECRET_PATH}`,
    answer: (answer: Answer) => (host.answers = answer),
    has: (...lines: string[]) => (host.answers = (response) => response.end(calendar(...lines))),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describeEngines('the agenda of one who receives patients', (engine) => {
  let host: Awaited<ReturnType<typeof startHost>>;
  let backend: TestBackend;
  let ines: Record<string, string>;
  let yann: Record<string, string>;
  let coordinator: Record<string, string>;

  /** What was asked for at a machine that cannot be reached. */
  let elsewhere: string[];

  beforeEach(async () => {
    host = await startHost();
    const resolve = (name: string) => Promise.resolve([name === 'inside.example' ? PRIVATE : PUBLIC]);
    const real = createOutgoing({ allowed: [host.origin], resolve });
    const ask: Outgoing['ask'] = (asked) => {
      if (!asked.address.startsWith(ELSEWHERE)) return real.ask(asked);
      elsewhere.push(asked.address);
      return Promise.reject(new OutgoingError('unreachable'));
    };
    elsewhere = [];
    const outgoing = { ...real, ask };
    backend = await openBackend(engine, { territory: { volunteers }, surroundings: { outgoing } });
    await list(people);
    await signAllIn();
  });
  afterEach(async () => {
    const { differences } = await verifyLog(backend.store.db);
    assert.deepEqual(
      differences.filter(({ table }) => ['agenda', 'event'].includes(table)),
      [],
    );
    await assertChain(backend.store);
    await backend.close();
    host.close();
  });

  async function list(professionals: readonly Professional[]): Promise<void> {
    const document = { formatVersion: 'relais-professionals/1', professionals };
    const administrator = bearer(await backend.token('structureAdmin'));
    const { status, body } = await backend.call('PUT', '/professionals', document, administrator);
    assert.equal(status, 204, JSON.stringify(body));
  }

  async function signIn(rpps: string): Promise<Record<string, string>> {
    const { id } = await backend.store.db
      .selectFrom('professional')
      .select('id')
      .where('rpps', '=', rpps)
      .executeTakeFirstOrThrow();
    const asked = { role: 'slotProvider', structure: STRUCTURE, professional: id } as const;
    return bearer(await signDevelopmentToken(SECRET, { ...asked, now: backend.clock.now }));
  }

  /** Tokens of before are not taken for ever. */
  const signAllIn = async () => {
    coordinator = bearer(await backend.token('coordinator'));
    [ines, yann] = [await signIn(INES), await signIn(YANN)];
  };
  const write = async (address = host.address, who = ines) => {
    const { status, body } = await backend.call<OrProblem<NewAgenda>>('POST', '/planning/agenda', { address }, who);
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  /** And what a backend does by itself the second after. */
  const give = async (address = host.address, who = ines) => {
    const body = await write(address, who);
    await followNewAgendas(backend.context);
    return body;
  };
  const heardTimes = async (times: number) => {
    while (host.heard.length < times) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const own = async (who = ines) => (await backend.call<OwnAgenda>('GET', '/planning/agenda', undefined, who)).body;
  const busy = async (who = coordinator) =>
    (await backend.call<BusyTimes>('GET', '/planning/busy', undefined, who)).body.people;
  const timesOf = async (who = coordinator) =>
    (await busy(who)).flatMap((person) => person.busy.map(({ start, end }) => ({ start, end })));
  const pass = async (milliseconds: number) => {
    backend.clock.now += milliseconds;
    await followAgendas(backend.context);
    await signAllIn();
  };
  const TUESDAY_MORNING = [{ start: '2026-11-10T08:00:00Z', end: '2026-11-10T10:00:00Z' }];

  it('is read the moment after its address is given, and says when she is busy to her and to the coordinator', async () => {
    const { since } = await give();
    const { agenda, isReachable } = await own();
    assert.equal(isReachable, true);
    assert.deepEqual(agenda, { host: new URL(host.origin).host, since, readAt: since, unread: 0 });
    const [person] = await busy();
    const { professional, ...said } = person!;
    assert.deepEqual(said, {
      ...{ familyName: 'Benali', givenName: 'Inès', volunteers: ['v1'], practices: ['gate'] },
      ...{ readAt: since, unread: 0 },
      busy: [
        {
          ...{ start: '2026-11-10T08:00:00Z', startLocal: '2026-11-10T09:00:00+01:00' },
          ...{ end: '2026-11-10T10:00:00Z', endLocal: '2026-11-10T11:00:00+01:00' },
        },
      ],
    });
    assert.deepEqual(await busy(ines), await busy());
    assert.match(professional, /^\w{26}$/);
  });

  it('is taken down at once, and read by itself afterwards, however long its host is silent', async () => {
    let letGo: () => void = () => undefined;
    host.answer((response) => (letGo = () => response.end(calendar(...TUESDAY))));
    const { since } = await write();
    assert.deepEqual((await own()).agenda, { host: new URL(host.origin).host, since, unread: 0 });
    assert.equal(host.heard.length, 0);
    const reading = followNewAgendas(backend.context);
    await heardTimes(1);
    assert.equal((await own()).agenda?.readAt, undefined);
    letGo();
    await reading;
    assert.equal((await own()).agenda?.readAt, since);
    assert.deepEqual(await timesOf(), TUESDAY_MORNING);
  });

  it('is read at once though the hosts of others are silent', async () => {
    await give();
    const held: ServerResponse[] = [];
    host.answer((response) => held.push(response));
    backend.clock.now += HOUR;
    const others = followAgendas(backend.context);
    await heardTimes(2);
    host.has(...TUESDAY);
    await signAllIn();
    await give(host.address, yann);
    assert.notEqual((await own(yann)).agenda?.readAt, undefined);
    for (const response of held) response.end(calendar());
    await others;
  });

  it('is given up where the backend stops meanwhile, and read again by the next one', async () => {
    const held: ServerResponse[] = [];
    host.answer((response) => held.push(response));
    await write();
    const stopping = new AbortController();
    const reading = followNewAgendas(backend.context, stopping.signal);
    await heardTimes(1);
    stopping.abort();
    await reading;
    assert.equal((await own()).agenda?.failure, undefined);
    host.has(...TUESDAY);
    await followNewAgendas(backend.context);
    assert.deepEqual(await timesOf(), TUESDAY_MORNING);
  });

  it('is nobody else’s to see among those who receive patients', async () => {
    await give();
    assert.deepEqual(await busy(yann), []);
    assert.equal((await own(yann)).agenda, undefined);
  });

  it('has neither its address nor a word of it in the database, the log or an answer', async () => {
    await give();
    const rows = await backend.store.db.selectFrom('agenda').selectAll().execute();
    const log = await backend.store.db.selectFrom('event').selectAll().execute();
    const kept = await backend.store.db.selectFrom('idempotency').selectAll().execute();
    const all = JSON.stringify([rows, log, kept, await own(), await busy()]);
    for (const secret of ['0815', 'basic.ics', 'notaire', 'a@b']) assert.ok(!all.includes(secret), secret);
  });

  it('is taken as calendars give it, by webcal, and asked for by https', async () => {
    await give('  webcal://agenda.example/a.ics ');
    const { agenda } = await own();
    assert.equal(agenda?.host, 'agenda.example');
    assert.equal(agenda.readAt, undefined);
    assert.equal(agenda.failure?.code, 'unreachable');
    assert.deepEqual(elsewhere, ['https://agenda.example/a.ics']);
  });

  for (const [address, fault] of [
    ['bonjour', 'not-an-address'],
    ['http://agenda.example/a.ics', 'not-https'],
    ['https://ines:secret@agenda.example/a.ics', 'has-credentials'],
    ['https://inside.example/a.ics', 'not-public'],
    ['https://127.0.0.1/a.ics', 'not-public'],
    ['https://[::ffff:10.0.0.7]/a.ics', 'not-public'],
    ['webcal:', 'not-an-address'],
  ] as const) {
    it(`is refused at « ${address} », with what is accepted and without a word of the address`, async () => {
      const { status, body } = await backend.call<Problem>('POST', '/planning/agenda', { address }, ines);
      assert.equal(status, 422);
      assert.equal(body.code, 'agenda-address-refused');
      assert.equal(body['addressFault'], fault);
      assert.ok(!JSON.stringify(body).includes('secret@'));
      assert.equal((await own()).agenda, undefined);
    });
  }

  it('is not followed into a private network by a redirect', async () => {
    host.answer((response) => response.writeHead(302, { location: 'https://inside.example/a.ics' }).end());
    await give();
    assert.equal((await own()).agenda?.failure?.code, 'not-public');
  });

  it('is followed to where it has moved', async () => {
    host.answer((response, { 'user-agent': agent }) => {
      if (host.heard.length > 1) return response.end(calendar(...TUESDAY));
      assert.equal(agent, 'Relais');
      return response.writeHead(301, { location: '/moved.ics' }).end();
    });
    await give();
    assert.deepEqual(await timesOf(), TUESDAY_MORNING);
  });

  it('keeps what was read while it cannot be read, says since when and why, and mends by itself', async () => {
    const { since } = await give();
    host.answer((response) => response.writeHead(503).end());
    await pass(HOUR);
    const failing = (await own()).agenda;
    assert.equal(failing?.readAt, since);
    assert.deepEqual(failing.failure, { since: '2026-11-09T08:00:00Z', code: 'answered-503' });
    assert.deepEqual(await timesOf(), TUESDAY_MORNING);
    await pass(HOUR);
    assert.equal((await own()).agenda?.failure?.since, '2026-11-09T08:00:00Z');
    host.has(...event('DTSTART:20261112T080000Z', 'DURATION:PT1H'));
    await pass(HOUR);
    assert.equal((await own()).agenda?.failure, undefined);
    assert.deepEqual(await timesOf(), [{ start: '2026-11-12T08:00:00Z', end: '2026-11-12T09:00:00Z' }]);
  });

  it('is asked for less and less often while it fails, and never more than every few hours', async () => {
    host.answer((response) => response.writeHead(404).end());
    await give();
    for (let minutes = 0; minutes < 24 * 60; minutes += 5) await pass(5 * 60_000);
    const asked = host.heard.length;
    assert.ok(asked > 6 && asked < 16, `asked ${asked} times in a day`);
  });

  it('is asked whether it has changed, and read again on the next day all the same', async () => {
    host.answer((response, headers) => {
      response.setHeader('ETag', '"one"');
      if (headers['if-none-match'] === '"one"') return response.writeHead(304).end();
      return response.end(calendar(...event('DTSTART:20261110T080000Z', 'DTEND:20261110T100000Z', 'RRULE:FREQ=DAILY')));
    });
    await give();
    await pass(HOUR);
    assert.equal(host.heard.at(-1)?.['if-none-match'], '"one"');
    assert.equal((await own()).agenda?.readAt, '2026-11-09T08:00:00Z');
    const last = (await timesOf()).at(-1)?.start;
    await pass(24 * HOUR);
    assert.equal(host.heard.at(-1)?.['if-none-match'], undefined);
    assert.equal(Date.parse((await timesOf()).at(-1)!.start), Date.parse(last!) + 24 * HOUR);
  });

  for (const [name, code, answer] of [
    ['a page of a web site', 'not-a-calendar', '<!doctype html><title>Se connecter</title>'],
    ['nothing', 'not-a-calendar', ''],
    ['an agenda that is cut off', 'not-a-calendar', calendar(...TUESDAY).slice(0, -20)],
    ['more than any agenda', 'too-large', 'x'.repeat(9 * 1024 * 1024)],
  ] as const) {
    it(`says so when ${name} comes, and takes nobody for free by it`, async () => {
      await give();
      host.answer((response) => response.end(answer));
      await pass(HOUR);
      assert.equal((await own()).agenda?.failure?.code, code);
      assert.deepEqual(await timesOf(), TUESDAY_MORNING);
    });
  }

  it('says how many events it does not understand', async () => {
    host.has(...TUESDAY, ...event('DTSTART;TZID=Nowhere:20261112T080000', 'DURATION:PT1H'));
    await give();
    assert.equal((await own()).agenda?.unread, 1);
    assert.equal((await busy())[0]?.unread, 1);
  });

  it('leaves out the duties of this structure that a calendar has of it, and no other', async () => {
    const [from, to] = ['DTSTART:20261110T080000Z', 'DTEND:20261110T100000Z'];
    const duty = (structure: string) => ['BEGIN:VEVENT', `UID:0a1b@${structure}.relais`, from, to, 'END:VEVENT'];
    host.has(...duty(STRUCTURE));
    await give();
    assert.deepEqual(await timesOf(), []);
    host.has(...duty('elsewhere'));
    await pass(HOUR);
    assert.deepEqual(await timesOf(), TUESDAY_MORNING);
  });

  it('is said in her link of a call for duties as busy or not, and in nobody else’s', async () => {
    host.has(...event('DTSTART:20261116T120000Z', 'DTEND:20261116T133000Z'));
    await give();
    const administrator = bearer(await backend.token('structureAdmin'));
    const settings = createSettings({ dutyUrl: 'https://vallon.example/qui-peut' });
    assert.equal((await backend.call('PUT', '/settings', settings, administrator)).status, 204);
    const ranges = [
      { practiceId: 'north', serviceDate: '2026-11-13', start: '09:00' },
      { practiceId: 'gate', serviceDate: '2026-11-16', start: '14:00' },
    ];
    const asked = { ranges, volunteers: ['v1', 'v2'], closes: '2026-11-12' };
    const opened = await backend.call<OrProblem<DutyCall>>('POST', '/planning/duty-calls', asked, coordinator);
    assert.equal(opened.status, 201, JSON.stringify(opened.body));
    const seen = async (volunteer: string) => {
      const { id } = opened.body.volunteers.find(({ volunteerId }) => volunteerId === volunteer)!;
      const token = backend.context.secrets.token('duty-call', STRUCTURE, id);
      const { body } = await backend.call<DutyCallView>('GET', `/duty-answers/${id}`, undefined, bearer(token));
      return body.ranges.map(({ isBusy }) => isBusy);
    };
    assert.deepEqual(await seen('v1'), [undefined, true]);
    assert.deepEqual(await seen('v2'), [undefined, undefined]);
  });

  it('gives way to another address, of which nothing is known yet', async () => {
    await give();
    host.answer((response) => response.writeHead(410).end());
    await give();
    assert.deepEqual(await timesOf(), []);
    assert.equal((await own()).agenda?.readAt, undefined);
  });

  it('ends with all that was read, by herself or when she leaves', async () => {
    await give();
    const end = (who: Record<string, string>) =>
      backend.call<Problem>('DELETE', '/planning/agenda', undefined, who).then(({ status }) => status);
    assert.equal(await end(yann), 404);
    assert.equal(await end(ines), 204);
    assert.equal(await end(ines), 404);
    assert.deepEqual(await busy(), []);
    await give();
    await list(people.slice(1));
    assert.deepEqual(await backend.store.db.selectFrom('agenda').selectAll().execute(), []);
  });

  it('ends where she stays and receives nobody any more, who could not end it herself', async () => {
    await give();
    await list([{ ...people[0]!, roles: [{ role: 'coordinator' }] }, ...people.slice(1)]);
    assert.deepEqual(await backend.store.db.selectFrom('agenda').selectAll().execute(), []);
  });

  it('stays where she receives patients somewhere else', async () => {
    await give();
    await list([{ ...people[0]!, roles: [{ role: 'slotProvider' }] }, ...people.slice(1)]);
    assert.equal((await backend.store.db.selectFrom('agenda').selectAll().execute()).length, 1);
  });

  it('is of nobody whom no list of professionals names', async () => {
    const nobody = bearer(await backend.token('slotProvider'));
    const { status } = await backend.call('POST', '/planning/agenda', { address: host.address }, nobody);
    assert.equal(status, 404);
    assert.equal(host.heard.length, 0);
  });

  it('is given once, however often the same request comes', async () => {
    const headers = { ...ines, 'idempotency-key': crypto.randomUUID() };
    for (let times = 0; times < 3; times += 1) {
      const { status } = await backend.call('POST', '/planning/agenda', { address: host.address }, headers);
      assert.equal(status, 201);
      await followNewAgendas(backend.context);
    }
    const given = await backend.store.db.selectFrom('event').selectAll().where('type', '=', 'agenda.set').execute();
    assert.equal(given.length, 1);
    assert.equal(host.heard.length, 1);
  });

  it('is read by one backend at a time', async () => {
    await give();
    backend.clock.now += HOUR;
    await Promise.all([followAgendas(backend.context), followAgendas(backend.context), followAgendas(backend.context)]);
    assert.equal(host.heard.length, 2);
  });

  it('is not kept as read where another address is given while the former one is being read', async () => {
    await give();
    let letGo: () => void = () => undefined;
    host.answer((response) => (letGo = () => response.end(calendar(...TUESDAY))));
    backend.clock.now += HOUR;
    const reading = followAgendas(backend.context);
    await heardTimes(2);
    await give('https://agenda.example/other.ics');
    letGo();
    await reading;
    assert.deepEqual(await timesOf(), []);
    assert.equal((await own()).agenda?.host, 'agenda.example');
  });
});

describeEngines('a backend that reaches nothing', (engine) => {
  it('says that it reads no agenda, and takes no address', async () => {
    const backend = await openBackend(engine);
    const who = bearer(await backend.token('slotProvider'));
    assert.equal((await backend.call<OwnAgenda>('GET', '/planning/agenda', undefined, who)).body.isReachable, false);
    const given = await backend.call('POST', '/planning/agenda', { address: 'https://agenda.example/a.ics' }, who);
    assert.equal(given.status, 503);
    await backend.close();
  });
});
