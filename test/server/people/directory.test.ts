import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { AttendingDoctors, DutyList, Problem } from '@relais/model';
import { assertChain, bearer, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { DOCTORS, DUTIES } from '../support/people.ts';

const anne = { familyName: 'Le Goff', givenName: 'Anne', address: '1 rue du Moulin, Vallon', phone: '+33199001234' };
const emile = {
  rpps: '10001234567',
  familyName: 'Énard',
  givenName: 'Émile',
  msSanteAddress: 'emile.enard@mssante.example',
};

describeEngines('the directory of attending doctors', (engine) => {
  let backend: TestBackend;
  let coordinator: Record<string, string>;
  let secretary: Record<string, string>;
  before(async () => {
    backend = await openBackend(engine);
    coordinator = bearer(await backend.token('coordinator'));
    secretary = bearer(await backend.token('secretary'));
  });
  after(() => backend.close());

  const put = (doctors: readonly object[]) =>
    backend.call<Problem>('PUT', '/attending-doctors', { ...DOCTORS, doctors }, coordinator);
  const find = async (name: string) =>
    (
      await backend.call<AttendingDoctors>(
        'GET',
        `/attending-doctors?name=${encodeURIComponent(name)}`,
        undefined,
        secretary,
      )
    ).body.doctors;

  it('is searched by the beginning of either name, whatever the accents and the case', async () => {
    assert.equal((await put([anne, emile])).status, 204);
    const names = async (text: string) => (await find(text)).map(({ familyName }) => familyName);
    assert.deepEqual(await names('ena'), ['Énard']);
    assert.deepEqual(await names('EMI'), ['Énard']);
    assert.deepEqual(await names('le g'), ['Le Goff']);
    assert.deepEqual(await names('goff'), []);
    assert.deepEqual(await names(''), ['Énard', 'Le Goff']);
    assert.deepEqual(await names('%'), ['Énard', 'Le Goff'], 'a wild card is no letter');
    const [found] = await find('anne');
    assert.deepEqual({ ...found, id: undefined }, { ...anne, id: undefined });
  });

  it('knows a doctor again who has moved, and offers nobody who is gone', async () => {
    await put([anne, emile]);
    const [before] = await find('emile');
    await put([anne, { ...emile, address: '3 place du Marché' }]);
    const [after] = await find('emile');
    assert.deepEqual([after?.id, after?.address], [before?.id, '3 place du Marché']);
    await put([anne]);
    assert.deepEqual(await find('emile'), []);
    await assertChain(backend.store);
  });

  it('knows a doctor by number before the name on paper', async () => {
    const [a, b] = ['1 rue A', '2 rue B'];
    const durand = { familyName: 'Durand', givenName: 'Luc' };
    for (const doctors of [
      [{ ...durand, rpps: '10007777777', address: a }],
      [{ ...durand, address: b }],
      [{ ...durand, rpps: '10007777777', address: b }],
      [
        { ...durand, address: b },
        { ...durand, rpps: '10007777777', address: b },
      ],
    ]) {
      assert.equal((await put(doctors)).status, 204);
    }
    assert.equal((await find('durand')).length, 2);
    await assertChain(backend.store);
  });

  it('is replaced in a second, however long it may be', async () => {
    const doctors = Array.from({ length: 3000 }, (_, index) => ({
      familyName: `Médecin ${'abcdefghij'[index % 10]}${Math.floor(index / 10)}`,
      givenName: 'Anne',
      address: `${index} rue du Moulin`,
    }));
    const moved = doctors.map((doctor) => ({ ...doctor, address: `bis ${doctor.address}` }));
    for (const list of [doctors, doctors, moved, moved]) assert.equal((await put(list)).status, 204);
    await put([anne]);
    await assertChain(backend.store);
  });

  it('is refused with one doctor twice, and stays as it was', async () => {
    await put([anne]);
    for (const list of [
      [anne, { ...anne, phone: '+33199005678' }],
      [emile, { ...emile, familyName: 'Autre' }],
    ]) {
      const answer = await put(list);
      assert.deepEqual([answer.status, (answer.body.faults as { path: string }[])[0]?.path], [400, 'doctors.1']);
    }
    assert.equal((await find('')).length, 1);
  });
});

describeEngines('duties', (engine) => {
  let backend: TestBackend;
  let coordinator: Record<string, string>;
  before(async () => {
    backend = await openBackend(engine);
    coordinator = bearer(await backend.token('coordinator'));
  });
  after(() => backend.close());

  const duty = (serviceDate: string, start = '09:00') => ({
    volunteerId: 'v1',
    practiceId: 'oaks',
    serviceDate,
    start,
  });
  const put = (changes: object) => backend.call<Problem>('PUT', '/duties', { ...DUTIES, ...changes }, coordinator);
  const read = async (query: string) =>
    (await backend.call<DutyList>('GET', `/duties${query}`, undefined, coordinator)).body;

  it('of some dates are replaced, and those of others stay', async () => {
    assert.equal((await put({ duties: [duty('2026-11-09'), duty('2026-11-10')] })).status, 204);
    assert.equal((await put({ from: '2026-11-16', to: '2026-11-22', duties: [duty('2026-11-17')] })).status, 204);
    assert.equal((await put({ duties: [duty('2026-11-10'), duty('2026-11-10', '10:00')] })).status, 204);
    const { duties } = await read('?from=2026-11-09&to=2026-11-30');
    assert.deepEqual(
      duties.map(({ serviceDate, start }) => `${serviceDate} ${start}`),
      ['2026-11-10 09:00', '2026-11-10 10:00', '2026-11-17 09:00'],
    );
    await assertChain(backend.store);
  });

  const wrong: [what: string, changes: object][] = [
    ['a date outside of those it is about', { duties: [duty('2026-12-01')] }],
    ['a volunteer there is none of', { duties: [{ ...duty('2026-11-09'), volunteerId: 'v9' }] }],
    ['a practice there is none of', { duties: [{ ...duty('2026-11-09'), practiceId: 'moon' }] }],
    ['an hour there is none of', { duties: [duty('2026-11-09', '24:00')] }],
    ['a date there is none of', { from: '2026-02-30', duties: [] }],
    ['dates that go back', { from: '2026-11-15', to: '2026-11-09', duties: [] }],
    ['dates too far apart', { from: '2026-01-01', to: '2027-12-31', duties: [] }],
    ['an hour at which nothing begins', { duties: [duty('2026-11-09', '03:33')] }],
    ['a day on which nothing is planned', { duties: [duty('2026-11-15')] }],
  ];
  for (const [what, changes] of wrong) {
    it(`are refused with ${what}`, async () => {
      const answer = await put(changes);
      assert.deepEqual([answer.status, answer.body.code], [400, 'invalid-request']);
    });
  }

  it('are read a hundred days at a time', async () => {
    const last = await read('?from=9999-12-20');
    assert.deepEqual([last.from, last.to], ['9999-12-20', '9999-12-31']);
    for (const query of ['?from=2026-01-01&to=2026-12-31', '?from=2026-01-02&to=2026-01-01']) {
      assert.equal((await backend.call('GET', `/duties${query}`, undefined, coordinator)).status, 400, query);
    }
  });
});
