import type { PlanningElement } from '@relais/elements';
import { Reader } from '../support/reader.ts';
import { wordsOf } from '../support/visitor.ts';

/** A coordinator in front of the planning, who presses what they read. Buttons and fields are found by their words, or the first of them. */
export class PlanningReader extends Reader<PlanningElement> {
  /** How often something was pressed, ticked or filled in. */
  gestures = 0;

  async press(label: string): Promise<void> {
    const all = [...this.root.querySelectorAll<HTMLElement>('button')];
    const named = (button: HTMLElement) => button.getAttribute('aria-label') ?? wordsOf(button);
    const found =
      all.find((button) => named(button) === label) ?? all.find((button) => named(button).startsWith(label));
    if (!found) throw new Error(`No button says ${label}: ${all.map(named).join(' | ')}`);
    this.gestures += 1;
    found.focus();
    found.click();
    await this.element.updateComplete;
  }

  async type(id: string, text: string): Promise<void> {
    const field = this.root.querySelector<HTMLInputElement>(`#${id}`);
    if (!field) throw new Error(`There is no field ${id}`);
    this.gestures += 1;
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await this.element.updateComplete;
  }

  async choose(id: string, words: string): Promise<void> {
    const field = this.root.querySelector<HTMLSelectElement>(`#${id}`);
    const options = [...(field?.options ?? [])];
    const found =
      options.find((option) => wordsOf(option) === words) ??
      options.find((option) => wordsOf(option).startsWith(words));
    if (!field || !found) throw new Error(`Nothing to choose of ${id} says ${words}`);
    this.gestures += 1;
    field.value = found.value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await this.element.updateComplete;
  }

  /** Types the trial of the centre, and keeps it. */
  async setTrial(first: string, last: string): Promise<void> {
    await this.press('Lieux et équipe');
    await this.press('Modifier, CPTS');
    await this.type('trial-first', first);
    await this.type('trial-last', last);
    await this.press('Retenir');
  }

  /** Chooses a file of this device. */
  async attach(id: string, name: string, text: string): Promise<void> {
    const field = this.root.querySelector<HTMLInputElement>(`#${id}`);
    if (!field) throw new Error(`There is no field ${id}`);
    const chosen = new DataTransfer();
    chosen.items.add(new File([text], name, { type: 'application/json' }));
    field.focus();
    field.files = chosen.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await this.element.updateComplete;
  }

  async tick(words: string): Promise<void> {
    const label = [...this.root.querySelectorAll('label')].find((one) => wordsOf(one).startsWith(words));
    if (!label) throw new Error(`Nothing to tick says ${words}`);
    this.gestures += 1;
    label.click();
    await this.element.updateComplete;
  }
}
