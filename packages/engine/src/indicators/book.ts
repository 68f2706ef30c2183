import type { Fact, FactKind } from './facts/index.ts';

/** All facts of a structure by kind and day, kept up to date record by record. */
export class FactBook {
  readonly #records = new Map<string, readonly Fact[]>();
  readonly #days = new Map<FactKind, Map<number, Set<Fact>>>();
  readonly #listeners: ((kind: FactKind, day: number) => void)[] = [];

  /** How many facts there are. */
  get size(): number {
    let size = 0;
    for (const facts of this.#records.values()) size += facts.length;
    return size;
  }

  /** Replaces the facts of a record; a correction leaves the day it was dated by, too. */
  put(record: string, facts: readonly Fact[]): void {
    for (const fact of this.#records.get(record) ?? []) {
      this.#days.get(fact.kind)?.get(fact.day)?.delete(fact);
      this.#tell(fact);
    }
    this.#records.set(record, facts);
    for (const fact of facts) {
      this.#on(fact.kind, fact.day).add(fact);
      this.#tell(fact);
    }
  }

  /** Facts of some kinds of one day, in the order of the log. */
  on(kinds: readonly FactKind[], day: number): Fact[] {
    const found = kinds.flatMap((kind) => [...(this.#days.get(kind)?.get(day) ?? [])]);
    return found.length < 2 ? found : found.sort((left, right) => (left.events[0] ?? 0) - (right.events[0] ?? 0));
  }

  /** Days on which there is anything of some kinds, in order. */
  daysOf(kinds: readonly FactKind[]): number[] {
    const days = new Set<number>();
    for (const kind of kinds) {
      for (const [day, facts] of this.#days.get(kind) ?? []) if (facts.size > 0) days.add(day);
    }
    return [...days].sort((left, right) => left - right);
  }

  /** Hears of every day whose facts of a kind have changed. */
  listen(listener: (kind: FactKind, day: number) => void): void {
    this.#listeners.push(listener);
  }

  #on(kind: FactKind, day: number): Set<Fact> {
    const days = this.#days.get(kind) ?? new Map<number, Set<Fact>>();
    this.#days.set(kind, days);
    const facts = days.get(day) ?? new Set<Fact>();
    days.set(day, facts);
    return facts;
  }

  #tell({ kind, day }: Fact): void {
    for (const listener of this.#listeners) listener(kind, day);
  }
}
