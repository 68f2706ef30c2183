import type { ItemDefinition } from './definitions.ts';
import type { FormItem, FormState } from './form-item.ts';

/** What a rule depends on: the answers of a question, or their being there. */
export interface Read {
  /** The question, or `*` when the rule may look at any. */
  readonly of: ItemDefinition | '*';
  /** A change counts for the repetitions of the rule's item under the same repetition of this item. The root: for all. */
  readonly within: ItemDefinition;
  /** One of many a rule looks through, not a question it names; such a circle is no mistake of the author. */
  readonly broad?: boolean;
}

/**
 * One rule of the form, evaluated once for each repetition of its item. A pure function of what it reads: evaluating it
 * twice changes nothing, which is what lets an edit evaluate only what depends on it.
 */
export interface Rule {
  readonly at: ItemDefinition;
  /** What others can read of its result; `leaf` results concern nobody else. */
  readonly writes: 'enabled' | 'value' | 'variable' | 'leaf';
  readonly reads: readonly Read[];
  /** Rules whose result it reads by name. */
  readonly after: readonly Rule[];
  /** Runs only when its item is made, never again for a change. */
  readonly once?: boolean;
  /** Evaluates it for one repetition and stores the result. True when the result is another than before. */
  run(item: FormItem): boolean;
  /** Stores the result from which a cycle starts: enabled, empty. */
  reset?(item: FormItem): void;
}

/** The form as the parts that bring rules see it. */
export interface RuledForm extends FormState {
  rulesAt(definition: ItemDefinition): readonly Rule[];
  /** Marks who reads a rule's result, under the item it was evaluated at. */
  markReadersOf(rule: Rule, item: FormItem): void;
  /** Evaluates a rule again although nothing it reads has changed: what it needs from outside has arrived. */
  invalidate(rule: Rule): void;
}

/** Rules that run together because each depends on the others; alone in most cases. */
export interface Stage {
  readonly rules: readonly Rule[];
  /** Whether they depend on themselves. */
  readonly cyclic: boolean;
}

/** What the rules of a form read from each other, worked out once. */
export interface Graph {
  /** In the order in which they must run. */
  readonly stages: readonly Stage[];
  readonly stageOf: ReadonlyMap<Rule, number>;
  /** Who reads the answers of a question, by its index. */
  readonly readers: readonly (readonly Reader[])[];
  readonly readersOfAll: readonly Reader[];
  readonly readersOfRule: ReadonlyMap<Rule, readonly Rule[]>;
  /** The items of each cycle that rules write in so many words, not only by looking at everything. */
  readonly cycles: readonly (readonly string[])[];
}

export interface Reader {
  readonly rule: Rule;
  readonly within: ItemDefinition;
}

export function buildGraph(rules: readonly Rule[], definitions: readonly ItemDefinition[]): Graph {
  const readers = definitions.map((): Reader[] => []);
  const readersOfAll: Reader[] = [];
  const readersOfRule = new Map<Rule, Rule[]>();
  for (const rule of rules) {
    if (rule.once) continue;
    for (const { of, within } of rule.reads) (of === '*' ? readersOfAll : readers[of.index])?.push({ rule, within });
    for (const source of rule.after) readersOfRule.set(source, [...(readersOfRule.get(source) ?? []), rule]);
  }
  const edges = edgesOf(rules, definitions);
  const components = stronglyConnected(rules, (rule) => edges.get(rule)?.map(({ to }) => to) ?? []);
  const stages = components.map((part) => ({ rules: part, cyclic: isCyclic(part, edges) }));
  const stageOf = new Map(stages.flatMap((stage, index) => stage.rules.map((rule) => [rule, index] as const)));
  return { stages, stageOf, readers, readersOfAll, readersOfRule, cycles: cyclesOf(stages, edges) };
}

/** A rule that must run after another. */
interface Edge {
  readonly to: Rule;
  readonly broad: boolean;
}

type Edges = ReadonlyMap<Rule, readonly Edge[]>;

function edgesOf(rules: readonly Rule[], definitions: readonly ItemDefinition[]): Edges {
  const readers = definitions.map((): Edge[] => []);
  const everywhere: Edge[] = [];
  const byName = new Map<Rule, Edge[]>();
  for (const to of rules) {
    for (const { of, broad = false } of to.reads) {
      if (of === '*') everywhere.push({ to, broad: true });
      else readers[of.index]?.push({ to, broad });
    }
    for (const source of to.after) byName.set(source, [...(byName.get(source) ?? []), { to, broad: false }]);
  }
  const edges = rules.map((rule): [Rule, Edge[]] => {
    const { at, writes } = rule;
    const named = byName.get(rule) ?? [];
    if (writes !== 'enabled' && writes !== 'value') return [rule, named];
    // Disabling an item makes all it holds absent.
    const touched = readers.slice(at.index, writes === 'enabled' ? at.end : at.index + 1);
    return [rule, [...touched.flat(), ...everywhere, ...named]];
  });
  return new Map(edges);
}

/** Tarjan's algorithm, without recursion: a chain of conditions may be as long as the form. Results in running order. */
function stronglyConnected(rules: readonly Rule[], next: (rule: Rule) => readonly Rule[]): Rule[][] {
  const order = new Map<Rule, number>();
  const low = new Map<Rule, number>();
  const waiting: Rule[] = [];
  const open = new Set<Rule>();
  const components: Rule[][] = [];
  for (const start of rules) {
    if (order.has(start)) continue;
    const path: { rule: Rule; targets: readonly Rule[]; at: number }[] = [];
    const enter = (rule: Rule): void => {
      order.set(rule, order.size);
      low.set(rule, order.size - 1);
      waiting.push(rule);
      open.add(rule);
      path.push({ rule, targets: next(rule), at: 0 });
    };
    enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { rule, targets } = top;
      const target = targets[top.at++];
      if (target === undefined) {
        path.pop();
        const parent = path.at(-1)?.rule;
        if (parent) low.set(parent, Math.min(low.get(parent) ?? 0, low.get(rule) ?? 0));
        if (low.get(rule) === order.get(rule)) components.push(takeComponent(rule, waiting, open));
      } else if (!order.has(target)) enter(target);
      else if (open.has(target)) low.set(rule, Math.min(low.get(rule) ?? 0, order.get(target) ?? 0));
    }
  }
  return components.reverse();
}

function takeComponent(rule: Rule, waiting: Rule[], open: Set<Rule>): Rule[] {
  const component = waiting.splice(waiting.lastIndexOf(rule));
  for (const part of component) open.delete(part);
  return component.sort((a, b) => a.at.index - b.at.index);
}

function isCyclic(part: readonly Rule[], edges: Edges): boolean {
  const [only] = part;
  return part.length > 1 || (only !== undefined && edges.get(only)?.some(({ to }) => to === only) === true);
}

/** The cycles left when rules that look at everything, or that run once, are put aside: those an author has written. */
function cyclesOf(stages: readonly Stage[], edges: Edges): string[][] {
  return stages.flatMap(({ rules, cyclic }) => {
    const inside = cyclic ? rules.filter((rule) => !rule.once) : [];
    const written = new Map(
      inside.map((rule) => [rule, edges.get(rule)?.filter(({ to, broad }) => !broad && inside.includes(to)) ?? []]),
    );
    const parts = stronglyConnected(inside, (rule) => written.get(rule)?.map(({ to }) => to) ?? []);
    return parts.filter((part) => isCyclic(part, written)).map((part) => [...new Set(part.map(({ at }) => at.linkId))]);
  });
}
