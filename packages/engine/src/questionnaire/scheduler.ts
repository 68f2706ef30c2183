import { compare } from './compare.ts';
import { enableRule } from './conditions.ts';
import type { ItemDefinition } from './definitions.ts';
import type { FormItem, FormState } from './form-item.ts';
import { ancestorAt } from './lineage.ts';
import { buildGraph } from './rules.ts';
import type { Graph, Reader, Rule, Stage } from './rules.ts';
import { isSameTyped } from './values.ts';
import type { Typed } from './values.ts';
import { collect, walk } from './walk.ts';

/** A cycle that has not come to rest after as many rounds will not. */
const MAX_ROUNDS = 30;

/** What runs the rules of a form: its conditions and those its parts bring. */
export function schedule(form: FormState, rules: readonly Rule[]): Scheduler {
  return new Scheduler(form, [
    ...form.definition.all.flatMap((definition) => enableRule(definition, form) ?? []),
    ...rules,
  ]);
}

/** Knows which rules have to run, for which repetitions, and runs them in the order of what they read from each other. */
export class Scheduler {
  readonly #form: FormState;
  readonly #graph: Graph;
  readonly #hasCycles: boolean;
  readonly #rulesAt: Rule[][] = [];
  readonly #pending = new Map<Rule, Set<FormItem>>();
  /** No stage before this one has anything pending. */
  #lowest = 0;

  constructor(form: FormState, rules: readonly Rule[]) {
    this.#form = form;
    for (const rule of rules) {
      (this.#rulesAt[rule.at.index] ??= []).push(rule);
      this.#pending.set(rule, new Set());
    }
    this.#graph = buildGraph(rules, form.definition.all);
    this.#hasCycles = this.#graph.stages.some(({ cyclic }) => cyclic);
    for (const cycle of this.#graph.cycles) form.tell('warning', 'cycle', cycle[0], cycle.join(' → '));
  }

  rulesAt(definition: ItemDefinition): readonly Rule[] {
    return this.#rulesAt[definition.index] ?? [];
  }

  /** Whether a rule computes the value of an item continuously, so that an edit is an override. */
  isCalculated({ definition }: FormItem): boolean {
    return this.rulesAt(definition).some(({ writes, once }) => writes === 'value' && !once);
  }

  mark(rule: Rule, items: readonly FormItem[]): void {
    const pending = this.#pending.get(rule);
    const stage = this.#graph.stageOf.get(rule) ?? 0;
    for (const item of items) pending?.add(item);
    if (stage < this.#lowest) this.#lowest = stage;
  }

  /** Takes a new item in: all its rules have to run. */
  enlist(item: FormItem): void {
    for (const rule of this.rulesAt(item.definition)) this.mark(rule, [item]);
  }

  forget(item: FormItem): void {
    for (const rule of this.rulesAt(item.definition)) this.#pending.get(rule)?.delete(item);
  }

  /** Marks who reads the answers of an item, or their being there. */
  markReaders(item: FormItem): void {
    for (const reader of this.#readersOf(item)) this.#markReader(reader, item);
  }

  /**
   * Marks the cycles that read something in an item although it stays disabled: as they start by enabling what they disable,
   * they see what nobody else does.
   */
  markCyclesThrough(item: FormItem): void {
    if (!this.#hasCycles) return;
    walk(item, (one) => {
      for (const reader of this.#readersOf(one)) if (this.#isInCycle(reader.rule)) this.#markReader(reader, one);
    });
  }

  /** Marks who reads a rule's result by name, under the item it was evaluated at. */
  markReadersOf(rule: Rule, item: FormItem): void {
    for (const reader of this.#graph.readersOfRule.get(rule) ?? []) this.mark(reader, collect(item, reader.at));
  }

  /** Runs what has to run next; false once everything has come to rest. */
  step(): boolean {
    const { stages } = this.#graph;
    for (; this.#lowest < stages.length; this.#lowest++) if (this.#runStage(stages[this.#lowest]!)) return true;
    return false;
  }

  /** Whether a person's answer stands where something else was calculated. */
  differs(item: FormItem): boolean {
    const { computed = [], form } = item;
    const answers = item.answers.filter((answer) => answer.isAnswered);
    // A calculated item left out of the response was never calculated; one that is there without an answer was emptied.
    if (answers.length === 0 && form.resuming && (!item.origin || item.readOnly)) return false;
    return answers.length !== computed.length || answers.some((answer, index) => !isEqual(answer, computed[index]));
  }

  #readersOf({ definition }: FormItem): readonly Reader[] {
    const { readers, readersOfAll } = this.#graph;
    return [...(readers[definition.index] ?? []), ...readersOfAll];
  }

  #markReader({ rule, within }: Reader, item: FormItem): void {
    this.mark(rule, collect(ancestorAt(item, within.depth), rule.at));
  }

  #isInCycle(rule: Rule): boolean {
    return this.#graph.stages[this.#graph.stageOf.get(rule) ?? 0]?.cyclic === true;
  }

  /** Runs what is pending in a stage; false when nothing is. */
  #runStage({ rules, cyclic }: Stage): boolean {
    if (!rules.some((rule) => this.#pending.get(rule)?.size)) return false;
    if (cyclic) this.#runCycle(rules);
    for (const rule of rules) {
      const items = [...(this.#pending.get(rule) ?? [])];
      this.#pending.get(rule)?.clear();
      if (!cyclic) for (const item of items) rule.run(item);
    }
    return true;
  }

  /**
   * Rules that depend on each other are evaluated again and again, in document order, until nothing changes (SDC, "iterative
   * updating of expressions until values reach a stable state"). They always start from the same state, so that the result
   * depends on the answers and not on the order in which they were given. What never comes to rest is left open and told.
   */
  #runCycle(rules: readonly Rule[]): void {
    // Those that run only once are not part of what goes round, although they wait for it.
    const itemsOf = (rule: Rule): readonly FormItem[] =>
      rule.once ? [...(this.#pending.get(rule) ?? [])] : collect(this.#form.root, rule.at);
    const reset = (): void => {
      for (const rule of rules) {
        for (const item of itemsOf(rule)) {
          // A value not yet calculated is one that was stored: it shows whether a person has changed it.
          if (item.computed ?? rule.writes !== 'value') rule.reset?.(item);
        }
      }
    };
    const round = (): boolean => rules.flatMap((rule) => itemsOf(rule).map((item) => rule.run(item))).some(Boolean);
    reset();
    for (let rounds = 0; round(); rounds++) {
      if (rounds < MAX_ROUNDS) continue;
      reset();
      const linkIds = [...new Set(rules.map((rule) => rule.at.linkId))];
      this.#form.tell('error', 'cycle-unstable', linkIds[0], linkIds.join(' → '));
      return;
    }
  }
}

function isEqual(a: Typed, b: Typed | undefined): boolean {
  return b !== undefined && (isSameTyped(a, b) || compare(a, b) === 0);
}
