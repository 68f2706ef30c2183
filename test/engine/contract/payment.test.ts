import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findContractFaults, indicatorsOf, payAll, payMission, periodOn } from '@relais/engine/contract';
import { AciContract } from '@relais/model';
import type { ContractIndicator, ContractMission, ContractPeriod, Figure } from '@relais/model';
import fc from 'fast-check';

const DAYS = { from: '2026-01-01', to: '2026-12-31' };
const excluded = { cancelled: 0, erroneous: 0, training: 0, trial: 0, needsReview: 0, unknownPatient: 0 };

function figure(numbers: Partial<Figure>): Figure {
  return {
    ...{ indicator: 'SNP-07', version: 1, unit: 'percent', source: 'measured', ...DAYS, counted: DAYS, filters: {} },
    ...{ value: null, numerator: null, excluded },
    ...numbers,
  };
}

const share = (numerator: number, denominator: number) =>
  figure({ numerator, denominator, value: denominator ? (numerator / denominator) * 100 : null });
const count = (value: number) => figure({ unit: 'requests', value, numerator: value });

function mission(
  part: Partial<ContractMission>,
  ...indicators: readonly Partial<ContractIndicator>[]
): ContractMission {
  return {
    ...{ mission: 'access', fixed: 0, variable: 0 },
    ...part,
    indicators: indicators.map((one) => ({ indicator: 'SNP-07', weight: 100, target: 80, ...one })),
  };
}

const pay = (asked: ContractMission, ...figures: readonly (Figure | undefined)[]) =>
  payMission(asked, (id) => figures[asked.indicators.findIndex(({ indicator }) => indicator === id)]);

describe('a mission of the contract', () => {
  it('brings its fixed amount, and of its variable amount what is attained', () => {
    const { lines, least, most } = pay(mission({ fixed: 2_000_000, variable: 1_000_000 }), share(0, 0));
    assert.deepEqual([lines, least, most], [[], 2_000_000, 2_000_000]);
    const paid = pay(mission({ fixed: 2_000_000, variable: 1_000_000 }, {}), share(40, 100));
    assert.deepEqual([paid.lines[0]?.attainment, paid.lines[0]?.amount], [5000, 500_000]);
    assert.deepEqual([paid.least, paid.most], [2_500_000, 2_500_000]);
  });

  it('takes a share by n and N, and not by the value that was divided before', () => {
    const third = pay(mission({ variable: 300 }, { target: 100 }), share(1, 3));
    assert.deepEqual([third.lines[0]?.amount, third.lines[0]?.attainment], [100, 3333]);
  });

  it('is never attained below nothing, nor above all of it', () => {
    const asked = mission({ variable: 1000 }, { baseline: 20, target: 80 });
    const amounts = [10, 20, 50, 80, 95].map((n) => pay(asked, share(n, 100)).lines[0]?.amount);
    assert.deepEqual(amounts, [0, 0, 500, 1000, 1000]);
  });

  it('goes down where the target is below the beginning', () => {
    const asked = mission({ variable: 1000 }, { baseline: 48, target: 24 });
    const amounts = [60, 48, 36, 24, 10].map((hours) => pay(asked, count(hours)).lines[0]?.amount);
    assert.deepEqual(amounts, [0, 0, 500, 1000, 1000]);
  });

  it('is all or nothing where its rule says so', () => {
    const asked = mission({ variable: 1000 }, { target: 1, rule: 'reached' });
    assert.deepEqual(
      [0, 1, 2].map((plans) => pay(asked, count(plans)).lines[0]?.amount),
      [0, 1000, 1000],
    );
  });

  it('has no amount for what is hidden, not to be divided, not counted here or not begun, and says between what it lies', () => {
    const cases: readonly [Figure | undefined, string][] = [
      [figure({ hidden: 'small-cell', denominator: null }), 'hidden'],
      [share(0, 0), 'incalculable'],
      [figure({ source: 'notMeasured', counted: null }), 'notMeasured'],
      [figure({ counted: null }), 'early'],
      [undefined, 'early'],
    ];
    for (const [shown, state] of cases) {
      const { lines, least, most } = pay(mission({ fixed: 700, variable: 300 }, {}), shown);
      const [line] = lines;
      assert.deepEqual([line?.state, line?.amount, line?.attainment], [state, null, null]);
      assert.deepEqual([least, most], [700, 1000]);
    }
  });

  it('counts nothing recorded as 0 where it is a count', () => {
    const { lines } = pay(mission({ variable: 300 }, {}), count(0));
    assert.deepEqual([lines[0]?.state, lines[0]?.amount], ['counted', 0]);
  });

  it('takes what was typed in place of the figure, and keeps where it was read', () => {
    const typed = { value: 60, source: 'Bilan de la caisse' };
    const { lines } = pay(mission({ variable: 400 }, { typed }), figure({ hidden: 'small-cell' }));
    assert.deepEqual([lines[0]?.state, lines[0]?.amount, lines[0]?.typed], ['typed', 300, typed]);
  });
});

const weights = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 6 })
  .map((cuts) => [0, ...cuts.sort((one, other) => one - other), 100])
  .map((cuts) => cuts.slice(1).map((cut, place) => cut - cuts[place]!));
const decimals = fc.integer({ min: -100_000, max: 100_000 }).map((value) => value / 100);
const cents = fc.integer({ min: 0, max: 10_000_000_000 });
const way = fc.tuple(decimals, decimals).filter(([baseline, target]) => baseline !== target);
const shown = fc.oneof(
  fc.tuple(fc.nat(500), fc.nat(500)).map(([n, more]) => share(n, n + more)),
  decimals.map(count),
  fc.constantFrom(figure({ hidden: 'small-cell' }), figure({ counted: null }), undefined),
);
const contract = fc.tuple(cents, cents, weights).chain(([fixed, variable, list]) =>
  fc.tuple(
    fc.constant({ fixed, variable }),
    fc.tuple(
      ...list.map((weight, place) =>
        fc.record({
          weight: fc.constant(weight),
          way,
          rule: fc.constantFrom('linear' as const, 'reached' as const),
          indicator: fc.constant(`I-${place}`),
        }),
      ),
    ),
    fc.tuple(...list.map(() => shown)),
  ),
);
type Drawn = typeof contract extends fc.Arbitrary<infer T> ? T : never;

