import type { Questionnaire } from '@relais/elements';
import { PATIENCE_MILLISECONDS } from './patience.ts';
import { wordsOf } from './visitor.ts';

/** Controls somebody types into or picks from, those for the browser's own calendar left out. */
const FIELDS = ':is(input:not([type=radio], [type=checkbox], [aria-hidden]), textarea, select)';
const PRESSABLE = 'button, label.option, summary, a[href], [role=tab]';

interface Item {
  linkId: string;
  item?: Item[];
  answer?: (Record<string, unknown> & { item?: Item[] })[];
}

/** Somebody in front of a form, who answers what they read. Questions and buttons are found by their first words. */
export class Filler {
  readonly element: Questionnaire;

  constructor(element: Questionnaire) {
    this.element = element;
  }

  get root(): ShadowRoot {
    const { shadowRoot } = this.element;
    if (!shadowRoot) throw new Error('The questionnaire is not defined yet');
    return shadowRoot;
  }

  /** All that is written on the screen, one space between words. */
  get text(): string {
    return wordsOf(this.root.querySelector('.root'));
  }

  /** What is said to be wrong, in order. */
  get faults(): string[] {
    return [...this.root.querySelectorAll('[part=fault] .fault, [part=fault] .warning')].map(wordsOf);
  }

  get focused(): Element | null {
    return this.root.activeElement;
  }

  /** Everything has been opened and drawn. */
  async ready(): Promise<void> {
    await this.element.updateComplete;
    await this.until('the form is drawn', () => !this.root.querySelector('[aria-busy=true]'));
  }

