import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileTerritory, validateTerritory } from '@relais/engine';
import { copyWeek, planDuties, previewWeeks } from '@relais/engine/planning';
import type { ExtraOpening, Opening, Territory } from '@relais/model';

const mornings: Opening = { practiceId: 'a', days: ['mon', 'tue'], from: '09:00', to: '12:00', slotsPerHour: 4 };
const saturday: ExtraOpening = {
  ...{ type: 'opening', practiceId: 'b', date: '2026-11-28', from: '09:00', to: '12:00', capacity: 2 },
  breaks: [{ from: '10:00', to: '10:15' }],
};
/** Of November 2026. */
const [here, next, last] = ['2026-11-23', '2026-11-30', '2026-12-21'];
const today = '2026-11-10';

function territory(changes: Partial<Territory> = {}): Territory {
  return {
    ...{ formatVersion: 'csnp-territory/1', timezone: 'Europe/Paris', holidayCalendar: 'FR-metropole' },
    rules: { slotMinutes: 15 },
    practices: [
      { id: 'a', siteId: 'mill' },
      { id: 'b', siteId: 'gate' },
    ],
    openings: [mornings],
    exceptions: [saturday],
    ...changes,
  };
}

function copy(of: Territory, to: readonly string[], from = here) {
  return copyWeek(compileTerritory(of), { from, to, today });
}

describe('a copied week', () => {
  it('gives its one-off opening to the others, with its pause and seats, and what they have already to none', () => {
    const { added, left } = copy(territory(), [next, last]);
    assert.deepEqual(added, [
      { ...saturday, date: '2026-12-05' },
      { ...saturday, date: '2026-12-26' },
    ]);
    assert.deepEqual(left, []);
  });

  it('gives the seats of its own week to each other', () => {
    const file = territory({ openings: [{ ...mornings, validTo: '2026-11-24' }] });
    const { added } = copy(file, [next]);
    const [week, copied] = previewWeeks(
      compileTerritory({ ...file, exceptions: [...(file.exceptions ?? []), ...added] }),
      here,
      2,
    );
    assert.equal(copied?.seats, week?.seats);
    assert.equal(copied?.seats, 24 + 22);
  });

  it('asked for again adds nothing', () => {
    const file = territory();
    const { added } = copy(file, [next]);
    const twice = copy({ ...file, exceptions: [...(file.exceptions ?? []), ...added] }, [next]);
    assert.deepEqual(twice, { added: [], left: [] });
  });

  it('leaves hours the other week has otherwise, a holiday, a closure and the past, and says of each why', () => {
    const evening: ExtraOpening = { ...saturday, practiceId: 'a', date: '2026-11-27', from: '18:00', to: '20:00' };
    const file = territory({
      openings: [
        mornings,
        { practiceId: 'a', days: ['fri'], from: '19:00', to: '21:00', validFrom: '2026-12-01', validTo: '2026-12-06' },
      ],
      exceptions: [evening, saturday, { type: 'closure', siteId: 'gate', from: '2026-12-05' }],
    });
    const { added, left } = copy(file, [next, last, '2026-11-09']);
    assert.deepEqual(
      added.map(({ practiceId, date }) => [practiceId, date]),
      [
        ['a', '2026-11-13'],
        ['b', '2026-11-14'],
        ['b', '2026-12-26'],
      ],
    );
    assert.deepEqual(
      left.map(({ date, from, cause }) => [date, from, cause]),
      [
        ['2026-12-04', '18:00', 'there'],
        ['2026-12-05', '09:00', 'closed'],
        ['2026-12-25', '18:00', 'holiday'],
      ],
    );
    assert.deepEqual(
      copy(file, ['2026-11-02']).left.map(({ cause }) => cause),
      ['past', 'past'],
    );
  });

  it('does not give what a closure keeps shut in it', () => {
    const file = territory({ exceptions: [saturday, { type: 'closure', practiceId: 'b', from: '2026-11-28' }] });
    assert.deepEqual(copy(file, [next]), { added: [], left: [] });
  });

  it('gives hours of a rotation to a week without them, and a file the format accepts', () => {
    const turn = { ...mornings, rotation: { anchor: here, cycleWeeks: 2, weeks: [0] } };
    const file = territory({ openings: [turn], exceptions: [] });
    const { added } = copy(file, [next]);
    assert.deepEqual(
      added.map(({ date }) => date),
      ['2026-11-30', '2026-12-01'],
    );
    const whole = validateTerritory({ ...file, exceptions: [...added] });
    assert.ok(whole.ok);
    const dates = { from: next, to: '2026-12-06' };
    const holder = { practices: new Set(['a']), volunteers: new Set<string>() };
    assert.equal(planDuties(whole.compiled, dates, holder, []).length, 2);
  });
});
