import type { ExcludedCounts, FigureRules } from '@relais/model';
import type { Fact } from './facts/index.ts';
import type { Counted, Counting, Sighting } from './registry/index.ts';

type Counts = { [Name in keyof ExcludedCounts]: number };

/**
 * All who object to re-use: nobody knows how many they are, nor whether one of them is somebody who is known by rows from before or after. So they are
 * somebody, where it takes nobody, and none of those it takes.
 */
const WITHHELD = Symbol('withheld');

/** Somebody, or the fact itself where nobody is known. */
type Who = string | Fact | typeof WITHHELD;

/** What a figure shows. */
export interface Count {
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator?: number;
  readonly p90?: number | null;
}

/** What a figure shows of some facts. What several have counted can be put together. */
export class Sum {
  readonly #counting: Counting;
  readonly #divides: boolean;
  /** Worked out once, until something is added. */
  #count: Count | undefined;
  #facts = 0;
  #takenOver = 0;
  /** Facts above the line, and below it. */
  #above = 0;
  #below = 0;
  /** Of people: those above the line, below it, and those below it of whom something did not hold once. */
  readonly #aboveWho = new Set<string>();
  readonly #belowWho = new Set<string>();
  readonly #missedWho = new Set<string>();
  readonly #minutes: number[] = [];
  readonly #excluded: Counts = {
    cancelled: 0,
    erroneous: 0,
    training: 0,
    trial: 0,
    needsReview: 0,
    unknownPatient: 0,
  };
  /** Who stands behind what was left out. */
  readonly #excludedWho = new Map<keyof Counts, Set<Who>>();

  constructor({ counting, definition }: Counted) {
    this.#counting = counting;
    this.#divides = definition.denominator !== undefined;
  }

  add(fact: Fact, { numerator, denominator, minutes }: Sighting): void {
    this.#count = undefined;
    if (fact.excluded) {
      this.#exclude(fact.excluded, fact);
      return;
    }
    this.#facts += 1;
    if (fact.isTakenOver) this.#takenOver += 1;
    if (minutes !== undefined) this.#minutes.push(minutes);
    const { what } = this.#counting;
    if (what === 'facts' || what === 'minutes') {
      if (numerator) this.#above += 1;
      if (denominator) this.#below += 1;
      return;
    }
    const who = what === 'patients' ? fact.patient : fact.by;
    if (who === undefined) {
      this.#exclude('unknownPatient', fact);
      return;
    }
    if (numerator) this.#aboveWho.add(who);
    if (!denominator) return;
    this.#belowWho.add(who);
    if (!numerator) this.#missedWho.add(who);
  }

  /** Seats that were open: nobody stands behind them. */
  addOpen(seats: number): void {
    this.#count = undefined;
    this.#below += seats;
  }

  /** With all that another has counted. */
  merge(other: Sum): void {
    this.#count = undefined;
    this.#facts += other.#facts;
    this.#takenOver += other.#takenOver;
    this.#above += other.#above;
    this.#below += other.#below;
    for (const who of other.#aboveWho) this.#aboveWho.add(who);
    for (const who of other.#belowWho) this.#belowWho.add(who);
    for (const who of other.#missedWho) this.#missedWho.add(who);
    for (const minutes of other.#minutes) this.#minutes.push(minutes);
    for (const name of Object.keys(this.#excluded) as (keyof Counts)[]) this.#excluded[name] += other.#excluded[name];
    for (const [name, crowd] of other.#excludedWho) for (const who of crowd) this.#excludedOf(name).add(who);
  }

  /** Whether nothing was counted, as it was nobody's or all of it excluded. */
  get isEmpty(): boolean {
    return this.#facts === 0;
  }

  /** How many of those counted came with a history from elsewhere. */
  get takenOver(): number {
    return this.#takenOver;
  }

  /** Whether as many patients as it takes, or nobody, stand behind what was left out for a reason: where nobody is known, each thing is somebody's. By earlier rules as many things were enough. */
  isToldOfExcluded(name: keyof Counts, { smallestCell, leftOut }: FigureRules): boolean {
    const crowd = this.#excludedOf(name);
    if (leftOut === 'patients') return isNobodyOrEnough([crowd], smallestCell);
    const count = this.#excluded[name];
    return count === 0 || (count >= smallestCell && !(name === 'unknownPatient' && crowd.has(WITHHELD)));
  }

  #exclude(name: keyof Counts, fact: Fact): void {
    this.#excluded[name] += 1;
    this.#excludedOf(name).add(whoOf(fact));
  }

  #excludedOf(name: keyof Counts): Set<Who> {
    const known = this.#excludedWho.get(name) ?? new Set<Who>();
    this.#excludedWho.set(name, known);
    return known;
  }

  get excluded(): Counts {
    return { ...this.#excluded };
  }

  get count(): Count {
    this.#count ??= this.#work();
    return this.#count;
  }

  #work(): Count {
    const { what } = this.#counting;
    if (what === 'minutes') return this.#median();
    const [numerator, denominator] = what === 'facts' ? [this.#above, this.#below] : this.#people();
    if (!this.#divides) return { value: numerator, numerator };
    return { value: denominator === 0 ? null : (numerator / denominator) * 100, numerator, denominator };
  }

  #people(): readonly [number, number] {
    const denominator = this.#belowWho.size;
    if (!this.#counting.everyTime) return [this.#aboveWho.size, denominator];
    return [denominator - this.#missedWho.size, denominator];
  }

  /** The middle one, or half-way between the two in the middle; nine in ten by the nearest rank. */
  #median(): Count {
    const sorted = Float64Array.from(this.#minutes).sort();
    const size = sorted.length;
    const numerator = size;
    if (size === 0) return { value: null, numerator, denominator: 0, p90: null };
    const middle = Math.floor(size / 2);
    const value = size % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
    return { value, numerator, denominator: size, p90: sorted[Math.ceil(size * 0.9) - 1]! };
  }
}

/** The patients behind what counts of some facts, and behind the rest of them. */
export class Crowd {
  #facts = 0;
  readonly #hits = new Set<Who>();
  readonly #misses = new Set<Who>();

  add(fact: Fact, { numerator }: Sighting): void {
    if (fact.excluded) return;
    this.#facts += 1;
    (numerator ? this.#hits : this.#misses).add(whoOf(fact));
  }

  merge(other: Crowd): void {
    this.#facts += other.#facts;
    for (const who of other.#hits) this.#hits.add(who);
    for (const who of other.#misses) this.#misses.add(who);
  }

  /** How many facts they stand behind. */
  get facts(): number {
    return this.#facts;
  }

  /** Whether as many as it takes, or nobody, stand behind what counts, and behind what does not. */
  isSafe(smallest: number): boolean {
    return Crowd.areSafe([this], smallest);
  }

  /** The same of several together. No more of them are looked at than it takes to know. */
  static areSafe(crowds: readonly Crowd[], smallest: number): boolean {
    const hits = crowds.map((crowd) => crowd.#hits);
    const misses = crowds.map((crowd) => crowd.#misses);
    return isNobodyOrEnough(hits, smallest) && isNobodyOrEnough(misses, smallest);
  }
}

function whoOf(fact: Fact): Who {
  return fact.isWithheld ? WITHHELD : (fact.patient ?? fact);
}

function isNobodyOrEnough(groups: readonly ReadonlySet<Who>[], smallest: number): boolean {
  const found = new Set<Who>();
  let withheld = false;
  for (const group of groups) {
    for (const who of group) {
      if (who === WITHHELD) withheld = true;
      else found.add(who);
      if (found.size >= smallest) return true;
    }
  }
  return found.size === 0 && !withheld;
}
