import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assign, chooseSeat, createLedger, eligibleWeights } from '@relais/engine';
import type { SeatSearch } from '@relais/engine';
import { compileValid, openingWith, readTerritory, territoryWith } from '../support.ts';

const compiled = compileValid(readTerritory('rives-de-lorme'));
/** Tuesday 10 November, 14:00 to 20:00. */
const window = { from: '2026-11-10T13:00:00Z', to: '2026-11-10T19:00:00Z' };
const now = '2026-11-10T08:00:00Z';
const search: SeatSearch = { compiled, window, now };

const instant = (milliseconds: number | undefined) => new Date(milliseconds ?? 0).toISOString();

describe('The seat the ledger gives', () => {
  it('is the earliest free one of the practice whose turn it is', () => {
    const choice = chooseSeat({ ...search, ledger: createLedger() });
    assert.equal(choice?.slot.practiceId, 'moulin');
    assert.equal(instant(choice.slot.startMs), '2026-11-10T13:00:00.000Z');
    assert.deepEqual(choice.weights, { moulin: 20, 'tilleuls-1': 16, haie: 6 });
  });

  it('goes in turn as bookings are entered', () => {
    let ledger = createLedger();
    const given: string[] = [];
    const taken = new Map<string, number>();
    for (let at = 0; at < 7; at += 1) {
      const occupancy = (practiceId: string, startMs: number) => taken.get(`${practiceId} ${String(startMs)}`) ?? 0;
      const choice = chooseSeat({ ...search, ledger, occupancy });
      assert.ok(choice);
      const { practiceId, startMs } = choice.slot;
      given.push(practiceId);
      taken.set(`${practiceId} ${String(startMs)}`, 1);
      ledger = assign(ledger, { at, practiceId, weights: choice.weights });
    }
    assert.deepEqual(given, ['moulin', 'tilleuls-1', 'haie', 'moulin', 'tilleuls-1', 'moulin', 'tilleuls-1']);
  });

  it('counts the seats a practice has given, as long as one is free', () => {
    const occupancy = (practiceId: string, startMs: number) =>
      practiceId === 'haie' || (practiceId === 'moulin' && instant(startMs) < '2026-11-10T17:45') ? 1 : 0;
    assert.deepEqual(eligibleWeights({ ...search, occupancy }), { moulin: 20, 'tilleuls-1': 16 });
    const choice = chooseSeat({ ...search, ledger: createLedger(), occupancy });
    assert.equal(instant(choice?.slot.startMs), '2026-11-10T17:45:00.000Z');
  });

  it('leaves out seats the notice no longer allows', () => {
    assert.deepEqual(eligibleWeights({ ...search, now: '2026-11-10T16:40:01Z' }), {
      moulin: 3,
      'tilleuls-1': 3,
      haie: 2,
    });
  });

  it('leaves out seats beyond the horizon', () => {
    assert.deepEqual(eligibleWeights({ ...search, now: '2026-11-08T08:00:00Z' }), {});
    assert.equal(chooseSeat({ ...search, now: '2026-11-08T08:00:00Z', ledger: createLedger() }), undefined);
  });

  it('leaves out practices whose site does not suit', () => {
    assert.deepEqual(eligibleWeights({ ...search, filters: { equipment: ['suture'] } }), {
      moulin: 20,
      'tilleuls-1': 16,
    });
    assert.deepEqual(eligibleWeights({ ...search, filters: { commune: 'la-haie-verte', maxTravelMinutes: 25 } }), {
      'tilleuls-1': 16,
      haie: 6,
    });
  });

  it('leaves out seats the audience may not see', () => {
    assert.deepEqual(eligibleWeights({ ...search, audience: 'PUBLIC' }), {});
    assert.deepEqual(eligibleWeights({ ...search, audience: 'CPTS' }), { moulin: 20, 'tilleuls-1': 16, haie: 6 });
  });

  it('starts inside the window, its end left out', () => {
    const narrow = { from: '2026-11-10T13:10:00Z', to: '2026-11-10T13:30:00Z' };
    assert.deepEqual(eligibleWeights({ ...search, window: narrow }), { moulin: 1 });
    const backwards = { from: window.to, to: window.from };
    assert.deepEqual(eligibleWeights({ ...search, window: backwards }), {});
  });

  it('is found past midnight, in a window of the next morning', () => {
    const night = compileValid(territoryWith({ from: '22:00', to: '03:00', slotsPerHour: 1 }));
    const choice = chooseSeat({
      compiled: night,
      ledger: createLedger(),
      now,
      window: { from: '2026-11-11T00:30:00Z', to: '2026-11-11T08:00:00Z' },
    });
    assert.deepEqual(
      [choice?.slot.serviceDate, instant(choice?.slot.startMs)],
      ['2026-11-10', '2026-11-11T01:00:00.000Z'],
    );
  });

  it('weighs one each where the territory shares equally', () => {
    const equal = compileValid({ ...readTerritory('rives-de-lorme'), allocation: { weight: 'equal' } });
    assert.deepEqual(eligibleWeights({ ...search, compiled: equal }), { moulin: 1, 'tilleuls-1': 1, haie: 1 });
  });

  it('searches no further than 400 days where there is no horizon', () => {
    const open = compileValid({ ...territoryWith(), openings: [openingWith({ validFrom: '2040-01-01' })] });
    const forever = { from: 0, to: Date.parse('9999-01-01T00:00:00Z') };
    assert.equal(chooseSeat({ compiled: open, ledger: createLedger(), now, window: forever }), undefined);
  });
});
