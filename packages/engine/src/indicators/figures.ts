import type {
  ComparisonKind,
  ExcludedCounts,
  Figure,
  FigureCell,
  FigureComparison,
  FigureDimension,
  FigureFilters,
  FigurePeriod,
  FigureQuery,
  FigureRules,
  FigureSplit,
  FigureStep,
} from '@relais/model';
import { FEWEST_PATIENTS } from '@relais/model';
import { dateOf, dayOf } from '../time/index.ts';
import { FactBook } from './book.ts';
import { daysBefore, stepAbout, stepsIn, yearBefore } from './calendar.ts';
import type { Days } from './calendar.ts';
import { bandOf, UNKNOWN, usualRules, valueOf } from './dimensions.ts';
import type { Fact } from './facts/index.ts';
import { Cuts } from './protection/blocks.ts';
import type { CutDays } from './protection/blocks.ts';
import { hiddenSince } from './protection/ages.ts';
import { cellId, hiddenCells } from './protection/table.ts';
import type { Table, TableCell } from './protection/table.ts';
import { dimensionsOf, isStep, namesOf } from './query.ts';
import { findIndicator } from './registry/index.ts';
import type { Counted, Indicator } from './registry/index.ts';
import { TakenOverBook } from './taken-over.ts';
import { Crowd, Sum } from './tally.ts';

/** `complete`: for whoever the figures are due to as they are, as the agency's declaration. `protected`: for everybody else. */
export type Audience = 'complete' | 'protected';

/** Seats that were open at one start, as the territory says. */
export interface OpenSeats {
  readonly day: number;
  readonly minute: number;
  readonly practice: string;
  readonly site: string;
  readonly seats: number;
}

export interface FigureSettings {
  readonly rules?: FigureRules;
  readonly seatsOpened?: (days: Days) => readonly OpenSeats[];
}

/** What was counted, and whether it may be shown. */
interface Counting {
  readonly sum: Sum;
  readonly isHidden: boolean;
}

/** What is counted of a period, and the parts of it. */
interface Answer extends Counting {
  readonly counted: Days | undefined;
  readonly cells?: readonly (Counting & { readonly key: string[] })[];
}

type Asked = Pick<FigureQuery, 'filters' | 'by'>;

type Splits = readonly FigureSplit[];

/** Tables and answers of quarters that are kept. */
const MOST_KEPT = 1000;

/** Computes figures from facts. What has been counted of days that are over is kept until something of them is corrected. */
export class Figures {
  readonly book = new FactBook();
  readonly takenOver = new TakenOverBook();
  readonly rules: FigureRules;
  /** How many patients it takes: as many as anybody may ask for, then as many as here are asked for. */
  readonly #levels: readonly number[];
  readonly #seatsOpened: ((days: Days) => readonly OpenSeats[]) | undefined;
  readonly #cuts = new Map<Indicator, Cuts>();
  readonly #tables = new Map<string, Kept<HiddenTable>>();
  readonly #answers = new Map<string, Kept<Answer>>();
  readonly #sums = new Map<string, Kept<Sum>>();

