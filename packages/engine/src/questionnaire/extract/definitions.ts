import type { BundleEntry, Extension, Quantity, Resource } from '@relais/model/fhir';
import { extensionOf, extensionsOf, readExtension, readText, valueOf } from '../extensions.ts';
import type { FormItem } from '../form-item.ts';
import { isObject } from '../values.ts';
import { entryOf } from './entries.ts';
import { expressionOf } from './evaluator.ts';
import type { Context, Evaluator } from './evaluator.ts';
import { cast, elementAt, typeOfJson } from './paths.ts';

const CORE = 'http://hl7.org/fhir/StructureDefinition/';

/** A resource being filled, and the elements already made in it that items share. */
interface Target {
  /** Canonical URL before the `#` of the definitions that concern it. */
  readonly canonical: string;
  readonly type: string;
  readonly resource: Resource;
}

/** The elements made for an item and those around it, by their path with slices. */
type Places = ReadonlyMap<string, Record<string, unknown>>;

interface Typed {
  readonly value: unknown;
  readonly type: string;
}

/**
 * Definition-based extraction (SDC 4.0, Form Data Extraction): a resource for each `definitionExtract`, whose elements come
 * from the answers of the items below with a `definition` in it, and from `definitionExtractValue`.
 */
export class DefinitionExtraction {
  readonly #evaluator: Evaluator;
  readonly entries: BundleEntry[] = [];

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** Visits an item that is in the response, with the resources begun above it. */
  visit(item: FormItem, context: Context, above: readonly Target[], places: Places, descend: Descend): void {
    const { source } = item.definition;
    const begun = extensionsOf(source, 'definitionExtract').flatMap((extension) => this.#begin(item, extension) ?? []);
    const targets = [...above, ...begun.map(({ target }) => target)];
    const inner = this.#fillFrom(item, context, targets, places);
    descend(targets, inner);
    for (const { target, extension } of begun) {
      this.entries.push(entryOf(target.resource, extension, context, this.#evaluator));
    }
  }

  #begin(item: FormItem, extension: Extension): { target: Target; extension: Extension } | undefined {
    const canonical = readText(extension, 'definition') ?? '';
    const isCore = canonical.startsWith(CORE);
    const type = isCore ? canonical.slice(CORE.length) : this.#typeOf(item, canonical);
    if (!type || !elementAt(type, 'id')) {
      this.#evaluator.fail(item.linkId, `definition ${canonical}`);
      return undefined;
    }
    const resource: Resource = { resourceType: type, ...(!isCore && { meta: { profile: [canonical] } }) };
    return { target: { canonical, type, resource }, extension };
  }

  /** The type of a profile: what the host says, else the first word of a path below that is in it. */
  #typeOf(item: FormItem, canonical: string): string | undefined {
    const known = this.#evaluator.options.profiles?.[canonical];
    if (known !== undefined) return known;
    const text = JSON.stringify(item.definition.source);
    const at = text.indexOf(`"${canonical}#`);
    return at < 0 ? undefined : /^[A-Za-z]+/.exec(text.slice(at + canonical.length + 2))?.[0];
  }

  #fillFrom(item: FormItem, context: Context, targets: readonly Target[], places: Places): Places {
    const inner = new Map(places);
    const { definition, extension } = item.definition.source;
    if (definition !== undefined) this.#set(item, definition, answersOf(item), targets, inner);
    for (const value of extensionsOf({ ...(extension && { extension }) }, 'definitionExtractValue')) {
      const path = readText(value, 'definition') ?? '';
      this.#set(item, path, this.#values(value, context), targets, inner);
    }
    return inner;
  }

