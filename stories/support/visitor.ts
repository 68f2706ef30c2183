import type { SlotPicker } from '@relais/elements';
import { PATIENCE_MILLISECONDS } from './patience.ts';

type State = SlotPicker['state'];

/** Somebody in front of a picker, who presses what they read. */
export class Visitor {
  readonly picker: SlotPicker;

  constructor(picker: SlotPicker) {
    this.picker = picker;
  }

  get root(): ShadowRoot {
    const { shadowRoot } = this.picker;
    if (!shadowRoot) throw new Error('The picker is not defined yet');
    return shadowRoot;
  }

  /** All that is written on the present screen, one space between words. */
  get text(): string {
    return wordsOf(this.root.querySelector('.root'));
  }

  get heading(): string {
    return wordsOf(this.root.querySelector('h2'));
  }

  /** What can be pressed, by the words on it: from their beginning, or anywhere for an expression. */
  find(name: string | RegExp): HTMLElement {
    const controls = [...this.root.querySelectorAll<HTMLElement>('button, a, label, summary')];
    const isMeant = (words: string) => (typeof name === 'string' ? words.startsWith(name) : name.test(words));
    const found = controls.find((control) => isMeant(wordsOf(control)));
    if (!found) throw new Error(`Nothing to press says ${String(name)}: ${controls.map(wordsOf).join(' | ')}`);
    return found;
  }

  async press(name: string | RegExp, next?: State): Promise<void> {
    this.find(name).click();
    if (next) await this.reaches(next);
    await this.picker.updateComplete;
  }

  /** Asks for a new appointment, as soon as that can be pressed: those made on this device are shown first. */
  async begin(next: State): Promise<void> {
    const way = /^Demander un (autre )?rendez-vous/;
    const deadline = performance.now() + PATIENCE_MILLISECONDS;
    while (![...this.root.querySelectorAll('button')].some((button) => way.test(wordsOf(button)))) {
      if (performance.now() > deadline) throw new Error(`Nothing asks for an appointment: ${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await this.press(way, next);
  }

  async reaches(state: State): Promise<void> {
    const deadline = performance.now() + PATIENCE_MILLISECONDS;
    while (this.picker.state !== state || this.root.querySelector('[aria-busy]')) {
      if (performance.now() > deadline) throw new Error(`Reaches ${state}: is ${this.picker.state}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await this.picker.updateComplete;
  }

  /** Waits for words that come without a change of screen. */
  async says(words: string): Promise<void> {
    const deadline = performance.now() + PATIENCE_MILLISECONDS;
    while (!this.text.includes(words)) {
      if (performance.now() > deadline) throw new Error(`Says ${words}: says ${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Types into fields, by their names. */
  fill(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) {
      const field = this.root.querySelector<HTMLInputElement>(`#${name}`);
      if (!field) throw new Error(`There is no field ${name}`);
      field.value = value;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    }
  }

  /** Chooses from lists, by their names and the words of the choice. */
  choose(choices: Readonly<Record<string, string>>): void {
    for (const [name, words] of Object.entries(choices)) {
      const list = this.root.querySelector<HTMLSelectElement>(`select#${name}`);
      const option = [...(list?.options ?? [])].find((one) => wordsOf(one) === words);
      if (!list || !option) throw new Error(`There is no list ${name} with ${words}`);
      list.value = option.value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }

  /** Where the links of the screen lead. */
  hrefs(): string[] {
    return [...this.root.querySelectorAll('a')].map(({ href }) => href);
  }
}

/** What an element is called by a screen reader, as far as its own label or text goes. */
export function wordsOf(element: Element | null): string {
  const words = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  return words.replaceAll(/\s+/g, ' ').trim();
}
