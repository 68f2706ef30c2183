import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import type { CallbackList, IntakeReceipt, KnownRequests, SeatProposal } from '@relais/model';
import fc from 'fast-check';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { assertChain, bearer, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend, TestClock } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import type { EmptyDatabase, Engine } from '../support/engines.ts';
import { MONDAY_8H, STRUCTURE } from '../support/territory.ts';

const NO_SIGN = { version: '1', yes: [], answeredAt: '2026-11-09T06:59:00Z' };
const PEOPLE = ['Ida', 'Jean', 'Kim', 'Lou', 'Max', 'Noé'].map((givenName, index) => ({
  person: { familyName: 'Foule', givenName, birthDate: '2001-02-03' },
  phone: `+3363998120${String(index)}`,
}));

/** What somebody at a desk does for one of them. */
const deed = fc.record({
  who: fc.nat(PEOPLE.length - 1),
  desk: fc.nat(3),
  end: fc.constantFrom('seat', 'seat', 'callback', 'redirected', 'leave'),
  answer: fc.constantFrom('keep', 'replace'),
  isDoubled: fc.boolean(),
});
type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never;

/** Backends of one database: two where the engine allows it. */
async function openBackends(engine: Engine, database: EmptyDatabase, clock: TestClock): Promise<TestBackend[]> {
  const count = engine.name === 'postgres' ? 2 : 1;
  return Promise.all(Array.from({ length: count }, () => openBackend(engine, { database, clock })));
}

describeEngines('desks that work at once', (engine) => {
  let database: EmptyDatabase;
  let backends: TestBackend[];
  let desks: Record<string, string>[];
  before(async () => {
    database = await engine.createDatabase();
    backends = await openBackends(engine, database, { now: MONDAY_8H });
    const [first] = backends;
    await importDocument(first!.context, createDeskSettings(), 'test', STRUCTURE);
    const roles = ['secretary', 'dispatcher', 'slotProvider', 'secretary'] as const;
    desks = await Promise.all(roles.map(async (role) => bearer(await first!.token(role))));
  });
  after(async () => {
    await assertChain(backends[0]!.store);
    for (const backend of backends) await backend.close();
    await database.remove();
  });

  const backendOf = ({ desk }: Deed) => backends[desk % backends.length]!;

  async function act(one: Deed): Promise<void> {
    const { phone, person } = PEOPLE[one.who]!;
    const backend = backendOf(one);
    const headers = desks[one.desk]!;
    const id = randomUUID();
    const proposal = one.end === 'seat' || one.end === 'leave' ? await propose(backend, headers, id) : undefined;
    if (one.end === 'leave' || (one.end === 'seat' && proposal?.status !== 201)) return;
    const decision = {
      seat: { kind: 'seat', token: proposal?.body.token ?? '' },
      callback: { kind: 'callback', class: 'b' },
      redirected: { kind: 'redirected', target: 'dentist' },
    }[one.end];
    const request = { id, phone, person, decision, entryPoint: 'patient', checklistRun: NO_SIGN, reason: 'cough' };
    const send = (more: object = {}, by = backend) =>
      by.call<OrProblem<IntakeReceipt>>('POST', '/intakes', { ...request, ...more }, headers);
    const others = backends.at(-1)!;
    const [answer, again] = await Promise.all([send(), one.isDoubled ? send({}, others) : undefined]);
    // One that was refused may be taken once another desk has made room; two that were taken are one.
    if (again?.status === 201 && answer.status === 201) assert.deepEqual(again.body, answer.body);
    if (answer.status === 201 || again?.status === 201 || one.answer === 'keep') return;
    const { callback, booking } = answer.body as { callback?: string; booking?: { id: string } };
    // What stands may have changed meanwhile: any refusal will do, half a write will not.
    if (callback ?? booking)
      await send({ replaces: { ...(callback && { callback }), ...(booking && { booking: booking.id }) } });
  }

  function propose(backend: TestBackend, headers: Record<string, string>, intake: string) {
    return backend.call<OrProblem<SeatProposal>>('POST', '/seat-proposals', { intake }, headers);
  }

  it('sell no seat twice, lose no request, and let nobody wait or be seen twice', async () => {
    const property = fc.asyncProperty(fc.array(deed, { minLength: 8, maxLength: 24 }), async (deeds) => {
      await Promise.all(deeds.map(act));
      const { db } = backends[0]!.store;
      const seats = await db.selectFrom('seat').select(['practice_id', 'used']).execute();
      const capacity: Record<string, number> = { north: 1, oaks: 2, gate: 1 };
      for (const { practice_id: practice, used } of seats) assert.ok(used >= 0 && used <= capacity[practice]!);
      const bookings = await db.selectFrom('booking').select('person_key').where('status', '=', 'confirmed').execute();
      assert.equal(new Set(bookings.map(({ person_key }) => person_key)).size, bookings.length);
      const { callbacks } = (await backends[0]!.call<CallbackList>('GET', '/callbacks', undefined, desks[0])).body;
      assert.equal(new Set(callbacks.map(({ phone }) => phone)).size, callbacks.length);
      for (const { phone } of PEOPLE) {
        const { body } = await backends[0]!.call<KnownRequests>('POST', '/intakes/search', { phone }, desks[0]);
        // Somebody who has a seat may get worse, and wait to be called back as well.
        for (const kind of ['booking', 'callback']) {
          assert.ok(body.known.filter((one) => one.kind === kind).length <= 1, JSON.stringify(body.known));
        }
      }
      const { differences } = await backends[0]!.store.snapshot((trx) => verifyLog(trx));
      assert.deepEqual(differences, []);
    });
    // On one database: what a run has left is what the next one begins with.
    await fc.assert(property, { numRuns: engine.name === 'postgres' ? 8 : 20, endOnFailure: true });
  });
});
