import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import type { Booking, FigureList, Hold, VisitReceipt } from '@relais/model';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { rebuildFigures } from '../../../packages/server/src/indicators/index.ts';
import { assertChain, bearer, bookSeat, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { createTerritory, STRUCTURE } from '../support/territory.ts';
import { createVisitSettings } from '../support/visit.ts';

const rules = { ...createTerritory().rules, maxHorizonDays: 30 };
const TRIAL = { from: '2026-11-09', to: '2026-11-10' };
const PER_SLOT = ['08:00', '08:15', '08:30', '08:45', '09:00', '09:15', '09:30'];

describeEngines('a trial period', (engine) => {
  let backend: TestBackend;

  before(async () => {
    backend = await openBackend(engine);
    await importDocument(backend.context, createDeskSettings(), 'test', STRUCTURE);
    await importDocument(backend.context, createVisitSettings(), 'test', STRUCTURE);
    await backend.change({ rules: { ...rules, trials: [TRIAL] } });
  });
  after(() => backend.close());

  /** On a day, as many as are said, each with somebody else. */
  async function book(day: string, number: number): Promise<{ id: string; token: string }[]> {
    const made = [];
    for (const time of PER_SLOT.slice(0, number))
      made.push(await bookSeat(backend, { practiceId: 'north', start: `${day}T${time}:00Z` }));
    return made;
  }

  /** Of the whole month, asked once it is over. */
  async function figure(indicator: string) {
    const { now } = backend.clock;
    backend.clock.now = Date.parse('2026-12-15T09:00:00Z');
    const coordinator = bearer(await backend.token('coordinator'));
    const query = `/figures?indicators=${indicator}&from=2026-11-01&to=2026-11-30`;
    const { body } = await backend.call<FigureList>('GET', query, undefined, coordinator);
    backend.clock.now = now;
    const [found] = body.figures;
    assert.ok(found, JSON.stringify(body));
    return found;
  }

  const dataOf = async (subject: string) =>
    (
      await backend.store.db
        .selectFrom('event')
        .select(['type', 'data'])
        .where('subject', '=', subject)
        .where('type', 'like', 'booking.%')
        .orderBy('sequence')
        .execute()
    ).map(({ data }) => JSON.parse(data) as { trial?: true; to?: { trial?: true } });

  it('is left out of every figure and counted apart, moved bookings where they are now, the same when made anew', async () => {
    const onTrial = await book('2026-11-10', 7);
    await book('2026-11-12', 6);
    assert.deepEqual([(await dataOf(onTrial[0]!.id)).map(({ trial }) => trial)], [[true]]);
    const taken = await figure('SNP-04');
    assert.deepEqual([taken.numerator, taken.excluded.trial], [6, 7]);
    const requests = await figure('SNP-01');
    assert.deepEqual([requests.numerator, requests.excluded.trial], [6, 7]);

    // One is moved out of the trial, and counts from then on.
    const moved = onTrial[0]!;
    const hold = await backend.hold({ practiceId: 'oaks', start: '2026-11-13T08:00:00Z' });
    const answer = await backend.call<Booking>(
      'PATCH',
      `/bookings/${moved.id}`,
      { token: (hold.body as Hold).token },
      bearer(moved.token),
    );
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.doesNotMatch(JSON.stringify(answer.body), /trial/i);
    assert.deepEqual(
      (await dataOf(moved.id)).map(({ trial, to }) => trial ?? to?.trial ?? false),
      [true, false],
    );
    const after = await figure('SNP-04');
    assert.deepEqual([after.numerator, after.excluded.trial], [7, 6]);
    assert.equal((await rebuildFigures(backend.store, STRUCTURE)).differences, 0);
    assert.deepEqual((await figure('SNP-04')).excluded, after.excluded);
    await assertChain(backend.store);
  });

  it('leaves out the seats it had open, too', async () => {
    const { denominator } = await figure('SNP-04');
    await backend.change({ rules });
    const more = (await figure('SNP-04')).denominator! - denominator!;
    // Two days of twelve slots, twelve of two seats, and eight.
    assert.equal(more, 2 * (12 + 24 + 8));
  });

  it('stays what was decided when it was booked, whatever the planning says later', async () => {
    const before = await figure('SNP-01');
    await backend.change({ rules: { ...rules, trials: [{ from: '2026-11-12', to: '2026-11-13' }] } });
    assert.deepEqual((await figure('SNP-01')).excluded.trial, before.excluded.trial);
    assert.equal((await figure('SNP-01')).numerator, before.numerator);
    await backend.change({ rules: { ...rules, trials: [TRIAL] } });
  });

  it('shares the load as on any other day', async () => {
    const rows = await backend.store.db.selectFrom('ledger_entry').select('practice_id').execute();
    assert.equal(rows.filter(({ practice_id: id }) => id === 'north').length, 12);
  });

  it('takes in who comes without an appointment', async () => {
    const doctor = bearer(await backend.token('slotProvider'));
    for (let index = 0; index < 5; index += 1) {
      const { status, body } = await backend.call<VisitReceipt>(
        'POST',
        '/visits',
        {
          ...{ id: randomUUID(), practiceId: 'north', familyName: `Durand ${index}`, givenName: 'Zoé' },
          ...{ birthDate: '1990-01-02', reason: 'cough' },
        },
        doctor,
      );
      assert.equal(status, 201, JSON.stringify(body));
      const close = { revision: body.revision, kind: 'close', finalReason: 'bronchitis', minutes: 9 };
      const closed = await backend.call<object>('POST', `/visits/${body.id}/actions`, close, doctor);
      assert.equal(closed.status, 200, JSON.stringify(closed.body));
    }
    assert.equal((await figure('SNP-02')).excluded.trial, 5);
    assert.equal((await rebuildFigures(backend.store, STRUCTURE)).differences, 0);
    await assertChain(backend.store);
  });
});