  async until(what: string, holds: () => boolean): Promise<void> {
    const deadline = performance.now() + PATIENCE_MILLISECONDS;
    while (!holds()) {
      if (performance.now() > deadline) throw new Error(`Waited in vain until ${what}: ${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await this.element.updateComplete;
  }

  // ——— Answering ———

  /** A field by the first words of its name; `place` among several of that name, from 0. */
  field(name: string, place = 0): HTMLInputElement {
    const all = [...this.root.querySelectorAll<HTMLInputElement>(FIELDS)];
    const found = all.filter((field) => nameOf(field).startsWith(plain(name)))[place];
    if (!found) throw new Error(`No field ${place} is called ${name}: ${all.map(nameOf).join(' | ')}`);
    return found;
  }

  /** Types into a field and leaves it. */
  async type(name: string, text: string, place = 0): Promise<void> {
    const field = this.field(name, place);
    field.focus();
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await this.element.updateComplete;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await this.#leave(field);
  }

  /** A browser's window that is not in front tells nobody that the focus has moved. */
  async #leave(field: HTMLElement): Promise<void> {
    field.dispatchEvent(new FocusEvent('blur'));
    field.dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }));
    await this.element.updateComplete;
  }

  /** Ticks the box that is the whole answer of a question. */
  async tick(name: string): Promise<void> {
    const boxes = [...this.root.querySelectorAll<HTMLInputElement>('input.tick')];
    const box = boxes.find((one) => nameOf(one).startsWith(plain(name)));
    if (!box) throw new Error(`No box is called ${name}`);
    box.click();
    await this.element.updateComplete;
  }

  /** Ticks choices of a question shown as a list, or picks one from its drop-down list. */
  async choose(question: string, ...options: readonly string[]): Promise<void> {
    const [list] = this.sets(question);
    if (list) await this.chooseIn(list, ...options);
    else await this.#pick(question, options[0] ?? '');
  }

  async chooseIn(list: HTMLElement | undefined, ...options: readonly string[]): Promise<void> {
    if (!list) throw new Error('There is no such list');
    for (const option of options) {
      found(list, 'label.option', option).click();
      await this.element.updateComplete;
    }
  }

  async #pick(question: string, option: string): Promise<void> {
    const field: HTMLElement = this.field(question);
    if (!(field instanceof HTMLSelectElement)) return this.search(question, option, option);
    const index = [...field.options].findIndex(({ text }) => text.startsWith(option));
    if (index < 0) throw new Error(`${question} does not offer ${option}`);
    field.selectedIndex = index;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await this.element.updateComplete;
  }

  /** Types a part of a choice into the field that searches, waits for it to be listed, and takes it. */
  async search(question: string, text: string, option: string): Promise<void> {
    const field = this.field(question);
    field.focus();
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    const listed = () => [...this.root.querySelectorAll<HTMLElement>('[role=option]')];
    const isMeant = (one: HTMLElement) => wordsOf(one).startsWith(option);
    await this.until(`${option} is listed`, () => listed().some(isMeant));
    listed().find(isMeant)?.click();
    await this.element.updateComplete;
    await this.#leave(field);
  }

  /** Takes the answer that stands in one cell of a table, by the name of row and column. */
  async chooseCell(name: string): Promise<void> {
    const boxes = [...this.root.querySelectorAll<HTMLInputElement>('td input:is([type=radio], [type=checkbox])')];
    const box = boxes.find((one) => nameOf(one).startsWith(plain(name)));
    if (!box) throw new Error(`No cell is called ${name}: ${boxes.map(nameOf).join(' | ')}`);
    box.click();
    await this.element.updateComplete;
  }

  /** Hands a file over to a question. */
  async attach(question: string, file: File): Promise<void> {
    const field = this.field(question);
    const held = new DataTransfer();
    held.items.add(file);
    field.files = held.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await this.element.updateComplete;
  }

  /** What is read with a field besides its name. */
  describes(name: string): string {
    const ids = this.field(name).getAttribute('aria-describedby')?.split(' ') ?? [];
    return ids.map((id) => wordsOf(this.root.getElementById(id))).join(' ');
  }

  /** What holds the answers of a question shown as a list, one for each repetition. */
  sets(question: string): HTMLElement[] {
    const sets = [...this.root.querySelectorAll<HTMLElement>('fieldset, [role=group], [role=radiogroup]')];
    return sets.filter((set) => nameOf(set).startsWith(plain(question)) && set.querySelector('label.option'));
  }

  /** How many fields are called so. */
  count(name: string): number {
    return [...this.root.querySelectorAll<HTMLElement>(FIELDS)].filter((field) => nameOf(field).startsWith(name))
      .length;
  }

  async press(name: string | RegExp, place = 0): Promise<void> {
    found(this.root, PRESSABLE, name, place).click();
    await this.element.updateComplete;
  }

  // ——— What has come of it ———

  /** All values of a question in the response, by its linkId. */
  answers(linkId: string): unknown[] {
    const { item = [] } = (this.element.response ?? {}) as { item?: Item[] };
    return valuesIn(item, linkId);
  }

  /** Refuses to go on unless the response holds exactly these values. Codings are compared by their display. */
  has(linkId: string, ...values: readonly unknown[]): void {
    this.same(this.answers(linkId).map(displayOf), values, `answers of ${linkId}`);
  }

  same(actual: unknown, expected: unknown, what: string): void {
    const [is, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (is !== wanted) throw new Error(`${what}: expected ${wanted}, got ${is}`);
  }

  /** Refuses to go on unless all these words are on the screen. */
  shows(...words: readonly string[]): void {
    for (const one of words) if (!this.text.includes(plain(one))) throw new Error(`Does not show ${one}: ${this.text}`);
  }

  hides(...words: readonly string[]): void {
    for (const one of words) if (this.text.includes(plain(one))) throw new Error(`Shows ${one}: ${this.text}`);
  }

  /** Refuses to go on unless exactly these faults are told, by their first words. */
  tells(...faults: readonly string[]): void {
    const { faults: told } = this;
    const fits =
      told.length === faults.length && told.every((one, index) => one.startsWith(plain(faults[index] ?? '')));
    if (!fits) throw new Error(`Tells ${told.join(' | ') || 'nothing'}, not ${faults.join(' | ') || 'nothing'}`);
  }
}

function found(root: ParentNode, selector: string, name: string | RegExp, place = 0): HTMLElement {
  const all = [...root.querySelectorAll<HTMLElement>(selector)];
  const isMeant = (words: string) => (typeof name === 'string' ? words.startsWith(plain(name)) : name.test(words));
  const one = all.filter((element) => isMeant(wordsOf(element)))[place];
  if (!one) throw new Error(`Nothing to press says ${String(name)}: ${all.map(wordsOf).join(' | ')}`);
  return one;
}

/** What a field, or a set of them, is called. */
function nameOf(element: HTMLElement): string {
  const own = element.getAttribute('aria-label');
  if (own) return plain(own);
  const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
  const root = element.getRootNode() as ShadowRoot;
  const labels = ids.length > 0 ? ids.map((id) => root.getElementById(id)) : [...labelsOf(element)];
  return labels.map(wordsOf).join(' ');
}

function labelsOf(element: HTMLElement): Iterable<Element> {
  if (element instanceof HTMLFieldSetElement) return element.querySelectorAll(':scope > legend');
  return (element as HTMLInputElement).labels ?? [];
}

/** Screens are read with plain spaces. */
function plain(words: string): string {
  return words.replaceAll(/\s+/g, ' ');
}

function valuesIn(items: readonly Item[], linkId: string): unknown[] {
  return items.flatMap(({ linkId: own, item = [], answer = [] }) => [
    ...(own === linkId ? answer.flatMap(valueOf) : []),
    ...valuesIn(item, linkId),
    ...answer.flatMap((one) => valuesIn(one.item ?? [], linkId)),
  ]);
}

function valueOf(answer: Record<string, unknown>): unknown[] {
  return Object.entries(answer).flatMap(([key, value]) => (key.startsWith('value') ? [value] : []));
}

function displayOf(value: unknown): unknown {
  const { display } = (value ?? {}) as { display?: string };
  return display ?? value;
}
