import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileTerritory } from '@relais/engine';
import { listRanges, onDutyIn, planDuties } from '@relais/engine/planning';
import type { Duty } from '@relais/model';
import { createTerritory } from '../../server/support/territory.ts';

const MONDAY = '2026-11-09';
const at = (instant: number) => new Date(instant).toISOString().slice(11, 16);

/** On a Monday: the ranges of who is `v1` and has these practices. */
function rangesOf(practices: readonly string[], duties: readonly Pick<Duty, 'volunteerId' | 'practiceId' | 'start'>[]) {
  const territory = compileTerritory(createTerritory());
  const holder = { practices: new Set(practices), volunteers: new Set(['v1']) };
  const named = duties.map((duty) => ({ ...duty, serviceDate: MONDAY }));
  return planDuties(territory, { from: MONDAY, to: MONDAY }, holder, named).map(
    ({ practiceId, startMs, endMs, seats }) => `${practiceId} ${at(startMs)}-${at(endMs)} ${seats}`,
  );
}

describe('the ranges that are somebody’s', () => {
  it('are all of their practice while nobody is named', () => {
    assert.deepEqual(rangesOf(['gate', 'oaks'], []), ['oaks 08:00-11:00 24', 'gate 13:00-15:00 8']);
    assert.deepEqual(rangesOf([], []), []);
  });

  it('go to whoever is named, until the next one is', () => {
    const duties = [
      { volunteerId: 'v1', practiceId: 'oaks', start: '09:00' },
      { volunteerId: 'v2', practiceId: 'oaks', start: '10:30' },
      { volunteerId: 'v3', practiceId: 'gate', start: '15:00' },
    ];
    assert.deepEqual(rangesOf([], duties), ['oaks 08:00-09:30 12']);
    assert.deepEqual(rangesOf(['gate'], duties), ['oaks 08:00-09:30 12', 'gate 13:00-14:00 4']);
  });

  it('are shared by those who are named together', () => {
    const both = ['v1', 'v2'].map((volunteerId) => ({ volunteerId, practiceId: 'north', start: '09:00' }));
    assert.deepEqual(rangesOf([], both), ['north 08:00-11:00 12']);
  });

  it('are none where the planning has nothing, whoever was named before', () => {
    assert.deepEqual(rangesOf([], [{ volunteerId: 'v1', practiceId: 'gone', start: '09:00' }]), []);
    assert.deepEqual(rangesOf([], [{ volunteerId: 'v1', practiceId: 'gate', start: '08:00' }]), []);
  });
});

describe('the ranges that wait for somebody', () => {
  const [oaks, , gate] = ['oaks', 'north', 'gate'].map((practiceId) =>
    listRanges(compileTerritory(createTerritory()), { from: MONDAY, to: MONDAY }, new Set([practiceId])),
  );
  const duty = (start: string, changes: Partial<Duty> = {}): Duty => ({
    ...{ volunteerId: 'v1', practiceId: 'oaks', serviceDate: MONDAY, start },
    ...changes,
  });

  it('are named by their first start, and end with their last slot', () => {
    const [range] = gate!;
    assert.deepEqual([gate!.length, range?.starts[0], range?.starts.length], [1, '14:00', 8]);
    assert.deepEqual([at(range!.startMs), at(range!.endMs)], ['13:00', '15:00']);
  });

  it('have on duty whoever is named at any of their starts, once', () => {
    assert.deepEqual(onDutyIn(oaks![0]!, [duty('09:00'), duty('10:30'), duty('11:45', { volunteerId: 'v2' })]), [
      'v1',
      'v2',
    ]);
    const elsewhere = [
      duty('12:00'),
      duty('09:00', { practiceId: 'north' }),
      duty('09:00', { serviceDate: '2026-11-10' }),
    ];
    assert.deepEqual(onDutyIn(oaks![0]!, elsewhere), []);
  });
});
