import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import type { Allocation, Booking, Hold, Territory } from '@relais/model';
import { sweep } from '../../../packages/server/src/booking/expiry.ts';
import { readLedger, ledgerOptions } from '../../../packages/server/src/allocation/ledger-book.ts';
import { assertChain, bearer, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { createTerritory, STRUCTURE } from '../support/territory.ts';
import { territoryDocument } from '../../../packages/server/src/scheduling/index.ts';

/**
 * A model of the rules in a few lines: which seats are taken by what. Random sequences must leave the backend and the model alike.
 */

const STARTS = ['08:00', '08:15', '08:30'].map((time) => `2026-11-09T${time}:00Z`);
const PRACTICES = ['north', 'oaks'];
const HOLD_MS = 300_000;

interface Seat {
  readonly practiceId: string;
  readonly start: string;
}

interface ModelEntry extends Seat {
  readonly id: string;
  readonly token: string;
  /** `undefined` once booked. */
  expiresAt: number | undefined;
  booking?: { id: string; token: string };
}

interface World {
  readonly backend: TestBackend;
  entries: ModelEntry[];
  capacity: Record<string, number>;
  closed: Set<string>;
  allocation: Allocation;
}

type Step =
  | { readonly kind: 'hold'; readonly practice: number; readonly start: number }
  | { readonly kind: 'window' }
  | { readonly kind: 'confirm' | 'release' | 'cancel'; readonly pick: number }
  | { readonly kind: 'move'; readonly pick: number; readonly to: number }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'resize'; readonly practice: number; readonly capacity: number }
  | { readonly kind: 'close' | 'open'; readonly practice: number }
  | { readonly kind: 'share'; readonly allocation: Allocation };

const pick = fc.nat(30);
const practice = fc.nat(PRACTICES.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('hold' as const), practice, start: fc.nat(STARTS.length - 1) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('window' as const) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('confirm', 'release', 'cancel'), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), pick, to: pick }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(1, 120, 299, 300, 301) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('resize' as const), practice, capacity: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('close', 'open'), practice }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('share' as const),
      allocation: fc.record({
        weight: fc.constantFrom('offered-seats' as const, 'equal' as const),
        period: fc.constantFrom('none' as const, 'month' as const),
      }),
    }),
  },
);

describeEngines('any sequence of holds, bookings, expiries and changes', (engine) => {
  it('leaves the seats, the counts, the ledger and the chain as the rules say', async () => {
    const runs = engine.name === 'sqlite' ? 30 : 8;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const start = { capacity: { north: 1, oaks: 2 }, closed: new Set<string>(), allocation: {} };
        const backend = await openBackend(engine, {
          clock: { now: Date.parse('2026-11-09T06:00:00Z') },
          territory: territoryOf(start),
        });
        const world: World = { backend, entries: [], ...start };
        try {
          for (const one of steps) {
            await take(world, one);
            await compare(world);
          }
          await compareTables(world);
          await assertChain(backend.store);
        } finally {
          await backend.close();
        }
      }),
      { numRuns: runs, endOnFailure: true },
    );
  });
});

function territoryOf({
  capacity,
  closed,
  allocation,
}: Pick<World, 'capacity' | 'closed' | 'allocation'>): Partial<Territory> {
  const openings = PRACTICES.map((practiceId) => ({
    practiceId,
    days: ['mon' as const],
    from: '09:00',
    to: '09:45',
    slotsPerHour: 4 as const,
    capacity: capacity[practiceId]!,
  }));
  return {
    openings,
    exceptions: [...closed].map((practiceId) => ({ type: 'closure' as const, practiceId, from: '2026-11-09' })),
    rules: { ...createTerritory().rules, maxHorizonDays: 0 },
    allocation,
  };
}

function live({ entries, backend }: World): ModelEntry[] {
  return entries.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > backend.clock.now);
}

function expectedLeft(world: World, seat: Seat): number {
  if (world.closed.has(seat.practiceId)) return 0;
  const taken = live(world).filter(({ practiceId, start }) => practiceId === seat.practiceId && start === seat.start);
  return Math.max(0, world.capacity[seat.practiceId]! - taken.length);
}

