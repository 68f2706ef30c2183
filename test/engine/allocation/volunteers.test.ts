import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileTerritory, NOBODY, splitByVolunteer, splitEntry } from '@relais/engine';
import type { EntryPart } from '@relais/engine';
import { rangeFinder } from '@relais/engine/planning';
import type { Duty } from '@relais/model';
import { createTerritory } from '../../server/support/territory.ts';

const MONDAY = '2026-11-09';
const territory = compileTerritory(createTerritory());
const duty = (volunteerId: string, practiceId: string, start: string): Duty => ({
  ...{ volunteerId, practiceId, serviceDate: MONDAY, start },
});
const seatAt = (utc: string) => ({ serviceDate: MONDAY, startMs: Date.parse(`${MONDAY}T${utc}:00Z`) });

/** One booking of `oaks`, which offered 24 of 36 seats, at an hour of the Monday. */
function split(duties: readonly Duty[], utc = '08:00', serviceDate = MONDAY) {
  const entry = { at: 0, practiceId: 'oaks', weights: { oaks: 24, north: 12 } };
  return splitByVolunteer(entry, { ...seatAt(utc), serviceDate }, rangeFinder(territory, duties));
}

describe('The account of a volunteer', () => {
  it('has all of a practice’s part when one person has its day', () => {
    const parts = split([duty('v1', 'oaks', '09:00')]);
    assert.deepEqual(parts.get('v1'), { offeredSeats: 24, openSeats: 36, earned: 2 / 3, received: 1 });
    assert.equal(parts.get(NOBODY)?.earned, 1 / 3);
  });

  it('has the seats of its own hours, and the booking that begins in them', () => {
    const duties = [duty('v1', 'oaks', '09:00'), duty('v2', 'oaks', '10:30')];
    const early = split(duties, '08:00');
    assert.deepEqual([early.get('v1')?.offeredSeats, early.get('v1')?.received], [12, 1]);
    assert.deepEqual([early.get('v2')?.offeredSeats, early.get('v2')?.received], [12, 0]);
    const late = split(duties, '09:30');
    assert.deepEqual([late.get('v1')?.received, late.get('v2')?.received], [0, 1]);
  });

  it('has an equal part of what is shared', () => {
    const parts = split([duty('v1', 'oaks', '09:00'), duty('v2', 'oaks', '09:00')]);
    for (const id of ['v1', 'v2']) {
      assert.deepEqual([parts.get(id)?.offeredSeats, parts.get(id)?.received], [12, 0.5]);
    }
  });

  it('has both parts of who was named in two practices, and counts the seats open once', () => {
    const parts = split([duty('v1', 'oaks', '09:00'), duty('v1', 'north', '09:00')]);
    assert.deepEqual(parts.get('v1'), { offeredSeats: 36, openSeats: 36, earned: 1, received: 1 });
  });

  it('is nobody’s where nobody was named, the planning has changed since, or the seat is not known', () => {
    assert.deepEqual([...split([]).keys()], [NOBODY]);
    assert.deepEqual(
      [...split([{ ...duty('v1', 'oaks', '09:00'), serviceDate: '2026-11-15' }], '08:00', '2026-11-15').keys()],
      [NOBODY],
    );
    const entry = { at: 0, practiceId: 'oaks', weights: { oaks: 1 } };
    const parts = splitByVolunteer(entry, undefined, rangeFinder(territory, [duty('v1', 'oaks', '09:00')]));
    assert.deepEqual([...parts.keys()], [NOBODY]);
  });

  it('adds up with all others to the accounts of practices, whoever was on duty', () => {
    const duties = fc.array(
      fc
        .record({
          volunteerId: fc.constantFrom('v1', 'v2', 'v3'),
          practiceId: fc.constantFrom('north', 'oaks', 'gate'),
          start: fc.constantFrom('09:00', '10:30', '14:00', '15:00', '03:00'),
        })
        .map(({ volunteerId, practiceId, start }) => duty(volunteerId, practiceId, start)),
      { maxLength: 8 },
    );
    const weights = fc.dictionary(fc.constantFrom('north', 'oaks', 'gate'), fc.integer({ min: 1, max: 40 }));
    const sum = (parts: Map<string, EntryPart>, name: 'offeredSeats' | 'earned' | 'received') =>
      [...parts.values()].reduce((total, part) => total + part[name], 0);
    fc.assert(
      fc.property(
        duties,
        weights,
        fc.constantFrom('north', 'oaks', 'gate'),
        fc.constantFrom('08:00', '10:45', '13:00', '14:45', '20:00'),
        (named, open, practiceId, hour) => {
          const entry = { at: 0, practiceId, weights: { ...open } };
          const whole = splitEntry(entry);
          const parts = splitByVolunteer(entry, seatAt(hour), rangeFinder(territory, named));
          for (const name of ['offeredSeats', 'earned', 'received'] as const)
            assert.ok(Math.abs(sum(parts, name) - sum(whole, name)) < 1e-9, name);
        },
      ),
    );
  });
});
