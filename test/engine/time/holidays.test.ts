import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { holidayKeys, holidayKeysOn, holidayLabel, holidaysOf, isHolidayKey } from '@relais/engine';
import type { HolidayCalendarId } from '@relais/model';

const national2027 = [
  ['2027-01-01', 'new-year'],
  ['2027-03-29', 'easter-monday'],
  ['2027-05-01', 'labour-day'],
  ['2027-05-06', 'ascension'],
  ['2027-05-08', 'victory-1945'],
  ['2027-05-17', 'whit-monday'],
  ['2027-07-14', 'bastille-day'],
  ['2027-08-15', 'assumption'],
  ['2027-11-01', 'all-saints'],
  ['2027-11-11', 'armistice-1918'],
  ['2027-12-25', 'christmas'],
];

const datesOf = (calendar: HolidayCalendarId, year: number) =>
  holidaysOf(calendar, year).map(({ date, key }) => [date, key]);

/** What a calendar has more than the national one. */
function localDays(calendar: HolidayCalendarId, year: number): string[][] {
  const national = new Set(datesOf('FR-metropole', year).map((day) => day.join()));
  return datesOf(calendar, year).filter((day) => !national.has(day.join()));
}

describe('Public holidays', () => {
  it('gives the eleven national days', () => {
    assert.deepEqual(datesOf('FR-metropole', 2027), national2027);
  });

  it('finds Easter Monday by rule, whatever the year', () => {
    const mondays = [
      ...[
        '2024-04-01',
        '2025-04-21',
        '2026-04-06',
        '2027-03-29',
        '2028-04-17',
        '2029-04-02',
        '2030-04-22',
        '2031-04-14',
        '2032-03-29',
      ],
      ...[
        '2033-04-18',
        '2034-04-10',
        '2035-03-26',
        '2036-04-14',
        '2037-04-06',
        '2038-04-26',
        '2039-04-11',
        '2040-04-02',
        '2076-04-20',
      ],
    ];
    for (const monday of mondays) {
      const year = Number(monday.slice(0, 4));
      assert.deepEqual(holidaysOf('FR-metropole', year).find(({ key }) => key === 'easter-monday')?.date, monday);
    }
  });

  it('adds the local days of each calendar', () => {
    const locals: [HolidayCalendarId, string[][]][] = [
      [
        'FR-alsace-moselle',
        [
          ['2027-03-26', 'good-friday'],
          ['2027-12-26', 'second-christmas-day'],
        ],
      ],
      ['FR-guadeloupe', [['2027-05-27', 'abolition']]],
      ['FR-martinique', [['2027-05-22', 'abolition']]],
      ['FR-guyane', [['2027-06-10', 'abolition']]],
      ['FR-la-reunion', [['2027-12-20', 'abolition']]],
      ['FR-mayotte', [['2027-04-27', 'abolition']]],
      ['FR-saint-barthelemy', [['2027-10-09', 'abolition']]],
      ['FR-saint-martin', [['2027-05-28', 'abolition']]],
      ['FR-saint-pierre-et-miquelon', []],
      [
        'FR-wallis-et-futuna',
        [
          ['2027-04-28', 'saint-pierre-chanel'],
          ['2027-07-29', 'territory-day'],
        ],
      ],
      [
        'FR-polynesie-francaise',
        [
          ['2027-03-05', 'gospel'],
          ['2027-03-26', 'good-friday'],
          ['2027-11-20', 'matarii'],
        ],
      ],
      ['FR-nouvelle-caledonie', [['2027-09-24', 'citizenship']]],
    ];
    for (const [calendar, days] of locals) assert.deepEqual(localDays(calendar, 2027), days, calendar);
  });

  it('follows the days that have changed', () => {
    assert.deepEqual(localDays('FR-saint-martin', 2017), [['2017-05-27', 'abolition']]);
    assert.deepEqual(localDays('FR-saint-martin', 2018), [['2018-05-28', 'abolition']]);
    assert.equal(localDays('FR-polynesie-francaise', 2025).at(-1)?.join(), '2025-06-29,autonomy');
    assert.equal(localDays('FR-polynesie-francaise', 2026).at(-1)?.join(), '2026-11-20,matarii');
  });

  it('keeps both keys of a day with two holidays', () => {
    const day = Date.parse('2031-05-22T00:00:00Z') / 86_400_000;
    assert.deepEqual(holidayKeysOn('FR-martinique', day), ['ascension', 'abolition']);
    assert.deepEqual(holidayKeysOn('FR-metropole', day), ['ascension']);
    assert.deepEqual(holidayKeysOn('FR-martinique', day + 1), []);
  });

  it('names every holiday in both languages', () => {
    for (const key of holidayKeys) {
      assert.ok(holidayLabel(key, 'fr').length > 3, key);
      assert.ok(holidayLabel(key, 'en').length > 3, key);
    }
    assert.equal(holidayLabel('easter-monday', 'fr'), 'Lundi de Pâques');
  });

  it('takes for a key only what some calendar has', () => {
    assert.equal(isHolidayKey('christmas'), true);
    for (const key of ['extra', 'boxing-day', 'toString', '']) assert.equal(isHolidayKey(key), false, key);
  });
});