  #values(extension: Extension, context: Context): Typed[] {
    const fixed = valueOf(extensionOf(extension, 'fixed-value'));
    if (fixed) return [{ value: fixed.value, type: typeOfKey(fixed.key) }];
    const expression = expressionOf(readExtension(extension, 'expression'));
    const values = expression ? this.#evaluator.values(expression.source, context) : [];
    return values.map((value) => ({ value, type: typeOfJson(value) }));
  }

  /** Sets an element; for a group, makes the one its children belong to. */
  #set(
    item: FormItem,
    definition: string,
    values: readonly Typed[],
    targets: readonly Target[],
    places: Map<string, Record<string, unknown>>,
  ): void {
    const [canonical, path = ''] = definition.split('#');
    const target = targets.findLast((one) => one.canonical === canonical);
    if (!target || (values.length === 0 && item.definition.key)) return;
    const steps = path.split('.').slice(1);
    const last = steps.pop();
    if (last === undefined) return;
    const isGroup = item.definition.key === undefined && values.length === 0;
    const place = this.#reach(target, isGroup ? [...steps, last] : steps, places, isGroup);
    if (!place) this.#evaluator.fail(item.linkId, definition);
    else if (!isGroup) this.#put(item, place, withoutSlice(last), values, definition);
  }

  /** The element at a path: one already made for this item or around it, else a new one where it repeats. */
  #reach(
    target: Target,
    steps: readonly string[],
    places: Map<string, Record<string, unknown>>,
    anew: boolean,
  ): { object: Record<string, unknown>; path: string } | undefined {
    let object: Record<string, unknown> = target.resource;
    let path = target.type;
    let key = target.canonical;
    for (const [index, step] of steps.entries()) {
      const element = elementAt(path, withoutSlice(step));
      if (!element || element.choices) return undefined;
      key += `.${step}`;
      const made = anew && index === steps.length - 1 ? undefined : places.get(key);
      object = made ?? makeIn(object, element.property, element.repeats);
      places.set(key, object);
      path = element.path;
    }
    return { object, path };
  }

  #put(
    item: FormItem,
    { object, path }: { object: Record<string, unknown>; path: string },
    name: string,
    values: readonly Typed[],
    definition: string,
  ): void {
    const element = elementAt(path, name);
    const results = values.flatMap(({ value, type }) => {
      const to = element?.choices ? choose(element.choices, type) : element?.type;
      const result = to === undefined ? undefined : cast(value, type, to);
      return result === undefined ? [] : [{ result, type: to ?? '' }];
    });
    if (!element || results.length < values.length) this.#evaluator.fail(item.linkId, definition);
    const [first] = results;
    if (!element || !first) return;
    const property = element.choices ? element.property + capitalize(first.type) : element.property;
    if (element.repeats)
      object[property] = [...((object[property] ?? []) as unknown[]), ...results.map(({ result }) => result)];
    else {
      if (results.length > 1) this.#evaluator.fail(item.linkId, `several values for ${definition}`);
      object[property] = first.result;
    }
  }
}

type Descend = (targets: readonly Target[], places: Places) => void;

/** The answers of an item, a number in its fixed unit as the quantity it means (`questionnaire-unit`). */
function answersOf(item: FormItem): Typed[] {
  const [unit] = item.type === 'quantity' ? [] : item.units;
  return item.values.map(({ key, value }) => {
    if (!unit || typeof value !== 'number') return { value, type: typeOfKey(key) };
    const { system, code, display } = unit;
    const quantity: Quantity = {
      value,
      ...(display && { unit: display }),
      ...(system && { system }),
      ...(code && { code }),
    };
    return { value: quantity, type: 'Quantity' };
  });
}

/** `valueDateTime` → `dateTime`, `valueCoding` → `Coding`. */
function typeOfKey(key: string): string {
  const name = key.slice(5);
  const lower = name.slice(0, 1).toLowerCase() + name.slice(1);
  return [
    'boolean',
    'decimal',
    'integer',
    'date',
    'dateTime',
    'time',
    'string',
    'uri',
    'code',
    'instant',
    'canonical',
    'id',
    'markdown',
    'url',
  ].includes(lower)
    ? lower
    : name;
}

/** The type of a choice that takes a value: its own, else the first it can be cast to. */
function choose(choices: readonly string[], type: string): string | undefined {
  const types = choices.map((name) => typeOfKey(`value${name}`));
  if (types.includes(type)) return type;
  return types.find((one) => cast(sampleOf(type), type, one) !== undefined);
}

function sampleOf(type: string): unknown {
  if (type === 'Coding') return { code: 'x', display: 'x' };
  if (type === 'Quantity') return { value: 1 };
  return /^[a-z]/.test(type) ? '1' : {};
}

function makeIn(object: Record<string, unknown>, property: string, repeats: boolean): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  if (repeats) {
    object[property] = [...((object[property] ?? []) as unknown[]), made];
    return made;
  }
  const there = object[property];
  if (isObject(there)) return there;
  object[property] = made;
  return made;
}

function withoutSlice(step: string): string {
  return step.split(':')[0] ?? '';
}

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