  constructor({ rules = usualRules, seatsOpened }: FigureSettings = {}) {
    this.rules = rules;
    this.#levels = [...new Set([FEWEST_PATIENTS, rules.smallestCell])];
    this.#seatsOpened = seatsOpened;
    this.book.listen((kind, day) => {
      for (const [indicator, cuts] of this.#cuts) if (indicator.counting?.kinds.includes(kind)) cuts.forget(day);
      for (const kept of [this.#tables, this.#answers, this.#sums]) {
        for (const [id, { indicator, days }] of kept) {
          if (indicator.counting?.kinds.includes(kind) && days.from <= day && day <= days.to) kept.delete(id);
        }
      }
    });
  }

  /** The figures of a query that has no faults. @param today the day that is not over yet */
  answer(query: FigureQuery, today: string, audience: Audience = 'protected'): Figure[] {
    return query.indicators.map((id) => this.#figure(id, query, dayOf(today), audience));
  }

  /** What makes a figure, by date; nothing where it is hidden. */
  lines(
    id: string,
    { filters = {}, ...period }: Pick<FigureQuery, 'from' | 'to' | 'filters'>,
    today: string,
  ): { readonly fact: Fact; readonly counts: boolean }[] | undefined {
    const indicator = countedIndicator(id);
    if (!indicator) return undefined;
    const days = { from: dayOf(period.from), to: dayOf(period.to) };
    const { counted, isHidden, sum } = this.#ask(indicator, days, { filters }, dayOf(today), 'protected');
    if (!counted || isHidden || sum.isEmpty) return counted && !isHidden ? [] : undefined;
    const lines: { readonly fact: Fact; readonly counts: boolean }[] = [];
    for (const fact of this.#factsIn(indicator, counted, filters)) {
      const sighting = fact.excluded ? undefined : indicator.counting.sees(fact);
      if (sighting) lines.push({ fact, counts: sighting.numerator });
    }
    return lines;
  }

  #figure(id: string, query: FigureQuery, today: number, audience: Audience): Figure {
    const { from, to, filters = {}, by, compare } = query;
    const known = findIndicator(id)!;
    const indicator = countedIndicator(id);
    const { version, unit, source } = known.definition;
    const head = { indicator: id, version, unit, source, from, to, filters };
    const before = this.takenOver.within(known, query, audience === 'complete' ? 0 : this.rules.smallestCell);
    const takenOver = before.length > 0 && { takenOver: before };
    if (!indicator)
      return { ...head, counted: null, value: null, numerator: null, excluded: nothingExcluded, ...takenOver };
    const days = { from: dayOf(from), to: dayOf(to) };
    const answer = this.#ask(indicator, days, query, today, audience);
    return {
      ...head,
      counted: periodOf(answer.counted),
      ...shown(indicator, answer),
      excluded: this.#excluded(answer, audience),
      ...(by && { by }),
      ...(answer.cells && {
        cells: answer.cells.map((cell): FigureCell => ({ key: cell.key, ...shown(indicator, cell) })),
      }),
      ...(compare && { comparison: this.#comparison(indicator, days, { filters, compare }, today, audience) }),
      ...(answer.sum.takenOver > 0 && !answer.isHidden && { ofWhichTakenOver: answer.sum.takenOver }),
      ...takenOver,
    };
  }

  #comparison(
    indicator: Counted,
    days: Days,
    { filters, compare }: { readonly filters: FigureFilters; readonly compare: ComparisonKind },
    today: number,
    audience: Audience,
  ): FigureComparison {
    const earlier = compare === 'previous' ? daysBefore(days) : yearBefore(days);
    const answer = this.#ask(indicator, earlier, { filters }, today, audience);
    return {
      kind: compare,
      ...periodOf(earlier)!,
      counted: periodOf(answer.counted),
      ...shown(indicator, answer),
    };
  }

  #ask(indicator: Counted, days: Days, asked: Asked, today: number, audience: Audience): Answer {
    if (indicator.counting.stock) return this.#stock(indicator, days, asked);
    if (audience === 'complete' || indicator.counting.ofNobody) return this.#complete(indicator, days, asked);
    return dimensionsOf(asked).length === 0
      ? this.#wholeBlocks(indicator, days, asked, today)
      : this.#wholeQuarters(indicator, days, asked, today);
  }

  /** Everything, whoever stands behind it. */
  #complete(indicator: Counted, days: Days, { filters = {}, by }: Asked): Answer {
    const facts = [...this.#factsIn(indicator, days, filters)];
    const cells = by && [...this.#group(indicator, facts, by)].map(open);
    if (by) this.#addOpenTo(indicator, days, filters, cells ?? [], by);
    const sum = this.#sum(indicator, facts);
    this.#addOpen(indicator, sum, days, filters);
    return { counted: days, sum, isHidden: false, ...(cells && { cells: sorted(cells) }) };
  }

  /** What holds at the end of the last day; split by the calendar, at the end of each step or of the period, whichever comes first. */
  #stock(indicator: Counted, days: Days, { filters = {}, by }: Asked): Answer {
    const step = by?.find(isStep);
    const ends = step
      ? stepsIn(step, days).map(({ from, to }) => ({ part: dateOf(from), end: Math.min(to, days.to) }))
      : [{ part: '', end: days.to }];
    const cells = by && ends.flatMap(({ part, end }) => this.#stockAt(indicator, end, filters, by, part));
    const sum = this.#sum(indicator, this.#standing(indicator, days.to, filters));
    return { counted: days, sum, isHidden: false, ...(cells && { cells: sorted(cells) }) };
  }

  /** The parts of what holds at the end of a day; `part` is the step that the day ends. */
  #stockAt(indicator: Counted, end: number, filters: FigureFilters, by: Splits, part: string) {
    const facts = this.#standing(indicator, end, filters);
    const split = by.filter((name) => !isStep(name));
    if (split.length === 0) return [open({ key: [part], sum: this.#sum(indicator, facts) })];
    return this.#group(indicator, facts, split).map(({ key, sum }) =>
      open({ key: by.map((name) => (isStep(name) ? part : key[split.indexOf(name)]!)), sum }),
    );
  }

  #standing({ counting: { kinds } }: Counted, end: number, filters: FigureFilters): Fact[] {
    return this.book
      .daysOf(kinds)
      .filter((day) => day <= end)
      .flatMap((day) => this.book.on(kinds, day))
      .filter((fact) => (fact.until === undefined || fact.until > end) && this.#passes(fact, filters));
  }

  /** Neither filtered nor split but by the calendar. */
  #wholeBlocks(indicator: Counted, days: Days, { by }: Asked, today: number): Answer {
    const step = by?.find(isStep);
    return {
      ...this.#blocks(indicator, days, today),
      ...(step && { cells: this.#trend(indicator, days, step, today) }),
    };
  }

  #blocks(indicator: Counted, days: Days, today: number): Answer {
    const counted = this.#cutsOf(indicator).within(days, today);
    const sum = counted ? this.#inBlocks(indicator, counted) : new Sum(indicator);
    // Nobody in what can be counted, and somebody in the days asked for: « 0 » would be taken for all of them.
    const isMisleading = sum.isEmpty && !this.#sum(indicator, this.#factsIn(indicator, days, {})).isEmpty;
    return counted && !isMisleading
      ? { counted, sum, isHidden: false }
      : { counted: undefined, sum: new Sum(indicator), isHidden: true };
  }

  /** Each step on its own: hidden where it makes no whole blocks. The one that today is in goes as far as it can be shown. */
  #trend(indicator: Counted, days: Days, step: FigureStep, today: number) {
    return stepsIn(step, days).map((about) => {
      const asked = { from: Math.max(about.from, days.from), to: Math.min(about.to, days.to) };
      const answer = this.#blocks(indicator, asked, today);
      const { counted } = answer;
      const isWhole = counted?.from === asked.from && (counted.to === asked.to || asked.to >= today);
      return { key: [dateOf(about.from)], ...answer, isHidden: !isWhole };
    });
  }

  #inBlocks(indicator: Counted, counted: CutDays): Sum {
    const { from, live } = counted;
    const days = { from, to: live ? counted.to - 1 : counted.to };
    const id = `${indicator.definition.id}|${days.from}|${days.to}`;
    const kept = this.#kept(this.#sums, id, { indicator, days }, () => this.#ofDays(indicator, days));
    if (!live && !indicator.counting.ofSeatsOpened) return kept;
    const sum = sumOf(indicator, [{ sum: kept }]);
    if (live) sum.merge(this.#sum(indicator, live));
    this.#addOpen(indicator, sum, counted, {});
    return sum;
  }

  #ofDays(indicator: Counted, { from, to }: Days): Sum {
    const sum = new Sum(indicator);
    for (const month of stepsIn('month', { from, to })) {
      const isWhole = month.from >= from && month.to <= to;
      const part = { from: Math.max(month.from, from), to: Math.min(month.to, to) };
      sum.merge(
        isWhole ? this.#wholeMonth(indicator, month) : this.#sum(indicator, this.#factsIn(indicator, part, {})),
      );
    }
    return sum;
  }

  #wholeMonth(indicator: Counted, month: Days): Sum {
    const id = `${indicator.definition.id}|month|${month.from}`;
    return this.#kept(this.#sums, id, { indicator, days: month }, () =>
      this.#sum(indicator, this.#factsIn(indicator, month, {})),
    );
  }

