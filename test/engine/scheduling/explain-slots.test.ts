import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainSlots, listSlots } from '@relais/engine';
import type { BookableCriteria } from '@relais/engine';
import type { Opening, Territory } from '@relais/model';
import { compileValid, openingWith, territoryWith } from '../support.ts';

const monday = '2026-11-09';
const now = '2026-11-09T06:00:00Z';

/** How the first slot of a Monday stands. */
function standing(
  opening: Partial<Opening>,
  changes: Partial<Territory> = {},
  criteria: Partial<BookableCriteria> = {},
) {
  const compiled = compileValid(territoryWith(opening, changes));
  return explainSlots(compiled, monday, { now, ...criteria })[0]?.standing;
}

describe('why not this slot', () => {
  it('is that it can be had', () => {
    assert.equal(standing({}), 'free');
  });

  it('is that others have taken it', () => {
    const compiled = compileValid(territoryWith({}));
    const [first] = listSlots(compiled, { from: monday, to: monday });
    const bookings = [{ practiceId: first?.practiceId ?? '', start: '2026-11-09T08:00:00Z' }];
    assert.equal(standing({}, {}, { occupancy: { bookings } }), 'full');
  });

  it('is that it is kept for a protocol, unless one has oriented the person', () => {
    const reserved = { for: 'protocol', releaseMinutes: 30 };
    assert.equal(standing({ reserved }), 'reserved');
    assert.equal(standing({ reserved }, {}, { label: 'protocol' }), 'free');
    assert.equal(standing({ reserved }, {}, { now: '2026-11-09T07:35:00Z' }), 'free');
  });

  it('is that it is for another audience', () => {
    assert.equal(standing({ visibility: ['SNP'] }, {}, { audience: 'CPTS' }), 'other-audience');
  });

  it('is the hour, before all else', () => {
    const filters = { siteIds: ['elsewhere'] };
    assert.equal(standing({}, {}, { now: '2026-11-09T08:00:01Z', filters }), 'too-late');
    assert.equal(standing({}, { rules: { maxHorizonDays: 0 } }, { now: '2026-11-08T06:00:00Z' }), 'too-early');
  });

  it('is the place, or what is missing there', () => {
    assert.equal(standing({}, {}, { filters: { siteIds: ['elsewhere'] } }), 'too-far');
    assert.equal(standing({}, {}, { filters: { equipment: ['scanner'] } }), 'not-equipped');
  });

  it('is a closure or a holiday', () => {
    assert.equal(standing({}, { exceptions: [{ type: 'closure', from: monday }] }), 'closed');
    assert.equal(standing({}, { extraHolidays: [monday] }), 'closed');
  });

  it('is said of each slot once', () => {
    const half = { type: 'closure' as const, from: monday, fromTime: '09:00', toTime: '09:30' };
    const compiled = compileValid(territoryWith({}, { exceptions: [half], openings: [openingWith({})] }));
    const slots = explainSlots(compiled, monday, { now });
    assert.equal(new Set(slots.map(({ startMs }) => startMs)).size, slots.length);
    assert.deepEqual(
      slots.map((slot) => slot.standing),
      ['closed', 'closed', 'free', 'free'],
    );
  });
});
