import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  assign,
  balances,
  correct,
  createLedger,
  erase,
  planCorrection,
  propose,
  rebuild,
  splitEntry,
} from '@relais/engine';
import type { LedgerCorrection, LedgerEntry, LedgerState, Weights } from '@relais/engine';

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

const weights: fc.Arbitrary<Weights> = fc
  .uniqueArray(fc.constantFrom(...ids), { minLength: 1 })
  .chain((eligible) => fc.record(Object.fromEntries(eligible.map((id) => [id, fc.integer({ min: 1, max: 40 })]))));

/** A request; `choice` is the practice a person insists on, else the ledger proposes; `cancels` one of the bookings so far. */
const request = fc.record(
  { weights, choice: fc.constantFrom(...ids), cancels: fc.nat() },
  { requiredKeys: ['weights'] },
);

/** What is counted, in whole numbers. */
function countsOf(state: LedgerState, id: string): unknown[] {
  const {
    requests = 0,
    received = 0,
    offeredSeats = 0,
    openSeats = 0,
    lastBookingAt = null,
  } = state.accounts[id] ?? {};
  return [requests, received, offeredSeats, openSeats, lastBookingAt];
}

const sumOf = (state: LedgerState) => Object.values(balances(state)).reduce((sum, balance) => sum + balance, 0);

/** Plays requests; calls back after each with the state and the entries that stand. */
function play(
  requests: { weights: Weights; choice?: string; cancels?: number }[],
  check: (state: LedgerState, standing: readonly LedgerEntry[]) => void,
): void {
  let state = createLedger();
  let standing: LedgerEntry[] = [];
  for (const [at, { weights: open, choice, cancels }] of requests.entries()) {
    const practiceId = choice ?? propose(state, open, at);
    assert.ok(practiceId);
    const entry = { at, practiceId, weights: open };
    state = assign(state, entry);
    standing.push(entry);
    const cancelled = cancels === undefined ? undefined : standing[cancels % standing.length];
    if (cancelled) {
      standing = standing.filter((other) => other !== cancelled);
      state = erase(state, cancelled, standing);
    }
    check(state, standing);
  }
}

function assertClose(left: LedgerState, right: LedgerState, tolerance: number): void {
  for (const id of ids) {
    const difference = (left.accounts[id]?.balance ?? 0) - (right.accounts[id]?.balance ?? 0);
    assert.ok(Math.abs(difference) <= tolerance, `${id} ${String(difference)}`);
  }
}

describe('Any run of the ledger', () => {
  it('keeps the sum of balances at 0', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 120 }), (requests) => {
        play(requests, (state) => assert.ok(Math.abs(sumOf(state)) < 1e-9));
      }),
    );
  });

  it('is rebuilt from the entries that stand', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 60 }), (requests) => {
        play(requests, (state, standing) => {
          const again = rebuild({}, standing);
          assertClose(state, again, 1e-9);
          for (const id of Object.keys(state.accounts)) {
            assert.deepEqual(countsOf(state, id), countsOf(again, id));
          }
        });
      }),
    );
  });

  it('is undone by erasing what was entered', () => {
    fc.assert(
      fc.property(
        fc.array(request, { maxLength: 40 }),
        weights,
        fc.constantFrom(...ids),
        (requests, open, practiceId) => {
          let before = createLedger();
          let entries: readonly LedgerEntry[] = [];
          play(requests, (state, standing) => {
            before = state;
            entries = [...standing];
          });
          const entry = { at: requests.length, practiceId, weights: open };
          const after = erase(assign(before, entry), entry, entries);
          assertClose(after, before, 1e-12);
          assert.equal(
            after.accounts[practiceId]?.lastBookingAt ?? null,
            before.accounts[practiceId]?.lastBookingAt ?? null,
          );
        },
      ),
    );
  });

  it('never lets equal practices apart by more than (n - 1) / 2, whoever is open', () => {
    const open = fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(open, { maxLength: 200 }), (sessions) => {
        const requests = sessions.map((eligible) => ({ weights: Object.fromEntries(eligible.map((id) => [id, 1])) }));
        play(requests, (state) => {
          for (const balance of Object.values(balances(state)))
            assert.ok(Math.abs(balance) <= (ids.length - 1) / 2 + 1e-9);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('proposes a practice that is open', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 30 }), weights, (requests, open) => {
        let last = createLedger();
        play(requests, (state) => {
          last = state;
        });
        assert.ok(Object.hasOwn(open, propose(last, open, 1e9) ?? ''));
      }),
    );
  });
});

