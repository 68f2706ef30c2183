import type { Expression, Extension, Questionnaire, Reference } from '@relais/model/fhir';
import type { FormDefinition, ItemDefinition, LimitName } from '../definitions.ts';
import { besides, extensionOf, extensionsOf, nameOf, readExtension, readText, valueOf } from '../extensions.ts';
import type { Extended } from '../extensions.ts';
import { isObject, isOfKey } from '../values.ts';
import type { Typed } from '../values.ts';

/** Where an expression stands and what its result is for. */
export type Purpose =
  | {
      readonly kind:
        | 'variable'
        | 'batch'
        | 'population'
        | 'enabled'
        | 'calculated'
        | 'initial'
        | 'options'
        | 'candidates'
        | 'answerValueSet';
    }
  /** Replaces a part of the item: a text, a flag, a limit. */
  | { readonly kind: 'part'; readonly part: string }
  | { readonly kind: 'toggle'; readonly options: readonly Typed[] }
  | { readonly kind: 'constraint'; readonly constraint: Constraint };

export interface Constraint {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  /** The extension, for its texts in several languages. */
  readonly extension: Extension;
}

/** One expression of a form. */
export interface Use {
  readonly at: ItemDefinition;
  readonly purpose: Purpose;
  readonly name: string | undefined;
  readonly language: 'fhirpath' | 'query' | 'other';
  readonly source: string;
}

/** The launch contexts a form declares, and the types of resource it asks for by each. */
export function launchContextsOf(root: ItemDefinition): { name: string; types: string[] }[] {
  return extensionsOf(root.source, 'launchContext').map((extension) => {
    const name = extension.extension?.find(({ url }) => url === 'name');
    const value = name && valueOf(name)?.value;
    const types = (extension.extension ?? [])
      .filter(({ url }) => url === 'type')
      .map((part) => String(part['valueCode']));
    return { name: isObject(value) ? String(value['code']) : String(value), types };
  });
}

/** Every expression of a form, with its place (SDC 4.0, Using Expressions and Form Behavior). */
export function usesOf({ all }: FormDefinition): Use[] {
  return all.flatMap((at) => usesAt(at));
}

const OWN = {
  itemPopulationContext: 'population',
  enableWhenExpression: 'enabled',
  calculatedExpression: 'calculated',
  initialExpression: 'initial',
  answerExpression: 'options',
  candidateExpression: 'candidates',
} as const;

/** Short names of the extensions that hold expressions, or names for them. */
export const expressionNames = [
  ...Object.keys(OWN),
  'variable',
  'launchContext',
  'sourceQueries',
  'cqf-expression',
  'cqf-calculatedValue',
  'answerOptionsToggleExpression',
  'targetConstraint',
  'constraint',
];

const PARTS = ['text', 'prefix', 'required', 'readOnly', 'repeats', 'maxLength'];

function usesAt(at: ItemDefinition): Use[] {
  const { source } = at;
  const uses: Use[] = [];
  const add = (value: unknown, purpose: Purpose): void => {
    const use = isObject(value) && useOf(at, value, purpose);
    if (use) uses.push(use);
  };
  if (source.extension) {
    if (!at.parent) addBatches(source as object as Questionnaire, add);
    for (const extension of extensionsOf(source, 'variable')) add(extension['valueExpression'], { kind: 'variable' });
    for (const [name, kind] of Object.entries(OWN)) add(readExpression(source, name), { kind });
    for (const toggle of extensionsOf(source, 'answerOptionsToggleExpression')) {
      const options = (toggle.extension ?? [])
        .filter(({ url }) => url === 'option')
        .flatMap((part) => (valueOf(part) as Typed | undefined) ?? [])
        .filter(isOfKey);
      add(readExtension(toggle, 'expression'), { kind: 'toggle', options });
    }
    for (const extension of source.extension) {
      if (['targetConstraint', 'constraint'].includes(nameOf(extension.url))) addConstraint(extension, add);
    }
    for (const name of LIMITS) addLimit(source, name, add);
    for (const side of ['min', 'max']) {
      const both = extensionOf(source, `${side}Value`);
      addLimit(source, `${side}Quantity`, add, `${side}${both ? 'Quantity' : 'Value'}`);
    }
  }
  for (const key in source) {
    const name = key.slice(1);
    if (!key.startsWith('_')) continue;
    const expression = readDynamic(besides(source, name));
    if (PARTS.includes(name)) add(expression, { kind: 'part', part: name });
    else if (name === 'answerValueSet') add(expression, { kind: 'answerValueSet' });
  }
  return uses;
}

