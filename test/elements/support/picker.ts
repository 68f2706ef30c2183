import { fixture, html, waitUntil } from '@open-wc/testing';
import type { SlotPicker } from '@relais/elements';
import '@relais/elements';
import type { Client } from '@relais/sdk';
import type { PageBackend } from '@relais/server/page';
import { openBackend, openClient } from './backend.ts';
import { person } from './structure.ts';

type State = SlotPicker['state'];

/** A picker on the page, with what it talks to and the means to use it as a person would. */
export class PickerDriver {
  readonly picker: SlotPicker;
  readonly backend: PageBackend;
  readonly client: Client;

  constructor(picker: SlotPicker, backend: PageBackend, client: Client) {
    this.picker = picker;
    this.backend = backend;
    this.client = client;
  }

  get root(): ShadowRoot {
    return this.picker.shadowRoot!;
  }

  /** All that is written on the present screen, one space between words. */
  get text(): string {
    return this.root.querySelector('.root')!.textContent.replaceAll(/\s+/g, ' ').trim();
  }

  get heading(): string {
    return words(this.root.querySelector('h2')!);
  }

  get buttons(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('button, a, label, summary')];
  }

  /** What can be pressed, by the words on it. */
  find(name: string | RegExp): HTMLElement {
    const found = this.buttons.find((button) =>
      typeof name === 'string' ? words(button).startsWith(name) : name.test(words(button)),
    );
    if (!found) throw new Error(`Nothing to press says ${String(name)}: ${this.buttons.map(words).join(' | ')}`);
    return found;
  }

  async press(name: string | RegExp, next?: State): Promise<void> {
    this.find(name).click();
    if (next) await this.reaches(next);
    await this.picker.updateComplete;
  }

  async reaches(state: State): Promise<void> {
    const isThere = () => this.picker.state === state && !this.root.querySelector('[aria-busy]');
    await waitUntil(isThere, `reaches ${state}`, { interval: 10, timeout: 8000 });
    await this.picker.updateComplete;
  }

  /** Goes on from the first screen as a person without any sign and with fever would, until `state`. */
  async goTo(state: 'checklist' | 'reason' | 'ready' | 'held' | 'confirmed'): Promise<void> {
    await this.press('Demander un rendez-vous', 'checklist');
    if (state === 'checklist') return;
    await this.press('Aucun de ces signes', 'reason');
    if (state === 'reason') return;
    await this.press('Fièvre', 'ready');
    if (state === 'ready') return;
    await this.press('Le premier créneau', 'held');
    if (state === 'held') return;
    this.fill(person);
    await this.press('Confirmer', 'confirmed');
  }

  fill(values: Partial<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) {
      const input = this.root.querySelector<HTMLInputElement>(`#${name}`)!;
      input.value = value ?? '';
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    }
  }

  /** Links in a text, by the number or address they lead to. */
  hrefs(): string[] {
    return [...this.root.querySelectorAll('a')].map(({ href }) => href);
  }
}

export interface MountOptions {
  backend?: PageBackend;
  client?: Client;
  properties?: Partial<SlotPicker>;
}

export async function mountPicker({ backend, client, properties = {} }: MountOptions = {}): Promise<PickerDriver> {
  const behind = backend ?? (await openBackend());
  const own = client ?? openClient(behind);
  const picker = await fixture<SlotPicker>(html`<relais-slot-picker></relais-slot-picker>`);
  Object.assign(picker, { client: own, ...properties });
  await picker.updateComplete;
  return new PickerDriver(picker, behind, own);
}

afterEach(() => {
  sessionStorage.clear();
  history.replaceState(null, '', location.pathname + location.search);
});

function words(element: Element): string {
  return element.textContent.replaceAll(/\s+/g, ' ').trim();
}
