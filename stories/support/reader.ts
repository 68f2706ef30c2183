import { PATIENCE_MILLISECONDS } from './patience.ts';
import { wordsOf } from './visitor.ts';

/** An element as whoever tells of it holds it: drawn in a shadow root, again when something changes. */
export interface Drawn extends HTMLElement {
  readonly updateComplete: Promise<boolean>;
}

/** Somebody in front of an element, who waits for what they read there. */
export class Reader<Element extends Drawn> {
  readonly element: Element;

  constructor(element: Element) {
    this.element = element;
  }

  get root(): ShadowRoot {
    const { shadowRoot, localName } = this.element;
    if (!shadowRoot) throw new Error(`${localName} is not drawn`);
    return shadowRoot;
  }

  /** All that is written on the screen, one space between words. */
  get text(): string {
    return wordsOf(this.root.querySelector('.root'));
  }

  async until(what: string, holds: () => boolean): Promise<void> {
    const deadline = performance.now() + PATIENCE_MILLISECONDS;
    while (!holds()) {
      if (performance.now() > deadline) throw new Error(`Waited in vain until ${what}: ${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
      await this.element.updateComplete;
    }
    await this.element.updateComplete;
  }

  says(words: string): Promise<void> {
    return this.until(`it says ${words}`, () => this.text.includes(words));
  }
}
