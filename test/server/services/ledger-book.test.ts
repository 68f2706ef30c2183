import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import { balances } from '@relais/engine';
import type { Allocation } from '@relais/model';
import { ledgerOptions, readLedger } from '../../../packages/server/src/services/ledger-book.ts';
import { sweep } from '../../../packages/server/src/services/expiry.ts';
import { bearer, bookSeat, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

const MORNING = { from: '2026-11-09T08:00:00Z', to: '2026-11-09T12:00:00Z' };
const EQUALLY: Allocation = { weight: 'equal' };

describeEngines('the ledger of a territory that changes its way of sharing', (engine) => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await openBackend(engine);
  });
  afterEach(() => backend.close());

  const accounts = async () => {
    const territory = (await backend.context.views.read(STRUCTURE))?.documents.territory;
    return readLedger(backend.store.db, STRUCTURE, ledgerOptions(territory));
  };

  it('loses a booking that is cancelled once, and not twice', async () => {
    const booking = await bookSeat(backend, MORNING);
    await bookSeat(backend, MORNING);
    await backend.change({ allocation: EQUALLY });
    await backend.call('DELETE', `/bookings/${booking.id}`, undefined, bearer(booking.token));
    const { received } = sumsOf(await accounts());
    assert.equal(received, 1);
  });

  it('loses a hold that runs out once, and not twice', async () => {
    await backend.hold(MORNING);
    await backend.change({ allocation: EQUALLY });
    backend.clock.now += 301_000;
    await sweep(backend.context);
    assert.deepEqual(sumsOf(await accounts()), { received: 0, requests: 0 });
  });

  it('is made anew from its entries where its state is gone', async () => {
    await bookSeat(backend, MORNING);
    const before = balances(await accounts());
    await backend.store.db.deleteFrom('ledger').execute();
    assert.deepEqual(balances(await accounts()), before);
  });
});

function sumsOf({ accounts }: Awaited<ReturnType<typeof readLedger>>) {
  const all = Object.values(accounts);
  return {
    received: all.reduce((sum, { received }) => sum + received, 0),
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
  };
}
