import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, beforeEach, it } from 'node:test';
import type {
  LedgerCorrection,
  LedgerCorrections,
  LedgerCourse,
  LedgerMovements,
  LedgerReport,
  Professional,
  Territory,
  VolunteerReport,
} from '@relais/model';
import { createApp } from '../../../packages/server/src/app.ts';
import type { RelaisApp } from '../../../packages/server/src/app.ts';
import { createVerifier } from '../../../packages/server/src/core/auth/verifier.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { startIssuer } from '../core/auth/local-issuer.ts';
import type { LocalIssuer } from '../core/auth/local-issuer.ts';
import { assertChain, bearer, bookSeat, openBackend, SECRET, send } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { PROFESSIONALS } from '../support/people.ts';
import { tamper } from '../support/tampering.ts';
import { createTerritory, STRUCTURE } from '../support/territory.ts';

type Headers = Record<string, string>;

const MORNING = { from: '2026-11-09T08:00:00Z', to: '2026-11-09T12:00:00Z' };
const [INES, YANN, IDA] = ['10100000011', '10100000022', '10100000033'] as const;
const [CLEA, MARC] = ['10100000044', '10100000055'] as const;
const people: Professional[] = [
  { rpps: INES, familyName: 'Benali', givenName: 'Inès', roles: [{ role: 'slotProvider', practiceId: 'oaks' }] },
  { rpps: YANN, familyName: 'Tanguy', givenName: 'Yann', roles: [{ role: 'slotProvider', practiceId: 'north' }] },
  { rpps: IDA, familyName: 'Roux', givenName: 'Ida', roles: [{ role: 'secretary', siteId: 's-mill' }] },
  { rpps: CLEA, familyName: 'Morel', givenName: 'Cléa', roles: [{ role: 'coordinator' }] },
  { rpps: MARC, familyName: 'Vidal', givenName: 'Marc', roles: [{ role: 'structureAdmin' }] },
];
const volunteers: Territory['volunteers'] = [
  { id: 'v1', label: 'Dre Benali', rpps: INES },
  { id: 'v2', label: 'Dr Tanguy', rpps: YANN },
];
const reason = 'Trois patients reçus hors planning le 2 novembre';

