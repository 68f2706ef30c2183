import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readGs1 } from '@relais/engine/run';
import fc from 'fast-check';

const FNC1 = '\u001d';
const GTIN = '03760123450010';
const ENDING = new RegExp(`${FNC1}$`);
const YEAR = 2026;

/** A product's number with the digit that checks it. */
const gtins = fc.stringMatching(/^\d{13}$/).map((digits) => {
  const sum = Array.from(digits).reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
});
const lots = fc.stringMatching(/^[!"%-?A-Z_a-z]{1,20}$/);
const days = fc.date({
  min: new Date('2000-01-01'),
  max: new Date('2070-12-31'),
  noInvalidDate: true,
});

describe('readGs1', () => {
  it('reads product, lot and expiry of the code on a box', () => {
    const read = readGs1(`01${GTIN}1728063010AB-12/3`, YEAR);
    assert.deepEqual(read, { gtin: GTIN, lot: 'AB-12/3', expiry: '2028-06-30' });
  });

  it('gives back what was written, in whatever order and with elements of others between', () => {
    fc.assert(
      fc.property(gtins, lots, days, fc.constantFrom('', ']d2', FNC1), fc.nat(23), (gtin, lot, day, begins, turn) => {
        const expiry = day.toISOString().slice(0, 10);
        const parts = [`01${gtin}`, `10${lot}${FNC1}`, `17${expiry.slice(2).replaceAll('-', '')}`, `240REF-7${FNC1}`];
        const ordered = permute(parts, turn);
        assert.deepEqual(readGs1(begins + ordered.join(''), YEAR), { gtin, lot, expiry });
        assert.deepEqual(readGs1(begins + ordered.join('').replace(ENDING, ''), YEAR), { gtin, lot, expiry });
      }),
    );
  });

  it('takes any text without throwing, and nothing of it that no code says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = readGs1(text, YEAR);
        if (read?.expiry) assert.equal(new Date(read.expiry).toISOString().slice(0, 10), read.expiry);
        if (read?.lot) assert.ok(text.includes(read.lot));
      }),
    );
  });

  it('takes day 00 for the last of its month, in leap years too', () => {
    const expiryOf = (digits: string) => readGs1(`01${GTIN}17${digits}`, YEAR)?.expiry;
    assert.deepEqual(['270200', '280200', '261100', '261200'].map(expiryOf), [
      '2027-02-28',
      '2028-02-29',
      '2026-11-30',
      '2026-12-31',
    ]);
  });

  it('takes the nearest century', () => {
    const expiryOf = (digits: string, year: number) => readGs1(`01${GTIN}17${digits}`, year)?.expiry;
    assert.equal(expiryOf('760101', 2026), '2076-01-01');
    assert.equal(expiryOf('770101', 2026), '1977-01-01');
    assert.equal(expiryOf('010101', 2098), '2101-01-01');
  });

  it('knows the number of a product alone, which says neither lot nor expiry', () => {
    assert.deepEqual(readGs1('3760123450010', YEAR), { gtin: GTIN, lot: undefined, expiry: undefined });
  });

  it('refuses what is no code in GS1, or was misread', () => {
    const wrong = {
      'a word': 'bonjour',
      nothing: '',
      'an address': 'https://exemple.fr/notice',
      'digits that look like a lot': '10123456',
      'a wrong check digit': '01037601234500111728063010A',
      'a day that does not exist': `01${GTIN}17260230`,
      'a thirteenth month': `01${GTIN}17261301`,
      'a code cut short': `01${GTIN}172806`,
      'a lot that is too long': `01${GTIN}10${'A'.repeat(21)}`,
      'a lot that is empty': `01${GTIN}10`,
      'two lots': `01${GTIN}10A${FNC1}10B`,
      'a separator inside a date': `01${GTIN}1728${FNC1}630`,
    };
    for (const [what, text] of Object.entries(wrong)) assert.equal(readGs1(text, YEAR), undefined, what);
  });

  it('reads lot and expiry without a product where the code says that it is GS1', () => {
    assert.deepEqual(readGs1(']C1172806001012345', YEAR), { gtin: undefined, lot: '12345', expiry: '2028-06-30' });
    assert.equal(readGs1('172806001012345', YEAR), undefined);
  });
});

function permute<T>(list: readonly T[], turn: number): T[] {
  if (list.length === 0) return [];
  const at = turn % list.length;
  return [list[at]!, ...permute(list.toSpliced(at, 1), Math.floor(turn / list.length))];
}
