import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import { balances } from '@relais/engine';
import type { Allocation } from '@relais/model';
import type { KyselyPlugin } from 'kysely';
import type { Store } from '../../../packages/server/src/core/db/store.ts';
import { ledgerOptions, readLedger } from '../../../packages/server/src/allocation/ledger-book.ts';
import { reportLedger } from '../../../packages/server/src/allocation/ledger-report.ts';
import { sweep } from '../../../packages/server/src/booking/expiry.ts';
import { bearer, bookSeat, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';
import { territoryDocument } from '../../../packages/server/src/scheduling/index.ts';

const MORNING = { from: '2026-11-09T08:00:00Z', to: '2026-11-09T12:00:00Z' };
const EQUALLY: Allocation = { weight: 'equal' };

describeEngines('the ledger of a territory that changes its way of sharing', (engine) => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await openBackend(engine);
  });
  afterEach(() => backend.close());

  const accounts = async () => {
    const territory = (await backend.context.views.read(STRUCTURE))?.documents.of(territoryDocument);
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

describeEngines('a report of the ledger', (engine) => {
  it('is of one moment, whatever is booked while it is read', async () => {
    const backend = await openBackend(engine);
    await bookSeat(backend, MORNING);
    // The entries are read after the state, which no longer fits.
    await backend.change({ allocation: EQUALLY });
    const view = (await backend.context.views.read(STRUCTURE))!;
    const store = afterFirstRead(backend.store, () => bookSeat(backend, MORNING));
    const grants = [{ role: 'coordinator' as const }];
    const coordinator = { kind: 'professional' as const, structureId: STRUCTURE, actor: 'professional:c', grants };
    const { accounts } = await reportLedger({ ...backend.context, store }, view, coordinator, 'fr');
    assert.equal(
      accounts.reduce((sum, { bookings }) => sum + bookings, 0),
      1,
    );
    await backend.close();
  });
});

/** The same store, with something done between the first thing that is read and the next. */
function afterFirstRead(store: Store, work: () => Promise<unknown>): Store {
  let reads = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      reads += 1;
      if (reads === 1) await work();
      return result;
    },
  };
  return {
    ...store,
    db: store.db.withPlugin(plugin),
    snapshot: (read) => store.snapshot((trx) => read(trx.withPlugin(plugin))),
  };
}

function sumsOf({ accounts }: Awaited<ReturnType<typeof readLedger>>) {
  const all = Object.values(accounts);
  return {
    received: all.reduce((sum, { received }) => sum + received, 0),
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
  };
}
