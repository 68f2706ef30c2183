import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bandOf, bandsOf, Figures, usualRules } from '@relais/engine/indicators';
import type { Fact } from '@relais/engine/indicators';
import type { Figure, FigureDimension, FigureQuery, FigureSplit } from '@relais/model';
import fc from 'fast-check';

const FIRST = Date.UTC(2026, 0, 1) / 86_400_000;
const DAYS = 273;
const TODAY = '2026-10-01';
const date = (day: number) => new Date((FIRST + day) * 86_400_000).toISOString().slice(0, 10);

const COMMUNES = ['a', 'b', 'c', 'd'] as const;
const SEXES = ['female', 'male', 'other'] as const;
/** The first, the fifteenth and the last of each month: where blocks and quarters begin and end. */
const OPEN_DAYS = Array.from({ length: 9 }, (_, month) =>
  [Date.UTC(2026, month, 1), Date.UTC(2026, month, 15), Date.UTC(2026, month + 1, 0)].map(
    (at) => at / 86_400_000 - FIRST,
  ),
).flat();

/** Requests of a small centre: some days nobody, some communes rare, some people twice; some given up. */
const request = fc.record({
  day: fc.constantFrom(...OPEN_DAYS),
  patient: fc.integer({ min: 0, max: 60 }),
  commune: fc.constantFrom('a', 'a', 'a', 'a', 'b', 'b', 'c', 'd'),
  sex: fc.constantFrom('female', 'female', 'male', 'other'),
  abandoned: fc.constantFrom(false, false, false, true),
});
type Request = typeof request extends fc.Arbitrary<infer Value> ? Value : never;

function toFact({ day, patient, commune, sex, abandoned }: Request, index: number): Fact {
  return {
    kind: 'request',
    day: FIRST + day,
    values: { commune, sex },
    patient: String(patient),
    marks: { abandoned },
    events: [index + 1],
  };
}

/**
 * Numbers somebody has been shown, each as what it counts: one bit a fact, and above those one bit for each day, commune, sex and side
 * of the line it may count something of. That one number is a part of another is known by what was asked, not by what was there: who sees
 * that July had five requests does not know that all five came from one commune.
 */
type Shown = bigint;

const PLACES: Fact[] = OPEN_DAYS.flatMap((day) =>
  COMMUNES.flatMap((commune) =>
    SEXES.flatMap((sex) => [true, false].map((abandoned) => toFact({ day, patient: 0, commune, sex, abandoned }, 0))),
  ),
);

/** Everything a coordinator may ask for: every stretch from the first day, every month and quarter, split every way. */
function ask(figures: Figures, facts: readonly Fact[], indicator: string): Shown[][] {
  const families: Shown[][] = [];
  const take = (query: Omit<FigureQuery, 'indicators'>) => {
    const [figure] = figures.answer({ indicators: [indicator], ...query }, TODAY);
    families.push(read(figure!, facts));
  };
  for (let day = 0; day < DAYS; day += 1) take({ from: date(0), to: date(day) });
  for (let day = 0; day < DAYS; day += 5) take({ from: date(day), to: date(DAYS - 1) });
  const quarters = [
    ['2026-01-01', '2026-03-31'],
    ['2026-04-01', '2026-06-30'],
    ['2026-07-01', '2026-09-30'],
    ['2026-01-01', '2026-06-30'],
    ['2026-01-01', '2026-09-30'],
  ] as const;
  for (const [from, to] of quarters) {
    take({ from, to, by: ['month'] });
    for (const by of [['commune'], ['sex'], ['commune', 'sex'], ['sex', 'commune'], ['quarter', 'sex']] as const)
      take({ from, to, by: [...by] });
    for (const commune of ['a', 'b', 'c', 'd']) {
      take({ from, to, filters: { commune: [commune] } });
      take({ from, to, filters: { commune: [commune] }, by: ['sex'] });
      take({ from, to, filters: { commune: ['a', 'b', 'c', 'd'].filter((other) => other !== commune) } });
    }
  }
  return families;
}

