import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PublicFigures } from '@relais/model';
import { createApp } from '../../../packages/server/src/app.ts';
import type { Store } from '../../../packages/server/src/core/db/store.ts';
import { createContext } from '../../../packages/server/src/create-context.ts';
import { figuresNow } from '../../../packages/server/src/indicators/index.ts';
import { seedDemo, seedYear } from '../../../packages/server/src/seed.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { SECRET, send } from '../support/backend.ts';
import { sqlite } from '../support/engines.ts';
import type { EmptyDatabase } from '../support/engines.ts';

const NOW = Date.parse('2026-12-02T10:00:00Z');
/** As it stands in the home page of the demonstration. */
const KEY = 'rp_00000000000000000000000000';

describe('a time that the demonstration lives through', () => {
  let database: EmptyDatabase;
  let store: Store;

  const contextAt = (clock: () => number) => createContext({ store, secret: SECRET, clock });
  const live = () =>
    seedYear({ contextAt, now: NOW, days: 6, issuer: 'https://demo.example', onBegin: () => undefined });

  before(async () => {
    database = await sqlite.createDatabase();
    store = database.open();
    await store.migrate();
    assert.deepEqual(await live(), ['trois-vallees']);
  });
  after(async () => {
    await store.close();
    await database.remove();
  });

  it('leaves a log that the tables follow from', async () => {
    const { ok, differences } = await verifyLog(store.db);
    assert.deepEqual({ ok, differences }, { ok: true, differences: [] });
  });

  it('brings all that figures count, none of it still to come', async () => {
    const rows = await store.db
      .selectFrom('event')
      .select(['type', 'at'])
      .where('structure_id', '=', 'trois-vallees')
      .orderBy('sequence')
      .execute();
    const types = new Set(rows.map(({ type }) => type));
    const wanted = [
      ...['booking.confirmed', 'booking.cancelled', 'callback.closed', 'intake.recorded', 'action.declared'],
      ...['history.counts-imported', 'contract.imported', 'boards.imported'],
      ...['visit.started', 'visit.closed', 'visit.no-show', 'visit.feedback-given'],
      ...['consent.recorded', 'run.started', 'run.ended', 'run.alert-answered', 'run.countersigned'],
    ];
    assert.deepEqual(
      wanted.filter((type) => !types.has(type)),
      [],
    );
    assert.ok(rows.every(({ at }) => at <= NOW));
  });

  it('shows the figures of its home page under the key that stands in it', async () => {
    const context = contextAt(() => NOW);
    await seedDemo(context);
    const app = createApp({ context });
    const { status, body } = await send<PublicFigures>(
      app,
      `/api/v1/structures/trois-vallees/public-figures?key=${KEY}&indicators=SNP-01`,
      'GET',
    );
    app.close();
    assert.equal(status, 200);
    const { counted, value } = body.figures[0]!;
    assert.ok(counted?.to === '2026-11-30' && Number(value) > 30);
  });

  it('fills as many of its seats as a reader believes, and has seats at any hour from the day it ends with', async () => {
    const context = contextAt(() => NOW);
    const { figures, today } = await figuresNow(context, (await context.views.read('trois-vallees'))!);
    const filled = (from: string, to: string) =>
      figures.answer({ indicators: ['SNP-04'], from, to }, today, 'complete')[0]!;
    const { value, numerator, denominator } = filled('2026-11-27', '2026-12-01');
    assert.ok(Number(value) > 30 && Number(value) < 90, `${numerator}/${denominator}`);
    assert.ok(Number(filled('2026-12-02', '2026-12-02').denominator) > 300, 'seats at any hour');
  });

  it('is lived through once', async () => {
    assert.deepEqual(await live(), []);
  });
});
