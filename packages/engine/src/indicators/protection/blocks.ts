import { dayOf } from '../../time/index.ts';
import { FIRST_DATE, stepAbout } from '../calendar.ts';
import type { Days } from '../calendar.ts';
import type { FactBook } from '../book.ts';
import type { Fact } from '../facts/index.ts';
import type { Counted } from '../registry/index.ts';
import { Crowd } from '../tally.ts';

/*
 * How days may be cut so that subtraction leaves nobody alone. The facts of an indicator are put into blocks in the order they are dated and logged in;
 * a block is full when as many patients as it takes, or nobody, stand behind what counts in it and behind what does not. Figures are made of whole
 * blocks: whatever is added to one and taken from another, whole blocks are left.
 *
 * The end of a block is a cut only once the block after it is full, or its month is over. Until then what is left over at the end of a day or of
 * the month is still put to it, so that days and months end with a cut wherever they can. A cut that was shown stays one, unless something before it
 * is corrected; and the figure of a day that is not over moves by whole blocks.
 */

const FIRST_DAY = dayOf(FIRST_DATE);

/** What is not full yet. */
interface OpenBlock {
  readonly crowd: Crowd;
  /** The day its first fact is of. */
  readonly since: number;
  /** Facts of today in it. */
  readonly today: readonly Fact[];
}

/** What the days of a month bring. */
interface Month {
  readonly days: Days;
  /** Days at the end of which one may cut, in order. */
  readonly cuts: readonly Days[];
  /** What the next month goes on with. */
  readonly open: OpenBlock | undefined;
  /** Facts of today that are in blocks which are shown. */
  readonly shownToday: readonly Fact[];
}

export interface CutDays extends Days {
  /** Today counts with the facts that are shown of it. */
  readonly live?: readonly Fact[];
}

/** The cuts of one indicator, kept month by month: what changes makes its month and those after it anew. */
export class Cuts {
  readonly #book: FactBook;
  readonly #indicator: Counted;
  readonly #smallest: number;
  #months: Month[] = [];
  #today = -Infinity;

  constructor(book: FactBook, indicator: Counted, smallest: number) {
    this.#book = book;
    this.#indicator = indicator;
    this.#smallest = smallest;
  }

  /** Something of this day is otherwise than it was. */
  forget(day: number): void {
    this.#months = this.#months.filter(({ days }) => days.to < day);
  }

  /** Whether one may cut at the end of this day. */
  at(day: number, today: number): boolean {
    return this.#all(today).some(({ from, to }) => from <= day && day <= to);
  }

  /** The widest days within some that are made of whole blocks. */
  within({ from, to }: Days, today: number): CutDays | undefined {
    const cuts = this.#all(today);
    const first = cuts.find((range) => range.to >= from - 1);
    if (!first) return undefined;
    const start = Math.max(first.from, from - 1) + 1;
    const live = this.#months.at(-1)?.shownToday ?? [];
    if (to >= today && start <= today && live.length > 0) return { from: start, to: today, live };
    const last = cuts.findLast((range) => range.from <= to);
    if (!last) return undefined;
    const end = Math.min(last.to, to);
    return end < start ? undefined : { from: start, to: end };
  }