async function take(world: World, one: Step): Promise<void> {
  const { backend } = world;
  switch (one.kind) {
    case 'hold': {
      const seat = { practiceId: PRACTICES[one.practice]!, start: STARTS[one.start]! };
      const left = expectedLeft(world, seat);
      const { status, body } = await backend.hold(seat);
      assert.equal(status, left > 0 ? 201 : 409);
      if (status === 201) remember(world, body);
      return;
    }
    case 'window': {
      const isFree = PRACTICES.some((practiceId) =>
        STARTS.some((start) => expectedLeft(world, { practiceId, start }) > 0),
      );
      const { status, body } = await backend.hold({ from: STARTS[0]!, to: '2026-11-09T09:00:00Z' });
      assert.equal(status, isFree ? 201 : 409);
      if (status !== 201) return;
      assert.ok(expectedLeft(world, body.seat) > 0);
      remember(world, body);
      return;
    }
    case 'confirm': {
      const entry = choose(world.entries, one.pick);
      if (!entry) return;
      const isHeld =
        entry.expiresAt !== undefined && entry.expiresAt > backend.clock.now && !world.closed.has(entry.practiceId);
      const { status, body } = await backend.book(entry.token);
      assert.equal(status, isHeld ? 201 : 410);
      if (!isHeld) return;
      entry.expiresAt = undefined;
      entry.booking = { id: body.id, token: body.token };
      return;
    }
    case 'release': {
      const entry = choose(world.entries, one.pick);
      if (!entry) return;
      const isHeld = entry.expiresAt !== undefined && entry.expiresAt > backend.clock.now;
      const { status } = await backend.call('DELETE', `/holds/${entry.id}`, undefined, bearer(entry.token));
      assert.equal(status, isHeld ? 204 : 410);
      if (isHeld) forget(world, entry);
      return;
    }
    case 'cancel': {
      const entry = choose(
        world.entries.filter(({ booking }) => booking),
        one.pick,
      );
      if (!entry?.booking) return;
      const { status } = await backend.call(
        'DELETE',
        `/bookings/${entry.booking.id}`,
        undefined,
        bearer(entry.booking.token),
      );
      assert.equal(status, 200);
      forget(world, entry);
      return;
    }
    case 'move': {
      const from = choose(
        world.entries.filter(({ booking }) => booking),
        one.pick,
      );
      const to = choose(
        world.entries.filter(({ booking }) => !booking),
        one.to,
      );
      if (!from?.booking || !to) return;
      const isHeld = to.expiresAt! > backend.clock.now && !world.closed.has(to.practiceId);
      const { status, body } = await backend.call<Booking>(
        'PATCH',
        `/bookings/${from.booking.id}`,
        { token: to.token },
        bearer(from.booking.token),
      );
      assert.equal(status, isHeld ? 200 : 410);
      if (!isHeld) return;
      assert.deepEqual([body.seat.practiceId, body.seat.start], [to.practiceId, to.start]);
      to.expiresAt = undefined;
      to.booking = from.booking;
      forget(world, from);
      return;
    }
    case 'wait':
      backend.clock.now += one.seconds * 1000;
      return;
    case 'resize':
      world.capacity[PRACTICES[one.practice]!] = one.capacity;
      return backend.change(territoryOf(world));
    case 'close':
    case 'open':
      if (one.kind === 'close') world.closed.add(PRACTICES[one.practice]!);
      else world.closed.delete(PRACTICES[one.practice]!);
      return backend.change(territoryOf(world));
    case 'share':
      world.allocation = one.allocation;
      return backend.change(territoryOf(world));
  }
}

function remember(world: World, { id, token, seat, expiresAt }: Hold): void {
  const expiry = Math.floor(world.backend.clock.now / 1000) * 1000 + HOLD_MS;
  assert.equal(Date.parse(expiresAt), expiry);
  world.entries.push({ id, token, practiceId: seat.practiceId, start: seat.start, expiresAt: expiry });
}

function forget(world: World, entry: ModelEntry): void {
  world.entries = world.entries.filter((other) => other !== entry);
}

function choose<T>(list: readonly T[], index: number): T | undefined {
  return list.length === 0 ? undefined : list[index % list.length];
}

/** What everybody sees after each step. */
async function compare(world: World): Promise<void> {
  const list = await world.backend.list();
  for (const practiceId of PRACTICES) {
    for (const start of STARTS) {
      const shown = list.find((slot) => slot.practiceId === practiceId && slot.start === start)?.remaining ?? 0;
      assert.equal(shown, expectedLeft(world, { practiceId, start }), `${practiceId} ${start}`);
    }
  }
}

/** What the tables count once everything that has expired is erased. */
async function compareTables(world: World): Promise<void> {
  const { backend } = world;
  await sweep(backend.context);
  const { db } = backend.store;
  const standing = live(world);
  const seats = await db
    .selectFrom('seat')
    .select(['practice_id', 'start_at', 'used'])
    .where('used', '<>', 0)
    .execute();
  for (const { practice_id, start_at, used } of seats) {
    const here = standing.filter((entry) => entry.practiceId === practice_id && Date.parse(entry.start) === start_at);
    assert.equal(used, here.length);
  }
  assert.equal(
    seats.reduce((sum, { used }) => sum + used, 0),
    standing.length,
  );
  const entries = await db.selectFrom('ledger_entry').select('id').execute();
  assert.deepEqual(entries.map(({ id }) => id).sort(), standing.map(({ id }) => id).sort());
  const territory = (await backend.context.views.read(STRUCTURE))?.documents.of(territoryDocument);
  const { accounts } = await readLedger(db, STRUCTURE, ledgerOptions(territory));
  const sums = Object.values(accounts);
  assert.ok(Math.abs(sums.reduce((sum, { balance }) => sum + balance, 0)) < 1e-9);
  assert.equal(
    sums.reduce((sum, { received }) => sum + received, 0),
    standing.length,
  );
}
