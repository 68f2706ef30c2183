import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { convertUnits } from '@relais/engine/questionnaire/ucum';
import { ucumUtils } from 'fhirpath';
import { atoms } from '../../../packages/engine/src/questionnaire/ucum/units.ts';

interface Reference {
  convertUnitTo(from: string, value: number, to: string): { status: string; toVal: number };
}
const reference = ucumUtils as Reference;

describe('units', () => {
  for (const [value, from, expected, to] of [
    [37, 'Cel', 98.6, '[degF]'],
    [310.15, 'K', 37, 'Cel'],
    [1, 'kg', 2.2046226218488, '[lb_av]'],
    [70, 'kg', 70000, 'g'],
    [172, 'cm', 1.72, 'm'],
    [120, 'mm[Hg]', 15.99864, 'kPa'],
    [100, 'mg/dL', 1, 'g/L'],
    [5, '10*9/L', 5000, '/uL'],
    [1, 'a', 365.25, 'd'],
    [2, 'g/(24.h)', 2, 'g/d'],
    [90, 'mL/min/{1.73_m2}', 90, 'mL/min'],
    [1500, 'm[IU]', 1.5, '[IU]'],
    [1, 'mmol/L', 1000, 'umol/L'],
  ] as const) {
    it(`${value} ${from} are ${expected} ${to}`, () => {
      assert.equal(convertUnits(value, from, to), expected);
    });
  }

  it('that do not measure the same, or are not known, do not convert', () => {
    for (const [from, to] of [
      ['kg', 'm'],
      ['mol', 'g'],
      ['[IU]', 'mg'],
      ['xyz', 'kg'],
      ['kg', ''],
      ['(kg', 'kg'],
      ['Cel2', 'K2'],
      ['kg..m', 'kg.m'],
    ] as const) {
      assert.equal(convertUnits(1, from, to), undefined, `${from} to ${to}`);
    }
  });

  it('convert as the reference library does, each to each', () => {
    const metric = Object.keys(atoms).filter((code) => atoms[code]?.metric);
    const composed = [
      'kg/m2',
      'mmol/L',
      'mg/dL',
      '10*3/uL',
      '/min',
      'ug/kg/min',
      'cm[H2O]',
      'kcal/d',
      'mm/h',
      '%',
      'L/min',
    ];
    const codes = [...Object.keys(atoms), ...composed];
    let compared = 0;
    for (const from of [...codes, ...metric.flatMap((code) => [`m${code}`, `k${code}`])]) {
      for (const to of /^[mk]./.test(from) ? [from.slice(1), 'g', 'm'] : codes) {
        // The library turns a length into its reciprocal, and refuses an arbitrary unit even to itself.
        if ([from, to].some((code) => code === '[diop]' || /U\]|\[(?:CFU|PFU|FFU|Lf|BAU|AU|PNU|EU)\]|Amb/.test(code)))
          continue;
        const theirs = reference.convertUnitTo(from, 3, to);
        const ours = convertUnits(3, from, to);
        const expected = theirs.status === 'succeeded' ? theirs.toVal : undefined;
        const close =
          expected !== undefined && ours !== undefined && Math.abs(ours - expected) <= 1e-9 * Math.abs(expected);
        assert.ok(close || ours === expected, `3 ${from} in ${to}: ${String(ours)}, expected ${String(expected)}`);
        compared++;
      }
    }
    assert.ok(compared > 10_000, `${compared} pairs`);
  });
});
