import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assign, balances, createLedger, erase, propose, rankPractices, rebuild, startPeriod } from '@relais/engine';
import type { LedgerEntry, LedgerState, Weights } from '@relais/engine';
import { readJson } from '../support.ts';

interface ExampleStep {
  op: 'assign' | 'fixed' | 'cancel';
  id: number;
  eligible: Weights;
  practice: string;
  balanceAfter: Record<string, number>;
}

const rounded = (state: LedgerState) =>
  Object.fromEntries(
    Object.entries(balances(state)).map(([id, balance]) => [id, Math.round(balance * 10_000) / 10_000 + 0]),
  );

describe('The worked example of the ledger', () => {
  it('proposes the same practices and comes to the same balances', () => {
    const { steps } = readJson('test/engine/expected/ledger-example.json') as { steps: ExampleStep[] };
    const standing = new Map<number, LedgerEntry>();
    let state = createLedger();
    for (const { op, id, eligible, practice, balanceAfter } of steps) {
      if (op === 'cancel') {
        const entry = standing.get(id);
        assert.ok(entry);
        standing.delete(id);
        state = erase(state, entry, standing.values());
      } else {
        if (op === 'assign') assert.equal(propose(state, eligible, id), practice, `step ${String(id)}`);
        const entry = { at: id, practiceId: practice, weights: eligible };
        standing.set(id, entry);
        state = assign(state, entry);
      }
      assert.deepEqual(rounded(state), balanceAfter, `after ${op} ${String(id)}`);
    }
  });
});

const book = (state: LedgerState, practiceId: string, weights: Weights, at: number) =>
  assign(state, { at, practiceId, weights });

describe('The ledger', () => {
  it('proposes nobody when nobody is eligible', () => {
    assert.equal(propose(createLedger(), {}, 0), undefined);
    assert.equal(propose(createLedger(), { a: 0 }, 0), undefined);
  });

  it('gives each eligible practice its share and takes one from the receiver', () => {
    const state = book(createLedger(), 'a', { a: 1, b: 3 }, 0);
    assert.deepEqual(balances(state), { a: -0.75, b: 0.75 });
  });

  it('neither pays nor charges absent practices', () => {
    const before = book(createLedger(), 'a', { a: 1, b: 1 }, 0);
    const after = book(before, 'b', { b: 1, c: 1 }, 1);
    assert.equal(balances(after).a, balances(before).a);
  });

  it('makes the same entries for a practice a person chose', () => {
    const state = book(createLedger(), 'b', { a: 5, b: 1 }, 0);
    assert.equal(propose(createLedger(), { a: 5, b: 1 }, 0), 'a');
    assert.equal(balances(state).a, 5 / 6);
  });

  it('charges a chosen practice that had no seat left', () => {
    const state = book(createLedger(), 'full', { a: 1, b: 1 }, 0);
    assert.deepEqual(balances(state), { a: 0.5, b: 0.5, full: -1 });
    const { full } = state.accounts;
    assert.deepEqual([full?.requests, full?.received, full?.offeredSeats, full?.openSeats], [1, 1, 0, 2]);
  });

  it('moves no balance when nobody had a seat', () => {
    const state = book(createLedger(), 'a', {}, 0);
    assert.deepEqual(balances(state), { a: 0 });
    assert.deepEqual(balances(erase(state, { at: 0, practiceId: 'a', weights: {} }, [])), { a: 0 });
  });

  it('breaks ties by the longest time without a booking', () => {
    let state = createLedger();
    for (const [at, id] of ['c', 'a', 'b'].entries()) state = book(state, id, { a: 1, b: 1, c: 1 }, at);
    assert.deepEqual(rankPractices(state, { a: 1, b: 1, c: 1 }, 9), ['c', 'a', 'b']);
  });

  it('counts a practice without any booking as the longest without one', () => {
    const state = book(book(createLedger(), 'a', { a: 1 }, 1), 'b', { b: 1 }, 2);
    assert.deepEqual(rankPractices(state, { a: 1, b: 1, z: 1 }, 9), ['z', 'a', 'b']);
  });

  it('breaks the last ties by id, in the order of code units', () => {
    assert.deepEqual(rankPractices(createLedger(), { é: 1, b: 1, B: 1, a: 1 }, 0), ['B', 'a', 'b', 'é']);
  });

  it('takes balances equal to nine decimals for a tie', () => {
    const state = createLedger();
    const account = { balance: 0, requests: 0, received: 0, offeredSeats: 0, openSeats: 0, lastBookingAt: 5 };
    const close = { ...state, accounts: { a: { ...account, balance: 4e-10 }, b: { ...account, lastBookingAt: 1 } } };
    assert.equal(propose(close, { a: 1, b: 1 }, 9), 'b');
    const apart = { ...state, accounts: { a: { ...account, balance: 2e-9 }, b: { ...account, lastBookingAt: 1 } } };
    assert.equal(propose(apart, { a: 1, b: 1 }, 9), 'a');
  });

  it('remembers the booking before a cancelled one', () => {
    const entries = [1, 2, 3].map((at) => ({ at, practiceId: 'a', weights: { a: 1 } }));
    const state = rebuild({}, entries);
    const [first, second, third] = entries;
    assert.ok(first && second && third);
    assert.equal(erase(state, second, [first, third]).accounts.a?.lastBookingAt, 3);
    const without = erase(erase(state, third, [first, second]), second, [first]);
    assert.equal(without.accounts.a?.lastBookingAt, 1);
    assert.equal(erase(without, first, []).accounts.a?.lastBookingAt, null);
  });

  it('knows practices by their own names only', () => {
    const state = book(createLedger(), 'constructor', { constructor: 1, toString: 1 }, 0);
    assert.deepEqual(balances(state), { constructor: -0.5, toString: 0.5 });
    assert.equal(propose(state, { constructor: 1, valueOf: 1 }, 1), 'valueOf');
  });

  it('survives JSON', () => {
    const state = book(createLedger({ period: 'month', timezone: 'Europe/Paris' }), 'a', { a: 1, b: 2 }, 0);
    assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
  });

  it('leaves the states it was given as they were', () => {
    const state = book(createLedger(), 'a', { a: 1, b: 2 }, 0);
    const copy = structuredClone(state);
    const entry = { at: 1, practiceId: 'b', weights: { a: 1, b: 2 } };
    erase(assign(state, entry), entry, []);
    startPeriod(state, 99);
    assert.deepEqual(state, copy);
  });
});