function drawn([part, indicators]: Drawn): ContractMission {
  return mission(part, ...indicators.map(({ way: [baseline, target], ...one }) => ({ ...one, baseline, target })));
}

describe('whatever a contract and its figures say', () => {
  it('nothing is above fixed and variable together, nothing below the fixed amount, and parts add up to the cent', () => {
    fc.assert(
      fc.property(contract, (all) => {
        const asked = drawn(all);
        const { lines, least, most, fixed, variable } = pay(asked, ...all[2]);
        assert.equal(
          lines.reduce((sum, line) => sum + line.share, 0),
          variable,
        );
        for (const { amount, share: own } of lines) assert.ok(amount === null || (amount >= 0 && amount <= own));
        const known = lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
        const open = lines.reduce((sum, { amount, share: own }) => sum + (amount === null ? own : 0), 0);
        assert.deepEqual([least, most], [fixed + known, fixed + known + open]);
        assert.ok(fixed <= least && least <= most && most <= fixed + variable);
        const sums = payAll([pay(asked, ...all[2]), pay(asked, ...all[2])]);
        assert.deepEqual([sums.least, sums.most, sums.fixed], [2 * least, 2 * most, 2 * fixed]);
      }),
    );
  });

  it('a value nearer to its target never brings less', () => {
    fc.assert(
      fc.property(
        cents,
        way,
        decimals,
        decimals,
        fc.constantFrom('linear', 'reached'),
        (variable, ends, one, other, rule) => {
          const [baseline, target] = ends;
          const asked = mission({ variable }, { baseline, target, rule });
          const [low, high] = [Math.min(one, other), Math.max(one, other)].map(
            (value) => pay(asked, count(value)).lines[0]!.amount!,
          );
          assert.ok(target > baseline ? low! <= high! : low! >= high!);
        },
      ),
    );
  });

  it('all targets reached bring all of it', () => {
    fc.assert(
      fc.property(contract, (all) => {
        const asked = drawn(all);
        const { least } = pay(asked, ...asked.indicators.map(({ target }) => count(target)));
        assert.equal(least, asked.fixed + asked.variable);
      }),
    );
  });
});

describe('a contract as it is typed', () => {
  const period = (part: Partial<ContractPeriod>): ContractPeriod => ({
    ...DAYS,
    size: 'from40000',
    missions: [],
    ...part,
  });
  const contractOf = (...periods: readonly ContractPeriod[]): AciContract =>
    AciContract.parse({ formatVersion: 'relais-contract/1', periods });
  const kindsOf = (...periods: readonly ContractPeriod[]) =>
    findContractFaults(contractOf(...periods), (id) => id.startsWith('SNP')).map(({ path, kind }) => `${path} ${kind}`);

  it('holds from its first day to its last, both included', () => {
    const contract = contractOf(period({}), period({ from: '2027-01-01', to: '2027-12-31' }));
    const found = ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01', '2028-01-01'].map(
      (day) => periodOn(contract, day)?.from,
    );
    assert.deepEqual(found, [undefined, '2026-01-01', '2026-01-01', '2027-01-01', undefined]);
  });

  it('names each indicator once for all missions', () => {
    const missions = [
      mission({}, { indicator: 'A' }, { indicator: 'B' }),
      mission({ mission: 'crisis' }, { indicator: 'A' }),
    ];
    assert.deepEqual(indicatorsOf(period({ missions })), ['A', 'B']);
  });

  it('says everything that cannot be: days, missions and indicators twice, weights, targets with no way', () => {
    assert.deepEqual(kindsOf(period({}), period({ from: '2026-12-31', to: '2026-12-30' })), [
      'periods.1.to inverted',
      'periods.1.from overlaps',
    ]);
    assert.deepEqual(kindsOf(period({ from: '1926-01-01' })), ['periods.0.from too-early']);
    const missions = [
      mission({ variable: 5 }),
      mission({}, { weight: 60, target: 0 }, { weight: 30 }, { weight: 9, indicator: 'NONE' }),
    ];
    assert.deepEqual(kindsOf(period({ missions })), [
      'periods.0.missions.0.indicators no-indicators',
      'periods.0.missions.1.mission mission-twice',
      'periods.0.missions.1.indicators weights',
      'periods.0.missions.1.indicators.0.target no-way',
      'periods.0.missions.1.indicators.1.indicator indicator-twice',
      'periods.0.missions.1.indicators.2.indicator unknown-indicator',
    ]);
  });

  it('takes no third decimal, no part of a cent, and nothing it does not know', () => {
    const refused = (missions: unknown) =>
      !AciContract.safeParse({ formatVersion: 'relais-contract/1', periods: [{ ...period({}), missions }] }).success;
    assert.ok(refused([mission({}, { target: 0.125 })]));
    assert.ok(refused([mission({ fixed: 0.5 })]));
    assert.ok(refused([mission({ fixed: -1 })]));
    assert.ok(refused([mission({ variable: 1e15 })]));
    assert.ok(refused([{ ...mission({}), advance: 75 }]));
    assert.ok(refused([mission({}, { typed: { value: 3, source: ' ' } })]));
    assert.ok(!refused([mission({}, { target: 0.12, baseline: -3.5 })]));
  });
});
