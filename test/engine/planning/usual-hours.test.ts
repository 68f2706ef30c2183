import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileTerritory } from '@relais/engine';
import { usualHours } from '@relais/engine/planning';
import type { Audience, Opening, Territory } from '@relais/model';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const mornings: Opening = { practiceId: 'a', days: [...weekdays], from: '09:00', to: '12:00', slotsPerHour: 4 };
/** A Monday with eight weeks before it that have no change of clocks. */
const monday = '2027-01-11';

function hoursOf(changes: Partial<Territory>, today = monday, audience?: Audience) {
  const territory: Territory = {
    ...{ formatVersion: 'csnp-territory/1', timezone: 'Europe/Paris', holidayCalendar: 'FR-metropole' },
    practices: [
      { id: 'a', siteId: 'mill' },
      { id: 'b', siteId: 'gate' },
    ],
    openings: [mornings],
    ...changes,
  };
  const { sites, days } = usualHours(compileTerritory(territory), today, audience);
  return {
    sites: [...sites],
    days: days.map((ranges) => ranges.map(({ from, to }) => `${from / 60}-${to / 60}`).join(' ')),
  };
}

describe('usual hours', () => {
  it('are those of the weeks to come, by weekday', () => {
    assert.deepEqual(hoursOf({}), { sites: ['mill'], days: [...weekdays.map(() => '9-12'), '', ''] });
  });

  it('are those of all places together, when they take turns too', () => {
    const turn = (practiceId: string, week: number): Opening => ({
      ...{ ...mornings, practiceId, days: ['sat'] },
      rotation: { anchor: monday, cycleWeeks: 2, weeks: [week] },
    });
    const both = hoursOf({ openings: [turn('a', 0), turn('b', 1)] });
    assert.deepEqual(both, { sites: ['mill', 'gate'], days: ['', '', '', '', '', '9-12', ''] });
  });

  it('are not promised where every other week is without them', () => {
    const every = { anchor: monday, cycleWeeks: 2, weeks: [0] };
    assert.deepEqual(hoursOf({ openings: [{ ...mornings, rotation: every }] }), {
      sites: ['mill'],
      days: ['', '', '', '', '', '', ''],
    });
  });

  it('stand although two weeks of eight have a holiday or a closure', () => {
    const closures = ['2027-01-18', '2027-01-25'].map((from) => ({ type: 'closure' as const, from }));
    assert.equal(hoursOf({ exceptions: closures }).days[0], '9-12');
    const third = { type: 'closure' as const, from: '2027-02-01' };
    assert.equal(hoursOf({ exceptions: [...closures, third] }).days[0], '');
  });

  it('have only what stays, where hours change on the way', () => {
    const until: Opening = { ...mornings, from: '08:00', validTo: '2027-02-07' };
    assert.equal(hoursOf({ openings: [until, { ...mornings, validFrom: '2027-02-08' }] }).days[0], '9-12');
  });

  it('tell a pause at noon, and not a quarter of an hour', () => {
    const breaks = [
      { from: '10:00', to: '10:15' },
      { from: '12:00', to: '14:00' },
    ];
    assert.equal(hoursOf({ openings: [{ ...mornings, to: '18:00', breaks }] }).days[0], '9-12 14-18');
  });

  it('go on past midnight, and round the clock', () => {
    assert.equal(hoursOf({ openings: [{ ...mornings, from: '20:00', to: '02:00' }] }).days[0], '20-26');
    const days = [...weekdays, 'sat' as const, 'sun' as const];
    const always = hoursOf({ openings: [{ ...mornings, days, from: '00:00', to: '24:00', onHoliday: 'open' }] });
    assert.deepEqual(always.days, Array(7).fill('0-24'));
  });

  it('are the same in the weeks in which the clocks change', () => {
    assert.deepEqual(hoursOf({}, '2027-03-15').days.slice(1, 5), ['9-12', '9-12', '9-12', '9-12']);
    const nights = { openings: [{ ...mornings, from: '22:00', to: '06:00', days: ['sat' as const] }] };
    assert.equal(hoursOf(nights, '2027-03-15').days[5], '22-30');
    assert.equal(hoursOf(nights, '2027-10-11').days[5], '22-30');
  });

  it('are of the audience that is asked for, without seats kept for a label', () => {
    const evenings: Opening = { ...mornings, practiceId: 'b', from: '18:00', to: '20:00', visibility: ['SNP'] };
    const kept: Opening = { ...mornings, from: '14:00', to: '15:00', reserved: { for: 'x', releaseMinutes: 60 } };
    const openings = [mornings, evenings, kept];
    assert.deepEqual(hoursOf({ openings }, monday, 'CPTS').sites, ['mill']);
    assert.equal(hoursOf({ openings }, monday, 'CPTS').days[0], '9-12');
    assert.equal(hoursOf({ openings }, monday, 'SNP').days[0], '18-20');
    assert.equal(hoursOf({ openings }).days[0], '9-12 18-20');
    assert.deepEqual(hoursOf({ openings }, monday, 'PUBLIC').sites, []);
  });
});