describe('A ledger that begins again', () => {
  const month = createLedger({ period: 'month', timezone: 'Europe/Paris' });
  const october = Date.parse('2026-10-31T22:59:59Z');
  const november = Date.parse('2026-10-31T23:00:00Z');

  it('is back at 0 when a local month begins', () => {
    const state = book(month, 'a', { a: 1, b: 1 }, october);
    assert.deepEqual(balances(startPeriod(state, october)), { a: -0.5, b: 0.5 });
    assert.deepEqual(balances(startPeriod(state, november)), { a: 0, b: 0 });
    assert.equal(startPeriod(state, november).since, november);
  });

  it('proposes by the new period as soon as it has begun', () => {
    const state = book(book(month, 'b', { b: 1 }, october - 1), 'a', { a: 3, b: 1 }, october);
    assert.equal(propose(state, { a: 1, b: 1 }, october), 'b');
    assert.equal(propose(book(state, 'a', { a: 1, b: 9 }, october), { a: 2, b: 1 }, november), 'a');
  });

  it('keeps the time of the last booking for ties', () => {
    const state = book(month, 'a', { a: 1, b: 1 }, october);
    assert.equal(propose(state, { a: 1, b: 1 }, november), 'b');
  });

  it('begins quarters in January, April, July and October', () => {
    const quarter = createLedger({ period: 'quarter', timezone: 'Europe/Paris' });
    const since = (instant: string) =>
      new Date(book(quarter, 'a', { a: 1 }, Date.parse(instant)).since ?? 0).toISOString();
    assert.equal(since('2026-11-09T08:00:00Z'), '2026-09-30T22:00:00.000Z');
    assert.equal(since('2026-03-31T21:59:59Z'), '2025-12-31T23:00:00.000Z');
    assert.equal(since('2026-03-31T22:00:00Z'), '2026-03-31T22:00:00.000Z');
  });

  it('moves no balance when a booking of a closed period is cancelled', () => {
    const entry = { at: october, practiceId: 'a', weights: { a: 1, b: 1 } };
    const state = book(assign(month, entry), 'b', { a: 1, b: 1 }, november);
    assert.deepEqual(balances(erase(state, entry, [])), balances(state));
  });

  it('takes an entry that comes late as one of its own period', () => {
    const state = book(book(month, 'a', { a: 1, b: 1 }, november), 'b', { a: 1, b: 1 }, october);
    assert.deepEqual(balances(state), { a: -0.5, b: 0.5 });
    assert.equal(state.accounts.b?.lastBookingAt, october);
  });

  it('is rebuilt from the entries of all its periods', () => {
    const entries = [october - 9, october, november, november + 9].map((at, index) => ({
      at,
      practiceId: index % 2 ? 'a' : 'b',
      weights: { a: 2, b: 1 },
    }));
    const running = entries.reduce(assign, month);
    assert.deepEqual(rebuild(month, [...entries].reverse()), running);
  });

  it('is rebuilt in its period when the booking that began it is cancelled', () => {
    const standing = { at: october, practiceId: 'a', weights: { a: 1, b: 1 } };
    const cancelled = { at: november, practiceId: 'b', weights: { a: 1, b: 1 } };
    const running = erase(assign(assign(month, standing), cancelled), cancelled, [standing]);
    const again = rebuild(month, [standing], november);
    assert.equal(again.since, running.since);
    assert.deepEqual([balances(again).a, balances(running).a], [0, 0]);
    assert.notEqual(rebuild(month, [standing]).since, running.since);
  });
});