describeEngines('accounts of load', (engine) => {
  let issuer: LocalIssuer;
  let backend: TestBackend;
  let app: RelaisApp;
  let ines: Headers, yann: Headers, ida: Headers, clea: Headers, administrator: Headers;

  before(async () => {
    issuer = await startIssuer();
  });
  after(() => issuer.close());
  beforeEach(async () => {
    backend = await openBackend(engine, { territory: { volunteers } });
    const now = () => backend.clock.now;
    app = createApp({
      context: backend.context,
      verifier: createVerifier({ issuers: [issuer.url], audience: 'relais', secret: SECRET, now }),
    });
    const body = { ...PROFESSIONALS, professionals: people };
    const first = bearer(await backend.token('structureAdmin'));
    assert.equal((await backend.call('PUT', '/professionals', body, first)).status, 204);
    [ines, yann, ida] = [await signIn(INES), await signIn(YANN), await signIn(IDA)];
    [clea, administrator] = [await signIn(CLEA), await signIn(MARC)];
  });
  afterEach(async () => {
    await assertChain(backend.store);
    app.close();
    await backend.close();
  });

  async function signIn(rpps: string): Promise<Headers> {
    const now = Math.floor(backend.clock.now / 1000);
    return bearer(await issuer.sign({ aud: 'relais', iat: now, exp: now + 3600, SubjectNameID: `8${rpps}` }));
  }

  const call = <T>(method: string, path: string, body: unknown, who: Headers) =>
    send<OrProblem<T>>(app, `/api/v1/structures/${STRUCTURE}${path}`, method, body, who);
  const ask = <T>(path: string, who: Headers) => call<T>('GET', `/ledger${path}`, undefined, who);
  const report = async (who = clea) => (await ask<LedgerReport>('', who)).body;
  const movements = async (of: string, who = clea) =>
    (await ask<LedgerMovements>(`/movements?${of}`, who)).body.movements;
  const correct = (body: object, who = clea, key = randomUUID()) =>
    call<LedgerCorrection>('POST', '/ledger/corrections', body, {
      ...who,
      'idempotency-key': `"${key}"`,
    });
  const gaps = async () =>
    Object.fromEntries((await report()).accounts.map(({ practiceId, balance }) => [practiceId, balance]));

  async function nameDuties(...duties: readonly (readonly [string, string, string])[]): Promise<void> {
    const body = {
      ...{ formatVersion: 'relais-duties/1', from: '2026-11-09', to: '2026-11-09' },
      duties: duties.map(([volunteerId, practiceId, start]) => ({
        ...{ volunteerId, practiceId, serviceDate: '2026-11-09', start },
      })),
    };
    assert.equal((await call('PUT', '/duties', body, clea)).status, 204);
  }

  it('say of every practice what it offered, its share, what it received and the gap, to everybody who has a part', async () => {
    for (let count = 0; count < 4; count += 1) await bookSeat(backend, MORNING);
    for (const who of [ines, ida, clea, administrator]) {
      const { accounts, canCorrect } = await report(who);
      assert.deepEqual(
        accounts.map(({ name }) => name),
        ['Équipe nord', 'Équipe des chênes', 'Cabinet de la Porte'],
      );
      assert.equal(canCorrect, who === clea);
      const [north, oaks, gate] = accounts;
      assert.deepEqual([north?.offeredSeats, north?.openSeats, north?.requests], [48, 144, 4]);
      assert.ok(Math.abs(north!.earned - 4 / 3) < 1e-9 && Math.abs(oaks!.share - 2 / 3) < 1e-9);
      assert.equal(north!.bookings + oaks!.bookings, 4);
      assert.ok(Math.abs(north!.balance - (north!.earned - north!.bookings)) < 1e-9);
      assert.deepEqual([gate?.requests, gate?.balance], [0, 0]);
    }
    for (const role of ['delegate', 'dispatcher', 'dpo'] as const)
      assert.equal((await backend.call('GET', '/ledger', undefined, bearer(await backend.token(role)))).status, 403);
  });

  it('explain every seat given: each booking with what was open, the share of it, and who received it', async () => {
    const booking = await bookSeat(backend, MORNING);
    backend.clock.now += 1000;
    await backend.hold(MORNING);
    const [held, booked] = await movements('practice=north');
    assert.deepEqual([held?.kind, booked?.kind], ['hold', 'booking']);
    assert.deepEqual([booked?.offeredSeats, booked?.openSeats, booked?.received], [12, 36, 0]);
    assert.deepEqual([booked?.practiceId, booked?.start], ['oaks', undefined]);
    const [own] = (await movements('practice=oaks', ines)).filter(({ kind }) => kind === 'booking');
    assert.deepEqual([own?.received, own?.start], [1, booking.seat.start]);
    const text = JSON.stringify(await movements('practice=oaks'));
    assert.ok(!/Camille|Nom |06 /.test(text), 'and nothing of a patient');
    await backend.call('DELETE', `/bookings/${booking.id}`, undefined, bearer(booking.token));
    assert.deepEqual(
      (await movements('practice=north')).map(({ kind }) => kind),
      ['hold'],
    );
  });

  it('open to members behind their own account alone, to overseers behind any', async () => {
    const statuses = async (who: Headers) => {
      const asked = ['practice=north', 'practice=oaks', 'practice=gate', 'volunteer=v1', 'volunteer=v2'];
      const answers = asked.flatMap((of) => [ask(`/movements?${of}`, who), ask(`/course?${of}`, who)]);
      return (await Promise.all(answers)).map(({ status }) => status);
    };
    const twice = (...codes: number[]) => codes.flatMap((code) => [code, code]);
    assert.deepEqual(await statuses(ines), twice(403, 200, 403, 200, 403));
    assert.deepEqual(await statuses(yann), twice(200, 403, 403, 403, 200));
    assert.deepEqual(await statuses(ida), twice(200, 200, 403, 403, 403));
    assert.deepEqual(await statuses(clea), twice(200, 200, 200, 200, 200));
    for (const role of ['secretary', 'slotProvider'] as const) {
      const somebody = bearer(await backend.token(role));
      const { status } = await backend.call('GET', '/ledger/movements?practice=oaks', undefined, somebody);
      assert.equal(status, 403, `a ${role} of no practice`);
    }
    const readable = async (who: Headers) => (await report(who)).accounts.map(({ isReadable }) => isReadable);
    assert.deepEqual(await readable(ines), [false, true, false]);
    assert.deepEqual(await readable(ida), [true, true, false]);
    const own = (await ask<VolunteerReport>('/volunteers', yann)).body.accounts;
    assert.deepEqual(
      own.map(({ volunteerId, isReadable }) => [volunteerId, isReadable]),
      [
        ['v1', false],
        ['v2', true],
      ],
    );
  });

  it('refuse an account that is none, or two at once', async () => {
    for (const [query, status] of [
      ['', 400],
      ['?practice=oaks&volunteer=v1', 400],
      ['?practice=constructor', 404],
      ['?volunteer=v9', 404],
      ['?practice=oaks&after=yesterday', 400],
    ] as const)
      assert.equal((await ask(`/movements${query}`, clea)).status, status, query);
  });

  it('are derived for volunteers from who was on duty, and add up to those of practices', async () => {
    await nameDuties(['v1', 'oaks', '09:00'], ['v2', 'north', '09:00'], ['v1', 'north', '10:30']);
    for (let count = 0; count < 6; count += 1) await bookSeat(backend, MORNING);
    const { accounts, unnamed } = (await ask<VolunteerReport>('/volunteers', ines)).body;
    const practices = (await report()).accounts;
    const sum = (of: readonly { earned: number; bookings: number }[], name: 'earned' | 'bookings') =>
      of.reduce((total, account) => total + account[name], 0);
    for (const name of ['earned', 'bookings'] as const)
      assert.ok(Math.abs(sum(accounts, name) + unnamed[name] - sum(practices, name)) < 1e-9, name);
    const [v1, v2] = accounts;
    assert.deepEqual([v1?.practiceIds.toSorted(), v2?.practiceIds], [['north', 'oaks'], ['north']]);
    assert.deepEqual(unnamed, { earned: 0, bookings: 0 });
    const lines = await movements('volunteer=v1', ines);
    assert.equal(
      lines.reduce((total, { received }) => total + received, 0),
      v1?.bookings,
    );
    const { weeks } = (await ask<LedgerCourse>('/course?volunteer=v1', ines)).body;
    assert.ok(Math.abs(weeks.at(-1)!.balance - v1!.balance) < 1e-9);
    assert.match(v1!.sentence, /^Depuis le 8 novembre 2025, vous avez proposé/);
  });

  it('are nobody’s where nobody is named', async () => {
    await bookSeat(backend, MORNING);
    const { accounts, unnamed } = (await ask<VolunteerReport>('/volunteers', clea)).body;
    assert.ok(accounts.every(({ requests, bookings }) => requests === 0 && bookings === 0));
    assert.deepEqual([unnamed.bookings, Math.round(unnamed.earned * 1e9) / 1e9], [1, 1]);
  });

  it('are corrected by an entry with a reason, signed, that all can read', async () => {
    await bookSeat(backend, MORNING);
    const before = await gaps();
    backend.clock.now += 1000;
    const { status, body } = await correct({ to: 'north', from: 'oaks', bookings: 3, reason: `  ${reason} ` });
    assert.equal(status, 201, JSON.stringify(body));
    assert.deepEqual([body.reason, body.by], [reason, 'Cléa Morel']);
    const after = await gaps();
    assert.ok(Math.abs(after.north! - before.north! - 3) < 1e-9 && Math.abs(after.oaks! - before.oaks! + 3) < 1e-9);
    assert.ok(Math.abs(Object.values(after).reduce((sum, gap) => sum + gap, 0)) < 1e-9);
    const { corrections } = (await ask<LedgerCorrections>('/corrections', ines)).body;
    assert.deepEqual(corrections, [body]);
    const [line] = await movements('practice=north', yann);
    assert.deepEqual([line?.kind, line?.corrected, line?.reason, line?.by], ['correction', 3, reason, 'Cléa Morel']);
    const { sentence, share } = (await report(yann)).accounts[0]!;
    assert.match(sentence, /correction signée, votre compte est de 3 plus haut/);
    assert.ok(share < 0.34, 'a share is not corrected');
    const { weeks } = (await ask<LedgerCourse>('/course?practice=north', yann)).body;
    assert.deepEqual([weeks.at(-1)?.corrected, weeks.at(-1)?.balance], [3, after.north]);
    const rows = await backend.store.db.selectFrom('event').select('data').execute();
    assert.ok(!rows.some(({ data }) => data.includes('Trois')), 'no word of it is in the log');
  });

  it('bring the next bookings to who was corrected', async () => {
    await correct({ to: 'north', bookings: 2, reason });
    assert.deepEqual(await gaps(), { north: 2, oaks: -1, gate: -1 });
    const given = [await bookSeat(backend, MORNING), await bookSeat(backend, MORNING)];
    assert.deepEqual(
      given.map(({ seat }) => seat.practiceId),
      ['north', 'north'],
    );
  });

  it('are corrected by coordinators of the whole structure alone', async () => {
    const order = { to: 'north', bookings: 1, reason };
    const partial = people.map((one) =>
      one.rpps === CLEA ? { ...one, roles: [{ role: 'coordinator' as const, practiceId: 'oaks' }] } : one,
    );
    for (const who of [ines, ida, administrator]) assert.equal((await correct(order, who)).status, 403);
    const body = { ...PROFESSIONALS, professionals: partial };
    await call('PUT', '/professionals', body, administrator);
    assert.equal((await correct(order)).status, 403);
    assert.deepEqual((await ask<LedgerCorrections>('/corrections', ines)).body.corrections, []);
  });

  it('refuse a correction that moves nothing, too much, or nobody’s account', async () => {
    const right = { to: 'north', from: 'oaks', bookings: 1, reason };
    for (const change of [
      { bookings: 0 },
      { bookings: -1 },
      { bookings: 1.5 },
      { bookings: 101 },
      { reason: '' },
      { reason: '     ' },
      { reason: 'x'.repeat(301) },
      { to: undefined, from: undefined },
      { to: 'oaks' },
      { to: '__proto__' },
      { from: 'nobody' },
      { balance: 0 },
    ]) {
      const { status, body } = await correct({ ...right, ...change });
      assert.deepEqual([status, body.code], [400, 'invalid-request'], JSON.stringify(change));
    }
    assert.deepEqual(await gaps(), { north: 0, oaks: 0, gate: 0 });
  });

  it('take from practices that still receive patients, and put right by name one that has left', async () => {
    const { openings } = createTerritory();
    const gone = openings.map((one) => (one.practiceId === 'gate' ? { ...one, validTo: '2026-11-01' } : one));
    await backend.change({ volunteers, openings: gone });
    await correct({ to: 'north', bookings: 1, reason });
    assert.deepEqual(await gaps(), { north: 1, oaks: -1, gate: 0 });
    await correct({ from: 'gate', to: 'oaks', bookings: 1, reason });
    assert.deepEqual(await gaps(), { north: 1, oaks: 0, gate: -1 });
  });

  it('enter a correction once however often it is sent, and two at once both', async () => {
    const key = randomUUID();
    const order = { to: 'north', from: 'oaks', bookings: 1, reason };
    const answers = await Promise.all([correct(order, clea, key), correct(order, clea, key), correct(order)]);
    assert.ok(answers.every(({ status }) => status === 201 || status === 409));
    const again = await correct(order, clea, key);
    assert.equal(again.headers.get('idempotent-replayed') ?? 'true', 'true');
    assert.deepEqual(await gaps(), { north: 2, oaks: -2, gate: 0 });
  });

  it('keep their sum at 0 while people book, cancel and correct at once', async () => {
    await Promise.all([
      ...Array.from({ length: 8 }, () => bookSeat(backend, MORNING)),
      ...Array.from({ length: 4 }, (_, index) =>
        correct({ to: index % 2 ? 'north' : 'gate', bookings: index + 1, reason }),
      ),
    ]);
    const sum = Object.values(await gaps()).reduce((total, gap) => total + gap, 0);
    assert.ok(Math.abs(sum) < 1e-9);
    assert.equal((await ask<LedgerCorrections>('/corrections', clea)).body.corrections.length, 4);
  });

  it('come out the same from entries and corrections when the ledger is lost, or shares otherwise', async () => {
    await bookSeat(backend, MORNING);
    await correct({ to: 'north', bookings: 2, reason });
    const before = await gaps();
    const { state } = await backend.store.db.selectFrom('ledger').select('state').executeTakeFirstOrThrow();
    await backend.store.db.deleteFrom('ledger').execute();
    assert.deepEqual(await gaps(), before);
    await backend.store.db.insertInto('ledger').values({ structure_id: STRUCTURE, state }).execute();
    await backend.change({ volunteers, allocation: { weight: 'equal' } });
    assert.deepEqual(await gaps(), before);
  });

  it('show in the log’s check a correction that was changed, removed, put in or said otherwise', async () => {
    const { body } = await correct({ to: 'north', from: 'oaks', bookings: 1, reason });
    const found = async (change: Parameters<typeof tamper>[1]) => {
      const { differences } = await tamper(backend.store, change, (db) => verifyLog(db));
      return differences.map(({ table, id }) => [table, id]);
    };
    const [named, all] = [['ledger_correction', body.id], 'ledger_correction'] as const;
    assert.deepEqual(await found((db) => db.updateTable(all).set({ reason: 'Rien' }).execute()), [[...named]]);
    assert.deepEqual(await found((db) => db.updateTable(all).set({ moves: '{"north":9}' }).execute()), [[...named]]);
    assert.deepEqual(await found((db) => db.updateTable(all).set({ signed_by: 'system' }).execute()), [[...named]]);
    assert.deepEqual(await found((db) => db.deleteFrom(all).execute()), [[...named]]);
    const row = { ...{ structure_id: STRUCTURE, id: 'mine', at: 1 }, moves: '{}', reason: 'x', signed_by: 'system' };
    assert.deepEqual(await found((db) => db.insertInto(all).values(row).execute()), [['ledger_correction', 'mine']]);
    const reset = async (db: Parameters<Parameters<typeof tamper>[1]>[0]) => {
      const { state } = await db.selectFrom('ledger').select('state').executeTakeFirstOrThrow();
      await db
        .updateTable('ledger')
        .set({ state: state.replaceAll(/"(balance|corrected)":-?1/g, '"$1":0') })
        .execute();
    };
    assert.deepEqual(await found(reset), [
      ['ledger', 'north'],
      ['ledger', 'oaks'],
    ]);
  });
});

