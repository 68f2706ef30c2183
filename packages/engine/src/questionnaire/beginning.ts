import type { Questionnaire } from '@relais/model/fhir';
import { createForm } from './create.ts';
import { extensionsOf, nameOf, readExtension } from './extensions.ts';
import type { Form, FormOptions } from './form.ts';
import { isObject } from './values.ts';

/** Items of a beginning: as many as any screen holds. */
const ITEMS = 30;
/** A form of fewer items is read as quickly as its beginning. */
const LARGE = 150;
/** More options than that are searched in a way of their own. */
const OPTIONS = 30;

/** The beginning of a large form, as a form of its own. */
export interface Beginning {
  readonly form: Form;
  /** Whether anything is required in the whole form. */
  readonly isMarked: boolean;
}

/**
 * Opens the first items of a large form at once, while the form is still to be read: those that look and behave the same whatever follows
 * them. They end before the first that does not: one with a value of its own, an extension that changes how it is drawn, a condition on
 * something further down. Undefined for a form that begins with such a one, or is small.
 */
export function openBeginning(source: unknown, options: FormOptions): Beginning | undefined {
  if (!isObject(source) || source['resourceType'] !== 'Questionnaire' || !isPlainForm(source)) return undefined;
  const items = listOf(source['item']);
  if (countOf(items, LARGE) < LARGE || items.some(isAside)) return undefined;
  const { extension: _, contained: __, ...rest } = source;
  const beginning = { ...rest, item: new Taking().take(items) } as unknown as Questionnaire;
  const form = createForm(beginning, options);
  if (form.items.length === 0 || form.diagnostics.length > 0) return undefined;
  return { form, isMarked: items.some(isRequired) };
}

/** Takes items in their order until one is not to be taken, or there are enough. */
class Taking {
  #left = ITEMS;
  #isOver = false;
  readonly #taken = new Set<unknown>();

  take(items: readonly Item[]): Item[] {
    const taken: Item[] = [];
    for (const item of items) {
      if (!this.#isOver && this.#left > 0 && this.#isTakable(item)) {
        this.#left--;
        this.#taken.add(item['linkId']);
        const within = listOf(item['item']);
        taken.push(within.length > 0 ? { ...item, item: this.take(within) } : item);
        continue;
      }
      this.#isOver = true;
      return withoutRow(taken, item);
    }
    return taken;
  }

  #isTakable(item: Item): boolean {
    const { linkId, type, enableWhen, item: within, extension } = item;
    const isRight = Object.entries(item).every(([name, value]) => PLAIN.has(name) || value === false);
    if (!isRight || !linkId || !TYPES.has(String(type)) || this.#taken.has(linkId)) return false;
    if (type === 'group' ? listOf(within).some(isAside) || extension !== undefined : within !== undefined) return false;
    if (type === 'choice' && !hasPlainOptions(item)) return false;
    return extensionsAre(item, LOOKS) && listOf(enableWhen).every(({ question }) => this.#taken.has(question));
  }
}

type Item = Readonly<Record<string, unknown>>;

/** As many neighbours with the same answers are drawn as rows of one grid: fewer are none, unless the next one makes them so. */
const ROWS = 3;

function withoutRow(taken: readonly Item[], next: Item): Item[] {
  const isLike = ({ type, answerOption }: Item): boolean =>
    type === next['type'] && JSON.stringify(answerOption) === JSON.stringify(next['answerOption']);
  const alike = taken.length - 1 - taken.findLastIndex((item) => !isLike(item));
  return alike > 0 && alike < ROWS && /^(choice|boolean)$/.test(String(next['type']))
    ? taken.slice(0, -alike)
    : [...taken];
}

const PLAIN = new Set([
  ...['id', 'linkId', 'type', 'text', 'prefix', 'code', 'definition', 'required'],
  ...['enableWhen', 'enableBehavior', 'answerOption', 'extension', 'item'],
]);
const TYPES = new Set(['group', 'display', 'string', 'text', 'url', 'boolean', 'integer', 'decimal', 'date', 'choice']);
/** What says how a choice is drawn, in a way that needs nothing more. */
const LOOKS = ['itemControl'];
const CONTROLS = ['radio-button', 'check-box', 'drop-down'];
/** What is said of an option without being seen. */
const OF_OPTIONS = ['itemWeight', 'ordinalValue', 'optionPrefix'];

/** Nothing that changes what its parts mean, or what is said above them. */
function isPlainForm(source: Item): boolean {
  return source['modifierExtension'] === undefined && source['_title'] === undefined;
}

function hasPlainOptions({ answerOption }: Item): boolean {
  const options = listOf(answerOption);
  return (
    options.length > 0 &&
    options.length < OPTIONS &&
    options.every(
      (option) =>
        extensionsAre(option, OF_OPTIONS) && Object.keys(option).every((name) => /^(value|id$|extension$)/.test(name)),
    )
  );
}

function extensionsAre(element: Item, names: readonly string[]): boolean {
  const isKnown = ({ url }: Item): boolean => typeof url === 'string' && names.includes(nameOf(url));
  return listOf(element['extension']).every(isKnown) && controlsOf(element).every((code) => CONTROLS.includes(code));
}

function controlsOf(element: Item): string[] {
  return extensionsOf(element, 'itemControl').flatMap((part) => {
    const concept = part['valueCodeableConcept'];
    return isObject(concept) ? listOf(concept['coding']).map(({ code }) => String(code)) : [''];
  });
}

/** What may stand beside the group it is in, or above it. */
function isAside(item: Item): boolean {
  return item['type'] === 'display' && readExtension(item, 'itemControl') !== undefined;
}

function isRequired(item: Item): boolean {
  const { required, _required, readOnly } = item;
  return ((required === true || _required !== undefined) && readOnly !== true) || listOf(item['item']).some(isRequired);
}

/** How many items there are, counted up to `most`. */
function countOf(items: readonly Item[], most: number): number {
  let count = 0;
  for (const item of items) {
    if (count >= most) break;
    count += 1 + countOf(listOf(item['item']), most - count - 1);
  }
  return count;
}

/** A list of objects, whatever a form gives in its place. */
function listOf(value: unknown): readonly Item[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
