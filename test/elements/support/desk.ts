import { fixture, html } from '@open-wc/testing';
import type { Part, StoryDesk } from '../../../stories/ui/desk.ts';
import '../../../stories/ui/desk.ts';

/** A desk of the stories, made of the shared parts, with what its tests look for. */
export class DeskDriver {
  readonly desk: StoryDesk;

  constructor(desk: StoryDesk) {
    this.desk = desk;
  }

  get root(): ShadowRoot {
    const { shadowRoot } = this.desk;
    if (!shadowRoot) throw new Error('The desk is not drawn');
    return shadowRoot;
  }

  /** What has the focus, by its id or its words. */
  get focused(): string {
    const { activeElement } = this.root;
    return activeElement?.id || wordsOf(activeElement);
  }

  get announced(): string {
    return wordsOf(this.find('[role="status"]'));
  }

  find(selector: string): HTMLElement {
    const found = this.root.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`Nothing is ${selector}`);
    return found;
  }

  all(selector: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(selector)];
  }

  button(label: string): HTMLElement {
    const found = this.all('button').find((one) => wordsOf(one).startsWith(label));
    if (!found) throw new Error(`No button begins with ${label}`);
    return found;
  }

  /** Presses a button as a person does, who has the focus on it. */
  async press(label: string): Promise<void> {
    const button = this.button(label);
    button.focus();
    button.click();
    await this.drawn();
  }

  async drawn(): Promise<void> {
    await this.desk.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
    await this.desk.updateComplete;
  }
}

export function wordsOf(element: Element | null): string {
  return element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}

export async function mountDesk(
  shows: Part,
  properties: Partial<StoryDesk> = {},
  density = 'comfortable',
): Promise<DeskDriver> {
  const desk = await fixture<StoryDesk>(html`<relais-story-desk density=${density}></relais-story-desk>`);
  Object.assign(desk, { shows, ...properties });
  await desk.updateComplete;
  return new DeskDriver(desk);
}
