import fhirpath from 'fhirpath';
import type { Today } from '../clock.ts';
import type { FormItem } from '../form-item.ts';
import type { FullEngine, FullProgram } from '../full-engine.ts';
import { isInTree, weight } from '../response-tree.ts';
import { r4Model } from './r4-model.ts';
import { answerOf, viewOf, viewOfForm } from './view.ts';

/** What `fhirpath` works with inside: data with its place in the resource. */
interface ResourceNode {
  readonly data: unknown;
  readonly parentResNode?: ResourceNode | null;
}

type Evaluate = (data: unknown, variables: Record<string, unknown>) => unknown[];

/**
 * FHIRPath whole, by HL7's `fhirpath` as it is published, in pages and on servers alike: what the common subset refuses. Functions
 * that ask a server (`memberOf`, `resolve`) fail: rules are evaluated at once or not at all.
 */
export const fullEngine: FullEngine = { compile, toJson };

/** The clock of the evaluation under way; `fhirpath` has none to hand in. Evaluation is synchronous. */
let clock: (() => Today) | undefined;

const now = (part: 'date' | 'dateTime' | 'time', conversion: string) => {
  const convert = prepare(`%text.${conversion}()`);
  return { fn: () => convert({}, { text: clock?.()[part] }), arity: { 0: [] }, internalStructures: true };
};

const score = {
  fn: (nodes: readonly (ResourceNode | undefined)[]) => nodes.flatMap((node) => weightOf(node) ?? []),
  arity: { 0: [] },
  internalStructures: true,
};

/** A function of the library that gives nothing where the library gives NaN or an infinity (`0.ln()`), as `1 / 0` gives nothing. */
const finite = (call: string) => {
  const run = prepare(call);
  return {
    fn: (nodes: unknown, argument?: unknown) => run(nodes, { argument }).filter(isFiniteNumber),
    internalStructures: true,
  };
};
const ofNumber = { arity: { 1: ['Number'] }, nullable: true };

const options = {
  resolveInternalTypes: false,
  preciseMath: true,
  // `trace()` would print answers to the console.
  traceFn: () => undefined,
};

const userInvocationTable = {
  today: now('date', 'toDate'),
  now: now('dateTime', 'toDateTime'),
  timeOfDay: now('time', 'toTime'),
  weight: score,
  ordinal: score,
  exp: finite('exp()'),
  ln: finite('ln()'),
  log: { ...finite('log(%argument)'), ...ofNumber },
  power: { ...finite('power(%argument)'), ...ofNumber },
};

function compile(source: string): FullProgram {
  const atItem = read({ base: 'QuestionnaireResponse.item', expression: source }, { userInvocationTable });
  const atRoot = prepare(source, { userInvocationTable });
  const asksItem = source.includes('%qitem');
  const evaluate = (
    item: FormItem,
    variables: Readonly<Record<string, readonly unknown[]>>,
    today: () => Today,
    nodes?: readonly unknown[],
  ): unknown[] => {
    const { form } = item;
    const resource = viewOfForm(form);
    const questionnaire = cloneOf(form.questionnaire);
    const names = {
      ...Object.fromEntries(Object.entries(variables).map(([name, values]) => [name, values.map(cloneOf)])),
      resource,
      rootResource: resource,
      QuestionnaireResponse: resource,
      questionnaire,
      ...(asksItem && { qitem: definitionOf(questionnaire, { id: item.linkId }) }),
    };
    clock = today;
    if (nodes) return atRoot(nodes, names);
    if (!item.parent) return atRoot(resource, names);
    return atItem(isInTree(item) ? viewOf(item) : [], names);
  };
  return { evaluate, evaluateOn: (nodes, item, variables, today) => evaluate(item, variables, today, nodes) };
}

function read(source: string | { base: string; expression: string }, functions = {}): Evaluate {
  return fhirpath.compile(source, r4Model(), { ...options, ...functions });
}

/** An expression that is read when it is first evaluated: that takes longer than to evaluate it. */
function prepare(source: string, functions = {}): Evaluate {
  let evaluate: Evaluate | undefined;
  return (data, variables) => (evaluate ??= read(source, functions))(data, variables);
}

/** `%qitem` with its types: found in the questionnaire rather than handed over. */
const definitionOf = prepare('Questionnaire.descendants().where(linkId = %id and type.exists())');

function isFiniteNumber(value: unknown): boolean {
  return Number.isFinite(Number(String(value)));
}

function weightOf(node: ResourceNode | undefined): number | undefined {
  const answer = answerOf(node?.data) ?? answerOf(node?.parentResNode?.data);
  return weight(answer ?? node?.data);
}

const clones = new WeakMap<object, unknown>();

/** A copy the engine may mark, of what belongs to the host; the same each time. */
function cloneOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  let clone = clones.get(value);
  if (!clone) clones.set(value, (clone = JSON.parse(JSON.stringify(value)) as typeof value));
  return clone;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype && !('__path__' in value);
}

interface InternalQuantity {
  readonly value: unknown;
  readonly unit: string;
  readonly toJSON: unknown;
}

function toJson(results: readonly unknown[]): unknown[] {
  return results.flatMap((result) => {
    const data: unknown = isNode(result) ? result.data : result;
    // What is too large for a number of JSON is no answer.
    if (isQuantity(data)) return isFiniteNumber(data.value) ? [quantityOf(data)] : [];
    const resolved = fhirpath.resolveInternalTypes([result]) as unknown[];
    return resolved.filter((value) => typeof value !== 'number' || isFiniteNumber(value));
  });
}

function isNode(value: unknown): value is ResourceNode {
  return typeof value === 'object' && value !== null && 'data' in value && 'parentResNode' in value;
}

function isQuantity(value: unknown): value is InternalQuantity {
  return typeof value === 'object' && value !== null && 'unit' in value && 'toJSON' in value && 'value' in value;
}

/** `FP_Quantity` writes itself as text, `2 'kg'`; an answer is a Quantity. */
function quantityOf({ value, unit }: InternalQuantity): Record<string, unknown> {
  const code = unit.replace(/^'|'$/g, '');
  const system = unit.startsWith("'") && { system: 'http://unitsofmeasure.org', code };
  return { value: Number(String(value)), unit: code, ...system };
}
