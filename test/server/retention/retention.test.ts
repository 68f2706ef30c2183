import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import type { EntryReceipt } from '@relais/model';
import { eraseWhatIsDue } from '../../../packages/server/src/retention/index.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { assertChain, bearer, bookSeat, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';
import { createWaitingLists } from '../support/waiting-lists.ts';

const DAY_MS = 86_400_000;
const SECRET_NAME = 'Inoubliable';
const phone = '+33639981234';

describeEngines('what is past its time', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine);
    const retention = {
      formatVersion: 'relais-retention/1',
      callbacks: 30,
      intakes: 60,
      bookings: 90,
      waitingEntries: 30,
    };
    const text = { fr: 'Qui vient avec ?', en: 'Who comes along?' };
    const reasonQuestions = [{ reason: 'cough', questions: [{ id: 'along', kind: 'text' as const, text }] }];
    for (const document of [createDeskSettings({ reasonQuestions }), createWaitingLists(), retention])
      await importDocument(backend.context, document, 'test', STRUCTURE);
  });
  after(() => backend.close());

  /** Everything the tables hold of somebody. */
  async function traces(): Promise<string[]> {
    const { db } = backend.store;
    const tables = ['callback', 'intake', 'booking', 'visit', 'patient', 'waiting_entry'] as const;
    const found: string[] = [];
    for (const table of tables) {
      const rows = await db.selectFrom(table).selectAll().execute();
      if (/Inoubliable|39981234|inoubliable@|rappeler le soir|fils avec elle/.test(JSON.stringify(rows)))
        found.push(table);
    }
    return found;
  }

  it('is erased where it stands, by its kind and days, and the log says how much', async () => {
    const secretary = bearer(await backend.token('secretary'));
    const dispatcher = bearer(await backend.token('dispatcher'));
    const person = { familyName: SECRET_NAME, givenName: 'Ida', birthDate: '2001-02-03', phone };
    const post = (path: string, body: object, headers = secretary) =>
      backend.call<EntryReceipt>('POST', path, body, headers);
    const closed = await post('/callbacks', {
      ...{
        id: randomUUID(),
        class: 'b',
        entryPoint: 'patient',
        note: 'rappeler le soir',
        email: 'inoubliable@example.fr',
      },
      ...person,
    });
    const on = `/callbacks/${closed.body.id}/actions`;
    await post(on, { kind: 'claim', revision: 1 }, dispatcher);
    await post(on, { kind: 'advised', revision: 2 }, dispatcher);
    await post('/intakes', {
      ...{ id: randomUUID(), entryPoint: 'patient', phone, regulated: { by: 'doctor' }, reason: 'cough' },
      answers: [{ question: 'along', value: 'Son fils avec elle' }],
      person: { familyName: SECRET_NAME, givenName: 'Ida', birthDate: '2001-02-03' },
      decision: { kind: 'redirected', target: 'dentist' },
    });
    await bookSeat(backend, { practiceId: 'north', start: '2026-11-09T10:00:00Z' }, person);
    await post('/visits', { id: randomUUID(), practiceId: 'north', ...person });
    const entry = await post('/waiting-lists/specialist/entries', { id: randomUUID(), ...person, priority: 'usual' });
    await post(`/waiting-entries/${entry.body.id}/actions`, { kind: 'leave', revision: 1, outcome: 'found' });

    const after = async (days: number) => {
      backend.clock.now += days * DAY_MS;
      await eraseWhatIsDue(backend.context);
      return traces();
    };
    assert.deepEqual(await after(29), ['callback', 'intake', 'booking', 'visit', 'patient', 'waiting_entry']);
    assert.deepEqual(await after(2), ['intake', 'booking', 'visit', 'patient']);
    assert.deepEqual(await after(30), ['booking', 'visit', 'patient']);
    assert.deepEqual(await after(31), []);
    const rows = await backend.store.db
      .selectFrom('event')
      .select('data')
      .where('type', '=', 'retention.erased')
      .orderBy('sequence')
      .execute();
    const said = rows.map(({ data }) => JSON.parse(data) as { kind: string; count: number });
    assert.deepEqual(
      said.map(({ kind, count }) => [kind, count]),
      [
        ['callbacks', 1],
        ['waitingEntries', 1],
        ['intakes', 1],
        ['bookings', 1],
        ['visits', 1],
        ['patients', 1],
      ],
    );
    await assertChain(backend.store);
  });

  it('stays until it has ended, and is looked for again without an event when there is nothing', async () => {
    const secretary = bearer(await backend.token('secretary'));
    const request = { id: randomUUID(), class: 'b', entryPoint: 'patient', phone, familyName: SECRET_NAME };
    await backend.call('POST', '/callbacks', request, secretary);
    const count = async () =>
      (await backend.store.db.selectFrom('event').select('type').orderBy('sequence').execute()).length;
    const before = await count();
    backend.clock.now += 400 * DAY_MS;
    await eraseWhatIsDue(backend.context);
    assert.equal(await count(), before);
    assert.deepEqual(await traces(), ['callback']);
  });
});
