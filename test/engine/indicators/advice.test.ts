import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateOfDay, dayOfDate, seasonOf, suggestThemes } from '@relais/engine/indicators';
import { complete, figuresOf, intake, log, started } from './support.ts';

const TODAY = '2026-12-03';
const [ONE, TWO] = ['2026-11-16', '2026-11-23'];

/** So many requests of a reason in the week of a Monday, of as many people. */
function week(monday: string, count: number, reason = 'cough', people = count) {
  return Array.from({ length: count }, (_, place) =>
    intake(
      `${reason}-${monday}-${place}`,
      `${dateOfDay(dayOfDate(monday) + (place % 7))}T09:00:00Z`,
      { reason },
      `${monday}-${place % people}`,
    ),
  );
}

/** The same few requests each week of the years before, now one more and now one less: mean 7, standard deviation about 1. */
function years(count: number, reason = 'cough') {
  const weeks = 52 * count + 3;
  return Array.from({ length: weeks }, (_, before) =>
    week(dateOfDay(dayOfDate(ONE) - 7 * (before + 1)), 6 + (before % 3), reason),
  ).flat();
}

const season = (rows: ReturnType<typeof week>, smallest = 5) =>
  seasonOf(figuresOf(log(rows)).book, dayOfDate(TODAY), smallest);

test('a reason is above the season where two whole weeks running are above mean and twice the standard deviation', () => {
  const before = years(2);
  assert.deepEqual(season([...before, ...week(ONE, 10), ...week(TWO, 10)]), {
    weeks: { from: ONE, to: '2026-11-29' },
    reasons: ['cough'],
  });
  assert.deepEqual(season([...before, ...week(ONE, 8), ...week(TWO, 40)]).reasons, [], 'one week is chance');
  assert.deepEqual(season([...before, ...week(ONE, 10), ...week(TWO, 8)]).reasons, [], 'it is over');
  assert.deepEqual(
    season([...before, ...week(ONE, 10), ...week(TWO, 8), ...week('2026-11-30', 40)]).reasons,
    [],
    'this week is not over',
  );
});

test('a new reason is above the season, and is told from the fifth request and as many patients as it takes', () => {
  const before = years(2);
  const wave = (count: number, people = count) => [
    ...week(ONE, count, 'flu', people),
    ...week(TWO, count, 'flu', people),
  ];
  assert.deepEqual(season([...before, ...wave(5)]).reasons, ['flu']);
  assert.deepEqual(season([...before, ...wave(4)]).reasons, []);
  assert.deepEqual(season([...before, ...wave(9, 4)]).reasons, [], 'four people who come often');
  assert.deepEqual(season([...before, ...wave(9)], 11).reasons, [], 'a structure that asks for eleven');
});

test('nothing is usual before there are two earlier years, and a day that was mistyped makes none', () => {
  const mistyped = intake('long-ago', '2001-01-01T09:00:00Z', { reason: 'cough' });
  const rows = [mistyped, ...years(1), ...week(ONE, 40), ...week(TWO, 40)];
  const { reasons, comparableFrom } = season(rows);
  assert.deepEqual(reasons, []);
  assert.ok(comparableFrom && comparableFrom > TODAY, comparableFrom);
  assert.equal(season([]).reasons.length, 0);
});

test('ages speak for a protocol with how many patients they are, and not where a band is hidden', () => {
  const rows = [3, 4, 40, 41, 42, 43, 80].map((age, place) => started(`r${place}`, '2026-02-02T09:00:00Z', { age }));
  const ages = complete(rows, 'TER-01', { from: '2026-01-01', to: '2026-03-31', by: ['ageBand'] });
  assert.deepEqual(suggestThemes(ages), [
    { theme: 'paediatrics', from: 2, to: 14, numerator: 2, denominator: 7 },
    { theme: 'falls', from: 75, numerator: 1, denominator: 7 },
  ]);
  const cells = ages.cells!.map((cell) =>
    cell.key[0] === '75+' ? { ...cell, value: null, numerator: null, hidden: 'small-cell' as const } : cell,
  );
  assert.deepEqual(
    suggestThemes({ ...ages, cells }).map(({ theme }) => theme),
    ['paediatrics'],
  );
  assert.deepEqual(suggestThemes({ ...ages, value: 100 }), [], 'too few of all');
});
