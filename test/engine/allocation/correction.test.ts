import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  assign,
  balances,
  correct,
  createLedger,
  explainAccount,
  planCorrection,
  propose,
  seatReason,
} from '@relais/engine';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const practices = ['a', 'b', 'c'];

describe('A correction by hand', () => {
  it('takes from the practice that is named what it gives to the other', () => {
    assert.deepEqual(planCorrection({ to: 'a', from: 'b', bookings: 2 }, practices), { a: 2, b: -2 });
  });

  it('takes from all others in equal parts when only the one that is to receive more is named, and the other way round', () => {
    assert.deepEqual(planCorrection({ to: 'a', bookings: 2 }, practices), { a: 2, b: -1, c: -1 });
    assert.deepEqual(planCorrection({ from: 'a', bookings: 1 }, practices), { b: 0.5, c: 0.5, a: -1 });
  });

  it('is none without anybody, of somebody unknown, from a practice to itself, or where there is no other', () => {
    for (const order of [{}, { to: 'x' }, { to: 'a', from: 'x' }, { to: 'a', from: 'a' }])
      assert.equal(planCorrection({ ...order, bookings: 1 }, practices), undefined);
    assert.equal(planCorrection({ to: 'a', bookings: 1 }, ['a']), undefined);
  });

  it('brings a practice the next bookings, and nobody less than a share of them', () => {
    let state = correct(createLedger(), { at: 0, moves: { a: -1, b: 1 } });
    const weights = { a: 1, b: 1 };
    const given: string[] = [];
    for (let at = 1; at <= 4; at += 1) {
      const practiceId = propose(state, weights, at)!;
      given.push(practiceId);
      state = assign(state, { at, practiceId, weights });
    }
    assert.deepEqual(given, ['b', 'b', 'a', 'b']);
    assert.deepEqual(balances(state), { a: 0, b: 0 });
  });

  it('is no share and no booking: the sentence tells it apart', () => {
    let state = createLedger();
    for (let at = 0; at < 4; at += 1)
      state = assign(state, { at, practiceId: at === 0 ? 'a' : 'b', weights: { a: 3, b: 7 } });
    const { earned, share } = explainAccount(state, 'a', 'fr');
    const corrected = explainAccount(correct(state, { at: 9, moves: { a: 2, b: -2 } }), 'a', 'fr');
    assert.deepEqual([corrected.corrected, corrected.requests], [2, 4]);
    assert.ok(Math.abs(corrected.earned - earned) < 1e-12 && Math.abs(corrected.share - share) < 1e-12);
    assert.match(plain(corrected.sentence), /25 %\. Par correction signée, votre compte est de 2 plus haut\.$/);
    const other = explainAccount(correct(state, { at: 9, moves: { a: 2, b: -2 } }), 'b', 'en');
    assert.match(other.sentence, /By signed correction, your account is 2 lower\.$/);
  });

  it('leaves the share that is told with a seat as it was', () => {
    const state = assign(createLedger(), { at: 0, practiceId: 'a', weights: { a: 1, b: 1 } });
    const seat = { weights: { a: 1, b: 1 }, practiceId: 'a', isAsked: false, at: 2 };
    const before = seatReason({ state, ...seat }).account;
    assert.deepEqual(seatReason({ state: correct(state, { at: 1, moves: { a: 5, b: -5 } }), ...seat }).account, before);
  });

  it('counts in the period it was made in, and goes with it', () => {
    const monthly = createLedger({ period: 'month', timezone: 'Europe/Paris' });
    const october = Date.parse('2026-10-31T22:59:59Z');
    const state = correct(monthly, { at: october, moves: { a: 2, b: -2 } });
    assert.deepEqual(balances(state), { a: 2, b: -2 });
    const next = assign(state, { at: october + 1000, practiceId: 'a', weights: { a: 1 } });
    assert.deepEqual(balances(next), { a: 0, b: 0 });
  });
});
