import type { AnswerOption, Coding, Quantity, Reference } from '@relais/model/fhir';
import type { ItemDefinition } from './definitions.ts';
import { extensionsOf, readExtension, readText, valueOf } from './extensions.ts';
import type { Extended } from './extensions.ts';
import { localized } from './translations.ts';
import type { Languages } from './translations.ts';
import { isObject, isOfKey, keyOfChoice } from './values.ts';
import type { Typed, ValueKey } from './values.ts';

/** One answer that is offered. Choosing it answers with its `value`. */
export interface Option extends Typed {
  readonly label: string;
  readonly prefix: string | undefined;
  /** Choosing it takes all others back (`questionnaire-optionExclusive`). */
  readonly exclusive: boolean;
  /** Its weight in a score (`itemWeight`, `ordinalValue`). */
  readonly weight: number | undefined;
  /** An expression has switched it off. */
  readonly disabled: boolean;
  /** Where it comes from, for its media and styles. */
  readonly source: object;
}

/** The value sets a form draws from, as one of its parts provides them. */
export interface OptionSets {
  /** `remote`: only searched, as the person types. */
  stateOf(url: string): 'ready' | 'loading' | 'remote' | 'unavailable';
  optionsOf(url: string): readonly Option[];
  /** Starts to get a set that items draw from. */
  ask(url: string, definition: ItemDefinition): void;
  /** Whether a set was asked for and could not be had. */
  isRefused(url: string): boolean;
  /** Asks for such a set once more; resolves once it has come, or failed again. */
  again(url: string, definition: ItemDefinition): Promise<void>;
  search(definition: ItemDefinition, url: string, text: string, count: number): Promise<readonly Option[]>;
  /** The language has changed. */
  translate(): void;
}

/** The options a form writes itself, `answerOption`; what can be no answer is none. */
export function optionsOfItem({ source }: ItemDefinition, languages: Languages): Option[] {
  return (source.answerOption ?? []).flatMap((option) => {
    const typed = valueOf(option) as Typed | undefined;
    return typed && isOfKey(typed) ? [makeOption(typed, option, option, languages)] : [];
  });
}

/** The units of a quantity, or the one a number is in; what the form gives first is what it starts with. */
export function unitsOf({ source, initial }: ItemDefinition, sets: OptionSets | undefined): readonly Coding[] {
  const set = readText(source, 'unitValueSet');
  if (set) return (sets?.optionsOf(set) ?? []).map(({ value }) => value as Coding);
  const listed = [...extensionsOf(source, 'unitOption'), ...extensionsOf(source, 'unit')];
  if (listed.length > 0) return listed.map((extension) => valueOf(extension)?.value).filter(isObject);
  const { unit, code, system } = initial[0]?.key === 'valueQuantity' ? (initial[0].value as Quantity) : {};
  return (unit ?? code) ? [{ ...(system && { system }), ...(code && { code }), ...(unit && { display: unit }) }] : [];
}

/** Options an expression gives: codings, texts, numbers or resources, which become references. */
export function optionsOfValues(values: readonly unknown[], languages: Languages): Option[] {
  return values.map((value) => {
    const typed = isObject(value) && 'resourceType' in value ? referenceTo(value) : value;
    return makeOption({ key: keyOfChoice(typed), value: typed }, {}, {}, languages);
  });
}

export function referenceTo(resource: Record<string, unknown>): Reference {
  return { reference: `${String(resource['resourceType'])}/${String(resource['id'])}` };
}

export function makeOption(typed: Typed, extended: Extended, source: object, languages: Languages): Option {
  const { key, value } = typed;
  const inner = isObject(value) ? (value as Extended) : undefined;
  return {
    key,
    value,
    label: labelOf(typed, source as AnswerOption, languages),
    prefix: readText(extended, 'optionPrefix') ?? readText(inner, 'optionPrefix'),
    exclusive: readExtension(extended, 'optionExclusive') === true,
    weight: weightOf(extended) ?? weightOf(inner),
    disabled: false,
    source,
  };
}

function labelOf({ key, value }: Typed, source: AnswerOption, languages: Languages): string {
  if (key === 'valueCoding') {
    const coding = value as Coding;
    return localized(coding, 'display', languages) ?? coding.code ?? '';
  }
  if (key === 'valueReference') return (value as Reference).display ?? (value as Reference).reference ?? '';
  return localized(source, key satisfies ValueKey, languages) ?? String(value);
}

/** The weight written on an option, a concept or a Coding; the extension has had three names. */
export function weightOf(element: Extended | undefined): number | undefined {
  for (const name of ['itemWeight', 'ordinalValue']) {
    const value = readExtension(element, name);
    if (typeof value === 'number') return value;
  }
  return undefined;
}
