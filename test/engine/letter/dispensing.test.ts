import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  conditionOf,
  hasLapsed,
  lastDispensingDay,
  medicineOf,
  mentionOf,
} from '../../../packages/engine/src/letter/dispensing.ts';

const PARIS = 'Europe/Paris';
const sore = { mention: 'si TROD angine positif', days: 7, status: 'sourced', source: 'arrete' } as const;
const until = (endsAt: string) => ({ condition: { mention: 'si TROD angine positif', endsAt } });
const lastOf = (at: string, timeZone = PARIS, days = 7) => lastDispensingDay({ days }, Date.parse(at), timeZone);

describe('A prescription that is dispensed on a test', () => {
  it('says so beside the medicine, as the arrêté asks', () => {
    assert.equal(
      mentionOf(sore, 'de ce jour'),
      'si TROD angine positif, sous 7 jours calendaires à compter de ce jour',
    );
    assert.equal(
      mentionOf({ ...sore, days: 1 }, 'de ce jour'),
      'si TROD angine positif, sous 1 jour calendaire à compter de ce jour',
    );
    assert.equal(mentionOf({ mention: 'si BU positive' }, 'de ce jour'), 'si BU positive');
  });

  it('stays one sentence, however the medicine was written, which is left as it is without a condition', () => {
    const { days: _, ...sooner } = sore;
    assert.equal(
      medicineOf({ text: 'Amoxicilline 1 g.\n', condition: sooner }, 'de ce jour'),
      'Amoxicilline 1 g, si TROD angine positif',
    );
    assert.equal(medicineOf({ text: 'Amoxicilline 1 g.' }, 'de ce jour'), 'Amoxicilline 1 g.');
  });

  it('counts the day it is written as the first of its days, by the calendar of the structure', () => {
    assert.equal(lastOf('2026-12-03T10:00:00Z'), '2026-12-09');
    assert.equal(lastOf('2026-12-03T22:59:59Z'), '2026-12-09', 'before midnight in Paris');
    assert.equal(lastOf('2026-12-03T23:00:00Z'), '2026-12-10', 'midnight in Paris');
    assert.equal(lastOf('2026-12-03T23:00:00Z', 'America/Guadeloupe'), '2026-12-09');
    assert.equal(lastOf('2026-12-03T10:00:00Z', PARIS, 1), '2026-12-03');
  });

  it('goes over the end of a month, a year and a leap February', () => {
    assert.equal(lastOf('2026-12-28T10:00:00Z'), '2027-01-03');
    assert.equal(lastOf('2028-02-25T10:00:00Z'), '2028-03-02');
    assert.equal(lastOf('2027-02-25T10:00:00Z'), '2027-03-03');
  });

  it('ends at midnight of the structure in the weeks in which clocks change', () => {
    const endOf = (at: string) => conditionOf(sore, Date.parse(at), PARIS).endsAt;
    assert.equal(endOf('2026-03-27T10:00:00Z'), '2026-04-02T22:00:00Z');
    assert.equal(endOf('2026-10-23T10:00:00Z'), '2026-10-29T23:00:00Z');
    assert.equal(hasLapsed(until('2026-10-29T23:00:00Z'), Date.parse('2026-10-29T22:59:59Z')), false);
    assert.equal(hasLapsed(until('2026-10-29T23:00:00Z'), Date.parse('2026-10-29T23:00:00Z')), true);
  });

  it('has no end where no days are written, nor beyond the calendar', () => {
    const condition = conditionOf({ mention: 'si BU positive', status: 'sourced' }, 0, PARIS);
    assert.deepEqual(
      [condition.lastDay, condition.endsAt, hasLapsed({ condition }, Number.MAX_SAFE_INTEGER)],
      [undefined, undefined, false],
    );
    assert.equal(conditionOf(sore, Date.parse('9999-12-30T10:00:00Z'), PARIS).lastDay, '9999-12-31');
  });
});
