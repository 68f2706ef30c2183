import type { ActionLog, Dashboard, Indicator } from '@relais/elements';
import { giveFile } from '../support/desk-reader.ts';
import type { PaperPort } from './paper.ts';

const PATIENCE_MILLISECONDS = 8000;

/** Somebody in front of figures, or of the log of actions, who reads them and presses what is written there. */
export class Reader<Element extends Indicator | Dashboard | ActionLog = Indicator> {
  readonly element: Element;

  constructor(element: Element) {
    this.element = element;
  }

  get port(): PaperPort {
    return this.element.port as unknown as PaperPort;
  }

  get root(): ShadowRoot {
    const { shadowRoot } = this.element;
    if (!shadowRoot) throw new Error('Nothing is drawn');
    return shadowRoot;
  }

  get text(): string {
    return wordsOf(this.root.querySelector('.root'));
  }

  get marks(): SVGElement[] {
    return [...this.root.querySelectorAll<SVGElement>('.picture .mark')];
  }

  async press(label: string): Promise<void> {
    await this.until(label, () => this.#find(label) !== undefined);
    const found = this.#find(label);
    found?.focus();
    found?.click();
    await this.element.updateComplete;
  }

  /** Chooses in a field by its id, as a hand does. */
  choose(id: string, value: string): Promise<void> {
    return this.#fill(id, value, 'change');
  }

  type(id: string, value: string): Promise<void> {
    return this.#fill(id, value, 'input');
  }

  /** Hands a file over to a field. */
  async take(id: string, content: string, name: string): Promise<void> {
    await this.until(`the field ${id}`, () => this.root.querySelector(`#${id}`) !== null);
    giveFile(this.root, id, new File([content], name));
    await this.element.updateComplete;
  }

  async says(words: string): Promise<void> {
    await this.until(words, () => this.text.includes(words));
  }

  async picture(): Promise<void> {
    await this.until('a picture', () => this.marks.length > 0);
  }

  async until(what: string, isSo: () => boolean): Promise<void> {
    const deadline = performance.now() + PATIENCE_MILLISECONDS;
    while (!isSo()) {
      if (performance.now() > deadline) throw new Error(`Waited for ${what}: ${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 15));
      await this.element.updateComplete;
    }
  }

  async #fill(id: string, value: string, event: string): Promise<void> {
    const field = () => this.root.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`);
    await this.until(`the field ${id}`, () => field() !== null);
    field()!.value = value;
    field()!.dispatchEvent(new Event(event, { bubbles: true }));
    await this.element.updateComplete;
  }

  #find(label: string): HTMLElement | undefined {
    const all = [...this.root.querySelectorAll<HTMLElement>('button, summary, a.button')];
    return all.find((one) => wordsOf(one).startsWith(label));
  }
}

/** As they are read: with ordinary spaces. */
export function wordsOf(element: Element | null | undefined): string {
  return element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}
