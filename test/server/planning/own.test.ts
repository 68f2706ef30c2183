import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import type { OwnPlanning, Planning, PlanningCallList, PlanningReceipt, Professional } from '@relais/model';
import { signDevelopmentToken } from '../../../packages/server/src/core/auth/development-token.ts';
import { assertChain, bearer, bookSeat, openBackend, SECRET } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { createTerritory, STRUCTURE } from '../support/territory.ts';

const INES = '99900000039';
const YANN = '99900000054';
const MARC = '99900000070';

const ines: Professional = {
  ...{ rpps: INES, familyName: 'Benali', givenName: 'Inès' },
  roles: [{ role: 'slotProvider', practiceId: 'gate' }],
};
const yann: Professional = {
  ...{ rpps: YANN, familyName: 'Tanguy', givenName: 'Yann' },
  roles: [{ role: 'slotProvider', practiceId: 'north' }],
};
const marc: Professional = { rpps: MARC, familyName: 'Vidal', givenName: 'Marc', roles: [{ role: 'structureAdmin' }] };
const volunteers = [
  { id: 'v1', label: 'Docteure Essai', rpps: INES },
  { id: 'v2', label: 'Docteur Autre', rpps: YANN },
];
const { rules } = createTerritory();
const lets = (...volunteersMay: ('close' | 'open')[]) => ({ volunteers, rules: { ...rules, volunteersMay } });

type Headers = Record<string, string>;

