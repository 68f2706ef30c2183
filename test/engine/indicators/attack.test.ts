import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Figures } from '@relais/engine/indicators';
import type { Fact } from '@relais/engine/indicators';
import type { Figure, FigureDimension, FigureQuery, FigureSplit } from '@relais/model';
import fc from 'fast-check';

const FIRST = Date.UTC(2026, 0, 1) / 86_400_000;
const DAYS = 273;
const TODAY = '2026-10-01';
const date = (day: number) => new Date((FIRST + day) * 86_400_000).toISOString().slice(0, 10);

/** Requests of a small centre: some days nobody, some communes rare, some people twice; some given up. */
const request = fc.record({
  day: fc.integer({ min: 0, max: DAYS - 1 }),
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

/** Numbers somebody has been shown, each as the facts it counts: one bit a fact. */
type Shown = bigint;

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
function read(figure: Figure, facts: readonly Fact[]): Shown[] {
  const { counted, by = [], filters, cells = [] } = figure;
  const shown: Shown[] = [];
  const within = (fact: Fact, from: string, to: string) => dateOf(fact) >= from && dateOf(fact) <= to;
  const add = (isIn: (fact: Fact) => boolean) => {
    const isAbove = (fact: Fact) => figure.denominator === undefined || fact.marks?.['abandoned'] === true;
    for (const above of [true, false])
      shown.push(
        facts.reduce((set, fact, at) => (isIn(fact) && isAbove(fact) === above ? set | (1n << BigInt(at)) : set), 0n),
      );
  };
  const passes = (fact: Fact) =>
    Object.entries(filters).every(([name, codes]) => codes.includes(fact.values[name as FigureDimension]!));
  if (counted && !figure.hidden) add((fact) => within(fact, counted.from, counted.to) && passes(fact));
  for (const { key, hidden } of cells) {
    if (hidden || !counted) continue;
    add(
      (fact) =>
        within(fact, counted.from, counted.to) &&
        passes(fact) &&
        by.every((name, at) => codeOf(fact, name) === key[at]),
    );
  }
  return shown;
}

function dateOf({ day }: Fact): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function codeOf(fact: Fact, name: FigureSplit): string {
  const month = dateOf(fact).slice(0, 7);
  if (name === 'month') return `${month}-01`;
  if (name === 'quarter')
    return `${month.slice(0, 5)}${['01', '04', '07', '10'][Math.floor((Number(month.slice(5)) - 1) / 3)]}-01`;
  return fact.values[name as FigureDimension]!;
}

/** Fewer than five people, and somebody. */
function tellsOfFew(set: Shown, facts: readonly Fact[]): boolean {
  const patients = new Set(
    facts.filter((_fact, at) => ((set >> BigInt(at)) & 1n) === 1n).map(({ patient }) => patient),
  );
  return patients.size > 0 && patients.size < 5;
}

/** Takes from every number each other that is a part of it, and all parts that one answer gives together; and does it again with what is left. */
function attack(families: readonly Shown[][], facts: readonly Fact[]): Shown | undefined {
  const known = new Set(families.flat());
  let fresh = [...known];
  for (let round = 0; round < 2; round += 1) {
    const found = new Set<Shown>();
    for (const set of fresh) {
      if (tellsOfFew(set, facts)) return set;
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
  return fresh.find((set) => tellsOfFew(set, facts));
}

describe('small numbers', () => {
  for (const indicator of ['SNP-01', 'SNP-08'])
    it(`of ${indicator} cannot be had by adding and subtracting what is shown`, () => {
      let shown = 0;
      fc.assert(
        fc.property(fc.array(request, { minLength: 20, maxLength: 160 }), (requests) => {
          const facts = requests.map(toFact);
          const figures = new Figures();
          facts.forEach((fact, index) => figures.book.put(String(index), [fact]));
          const families = ask(figures, facts, indicator);
          shown += families.flat().length;
          assert.equal(attack(families, facts), undefined);
        }),
        { numRuns: 8 },
      );
      assert.ok(shown > 1000, 'numbers are shown');
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
