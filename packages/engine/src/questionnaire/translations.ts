import { besides, extensionsOf, readText } from './extensions.ts';

/** The language of a form: the one wanted, and the one its plain texts are written in. */
export interface Languages {
  readonly language: string;
  readonly questionnaire?: { language?: string } | undefined;
}

/**
 * The text of an element in the wanted language: its `translation` extension, else the plain text. `fr` serves `fr-CA` and
 * `fr-CA` serves `fr`, the exact one first.
 */
export function localized(element: object, property: string, languages: Languages): string | undefined {
  const text = (element as Record<string, unknown>)[property];
  const plain = typeof text === 'string' ? text : undefined;
  const translations = extensionsOf(besides(element, property), 'translation');
  if (translations.length === 0) return plain;
  const { language, questionnaire } = languages;
  const offered = [...translations.map((part) => readText(part, 'lang')), questionnaire?.language];
  const index = bestMatch(language, offered);
  const chosen = translations[index];
  return (chosen && readText(chosen, 'content')) ?? plain;
}

/** The first of these that is a language tag, else French: a form may say anything of itself, and `Intl` throws for what is none. */
export function languageAmong(...tags: readonly (string | undefined)[]): string {
  return tags.find((tag) => tag !== undefined && isLanguageTag(tag)) ?? 'fr';
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** The place of the offered language that serves best, or -1. */
export function bestMatch(wanted: string, offered: readonly (string | undefined)[]): number {
  const exact = offered.findIndex((tag) => tag?.toLowerCase() === wanted.toLowerCase());
  return exact >= 0 ? exact : offered.findIndex((tag) => tag !== undefined && primary(tag) === primary(wanted));
}

function primary(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? '';
}

export function isFrench(language: string): boolean {
  return /^fr\b/i.test(language);
}