  #all(today: number): readonly Days[] {
    this.#goOn(today);
    return this.#months.flatMap(({ cuts }) => cuts);
  }

  #goOn(today: number): void {
    if (today !== this.#today) this.forget(Math.min(today, this.#today));
    this.#today = today;
    if ((this.#months.at(-1)?.days.to ?? -Infinity) >= today) return;
    const known = this.#book.daysOf(this.#indicator.counting.kinds).filter((day) => day <= today);
    const days = known.filter((day) => day >= FIRST_DAY);
    const last = this.#months.at(-1);
    let month = last ? stepAbout('month', last.days.to + 1) : stepAbout('month', days[0] ?? Math.max(today, FIRST_DAY));
    // Before the first fact one may cut anywhere: nobody is there. What is said to be of before the first day is not looked at, and nothing is cut there.
    if (!last) this.#months.push(before(month, days.length === known.length ? -Infinity : FIRST_DAY - 1));
    for (; month.from <= today; month = stepAbout('month', month.to + 1)) {
      const own = days.filter((day) => month.from <= day && day <= month.to);
      this.#months.push(this.#cutMonth(month, own));
    }
  }

  #cutMonth(month: Days, days: readonly number[]): Month {
    const cutter = new MonthCutter(this.#indicator, this.#smallest, this.#months.at(-1)?.open, this.#today);
    let next = 0;
    for (let day = month.from; day <= Math.min(month.to, this.#today); day += 1) {
      if (days[next] === day) {
        for (const fact of this.#book.on(this.#indicator.counting.kinds, day)) cutter.take(fact, day);
        next += 1;
      }
      if (day < this.#today) cutter.endDay(day);
    }
    return { days: month, ...cutter.end(month) };
  }
}

function before({ from }: Days, cutFrom: number): Month {
  const days = { from: -Infinity, to: from - 1 };
  return { days, cuts: [{ from: cutFrom, to: days.to }], open: undefined, shownToday: [] };
}

/** A full block whose end is not shown yet. */
interface FullBlock extends OpenBlock {
  /** The days at the end of which it is over and nothing has come since. */
  readonly end: Days | undefined;
}

class MonthCutter {
  readonly #indicator: Counted;
  readonly #smallest: number;
  readonly #today: number;
  readonly #cuts: Days[] = [];
  #shownToday: Fact[] = [];
  #full: FullBlock | undefined;
  #open: OpenBlock | undefined;
  /** Nobody has come since the last cut that is shown. */
  #isClear: boolean;

  constructor(indicator: Counted, smallest: number, open: OpenBlock | undefined, today: number) {
    this.#indicator = indicator;
    this.#smallest = smallest;
    this.#today = today;
    this.#open = open && { ...open, crowd: copy(open.crowd) };
    this.#isClear = open === undefined;
  }

  take(fact: Fact, day: number): void {
    const sighting = fact.excluded ? undefined : this.#indicator.counting.sees(fact);
    if (!sighting) return;
    const { crowd, since, today } = this.#open ?? { crowd: new Crowd(), since: day, today: [] };
    crowd.add(fact, sighting);
    this.#isClear = false;
    this.#open = { crowd, since, today: day === this.#today ? [...today, fact] : today };
    if (!crowd.isSafe(this.#smallest)) return;
    this.#show();
    this.#full = { ...this.#open, end: undefined };
    this.#open = undefined;
  }

  endDay(day: number): void {
    if (this.#open) this.#putToFull(day, (since) => since === day);
    if (this.#isClear) this.#cuts.push({ from: day, to: day });
    else if (this.#full && !this.#open)
      this.#full = { ...this.#full, end: { from: this.#full.end?.from ?? day, to: day } };
  }

  /** What the month leaves. Once it is over, nothing more is put to its blocks. */
  end(month: Days): Omit<Month, 'days'> {
    if (month.to < this.#today) {
      if (this.#open) this.#putToFull(month.to, (since) => since >= month.from);
      this.#show();
      this.#full = undefined;
    }
    return { cuts: this.#cuts, open: this.#open, shownToday: this.#shownToday };
  }

  /** Puts what is left over to the block before it, where that may be and helps. */
  #putToFull(day: number, mayBe: (since: number) => boolean): void {
    const { full, open } = { full: this.#full, open: this.#open };
    if (!full || !open || !mayBe(full.since)) return;
    const crowd = copy(full.crowd);
    crowd.merge(open.crowd);
    if (!crowd.isSafe(this.#smallest)) return;
    this.#full = { crowd, since: full.since, today: [...full.today, ...open.today], end: { from: day, to: day } };
    this.#open = undefined;
  }

  #show(): void {
    if (!this.#full) return;
    if (this.#full.end) this.#cuts.push(this.#full.end);
    this.#shownToday = [...this.#shownToday, ...this.#full.today];
    this.#isClear = this.#open === undefined && this.#full.end !== undefined;
  }
}

function copy(crowd: Crowd): Crowd {
  const made = new Crowd();
  made.merge(crowd);
  return made;
}