describeEngines('accounts of load in periods and in parts', (engine) => {
  it('begin again with the month: what was before stays in the log, and counts no more', async () => {
    const clock = { now: Date.parse('2026-10-30T07:00:00Z') };
    const backend = await openBackend(engine, { clock, territory: { allocation: { period: 'month' } } });
    const coordinator = async () => bearer(await backend.token('coordinator'));
    const order = { to: 'north', from: 'oaks', bookings: 5, reason };
    await backend.call('POST', '/ledger/corrections', order, await coordinator());
    clock.now = Date.parse('2026-11-02T07:00:00Z');
    const ask = async <T>(path: string) => (await backend.call<T>('GET', path, undefined, await coordinator())).body;
    const { accounts, since } = await ask<LedgerReport>('/ledger');
    assert.equal(since, '2026-10-31T23:00:00Z');
    assert.ok(accounts.every(({ balance, corrected }) => balance === 0 && corrected === 0));
    assert.deepEqual((await ask<LedgerCorrections>('/ledger/corrections')).corrections, []);
    assert.deepEqual((await ask<LedgerMovements>('/ledger/movements?practice=north')).movements, []);
    await backend.call('POST', '/ledger/corrections', { ...order, bookings: 1 }, await coordinator());
    assert.equal((await ask<LedgerReport>('/ledger')).accounts[0]?.balance, 1);
    const { weeks } = await ask<LedgerCourse>('/ledger/course?practice=north');
    assert.deepEqual(
      weeks.map(({ from, balance }) => [from, balance]),
      [['2026-11-02', 1]],
    );
    await assertChain(backend.store);
    await backend.close();
  });

  it('list thousands of bookings part by part, none twice and none missed, corrections in their place', async () => {
    const backend = await openBackend(engine);
    const coordinator = bearer(await backend.token('coordinator'));
    const { now } = backend.clock;
    const entries = Array.from({ length: 2350 }, (_, index) => ({
      ...{ structure_id: STRUCTURE, id: `e${String(index).padStart(5, '0')}`, weights: '{"north":1,"oaks":1}' },
      // Many of one instant: the id orders them.
      ...{ practice_id: index % 10 === 0 ? 'gate' : 'oaks', at: now - Math.floor(index / 50) * 60_000 },
    }));
    for (let first = 0; first < entries.length; first += 500)
      await backend.store.db
        .insertInto('ledger_entry')
        .values(entries.slice(first, first + 500))
        .execute();
    await backend.store.db
      .insertInto('ledger_correction')
      .values(
        [5, 30, 46].map((minutes) => ({
          ...{ structure_id: STRUCTURE, id: `c${minutes}`, at: now - minutes * 60_000, moves: '{"gate":1,"oaks":-1}' },
          ...{ reason, signed_by: 'system' },
        })),
      )
      .execute();
    for (const [practice, count] of [
      ['north', 2350],
      ['gate', 238],
    ] as const) {
      const seen: string[] = [];
      const instants: string[] = [];
      let after = '';
      do {
        const path = `/ledger/movements?practice=${practice}${after && `&after=${after}`}`;
        const { body } = await backend.call<LedgerMovements>('GET', path, undefined, coordinator);
        assert.ok(body.movements.length <= 100);
        seen.push(...body.movements.map(({ id }) => id));
        instants.push(...body.movements.map(({ at }) => at));
        after = body.next ?? '';
      } while (after);
      assert.equal(seen.length, count, practice);
      assert.equal(new Set(seen).size, count);
      assert.deepEqual(instants, instants.toSorted().toReversed());
    }
    await backend.close();
  });
});