  /** Filtered or split: whole quarters that are over, cell by cell. */
  #wholeQuarters(indicator: Counted, days: Days, asked: Asked, today: number): Answer {
    const { filters = {}, by } = asked;
    const quarters = this.#quartersIn(indicator, days, today);
    const first = quarters[0];
    const last = quarters.at(-1);
    if (!first || !last) return { counted: undefined, sum: new Sum(indicator), isHidden: true };
    const counted = { from: first.from, to: last.to };
    const id = `${indicator.definition.id}|${JSON.stringify([filters, by ?? []])}|${counted.from}|${counted.to}`;
    const make = () => this.#ofQuarters(indicator, quarters, counted, asked);
    // What the territory says of open seats may be otherwise tomorrow.
    if (indicator.counting.ofSeatsOpened) return make();
    return this.#kept(this.#answers, id, { indicator, days: counted }, make);
  }

  #ofQuarters(indicator: Counted, quarters: readonly Days[], counted: Days, asked: Asked): Answer {
    const { filters = {}, by } = asked;
    const dimensions = dimensionsOf(asked);
    const chosen = quarters.flatMap((quarter) =>
      this.#cellsOf(indicator, dimensions, quarter)
        .filter(({ key }) => dimensions.every((name, at) => filters[name]?.includes(key[at]!) ?? true))
        .map((cell) => ({ ...cell, quarter })),
    );
    const cells = by && this.#putTogether(indicator, chosen, by, dimensions, counted, filters);
    // What is split is the whole of it: the sum of one dimension's cells is shown, whichever are hidden.
    const isFiltered = namesOf(filters).length > 0;
    const sum = sumOf(indicator, chosen);
    this.#addOpen(indicator, sum, counted, filters);
    const isHidden = isFiltered && !this.#isFilterShown(indicator, filters, quarters);
    return { counted, sum, isHidden, ...(cells && { cells }) };
  }

  /** A filter is a sum of cells of its own dimensions. */
  #isFilterShown(indicator: Counted, filters: FigureFilters, quarters: readonly Days[]): boolean {
    const names = namesOf(filters);
    return quarters.every((quarter) =>
      this.#cellsOf(indicator, names, quarter).every(
        ({ key, isHidden }) => !isHidden || !names.every((name, at) => filters[name]!.includes(key[at]!)),
      ),
    );
  }

  #putTogether(
    indicator: Counted,
    chosen: readonly (TableCell & { readonly isHidden: boolean; readonly quarter: Days })[],
    by: Splits,
    dimensions: readonly FigureDimension[],
    counted: Days,
    filters: FigureFilters,
  ) {
    const keyOf = ({ key, quarter }: (typeof chosen)[number]) =>
      by.map((name) => (isStep(name) ? dateOf(stepAbout(name, quarter.from).from) : key[dimensions.indexOf(name)]!));
    const groups = Map.groupBy(chosen, (cell) => cellId(keyOf(cell)));
    const cells = [...groups.values()].map((group) => ({
      key: keyOf(group[0]!),
      sum: sumOf(indicator, group),
      isHidden: group.some(({ isHidden }) => isHidden),
    }));
    this.#addOpenTo(indicator, counted, filters, cells, by);
    return sorted(cells);
  }

  /** The longest row of whole quarters that are over and can be cut out; of two the later. */
  #quartersIn(indicator: Counted, days: Days, today: number): Days[] {
    const cuts = this.#cutsOf(indicator);
    let best: Days[] = [];
    let row: Days[] = [];
    for (const quarter of stepsIn('quarter', days)) {
      const isWhole = quarter.from >= days.from && quarter.to <= days.to && quarter.to < today;
      const canBeCut = isWhole && cuts.at(quarter.from - 1, today) && cuts.at(quarter.to, today);
      row = canBeCut ? [...row, quarter] : [];
      if (row.length >= best.length) best = row;
    }
    return best;
  }

  #cellsOf(
    indicator: Counted,
    dimensions: readonly FigureDimension[],
    quarter: Days,
  ): (TableCell & { readonly isHidden: boolean })[] {
    const id = `${indicator.definition.id}|${dimensions.join()}|${quarter.from}`;
    const known = this.#kept(this.#tables, id, { indicator, days: quarter }, () => {
      const cells = this.#group(indicator, this.#factsIn(indicator, quarter, {}), dimensions);
      const table: Table = new Map(cells.map((cell) => [cellId(cell.key), cell]));
      return { table, hidden: this.#hiddenIn(cells, indicator, dimensions, quarter) };
    });
    const { table, hidden } = known;
    return [...table].map(([cell, content]) => ({ ...content, isHidden: hidden.has(cell) }));
  }

  #hiddenIn(
    cells: readonly TableCell[],
    indicator: Counted,
    dimensions: readonly FigureDimension[],
    quarter: Days,
  ): ReadonlySet<string> {
    const place = dimensions.indexOf('ageBand');
    const earlier = place < 0 ? [] : this.#bandsSince(quarter);
    if (earlier.length === 0) return hiddenCells(cells, this.#levels);
    const { ageBands } = this.rules;
    const finest = [...new Set([...earlier.flat(), ...ageBands])].sort((left, right) => left - right);
    const parts = this.#group(indicator, this.#factsIn(indicator, quarter, {}), dimensions, finest);
    const bands = [...earlier, ageBands].map(
      (firstAges) => (part: string) => (part === UNKNOWN ? part : bandOf(Number.parseInt(part, 10), firstAges)),
    );
    return hiddenSince(parts, place, bands, this.#levels);
  }

  /** Other bands that a quarter has been shown by, each once, up to those in force. */
  #bandsSince(quarter: Days): (readonly number[])[] {
    const { ageBands, earlierAgeBands = [] } = this.rules;
    const shown = earlierAgeBands.filter(({ until }) => dayOf(until) > quarter.to).map((one) => one.ageBands);
    const firsts = new Map([...shown, ageBands].map((bands) => [bands.join(), bands]));
    return [...firsts].slice(0, [...firsts.keys()].indexOf(ageBands.join())).map(([, bands]) => bands);
  }

  /** Made once, until something of its days is otherwise. */
  #kept<Value>(kept: Map<string, Kept<Value>>, id: string, of: Omit<Kept<Value>, 'value'>, make: () => Value): Value {
    const known = kept.get(id);
    if (known) return known.value;
    const value = make();
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(id, { ...of, value });
    return value;
  }

  /** Facts by their codes. */
  #group(
    indicator: Counted,
    facts: Iterable<Fact>,
    by: Splits,
    ageBands: readonly number[] = this.rules.ageBands,
  ): TableCell[] {
    const cells = new Map<string, TableCell>();
    for (const fact of facts) {
      const sighting = indicator.counting.sees(fact);
      if (!sighting) continue;
      const key = by.map((name) =>
        isStep(name) ? dateOf(stepAbout(name, fact.day).from) : valueOf(fact, name, ageBands),
      );
      const id = cellId(key);
      const cell = cells.get(id) ?? { key, sum: new Sum(indicator), crowd: new Crowd() };
      cells.set(id, cell);
      cell.sum.add(fact, sighting);
      cell.crowd.add(fact, sighting);
    }
    return [...cells.values()];
  }

  #sum(indicator: Counted, facts: Iterable<Fact>): Sum {
    const sum = new Sum(indicator);
    for (const fact of facts) {
      const sighting = indicator.counting.sees(fact);
      if (sighting) sum.add(fact, sighting);
    }
    return sum;
  }

  *#factsIn({ counting }: Counted, { from, to }: Days, filters: FigureFilters): Generator<Fact> {
    const isFiltered = namesOf(filters).length > 0;
    for (let day = from; day <= to; day += 1) {
      for (const fact of this.book.on(counting.kinds, day)) if (!isFiltered || this.#passes(fact, filters)) yield fact;
    }
  }

  #passes(fact: Fact, filters: FigureFilters): boolean {
    return namesOf(filters).every((name) => filters[name]!.includes(valueOf(fact, name, this.rules.ageBands)));
  }

  #cutsOf(indicator: Counted): Cuts {
    const cuts = this.#cuts.get(indicator) ?? new Cuts(this.book, indicator, this.#levels);
    this.#cuts.set(indicator, cuts);
    return cuts;
  }

  /** Under a figure of seats: those that were open. */
  #addOpen(indicator: Counted, sum: Sum, days: Days, filters: FigureFilters): void {
    for (const { seats } of this.#openSeats(indicator, days, filters)) sum.addOpen(seats);
  }

  #addOpenTo(
    indicator: Counted,
    days: Days,
    filters: FigureFilters,
    cells: { readonly key: string[]; readonly sum: Sum; readonly isHidden: boolean }[],
    by: Splits,
  ): void {
    const byKey = new Map(cells.map((cell) => [cellId(cell.key), cell]));
    for (const { seats, fact } of this.#openSeats(indicator, days, filters)) {
      const key = by.map((name) =>
        isStep(name) ? dateOf(stepAbout(name, fact.day).from) : valueOf(fact, name, this.rules.ageBands),
      );
      let cell = byKey.get(cellId(key));
      if (!cell) {
        cell = { key, sum: new Sum(indicator), isHidden: false };
        byKey.set(cellId(key), cell);
        cells.push(cell);
      }
      cell.sum.addOpen(seats);
    }
  }

  #openSeats({ counting }: Counted, days: Days, filters: FigureFilters) {
    if (!counting.ofSeatsOpened || !this.#seatsOpened) return [];
    return this.#seatsOpened(days)
      .map(({ day, minute, practice, site, seats }) => ({
        seats,
        fact: { kind: 'seat', day, minute, values: { practice, site }, events: [] } satisfies Fact,
      }))
      .filter(({ fact }) => this.#passes(fact, filters));
  }

  #excluded({ sum, isHidden }: Counting, audience: Audience): ExcludedCounts {
    const isTold = (name: keyof ExcludedCounts) =>
      !isHidden && (audience === 'complete' || sum.isToldOfExcluded(name, this.rules));
    return Object.fromEntries(
      (Object.entries(sum.excluded) as [keyof ExcludedCounts, number][]).map(([name, count]) => [
        name,
        isTold(name) ? count : null,
      ]),
    ) as unknown as ExcludedCounts;
  }
}

