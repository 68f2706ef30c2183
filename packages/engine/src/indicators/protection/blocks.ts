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
 *
 * Where a structure asks for more patients, blocks are made of whole blocks of the fewest that anybody may ask for, in the same way: its cuts are some of
 * those, and whoever has seen figures from before a change of the number knows nothing of fewer.
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

/** A full block. */
interface FullBlock extends OpenBlock {
  /** The days at the end of which it is over and nothing has come since. */
  readonly end: Days | undefined;
}

/** What is shown, in order: a block, or days on which nobody has come since the block before. */
type Piece = FullBlock | { readonly clear: Days };

/** What the days of a month bring. */
interface Month {
  readonly days: Days;
  /** Days at the end of which one may cut, in order. */
  readonly cuts: readonly Days[];
  /** What the next month goes on with, under each number of patients that it takes. */
  readonly open: readonly (OpenBlock | undefined)[];
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
  readonly #levels: readonly number[];
  #months: Month[] = [];
  #today = -Infinity;

  /** @param levels how many patients a block takes, the least first: blocks of more are made of whole blocks of fewer */
  constructor(book: FactBook, indicator: Counted, levels: readonly number[]) {
    this.#book = book;
    this.#indicator = indicator;
    this.#levels = levels;
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
    const before = this.#months.at(-1)?.open ?? [];
    const [least = 1, ...more] = this.#levels;
    const cutter = new MonthCutter(least, this.#today, before[0]);
    let next = 0;
    for (let day = month.from; day <= Math.min(month.to, this.#today); day += 1) {
      if (days[next] === day) {
        for (const fact of this.#book.on(this.#indicator.counting.kinds, day)) this.#put(cutter, fact, day);
        next += 1;
      }
      if (day < this.#today) cutter.endDay({ from: day, to: day });
    }
    cutter.end(month);
    const cutters = [cutter];
    for (const [place, level] of more.entries()) {
      const coarser = new MonthCutter(level, this.#today, before[place + 1]);
      for (const piece of cutters.at(-1)!.pieces) coarser.follow(piece);
      coarser.end(month);
      cutters.push(coarser);
    }
    return { days: month, ...cutters.at(-1)!.shown, open: cutters.map(({ open }) => open) };
  }

  #put(cutter: MonthCutter, fact: Fact, day: number): void {
    const sighting = fact.excluded ? undefined : this.#indicator.counting.sees(fact);
    if (!sighting) return;
    cutter.take(day, day === this.#today ? [fact] : [], (crowd) => crowd.add(fact, sighting));
  }
}

function before({ from }: Days, cutFrom: number): Month {
  const days = { from: -Infinity, to: from - 1 };
  return { days, cuts: [{ from: cutFrom, to: days.to }], open: [], shownToday: [] };
}

/** Puts what comes into blocks of as many patients as it takes: facts, or whole blocks of fewer. */
class MonthCutter {
  readonly #smallest: number;
  readonly #today: number;
  readonly #pieces: Piece[] = [];
  /** Its end is not shown yet. */
  #full: FullBlock | undefined;
  #open: OpenBlock | undefined;
  /** The days at whose ends nothing has come since what came last. */
  #over: Days | undefined;
  /** Nobody has come since the last cut that is shown. */
  #isClear: boolean;

  constructor(smallest: number, today: number, open: OpenBlock | undefined) {
    this.#smallest = smallest;
    this.#today = today;
    this.#open = open && { ...open, crowd: copy(open.crowd) };
    this.#isClear = open === undefined;
  }

  get pieces(): readonly Piece[] {
    return this.#pieces;
  }

  get open(): OpenBlock | undefined {
    return this.#open;
  }

  get shown(): Pick<Month, 'cuts' | 'shownToday'> {
    return {
      cuts: this.#pieces.flatMap((piece) => ('clear' in piece ? piece.clear : (piece.end ?? []))),
      shownToday: this.#pieces.flatMap((piece) => ('clear' in piece ? [] : piece.today)),
    };
  }

  /** @param addTo puts into a crowd who stands behind what comes */
  take(day: number, ofToday: readonly Fact[], addTo: (crowd: Crowd) => void): void {
    const { crowd, since, today } = this.#open ?? { crowd: new Crowd(), since: day, today: [] };
    addTo(crowd);
    this.#isClear = false;
    this.#over = undefined;
    this.#open = { crowd, since, today: ofToday.length > 0 ? [...today, ...ofToday] : today };
    if (!crowd.isSafe(this.#smallest)) return;
    this.#show();
    this.#full = { ...this.#open, end: undefined };
    this.#open = undefined;
  }

  /** Takes a whole block of fewer, or days without any. */
  follow(piece: Piece): void {
    if ('clear' in piece) return this.endDay(piece.clear);
    this.take(piece.since, piece.today, (crowd) => crowd.merge(piece.crowd));
    if (piece.end) this.endDay(piece.end);
  }

  /** @param days at whose ends one may cut: nobody comes between them */
  endDay(days: Days): void {
    this.#over = days;
    if (this.#open) this.#putToFull(days, (since) => since === days.from);
    if (this.#isClear) this.#pieces.push({ clear: days });
    else if (this.#full && !this.#open)
      this.#full = { ...this.#full, end: { from: this.#full.end?.from ?? days.from, to: days.to } };
  }

  /** Once a month is over, nothing more is put to its blocks. */
  end(month: Days): void {
    if (month.to >= this.#today) return;
    if (this.#open) this.#putToFull(this.#over, (since) => since >= month.from);
    this.#show();
    this.#full = undefined;
  }

  /** Puts what is left over to the block before it, where that may be and helps. */
  #putToFull(end: Days | undefined, mayBe: (since: number) => boolean): void {
    const { full, open } = { full: this.#full, open: this.#open };
    if (!full || !open || !mayBe(full.since)) return;
    const crowd = copy(full.crowd);
    crowd.merge(open.crowd);
    if (!crowd.isSafe(this.#smallest)) return;
    this.#full = { crowd, since: full.since, today: [...full.today, ...open.today], end };
    this.#open = undefined;
  }

  #show(): void {
    if (!this.#full) return;
    this.#pieces.push(this.#full);
    this.#isClear = this.#open === undefined && this.#full.end !== undefined;
  }
}

function copy(crowd: Crowd): Crowd {
  const made = new Crowd();
  made.merge(crowd);
  return made;
}
