import type { Coding } from '@relais/model/fhir';
import type { FormDefinition, ItemDefinition } from '../definitions.ts';
import { isChoice } from '../definitions.ts';
import { besides, extensionOf, extensionsOf, readExtension, readText, valueOf } from '../extensions.ts';
import { isObject } from '../values.ts';
import type { Found } from './finding.ts';

/** From how many characters on a text fills a telephone: six lines of a question, two of a choice, at 320 pixels. */
const LONG = { text: 240, option: 90, heading: 120 };

/** What can be said of how a form is written: names that are missing, texts too long, languages half given. */
export function writtenFindings(definition: FormDefinition): Found[] {
  const languages = languagesOf(definition);
  return definition.all.flatMap((item) => [
    ...(item.parent && !isPlaceholder(item) ? [...namesOf(item), ...lengthsOf(item), ...answersOf(item)] : []),
    ...mediaOf(item),
    ...translationsOf(item, languages, definition.questionnaire.language),
  ]);
}

/** What another form takes the place of, once the form is assembled. */
function isPlaceholder({ source }: ItemDefinition): boolean {
  return extensionOf(source, 'subQuestionnaire') !== undefined;
}

/** The code of the control an item asks for. */
function controlsOf({ source }: ItemDefinition): string[] {
  const concept = readExtension(source, 'itemControl');
  const coding = isObject(concept) && Array.isArray(concept['coding']) ? (concept['coding'] as unknown[]) : [];
  return coding.flatMap((one) => (isObject(one) && typeof one['code'] === 'string' ? [one['code']] : []));
}

function hasControl(item: ItemDefinition | undefined, ...codes: string[]): boolean {
  return item !== undefined && controlsOf(item).some((code) => codes.includes(code));
}

function isHidden({ lineage }: ItemDefinition): boolean {
  return lineage.some(({ source }) => readExtension(source, 'hidden') === true);
}

/** Whether something names an item: its text, one that is calculated, or the words it is called by in little room. */
function isNamed({ source }: ItemDefinition): boolean {
  return Boolean(source.text?.trim() || source['_text'] || source.prefix || readText(source, 'shortText'));
}

/** Questions, tabs and columns without a name: a screen reader has nothing to say of them. */
function namesOf(item: ItemDefinition): Found[] {
  const { linkId, key, parent, type } = item;
  if (isHidden(item) || isNamed(item) || item.unsupported) return [];
  const table = item.lineage
    .slice(0, -1)
    .find((above) => hasControl(above, 'gtable', 'grid', 'table', 'htable', 'atable'));
  if (key && table) return [{ code: 'heading-missing', severity: 'error', linkId }];
  // Some write the name of a question as a text inside it, which is read with it and does not name it.
  const hasInner = item.items.some((child) => child.type === 'display' && isNamed(child));
  if (key) return [{ code: 'text-missing', severity: hasInner ? 'warning' : 'error', linkId }];
  const isTab = type === 'group' && hasControl(parent, 'tab-container');
  return isTab ? [{ code: 'heading-missing', severity: 'error', linkId }] : [];
}

function lengthsOf(item: ItemDefinition): Found[] {
  const { source, linkId, type } = item;
  if (type === 'display' || isHidden(item)) return [];
  const most = type === 'group' ? LONG.heading : LONG.text;
  const found: Found[] = [];
  const tell = (length: number, where: string): void => {
    found.push({ code: 'text-long', severity: 'note', linkId, detail: `${where}: ${length}` });
  };
  const length = Array.from(source.text ?? '').length;
  if (length > most) tell(length, 'text');
  for (const option of source.answerOption ?? []) {
    const { value } = valueOf(option) ?? {};
    const text = isObject(value) ? ((value as Coding).display ?? '') : typeof value === 'string' ? value : '';
    if (Array.from(text).length > LONG.option) tell(Array.from(text).length, 'option');
  }
  return found;
}

/** Choices without anything to choose, and what is required where nobody sees it. */
function answersOf(item: ItemDefinition): Found[] {
  const { source, linkId, type, key } = item;
  const found: Found[] = [];
  const isOffered =
    (source.answerOption?.length ?? 0) > 0 ||
    source.answerValueSet !== undefined ||
    source['_answerValueSet'] !== undefined ||
    extensionOf(source, 'answerExpression') !== undefined ||
    extensionOf(source, 'candidateExpression') !== undefined;
  if (isChoice(item) && !isOffered && type === 'choice' && source.readOnly !== true && !isHidden(item)) {
    found.push({ code: 'choice-empty', severity: 'error', linkId });
  }
  const isGiven =
    item.initial.length > 0 || ['calculatedExpression', 'initialExpression'].some((name) => extensionOf(source, name));
  if (key && source.required === true && isHidden(item) && !isGiven) {
    found.push({ code: 'required-hidden', severity: 'warning', linkId });
  }
  return found;
}

function mediaOf({ source, linkId }: ItemDefinition): Found[] {
  return extensionsOf(source, 'itemMedia').flatMap((one): Found[] => {
    const value = valueOf(one)?.value;
    const isNamedMedia = isObject(value) && typeof value['title'] === 'string' && value['title'].trim() !== '';
    return isNamedMedia ? [] : [{ code: 'media-unnamed', severity: 'warning', linkId: linkId || undefined }];
  });
}

// ——— Languages ———

/** The texts of an element that people read, with what stands beside them. */
function textsOf({ source, parent }: ItemDefinition): { where: string; translated: Set<string> }[] {
  const texts: { where: string; translated: Set<string> }[] = [];
  const add = (element: object, property: string, where: string): void => {
    const text = (element as Record<string, unknown>)[property];
    // Numbers and signs are the same in all languages.
    if (typeof text !== 'string' || !/\p{L}{2}/u.test(text)) return;
    const given = extensionsOf(besides(element, property), 'translation').map((one) => readText(one, 'lang'));
    texts.push({ where, translated: new Set(given.flatMap((tag) => tag?.toLowerCase().split('-')[0] ?? [])) });
  };
  add(source, parent ? 'text' : 'title', parent ? 'text' : 'title');
  for (const option of source.answerOption ?? []) {
    const { key, value } = valueOf(option) ?? {};
    if (isObject(value)) add(value, 'display', 'option');
    else if (key) add(option, key, 'option');
  }
  return texts;
}

/** The languages any text of a form is translated into. */
function languagesOf({ all }: FormDefinition): Set<string> {
  return new Set(all.flatMap((item) => textsOf(item).flatMap(({ translated }) => [...translated])));
}

/** Texts left in one language where others of the form are given in several. */
function translationsOf(item: ItemDefinition, languages: ReadonlySet<string>, own: string | undefined): Found[] {
  if (isHidden(item)) return [];
  const lacking = new Map<string, Set<string>>();
  for (const { where, translated } of textsOf(item)) {
    for (const language of languages) {
      if (translated.has(language) || language === own?.toLowerCase().split('-')[0]) continue;
      lacking.set(language, (lacking.get(language) ?? new Set()).add(where));
    }
  }
  return [...lacking].map(([language, where]) => ({
    code: 'translation-missing',
    severity: 'warning',
    linkId: item.linkId || undefined,
    detail: `${language}: ${[...where].join(', ')}`,
  }));
}