/** What was made of some days for one indicator. */
interface Kept<Value> {
  readonly indicator: Indicator;
  readonly days: Days;
  readonly value: Value;
}

interface HiddenTable {
  readonly table: Table;
  readonly hidden: ReadonlySet<string>;
}

const nothingExcluded: ExcludedCounts = {
  cancelled: 0,
  erroneous: 0,
  training: 0,
  trial: 0,
  needsReview: 0,
  unknownPatient: 0,
};

function countedIndicator(id: string): Counted | undefined {
  const indicator = findIndicator(id);
  return indicator && isCounted(indicator) ? indicator : undefined;
}

function isCounted(indicator: Indicator): indicator is Counted {
  return indicator.counting !== undefined;
}

function shown(indicator: Counted, { sum, isHidden }: Counting) {
  if (!isHidden) return sum.count;
  const { definition, counting } = indicator;
  return {
    value: null,
    numerator: null,
    ...((definition.denominator || counting.what === 'minutes') && { denominator: null }),
    hidden: 'small-cell' as const,
  };
}

function sumOf(indicator: Counted, parts: readonly Pick<TableCell, 'sum'>[]): Sum {
  const all = new Sum(indicator);
  for (const { sum } of parts) all.merge(sum);
  return all;
}

function open(cell: Pick<TableCell, 'key' | 'sum'>) {
  return { key: [...cell.key], sum: cell.sum, isHidden: false };
}

function periodOf(days: Days | undefined): FigurePeriod | null {
  return days ? { from: dateOf(days.from), to: dateOf(days.to) } : null;
}

function sorted<Cell extends { readonly key: readonly string[] }>(cells: readonly Cell[]): Cell[] {
  return [...cells].sort((left, right) => (cellId(left.key) < cellId(right.key) ? -1 : 1));
}