const LIMITS: readonly LimitName[] = [
  'minLength',
  'maxLength',
  'minValue',
  'maxValue',
  'maxDecimalPlaces',
  'minOccurs',
  'maxOccurs',
  'maxSize',
];

/** The queries of a contained batch, one a line: "the result bundle" goes by the id of the batch (SDC, `sourceQueries`). */
function addBatches(questionnaire: Questionnaire, add: Add): void {
  for (const extension of extensionsOf(questionnaire, 'sourceQueries')) {
    const { reference } = (extension['valueReference'] ?? {}) as Reference;
    const id = typeof reference === 'string' ? reference.replace(/^#/, '') : undefined;
    const batch = questionnaire.contained?.find((part) => part.id === id && part.resourceType === 'Bundle');
    const urls = urlsOf(batch?.['entry']);
    if (urls.length === 0) continue;
    add({ name: id, language: 'application/x-fhir-query', expression: urls.join('\n') }, { kind: 'batch' });
  }
}

function urlsOf(entries: unknown): string[] {
  return (Array.isArray(entries) ? entries : []).flatMap((entry: { request?: { url?: unknown } } | null) => {
    const url = entry?.request?.url;
    return typeof url === 'string' ? url : [];
  });
}

type Add = (value: unknown, purpose: Purpose) => void;

function addConstraint(extension: Extension, add: Add): void {
  const expression = readExtension(extension, 'expression');
  const severity = readText(extension, 'severity') === 'warning' ? 'warning' : 'error';
  const constraint: Constraint = { key: readText(extension, 'key') ?? '', severity, extension };
  const given = typeof expression === 'string' ? { expression } : (expression ?? {});
  add(given, { kind: 'constraint', constraint });
}

/** A limit whose value is calculated: the expression stands beside a primitive value, or inside a quantity. */
function addLimit(source: Extended, name: string, add: Add, part = name): void {
  const extension = extensionOf(source, name);
  if (!extension) return;
  for (const key in extension) {
    if (!/^_?value/.test(key)) continue;
    const holder: unknown = (extension as unknown as Record<string, unknown>)[key];
    if (isObject(holder)) add(readDynamic(holder), { kind: 'part', part });
  }
}

function useOf(at: ItemDefinition, { expression, language, name }: Expression, purpose: Purpose): Use | undefined {
  const isWritten = typeof expression === 'string';
  // A constraint without a rule is one that nobody can judge.
  if (!isWritten && purpose.kind !== 'constraint') return undefined;
  const kind = !isWritten
    ? 'other'
    : language === undefined || language === 'text/fhirpath'
      ? 'fhirpath'
      : language === 'application/x-fhir-query'
        ? 'query'
        : 'other';
  return {
    at,
    purpose,
    name: typeof name === 'string' ? name : undefined,
    language: kind,
    source: isWritten ? expression : '',
  };
}

/** What calculates a value of the form; the extension has had two names, and SDC names the second for limits and occurrences. */
function readDynamic(element: Extended | undefined): Expression | undefined {
  return readExpression(element, 'cqf-expression') ?? readExpression(element, 'cqf-calculatedValue');
}

/** An expression of an element, or of the primitive beside which FHIR keeps extensions (`_text`, `_valueInteger`). */
function readExpression(element: Extended | undefined, name: string): Expression | undefined {
  const value = extensionOf(element, name)?.['valueExpression'];
  return typeof value === 'object' && value !== null ? value : undefined;
}