/** The numbers that are not hidden, as sets of facts: above the line, and the rest below it. */
function read(
  figure: Figure,
  facts: readonly Fact[],
  places: readonly Fact[] = PLACES,
  codeOf: (fact: Fact, name: FigureSplit) => string = codeIn,
): Shown[] {
  const { counted, by = [], filters, cells = [] } = figure;
  const shown: Shown[] = [];
  const add = (isIn: (fact: Fact) => boolean) => {
    const { from, to } = counted!;
    const isAbove = (fact: Fact) => figure.denominator === undefined || fact.marks?.['abandoned'] === true;
    const bits = (all: readonly Fact[], isThen: (date: string) => boolean, isOn: (fact: Fact) => boolean) =>
      all.reduce((set, fact, at) => (isThen(dateOf(fact)) && isOn(fact) ? set | (1n << BigInt(at)) : set), 0n);
    for (const above of [true, false]) {
      const isOn = (fact: Fact) => isIn(fact) && isAbove(fact) === above;
      const those = bits(facts, (date) => date >= from && date <= to, isOn);
      const among = bits(places, (date) => date >= from && date <= to, isOn);
      shown.push(those | (among << BigInt(facts.length)));
    }
  };
  const passes = (fact: Fact) =>
    Object.entries(filters).every(([name, codes]) => codes.includes(codeOf(fact, name as FigureDimension)));
  if (counted && !figure.hidden) add(passes);
  for (const { key, hidden } of cells) {
    if (hidden || !counted) continue;
    add((fact) => passes(fact) && by.every((name, at) => codeOf(fact, name) === key[at]));
  }
  return shown;
}

function dateOf({ day }: Fact): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function codeIn(fact: Fact, name: FigureSplit): string {
  const month = dateOf(fact).slice(0, 7);
  if (name === 'month') return `${month}-01`;
  if (name === 'quarter')
    return `${month.slice(0, 5)}${['01', '04', '07', '10'][Math.floor((Number(month.slice(5)) - 1) / 3)]}-01`;
  return fact.values[name as FigureDimension]!;
}

/** Fewer people than it takes, and somebody. */
function tellsOfFew(set: Shown, facts: readonly Fact[], fewest: number): boolean {
  const patients = new Set(
    facts.filter((_fact, at) => ((set >> BigInt(at)) & 1n) === 1n).map(({ patient }) => patient),
  );
  return patients.size > 0 && patients.size < fewest;
}

/** Takes from every number each other that is a part of it, and all parts that one answer gives together; and does it again with what is left. */
function attack(numbers: readonly Shown[][], facts: readonly Fact[], fewest = 5): Shown | undefined {
  // Where a nought is shown, nothing is, and that is known.
  const isNought = (set: Shown) => (set & ((1n << BigInt(facts.length)) - 1n)) === 0n;
  const empty = numbers
    .flat()
    .filter(isNought)
    .reduce((union, set) => union | set, 0n);
  const families = numbers.map((family) => family.map((set) => set & ~empty));
  const known = new Set(families.flat());
  let fresh = [...known];
  for (let round = 0; round < 2; round += 1) {
    const found = new Set<Shown>();
    for (const set of fresh) {
      if (tellsOfFew(set, facts, fewest)) return set;
      for (const part of known) if ((part & set) === part) found.add(set & ~part);
      for (const family of families) {
        const parts = family.filter((part) => (part & set) === part).reduce((union, part) => union | part, 0n);
        found.add(set & ~parts);
      }
    }
    fresh = [...found].filter((set) => !known.has(set));
    if (known.size + fresh.length > 4000) fresh = fresh.slice(0, 1500);
    for (const set of fresh) known.add(set);
  }
  return fresh.find((set) => tellsOfFew(set, facts, fewest));
}