describeEngines('a volunteer’s own planning', (engine) => {
  let backend: TestBackend;
  let coordinator: Headers;

  const start = async (territory: object, people: readonly Professional[] = [ines, yann, marc]) => {
    backend = await openBackend(engine, { territory });
    coordinator = bearer(await backend.token('coordinator'));
    const document = { formatVersion: 'relais-professionals/1', professionals: people };
    const administrator = bearer(await backend.token('structureAdmin'));
    assert.equal((await backend.call('PUT', '/professionals', document, administrator)).status, 204);
  };
  beforeEach(() => start(lets('close', 'open')));
  afterEach(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  async function as(rpps: string): Promise<Headers> {
    const { id } = await backend.store.db
      .selectFrom('professional')
      .select('id')
      .where('rpps', '=', rpps)
      .executeTakeFirstOrThrow();
    const asked = { role: 'slotProvider', structure: STRUCTURE, professional: id } as const;
    return bearer(await signDevelopmentToken(SECRET, { ...asked, now: backend.clock.now }));
  }

  const look = async (who: Headers) => (await backend.call<OwnPlanning>('GET', '/planning/own', undefined, who)).body;
  const change = (path: string, body: object, who: Headers) =>
    backend.call<OrProblem<PlanningReceipt>>('POST', `/planning/own/${path}`, body, who);
  const away = (who: Headers, ...starts: readonly string[]) =>
    change('absences', { ranges: starts.map((start) => ({ practiceId: 'gate', start })), reason: 'Absence' }, who);
  const inForce = async () => (await backend.call<Planning>('GET', '/planning', undefined, coordinator)).body;

  it('has the coming ranges with what is booked in them, and says what may be changed', async () => {
    await bookSeat(backend, { practiceId: 'gate', start: '2026-11-09T13:15:00Z' });
    const own = await look(await as(INES));
    assert.deepEqual(own.may, ['close', 'open']);
    assert.deepEqual(own.practices, [{ id: 'gate', name: 'Cabinet de la Porte' }]);
    assert.deepEqual(own.ranges[0], {
      ...{ practiceId: 'gate', practice: 'Cabinet de la Porte', site: 'Cabinet de la Porte' },
      ...{
        start: '2026-11-09T13:00:00Z',
        startLocal: '2026-11-09T14:00:00+01:00',
        endLocal: '2026-11-09T16:00:00+01:00',
      },
      ...{ seats: 8, booked: 1, isAlone: true },
    });
  });

  it('closes a range: its seats go, whoever had booked is to be called, and the history says who and why', async () => {
    const who = await as(INES);
    await bookSeat(backend, { practiceId: 'gate', start: '2026-11-09T13:15:00Z' });
    const { status, body } = await away(who, '2026-11-09T13:00:00Z');
    assert.equal(status, 201, JSON.stringify(body));
    assert.deepEqual([body.version, body.toCall], [2, 1]);
    const { ranges, exceptions } = await look(who);
    assert.ok(!ranges.some(({ start }) => start === '2026-11-09T13:00:00Z'));
    assert.equal(exceptions.length, 1);
    const secretary = bearer(await backend.token('secretary'));
    const { body: list } = await backend.call<PlanningCallList>('GET', '/planning/calls', undefined, secretary);
    assert.equal(list.calls.length, 1);
    const { body: history } = await backend.call<{ versions: object[] }>(
      'GET',
      '/planning/versions',
      undefined,
      coordinator,
    );
    assert.partialDeepStrictEqual(history.versions[0], {
      ...{ version: 2, kind: 'publication', reason: 'Absence' },
      by: { familyName: 'Benali', givenName: 'Inès' },
    });
  });

  it('takes back what one has closed oneself, and nothing that the coordination has', async () => {
    const who = await as(INES);
    const { version, territory } = await inForce();
    const closed = { type: 'closure' as const, practiceId: 'gate', from: '2026-11-16' };
    const next = { ...territory, exceptions: [...(territory?.exceptions ?? []), closed] };
    await backend.call(
      'POST',
      '/planning/versions',
      { base: version, reason: 'Formation', territory: next },
      coordinator,
    );
    await away(who, '2026-11-10T13:00:00Z');
    const { exceptions } = await look(who);
    assert.equal(exceptions.length, 1);
    const path = `/planning/own/exceptions/${exceptions[0]!.id}`;
    assert.equal((await backend.call('DELETE', path, undefined, await as(YANN))).status, 404);
    assert.equal((await backend.call('DELETE', path, undefined, who)).status, 200);
    assert.equal((await backend.call('DELETE', path, undefined, who)).status, 404);
    assert.ok((await look(who)).ranges.some(({ start }) => start === '2026-11-10T13:00:00Z'));
    assert.ok(
      (await inForce()).territory?.exceptions?.some((one) => one.type === 'closure' && one.from === '2026-11-16'),
    );
  });

  it('opens a range more, shown to those the practice is open to', async () => {
    const who = await as(INES);
    const asked = { practiceId: 'gate', date: '2026-11-14', from: '09:00', to: '11:00', reason: 'Renfort' };
    const { status, body } = await change('openings', asked, who);
    assert.equal(status, 201, JSON.stringify(body));
    const found = (await look(who)).ranges.find(({ startLocal }) => startLocal.startsWith('2026-11-14T09:00'));
    assert.equal(found?.seats, 8);
    const overlapping = await change('openings', { ...asked, from: '10:05', to: '12:05' }, who);
    assert.deepEqual([overlapping.status, (overlapping.body as { code?: string }).code], [422, 'territory-invalid']);
  });

  it('closes no range in which somebody else is on duty: a colleague of the practice, or one who is named', async () => {
    await backend.close();
    await start(lets('close'), [ines, { ...yann, roles: [{ role: 'slotProvider', practiceId: 'gate' }] }, marc]);
    const who = await as(INES);
    const [first] = (await look(who)).ranges;
    assert.equal(first?.isAlone, false);
    const { status, body } = await away(who, first.start);
    assert.deepEqual([status, (body as { code?: string }).code], [400, 'invalid-request']);
    const document = {
      ...{ formatVersion: 'relais-duties/1', from: '2026-11-01', to: '2027-01-31' },
      duties: [{ volunteerId: 'v1', practiceId: 'gate', serviceDate: '2026-11-10', start: '14:00' }],
    };
    assert.equal((await backend.call('PUT', '/duties', document, coordinator)).status, 204);
    assert.equal((await away(who, '2026-11-10T13:00:00Z')).status, 201);
    assert.equal((await away(await as(YANN), '2026-11-10T13:00:00Z')).status, 404);
  });

  it('lets nothing be changed that the coordination does not let, nor of others, nor of the past', async () => {
    const who = await as(INES);
    assert.equal((await away(await as(YANN), '2026-11-09T13:00:00Z')).status, 404);
    assert.equal((await away(who, '2026-11-09T13:15:00Z')).status, 404);
    assert.equal((await away(who, '9999-12-31T13:00:00Z')).status, 404);
    backend.clock.now = Date.parse('2026-11-09T13:30:00Z');
    assert.equal((await away(await as(INES), '2026-11-09T13:00:00Z')).status, 400);
    const opening = { practiceId: 'gate', from: '09:00', to: '11:00', reason: 'Renfort' };
    for (const date of ['2026-11-08', '2027-03-01', '9999-12-31'])
      assert.equal((await change('openings', { ...opening, date }, await as(INES))).status, 400, date);
    assert.equal(
      (await change('openings', { ...opening, practiceId: 'north', date: '2026-11-14' }, await as(INES))).status,
      404,
    );
    const planner = bearer(await backend.token('coordinator'));
    assert.equal((await backend.call('GET', '/planning/own', undefined, planner)).status, 403);
    await backend.close();
    await start({ volunteers });
    const other = await as(INES);
    assert.deepEqual((await look(other)).may, []);
    assert.equal((await away(other, '2026-11-09T13:00:00Z')).status, 403);
    assert.equal((await change('openings', { ...opening, date: '2026-11-14' }, other)).status, 403);
  });

  it('is made on top of what the coordination publishes at the same moment, and neither is lost', async () => {
    const who = await as(INES);
    const { version, territory } = await inForce();
    const next = {
      ...territory,
      exceptions: [...(territory?.exceptions ?? []), { type: 'closure', from: '2026-12-24' }],
    };
    const [theirs, own] = await Promise.all([
      backend.call('POST', '/planning/versions', { base: version, reason: 'Fêtes', territory: next }, coordinator),
      away(who, '2026-11-10T13:00:00Z'),
    ]);
    assert.equal(own.status, 201);
    // Whoever is second is told, and the coordinator's page puts theirs on top again.
    assert.ok([201, 409].includes(theirs.status), String(theirs.status));
    const dates = ((await inForce()).territory?.exceptions ?? []).flatMap((one) =>
      one.type === 'closure' ? one.from : [],
    );
    assert.ok(dates.includes('2026-11-10'));
    assert.equal(dates.includes('2026-12-24'), theirs.status === 201);
  });

  it('is closed once for a press that is sent twice', async () => {
    const key = { ...(await as(INES)), 'idempotency-key': '"0123456789abcdef"' };
    const [first, again] = [await away(key, '2026-11-10T13:00:00Z'), await away(key, '2026-11-10T13:00:00Z')];
    assert.deepEqual([first.status, again.status, first.body], [201, 201, again.body]);
    assert.equal((await inForce()).version, 2);
  });
});
