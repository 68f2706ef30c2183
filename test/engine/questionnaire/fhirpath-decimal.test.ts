import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as ours from '../../../packages/engine/src/questionnaire/fhirpath/decimal.ts';

const require = createRequire(new URL('../../../packages/engine/package.json', import.meta.url));
const Decimal = ours['module.exports'];
type Decimal = InstanceType<typeof Decimal>;
const Reference = createRequire(require.resolve('fhirpath/src/fhirpath.js'))('decimal.js') as typeof Decimal & {
  set: (options: object) => void;
};
Reference.set({ precision: 31 });

const digits = (most: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`));
const sign = fc.constantFrom('', '-');
const number = fc.oneof(
  fc.constantFrom('0', '1', '-1', '2', '10', '100', '1000', '0.5', '0.1', '1e-7', '1e21', '3.00'),
  fc.tuple(sign, digits(4)).map(([minus, whole]) => minus + whole),
  fc.tuple(sign, digits(12), digits(10)).map(([minus, whole, decimals]) => `${minus}${whole}.${decimals}`),
  fc.tuple(sign, digits(40), digits(20)).map(([minus, whole, decimals]) => `${minus}${whole}.${decimals}`),
  fc.tuple(sign, digits(20), fc.integer({ min: -40, max: 40 })).map(([minus, whole, e]) => `${minus}${whole}e${e}`),
  digits(20).map((decimals) => `1.00000000${decimals}`),
);
const above = number.map((text) => text.replace('-', '')).filter((text) => Number(text) > 0);

/** The text a result has; zero has no sign in FHIRPath. */
const textOf = (result: unknown): string => String(result).replace(/^-(0(\.0+)?)$/, '$1');

describe('decimal numbers', () => {
  for (const operation of ['plus', 'minus', 'times', 'comparedTo', 'equals'] as const) {
    same(operation, number, number, (one, other) => one[operation](other));
  }
  for (const operation of ['dividedBy', 'dividedToIntegerBy', 'modulo'] as const) {
    const divisor = number.filter((text) => Number(text) !== 0);
    same(operation, number, divisor, (one, other) => one[operation](other));
  }
  for (const operation of ['abs', 'negated', 'ceil', 'floor', 'truncated'] as const) {
    same(operation, number, number, (one) => one[operation]());
  }
  for (const operation of ['isZero', 'isInteger', 'isNaN', 'decimalPlaces', 'toNumber', 'toString'] as const) {
    same(operation, number, number, (one) => one[operation]());
  }
  for (const places of [0, 2, 8]) {
    for (const rounding of [Decimal.ROUND_CEIL, Decimal.ROUND_FLOOR, Decimal.ROUND_HALF_UP] as const) {
      same(`toDecimalPlaces(${places}, ${rounding})`, number, number, (one) => one.toDecimalPlaces(places, rounding));
    }
    same(`toFixed(${places})`, number, number, (one) => one.toFixed(places));
  }
  same('sqrt', above, number, (one) => one.sqrt());
  same('ln', above, number, (one) => one.ln());
  same(
    'log',
    above,
    above.filter((text) => Number(text) !== 1),
    (one, base) => one.log(base),
  );
  const few = fc.integer({ min: -100_000, max: 100_000 }).map((thousandths) => String(thousandths / 1000));
  same('exp', few, number, (one) => one.exp());
  same('pow', above, few, (one, power) => one.pow(power));
  const whole = fc.integer({ min: -150, max: 150 }).map(String);
  same(
    'pow with a whole exponent',
    number.filter((text) => Number(text) !== 0),
    whole,
    (one, power) => one.pow(power),
  );

  it('are zero when next to it', () => {
    assert.equal(String(new Decimal(-1e6).exp()), '0');
  });

  it('are not the root of a negative one', () => {
    assert.ok(new Decimal(-8).pow(0.5).isNaN());
    assert.ok(new Reference(-8).pow(0.5).isNaN());
  });

  it('are refused where they would be infinite, or are none', () => {
    for (const make of [
      () => new Decimal('a'),
      () => new Decimal(''),
      () => new Decimal(NaN),
      () => new Decimal(true),
      () => new Decimal(0).ln(),
      () => new Decimal(0).pow(-1),
      () => new Decimal(0).pow(-0.5),
      () => new Decimal(1e9).exp(),
    ]) {
      assert.throws(make);
    }
  });
});

/** Gives the same digits as `decimal.js`. */
function same(
  name: string,
  left: fc.Arbitrary<string>,
  right: fc.Arbitrary<string>,
  operate: (one: Decimal, other: Decimal) => unknown,
): void {
  it(`are those of decimal.js: ${name}`, () => {
    fc.assert(
      fc.property(left, right, (one, other) => {
        const expected = operate(new Reference(one), new Reference(other));
        const actual = operate(new Decimal(one), new Decimal(other));
        assert.equal(textOf(actual), textOf(expected), `${one} ${other}`);
      }),
    );
  });
}
