import type { Waitlist } from '@relais/elements';
import { PATIENCE_MILLISECONDS } from '../support/patience.ts';

/** Somebody in front of a board, who reads rows and presses what is written on them. */
export class Caller {
  readonly board: Waitlist;

  constructor(board: Waitlist) {
    this.board = board;
  }

  get root(): ShadowRoot {
    const { shadowRoot } = this.board;
    if (!shadowRoot) throw new Error('The board is not drawn');
    return shadowRoot;
  }

  get text(): string {
    return wordsOf(this.root.querySelector('.root'));
  }

  get rows(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('tbody tr')];
  }

  /** Whose rows they are, from above: names, or numbers of who has none. */
  get names(): string[] {
    return this.rows.map((row) => {
      const name = wordsOf(row.querySelector('.name'));
      return name === 'Sans nom' ? wordsOf(row.querySelector('.phone')) : name;
    });
  }

  get announced(): string {
    return wordsOf(this.root.querySelector('[role="status"]'));
  }

  /** Name of the row that has the focus, in it or on it. */
  get focusedRow(): string | undefined {
    const row = this.root.activeElement?.closest('tr');
    return row ? wordsOf(row.querySelector('.name')) : undefined;
  }

  row(name: string): HTMLElement {
    const found = this.rows.find((row) => wordsOf(row).includes(name));
    if (!found) throw new Error(`There is no row of ${name}: ${this.names.join(', ')}`);
    return found;
  }

  /** What can be pressed, by its words; in one row when a name is given. */
  button(label: string, name?: string): HTMLElement {
    const place = name === undefined ? this.root : this.row(name);
    const all = [...place.querySelectorAll<HTMLElement>('button, summary')];
    const found = all.find((one) => wordsOf(one).startsWith(label));
    if (!found) throw new Error(`No button begins with ${label}: ${all.map(wordsOf).join(' | ')}`);
    return found;
  }

  async press(label: string, name?: string): Promise<void> {
    const button = this.button(label, name);
    button.focus();
    button.click();
    await this.board.updateComplete;
  }

  /** Opens a menu of a row and takes what is offered there. */
  async choose(menu: string, item: string, name: string): Promise<void> {
    await this.press(menu, name);
    await this.press(item, name);
  }

  /** A key, where the focus is. */
  async type(key: string): Promise<void> {
    const target = this.root.activeElement ?? this.board;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
    await this.board.updateComplete;
  }

  async until(what: string, isSo: () => boolean): Promise<void> {
    const deadline = performance.now() + PATIENCE_MILLISECONDS;
    while (!isSo()) {
      if (performance.now() > deadline) throw new Error(`Waited for ${what}: ${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 15));
      await this.board.updateComplete;
    }
  }

  async says(words: string): Promise<void> {
    await this.until(words, () => this.text.includes(words));
  }
}

export function wordsOf(element: Element | null | undefined): string {
  return element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}
