import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expectedBy, halfDayWindows, serviceWindows } from '@relais/engine/desk';
import type { ServiceWindow } from '@relais/engine/desk';
import type { PatientRequestSettings } from '@relais/model';

const territory = { timezone: 'Europe/Paris', holidayCalendar: 'FR-metropole' } as const;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const HOURS: PatientRequestSettings['hours'] = [{ days: [...weekdays], from: '08:00', to: '18:00' }];

const at = (instant: string) => Date.parse(instant);
const say = (windows: readonly ServiceWindow[]) =>
  windows.map(({ from, to }) => [from, to].map((time) => new Date(time).toISOString().slice(0, 16)).join(' '));

describe('the hours of a call-back service', () => {
  it('are those of the wall, before and after the clocks change', () => {
    const hours: PatientRequestSettings['hours'] = [{ days: ['sun', 'mon'], from: '00:00', to: '24:00' }];
    const windows = serviceWindows({ hours }, territory, { now: at('2026-10-24T22:00:00Z'), days: 2 });
    assert.deepEqual(say(windows), ['2026-10-24T22:00 2026-10-26T23:00'], 'a night of 25 hours, and the day after');
  });

  it('leave holidays of the territory out, unless the service works them', () => {
    const query = { now: at('2026-11-10T18:00:00Z'), days: 3 };
    assert.deepEqual(say(serviceWindows({ hours: HOURS }, territory, query)), ['2026-11-12T07:00 2026-11-12T17:00']);
    const open = serviceWindows({ hours: HOURS, onHoliday: 'open' }, territory, query);
    assert.equal(open.length, 2);
    const worked = { ...territory, holidaysWorked: ['armistice-1918'] };
    assert.equal(serviceWindows({ hours: HOURS }, worked, query).length, 2);
    const extra = { ...territory, extraHolidays: ['2026-11-12'] };
    assert.deepEqual(serviceWindows({ hours: HOURS }, extra, query), []);
  });

  it('are one where they overlap, and none once they are over', () => {
    const hours: PatientRequestSettings['hours'] = [
      { days: ['mon'], from: '13:00', to: '18:00' },
      { days: ['mon'], from: '08:00', to: '13:30' },
    ];
    const monday = { now: at('2026-11-09T09:00:00Z'), days: 1 };
    assert.deepEqual(say(serviceWindows({ hours }, territory, monday)), ['2026-11-09T07:00 2026-11-09T17:00']);
    assert.deepEqual(serviceWindows({ hours }, territory, { now: at('2026-11-09T17:00:00Z'), days: 1 }), []);
  });

  it('are asked about by half-days, from now on', () => {
    const now = at('2026-11-09T09:20:00Z');
    const windows = serviceWindows({ hours: HOURS }, territory, { now, days: 1 });
    assert.deepEqual(say(halfDayWindows(windows, territory, now)), [
      '2026-11-09T09:20 2026-11-09T12:00',
      '2026-11-09T12:00 2026-11-09T17:00',
    ]);
    const always = [{ from: now, to: at('2026-11-10T23:00:00Z') }];
    assert.deepEqual(say(halfDayWindows(always, territory, now)), [
      '2026-11-09T09:20 2026-11-09T12:00',
      '2026-11-09T12:00 2026-11-09T23:00',
      '2026-11-09T23:00 2026-11-10T12:00',
      '2026-11-10T12:00 2026-11-10T23:00',
    ]);
    const late = at('2026-11-09T12:00:00Z');
    assert.deepEqual(say(halfDayWindows(windows, territory, late)), ['2026-11-09T12:00 2026-11-09T17:00']);
  });
});

describe('by when somebody is called', () => {
  const now = at('2026-11-09T15:00:00Z');
  const windows = serviceWindows({ hours: HOURS }, territory, { now, days: 4 });
  const expected = (minutes: number, since = now) => new Date(expectedBy(windows, since, minutes)).toISOString();

  it('counts the minutes in which the service calls', () => {
    assert.equal(expected(60), '2026-11-09T16:00:00.000Z');
    assert.equal(expected(120), '2026-11-09T17:00:00.000Z');
    assert.equal(expected(180), '2026-11-10T08:00:00.000Z', 'the night does not count');
  });

  it('goes on by the clock where no hours are known', () => {
    assert.equal(new Date(expectedBy([], now, 60)).toISOString(), '2026-11-09T16:00:00.000Z');
  });
});
