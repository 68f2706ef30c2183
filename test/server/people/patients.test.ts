import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { EventPerson, Problem } from '@relais/model';
import { assertChain, bearer, createBookingRequest, createPerson, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { tamper } from '../support/tampering.ts';
import { STRUCTURE } from '../support/territory.ts';

const ANY_TIME = { from: '2026-11-09T08:00:00Z', to: '2026-11-09T16:00:00Z' };

describeEngines('patients who book for themselves', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine, {
      territory: {
        rules: { minNoticeMinutes: 0, maxHorizonDays: 3, holdSeconds: 300, maxActiveBookingsPerPerson: 9 },
        travelMinutes: { Vallon: { 's-mill': 3, 's-gate': 12 } },
      },
    });
  });
  after(() => backend.close());

  const book = async (person: ReturnType<typeof createPerson>, facts?: object, headers?: Record<string, string>) => {
    const { body: hold } = await backend.hold(ANY_TIME);
    const request = { ...createBookingRequest(hold.token, person), anotherPerson: true, ...(facts ? { facts } : {}) };
    return backend.call<{ id: string } & Problem>('POST', '/bookings', request, headers);
  };
  const patientOf = async ({ id }: { readonly id: string }) =>
    backend.store.db
      .selectFrom('booking')
      .innerJoin('patient', (join) =>
        join.onRef('patient.structure_id', '=', 'booking.structure_id').onRef('patient.id', '=', 'booking.patient_id'),
      )
      .selectAll('patient')
      .where('booking.id', '=', id)
      .executeTakeFirstOrThrow();
  const rowOf = async ({ id }: { readonly id: string }) =>
    backend.store.db
      .selectFrom('event')
      .selectAll()
      .where('subject', '=', id)
      .where('type', '=', 'booking.confirmed')
      .executeTakeFirstOrThrow();
  const personOf = async (booking: { readonly id: string }) =>
    JSON.parse((await rowOf(booking)).person ?? 'null') as EventPerson;

  it('are the same patient when name, birth date and telephone are the same, and no other', async () => {
    const person = createPerson({ familyName: 'Durand-Martin', givenName: 'Zoé', phone: '0639981234' });
    const first = await patientOf((await book(person)).body);
    const written = { ...person, familyName: 'DURAND MARTIN', givenName: 'zoe', phone: '+33 6 39 98 12 34' };
    assert.equal((await patientOf((await book(written)).body)).id, first.id);
    for (const near of [
      { ...person, phone: '0639981235' },
      { ...person, birthDate: '1984-05-18' },
      { ...person, givenName: 'Zoée' },
    ]) {
      assert.notEqual((await patientOf((await book(near)).body)).id, first.id);
    }
  });

  it('are one patient when they book twice at the same moment', async () => {
    const person = createPerson();
    const answers = await Promise.all([book(person), book(person), book(person)]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201, 201],
    );
    const patients = await Promise.all(answers.map(({ body }) => patientOf(body)));
    assert.equal(new Set(patients.map(({ id }) => id)).size, 1);
  });

  it('say as much of themselves as they like; what is known a professional alone corrects', async () => {
    const person = createPerson();
    const { body: silent } = await book(person);
    const facts = { sex: 'female', commune: 'vallon', attendingDoctor: 'none' };
    const communes = await backend.call<{ communes: { id: string }[] }>('GET', '');
    const known = { ...facts, commune: communes.body.communes[0]!.id };
    const { body: told } = await book(person, known);
    const factsNow = async () => {
      const { sex, commune, attending_doctor } = await patientOf(told);
      return [sex, commune, attending_doctor];
    };
    await book(person, { sex: 'unknown', attendingDoctor: 'here' });
    assert.deepEqual(await factsNow(), ['female', known.commune, 'none']);
    const desk = bearer(await backend.token('secretary'));
    await book(person, { sex: 'unknown', attendingDoctor: 'here' }, desk);
    assert.deepEqual(await factsNow(), ['female', known.commune, 'here']);
    assert.deepEqual(Object.keys(await personOf(silent)).sort(), ['age', 'patient']);
    const said = await personOf(told);
    assert.deepEqual({ ...said, patient: undefined }, { age: 42, ...known, patient: undefined });
    assert.equal(said.patient, (await personOf(silent)).patient, 'one person counts once');
    assert.notEqual(said.patient, (await patientOf(told)).id, 'and cannot be looked up');
  });

  it('are not recorded for a booking that is refused', async () => {
    const count = async () => (await backend.store.db.selectFrom('patient').select('id').execute()).length;
    const before = await count();
    const refused = await book(createPerson(), { commune: 'Atlantis' });
    assert.deepEqual([refused.status, refused.body.code], [400, 'invalid-request']);
    assert.equal((refused.body.faults as { path: string }[])[0]?.path, 'facts.commune');
    for (const facts of [{ sex: 'x' }, { attendingDoctor: 'maybe' }, { commune: 'v'.repeat(81) }]) {
      assert.equal((await book(createPerson(), facts)).status, 400);
    }
    assert.equal(await count(), before);
    await assertChain(backend.store);
  });

  it('are a year older from their birthday on', async () => {
    const ages = [];
    for (const birthDate of ['2000-11-09', '2000-11-10', '2026-11-08', '2024-02-29']) {
      ages.push((await personOf((await book(createPerson({ birthDate }))).body)).age);
    }
    assert.deepEqual(ages, [26, 25, 0, 2]);
  });

  it('are spoken of by a row that shows when what it says of them was changed', async () => {
    const { body } = await book(createPerson());
    const { sequence, person } = await rowOf(body);
    const look = (change: object) =>
      tamper(
        backend.store,
        (db) => db.updateTable('event').set(change).where('sequence', '=', sequence).execute(),
        (db) => verifyLog(db, STRUCTURE),
      );
    const changes: [change: object, person: string][] = [
      [{ person: person!.replace(/"age":\d+/, '"age":7') }, 'was changed'],
      [{ person_salt: 'another' }, 'was changed'],
      [{ person: null, person_salt: null }, 'is not there any more'],
    ];
    for (const [change, stored] of changes) {
      const { broken, differences } = await look(change);
      assert.deepEqual(broken, [], 'the chain goes over the digest, and holds');
      const row = { structureId: STRUCTURE, table: 'event', id: String(sequence), log: null };
      assert.deepEqual(differences, [{ ...row, stored: { person: stored } }]);
    }
    const gone = await look({ person: null, person_salt: null, person_digest: null });
    assert.deepEqual(gone.broken, [{ structureId: STRUCTURE, sequence, reason: 'row-changed' }]);
  });

  it('are missed where a booking is somebody’s who is not there', async () => {
    const { body } = await book(createPerson());
    const { id } = await patientOf(body);
    const { differences } = await tamper(
      backend.store,
      (db) => db.deleteFrom('patient').where('id', '=', id).execute(),
      (db) => verifyLog(db, STRUCTURE),
    );
    assert.deepEqual(
      differences.map(({ table, id: row, stored }) => [table, row, stored]),
      [['patient', id, null]],
    );
  });
});