/** A correction as somebody may ask for it: of two practices, or of one and all others. */
const order = fc
  .record({
    to: fc.option(fc.constantFrom(...ids), { nil: undefined }),
    from: fc.option(fc.constantFrom(...ids), { nil: undefined }),
    bookings: fc.integer({ min: 1, max: 100 }),
  })
  .filter(({ to, from }) => to !== from);

describe('Any run of the ledger with corrections in it', () => {
  it('keeps the sum of balances at 0, and is rebuilt from entries and corrections in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(request, order), { maxLength: 80 }), (steps) => {
        let state = createLedger();
        const made: (LedgerEntry | LedgerCorrection)[] = [];
        for (const [at, step] of steps.entries()) {
          if ('weights' in step) {
            const practiceId = step.choice ?? propose(state, step.weights, at) ?? 'a';
            made.push({ at, practiceId, weights: step.weights });
            state = assign(state, { at, practiceId, weights: step.weights });
          } else {
            const moves = planCorrection(step, ids);
            assert.ok(moves);
            assert.ok(Math.abs(Object.values(moves).reduce((sum, value) => sum + value, 0)) < 1e-9);
            made.push({ at, moves });
            state = correct(state, { at, moves });
          }
          assert.ok(Math.abs(sumOf(state)) < 1e-9);
        }
        const again = rebuild({}, made.toReversed());
        assertClose(state, again, 1e-9);
        for (const id of Object.keys(state.accounts)) assert.deepEqual(countsOf(state, id), countsOf(again, id));
      }),
    );
  });

  it('stands as the parts of its entries and its corrections add up', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 60 }), order, (requests, asked) => {
        let last = createLedger();
        let entries: readonly LedgerEntry[] = [];
        play(requests, (state, standing) => {
          last = state;
          entries = [...standing];
        });
        const moves = planCorrection(asked, ids) ?? {};
        last = correct(last, { at: requests.length, moves });
        for (const id of ids) {
          const parts = entries.flatMap((entry) => splitEntry(entry).get(id) ?? []);
          const gap = parts.reduce((sum, { earned, received }) => sum + earned - received, moves[id] ?? 0);
          assert.ok(Math.abs((last.accounts[id]?.balance ?? 0) - gap) < 1e-9);
          assert.equal(last.accounts[id]?.requests ?? 0, parts.length);
        }
      }),
    );
  });
});

describe('A ledger of 100,000 bookings', () => {
  it('has balances of sum 0 to 1e-9, equal to a rebuild to 1e-9, and erases to 0', () => {
    const entries: LedgerEntry[] = [];
    let state = createLedger();
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let at = 0; at < 100_000; at += 1) {
      const open = Object.fromEntries(ids.filter(() => random(3) > 0).map((id) => [id, 1 + random(16)]));
      const practiceId = propose(state, open, at) ?? 'a';
      const entry = { at, practiceId, weights: open };
      state = assign(state, entry);
      entries.push(entry);
    }
    assert.ok(Math.abs(sumOf(state)) < 1e-9);
    assertClose(rebuild({}, entries), state, 1e-9);
    const last = entries.at(-1);
    assert.ok(last);
    let emptied = state;
    for (const entry of entries) emptied = erase(emptied, entry, []);
    assertClose(emptied, createLedger(), 1e-9);
  });
});