describe('small numbers', () => {
  for (const indicator of ['SNP-01', 'SNP-08'])
    it(`of ${indicator} cannot be had by adding and subtracting what is shown`, () => {
      let shown = 0;
      fc.assert(
        fc.property(fc.array(request, { minLength: 60, maxLength: 160 }), (requests) => {
          const facts = requests.map(toFact);
          const figures = new Figures();
          facts.forEach((fact, index) => figures.book.put(String(index), [fact]));
          const families = ask(figures, facts, indicator);
          shown += families.flat().length;
          assert.equal(attack(families, facts), undefined);
        }),
        { numRuns: 8, endOnFailure: true },
      );
      assert.ok(shown > 300, 'numbers are shown');
    });

  it('cannot be had either by subtracting what was shown before the structure asked for more patients, and what is shown since', () => {
    let shown = 0;
    fc.assert(
      fc.property(fc.array(request, { minLength: 90, maxLength: 160 }), (requests) => {
        const facts = requests.map(toFact);
        const families = [5, 11, 7].map((smallestCell) => {
          const figures = new Figures({ rules: { ...usualRules, smallestCell } });
          facts.forEach((fact, index) => figures.book.put(String(index), [fact]));
          return ask(figures, facts, 'SNP-01');
        });
        shown += families.slice(1).flat(2).length;
        assert.equal(attack(families.flat(), facts), undefined);
        assert.equal(attack(families[1]!, facts, 11), undefined);
      }),
      { numRuns: 5, endOnFailure: true },
    );
    assert.ok(shown > 300, 'numbers are shown');
  });

  it('cannot be had by subtracting what was shown by other age bands', () => {
    const ages = [3, 14, 15, 16, 40];
    const aged = fc.record({ request, age: fc.constantFrom(3, 3, 3, 14, 15, 16, 16, 40, 40) });
    const bandSets = [
      [0, 15],
      [0, 16],
      [0, 14, 16],
      [0, 15],
    ];
    const places = OPEN_DAYS.flatMap((day) =>
      SEXES.flatMap((sex) =>
        ages.map((age) => ({ ...toFact({ day, patient: 0, commune: 'a', sex, abandoned: false }, 0), age })),
      ),
    );
    let shown = 0;
    fc.assert(
      fc.property(
        fc.array(aged, { minLength: 60, maxLength: 140 }),
        fc.constantFrom(5, 8),
        (requests, smallestCell) => {
          const facts = requests.map((one, index) => ({
            ...toFact(one.request, index),
            age: one.age,
          }));
          const families = bandSets.map((ageBands, place) => {
            const earlierAgeBands = bandSets.slice(0, place).map((bands) => ({ ageBands: bands, until: TODAY }));
            const figures = new Figures({ rules: { ...usualRules, smallestCell, ageBands, earlierAgeBands } });
            facts.forEach((fact, index) => figures.book.put(String(index), [fact]));
            const codeOf = (fact: Fact, name: FigureSplit) =>
              name === 'ageBand' ? bandOf(fact.age!, ageBands) : codeIn(fact, name);
            const asked: Omit<FigureQuery, 'indicators'>[] = [
              ['2026-01-01', '2026-03-31'],
              ['2026-04-01', '2026-09-30'],
            ].flatMap(([from = '', to = '']) => [
              { from, to },
              { from, to, by: ['sex'] },
              { from, to, by: ['ageBand'] },
              { from, to, by: ['sex', 'ageBand'] },
              ...bandsOf(ageBands).flatMap((band) => [
                { from, to, filters: { ageBand: [band] } },
                { from, to, filters: { ageBand: [band] }, by: ['sex' as const] },
              ]),
            ]);
            return asked.map((query) =>
              read(figures.answer({ indicators: ['SNP-01'], ...query }, TODAY)[0]!, facts, places, codeOf),
            );
          });
          shown += families.slice(1).flat(2).length;
          assert.equal(attack(families.flat(), facts, 5), undefined);
          assert.equal(attack(families.flat(), facts, smallestCell), undefined);
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
    assert.ok(shown > 300, 'numbers are shown');
  });

  it('are told by new age bands of what was over before, as far as both bands together tell of enough', () => {
    const byAge = (ages: readonly number[], earlier: boolean) => {
      const rules = {
        ...usualRules,
        ageBands: [0, 16],
        ...(earlier && { earlierAgeBands: [{ ageBands: [0, 15], until: '2026-06-30' }] }),
      };
      const figures = new Figures({ rules });
      ages.forEach((age, index) => {
        const fact = toFact({ day: 3, patient: index, commune: 'a', sex: 'male', abandoned: false }, index);
        figures.book.put(String(index), [{ ...fact, age }]);
      });
      const query = { indicators: ['SNP-01'], from: '2026-01-01', to: '2026-03-31', by: ['ageBand' as const] };
      return figures.answer(query, TODAY)[0]!.cells!.map(({ key, numerator }) => [key[0], numerator]);
    };
    const many = (count: number, age: number) => Array.from({ length: count }, () => age);
    const one = [...many(12, 3), ...many(1, 15), ...many(20, 40)];
    assert.deepEqual(byAge(one, false), [
      ['0-15', 13],
      ['16+', 20],
    ]);
    assert.deepEqual(byAge(one, true), [
      ['0-15', null],
      ['16+', null],
    ]);
    assert.deepEqual(byAge([...many(12, 3), ...many(5, 15), ...many(20, 40)], true), [
      ['0-15', 17],
      ['16+', 20],
    ]);
  });

  it('are those of one to four patients, not of five', () => {
    const shownOf = (patients: number) => {
      const figures = new Figures();
      for (let index = 0; index < patients; index += 1) {
        const fact = toFact({ day: 3, patient: index, commune: 'a', sex: 'male', abandoned: false }, index);
        figures.book.put(String(index), [fact]);
      }
      const [figure] = figures.answer({ indicators: ['SNP-01'], from: '2026-01-01', to: '2026-01-31' }, TODAY);
      return [figure!.numerator, figure!.hidden];
    };
    assert.deepEqual(shownOf(4), [null, 'small-cell']);
    assert.deepEqual(shownOf(5), [5, undefined]);
    assert.deepEqual(shownOf(0), [0, undefined]);
  });

  it('of one person who comes five times are small', () => {
    const figures = new Figures();
    for (let index = 0; index < 5; index += 1) {
      const fact = toFact({ day: index, patient: 1, commune: 'a', sex: 'male', abandoned: false }, index);
      figures.book.put(String(index), [fact]);
    }
    const [figure] = figures.answer({ indicators: ['SNP-01'], from: '2026-01-01', to: '2026-01-31' }, TODAY);
    assert.equal(figure!.hidden, 'small-cell');
  });

  it('of one person who objects to re-use and comes five times are small, and shown of nobody by the way', () => {
    const withheld = (count: number, known: number) => {
      const figures = new Figures();
      const put = (index: number, fact: Partial<Fact>) => {
        const { patient: _, ...rest } = toFact(
          { day: 3, patient: 0, commune: 'a', sex: 'male', abandoned: false },
          index,
        );
        figures.book.put(String(index), [{ ...rest, ...fact }]);
      };
      for (let index = 0; index < count; index += 1) put(index, { isWithheld: true });
      for (let index = 0; index < known; index += 1) put(count + index, { patient: String(index) });
      const query = { indicators: ['SNP-01'], from: '2026-01-01', to: '2026-01-31' };
      return figures.answer(query, TODAY)[0]!.numerator;
    };
    assert.deepEqual([withheld(1, 0), withheld(5, 0), withheld(60, 0)], [null, null, null]);
    // The fifth may be one of the four, of whom other rows say who they are.
    assert.deepEqual([withheld(5, 4), withheld(5, 5)], [null, 10]);
  });

  it('stay so where many object, now and then, and come back', () => {
    const objects = fc.record({ request, withheld: fc.constantFrom(true, false, false) });
    let shown = 0;
    fc.assert(
      fc.property(fc.array(objects, { minLength: 60, maxLength: 160 }), (requests) => {
        const facts = requests.map(({ request: one }, index) => toFact(one, index));
        const figures = new Figures();
        facts.forEach((fact, index) => {
          const { patient: _, ...rest } = fact;
          figures.book.put(String(index), [requests[index]!.withheld ? { ...rest, isWithheld: true } : fact]);
        });
        const families = ask(figures, facts, 'SNP-01');
        shown += families.flat().length;
        assert.equal(attack(families, facts), undefined);
      }),
      { numRuns: 4, endOnFailure: true },
    );
    assert.ok(shown > 100, 'numbers are shown');
  });

  it('are not told as left out either, where somebody who objects may be behind them all', () => {
    const leftOut = (fact: Partial<Fact>, audience: 'protected' | 'complete') => {
      const figures = new Figures();
      const of = (index: number, who: Partial<Fact>): Fact => ({
        ...{ kind: 'run', day: FIRST + 3, values: {}, marks: { included: true }, events: [index + 1] },
        ...who,
      });
      for (let index = 0; index < 6; index += 1) figures.book.put(`k${index}`, [of(index, { patient: String(index) })]);
      for (let index = 6; index < 12; index += 1) figures.book.put(`w${index}`, [of(index, fact)]);
      const query = { indicators: ['ACI-P2'], from: '2026-01-01', to: '2026-01-31' };
      const [figure] = figures.answer(query, TODAY, audience);
      return [figure!.numerator, figure!.excluded.unknownPatient];
    };
    assert.deepEqual(leftOut({ isWithheld: true }, 'protected'), [6, null]);
    assert.deepEqual(leftOut({ isWithheld: true }, 'complete'), [6, 6]);
    assert.deepEqual(leftOut({}, 'protected'), [6, 6]);
  });

  it('are counted in patients of what was left out, too: one who cancels six times is hidden, six who cancel once are not', () => {
    const leftOut = (patientOf: (index: number) => string | undefined, leftOutBy: 'patients' | undefined) => {
      const { leftOut: _, ...before } = usualRules;
      const figures = new Figures({ rules: { ...before, ...(leftOutBy && { leftOut: leftOutBy }) } });
      for (let index = 0; index < 12; index += 1) {
        const { patient: _, ...fact } = toFact(
          { day: 3, patient: 0, commune: 'a', sex: 'male', abandoned: false },
          index,
        );
        const who = index < 6 ? `k${index}` : patientOf(index);
        figures.book.put(String(index), [
          {
            ...fact,
            ...(who !== undefined && { patient: who }),
            ...(index >= 6 && { excluded: 'cancelled' as const }),
          },
        ]);
      }
      const query = { indicators: ['SNP-01'], from: '2026-01-01', to: '2026-01-31' };
      const [figure] = figures.answer(query, TODAY);
      return [figure!.numerator, figure!.excluded.cancelled];
    };
    assert.deepEqual(
      leftOut(() => 'one', 'patients'),
      [6, null],
    );
    assert.deepEqual(
      leftOut((index) => String(index), 'patients'),
      [6, 6],
    );
    // Where nobody is known, nobody can say that two things are one person's.
    assert.deepEqual(
      leftOut(() => undefined, 'patients'),
      [6, 6],
    );
    // As files that were handed on before are counted again.
    assert.deepEqual(
      leftOut(() => 'one', undefined),
      [6, 6],
    );
  });

  it('let the figure of today move by fives', () => {
    const figures = new Figures();
    const seen = new Set<number | null>();
    for (let index = 0; index < 23; index += 1) {
      const fact = toFact({ day: DAYS, patient: index, commune: 'a', sex: 'male', abandoned: false }, index);
      figures.book.put(String(index), [fact]);
      seen.add(figures.answer({ indicators: ['SNP-01'], from: TODAY, to: TODAY }, TODAY)[0]!.numerator);
    }
    assert.deepEqual([...seen], [null, 5, 10, 15]);
  });
});
