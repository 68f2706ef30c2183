import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainNoSlots } from '@relais/engine';
import type { SlotCriteria } from '@relais/engine';
import type { Opening, Territory } from '@relais/model';
import { compileValid, openingWith, territoryWith } from '../support.ts';

const monday = '2026-11-09';
const weekdays: Opening['days'] = ['mon', 'tue', 'wed', 'thu', 'fri'];

/** Why one practice, open 09:00-10:00 on weekdays, has nothing at `now` on the dates. */
function explain(
  now: string,
  dates: { from: string; to: string },
  {
    territory = {},
    opening = {},
    criteria = {},
  }: { territory?: Partial<Territory>; opening?: Partial<Opening>; criteria?: SlotCriteria } = {},
) {
  const compiled = compileValid(
    territoryWith({ days: weekdays, ...opening }, { rules: { minNoticeMinutes: 20, maxHorizonDays: 1 }, ...territory }),
  );
  return explainNoSlots(compiled, { ...dates, ...criteria, now });
}

describe('Why nothing is free', () => {
  it('says nothing when something is', () => {
    assert.equal(explain('2026-11-09T07:00:00Z', { from: monday, to: monday }), undefined);
  });

  it('says full when every seat still to come is taken', () => {
    const today = Date.parse('2026-11-10T00:00:00Z');
    const occupancy = (_: string, startMs: number) => (startMs < today ? 1 : 0);
    assert.deepEqual(explain('2026-11-09T07:00:00Z', { from: monday, to: monday }, { criteria: { occupancy } }), {
      reason: 'full',
      nextOpeningStart: '2026-11-10T08:00:00Z',
    });
  });

  it('says ended today when the day is over', () => {
    assert.deepEqual(explain('2026-11-09T15:00:00Z', { from: monday, to: monday }), {
      reason: 'ended-today',
      nextOpeningStart: '2026-11-10T08:00:00Z',
    });
  });

  it('tells the notice when it is too late for starts that are still to come', () => {
    assert.deepEqual(explain('2026-11-09T08:40:00Z', { from: monday, to: monday }), {
      reason: 'ended-today',
      noticeMinutes: 20,
      nextOpeningStart: '2026-11-10T08:00:00Z',
    });
  });

  it('does not take what ended yesterday for today', () => {
    assert.equal(explain('2026-11-14T09:00:00Z', { from: '2026-11-13', to: '2026-11-14' })?.reason, 'none-planned');
  });

  it('names the holiday that closes the day', () => {
    assert.deepEqual(explain('2026-11-11T07:00:00Z', { from: '2026-11-11', to: '2026-11-11' }), {
      reason: 'holiday',
      holiday: 'armistice-1918',
      nextOpeningStart: '2026-11-12T08:00:00Z',
    });
  });

  it('still names the holiday in the evening', () => {
    assert.equal(explain('2026-11-11T19:00:00Z', { from: '2026-11-11', to: '2026-11-11' })?.reason, 'holiday');
  });

  it('names the dates a territory adds', () => {
    const territory = { extraHolidays: [monday] };
    assert.deepEqual(explain('2026-11-09T07:00:00Z', { from: monday, to: monday }, { territory })?.holiday, 'extra');
  });

  it('says closed for a closure', () => {
    const territory = { exceptions: [{ type: 'closure' as const, from: monday, to: '2026-11-10' }] };
    assert.deepEqual(explain('2026-11-09T07:00:00Z', { from: monday, to: monday }, { territory }), {
      reason: 'closed',
      nextOpeningStart: '2026-11-12T08:00:00Z',
      bookableFrom: '2026-11-10T23:00:00Z',
    });
  });

  it('says none planned at the weekend, and from when Monday can be booked', () => {
    assert.deepEqual(explain('2026-11-14T09:00:00Z', { from: '2026-11-14', to: '2026-11-15' }), {
      reason: 'none-planned',
      nextOpeningStart: '2026-11-16T08:00:00Z',
      bookableFrom: '2026-11-14T23:00:00Z',
    });
  });

  it('says beyond the horizon for dates that cannot be booked yet', () => {
    assert.deepEqual(
      explain('2026-11-14T09:00:00Z', { from: '2026-11-16', to: '2026-11-17' })?.reason,
      'beyond-horizon',
    );
  });

  it('says beyond the horizon for seats that wait for their release', () => {
    const reserved = { for: 'protocole-ic', releaseMinutes: 60 };
    assert.deepEqual(explain('2026-11-09T05:00:00Z', { from: monday, to: monday }, { opening: { reserved } }), {
      reason: 'beyond-horizon',
      nextOpeningStart: '2026-11-09T08:00:00Z',
      bookableFrom: '2026-11-09T07:00:00Z',
    });
  });

  it('says when seats are released even within the notice', () => {
    const reserved = { for: 'protocole-ic', releaseMinutes: 25 };
    assert.deepEqual(explain('2026-11-09T07:30:00Z', { from: monday, to: monday }, { opening: { reserved } }), {
      reason: 'beyond-horizon',
      nextOpeningStart: '2026-11-09T08:00:00Z',
      bookableFrom: '2026-11-09T07:35:00Z',
    });
  });

  it('tells the truth to each audience', () => {
    const openings = [openingWith({ days: ['tue'], visibility: ['SNP'] }), openingWith({ days: ['thu'] })];
    const compiled = compileValid({ ...territoryWith(), openings });
    const answer = explainNoSlots(compiled, {
      from: monday,
      to: '2026-11-10',
      now: '2026-11-09T07:00:00Z',
      audience: 'CPTS',
    });
    assert.deepEqual(answer, { reason: 'none-planned', nextOpeningStart: '2026-11-12T08:00:00Z' });
  });

  it('looks only at the sites asked for', () => {
    const practices = [
      { id: 'cab', siteId: 'here' },
      { id: 'far', siteId: 'there' },
    ];
    const openings = [openingWith({ days: ['mon'] }), openingWith({ practiceId: 'far', days: ['thu'] })];
    const compiled = compileValid({ ...territoryWith({}, { practices }), openings });
    const filters = { siteIds: ['there'] };
    assert.deepEqual(explainNoSlots(compiled, { from: monday, to: monday, now: '2026-11-09T07:00:00Z', filters }), {
      reason: 'none-planned',
      nextOpeningStart: '2026-11-12T08:00:00Z',
    });
  });

  it('gives no next opening when none is planned within 400 days', () => {
    const opening = { validTo: monday };
    assert.deepEqual(explain('2026-11-12T07:00:00Z', { from: '2026-11-12', to: '2026-11-12' }, { opening }), {
      reason: 'none-planned',
    });
  });

  it('gives the next start by the clock, past midnight too', () => {
    const practices = ['day', 'night'].map((id) => ({ id, siteId: 'here' }));
    const openings = [
      openingWith({ practiceId: 'night', from: '23:00', to: '03:00', slotsPerHour: 1 }),
      openingWith({ practiceId: 'day', from: '01:30', to: '04:00', slotsPerHour: 2 }),
    ];
    const rules = { maxHorizonDays: 0 };
    const compiled = compileValid({ ...territoryWith({}, { practices, rules }), openings });
    const query = { from: '2026-11-01', to: '2026-11-01', now: '2026-11-10T00:10:00Z' };
    assert.deepEqual(explainNoSlots(compiled, query), {
      reason: 'none-planned',
      nextOpeningStart: '2026-11-10T00:30:00Z',
    });
  });

  it('answers at once for dates without end', () => {
    const answer = explain(
      '2026-11-12T07:00:00Z',
      { from: '0001-01-01', to: '9999-12-31' },
      { opening: { validTo: monday } },
    );
    assert.deepEqual(answer, { reason: 'none-planned' });
  });

  it('passes over full days to the next free seat', () => {
    const full = Date.parse('2026-11-13T00:00:00Z');
    const occupancy = (_: string, startMs: number) => (startMs < full ? 1 : 0);
    const answer = explain('2026-11-09T07:00:00Z', { from: monday, to: '2026-11-10' }, { criteria: { occupancy } });
    assert.deepEqual(answer, {
      reason: 'full',
      nextOpeningStart: '2026-11-13T08:00:00Z',
      bookableFrom: '2026-11-11T23:00:00Z',
    });
  });
});
