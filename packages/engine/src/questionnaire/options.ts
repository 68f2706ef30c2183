import type { AnswerOption, Coding, Reference } from '@relais/model/fhir';
import type { ItemDefinition } from './definitions.ts';
import { readExtension, readText, valueOf } from './extensions.ts';
import type { Extended } from './extensions.ts';
import { localized } from './translations.ts';
import type { Languages } from './translations.ts';
import { isObject, isOfKey, isSameChoice } from './values.ts';
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

/**
 * The option that an answer is. Where a form has given one code to several, their words tell them apart; else words do not count,
 * for they change from one version or language to the next.
 */
export function optionOf(options: readonly Option[], typed: Typed): Option | undefined {
  const same = options.filter((one) => isSameChoice(one, typed));
  const display = ({ value }: Typed): unknown => (value as Coding).display;
  return same.length > 1 ? (same.find((one) => display(one) === display(typed)) ?? same[0]) : same[0];
}

/** What an option or an answer among options is called. */
export function labelOf({ key, value }: Typed, source: AnswerOption, languages: Languages): string {
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
