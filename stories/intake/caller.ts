import type { Intake } from '@relais/elements';
import { Reader } from '../support/reader.ts';
import { wordsOf } from '../support/visitor.ts';

/** A secretary in front of the element: finds fields by their ids and buttons by their first words. */
export class Caller extends Reader<Intake> {
  /** The desk is open. */
  ready(): Promise<void> {
    return this.until('the desk is open', () => this.element.matches(':state(ready)'));
  }

  field(id: string): HTMLInputElement {
    const found = this.root.getElementById(id);
    if (!found) throw new Error(`Nothing is #${id}: ${this.text}`);
    return found as HTMLInputElement;
  }

  list(id: string): HTMLSelectElement {
    return this.field(id) as HTMLElement as HTMLSelectElement;
  }

  /** Types into a field and leaves it. */
  async type(id: string, text: string): Promise<void> {
    const field = this.field(id);
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await this.element.updateComplete;
  }

  async choose(id: string, value: string): Promise<void> {
    const field = this.list(id);
    field.value = value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await this.element.updateComplete;
  }

  async press(words: string): Promise<void> {
    const all = [...this.root.querySelectorAll<HTMLElement>('button')];
    const found = all.find((one) => wordsOf(one).startsWith(words));
    if (!found) throw new Error(`No button says ${words}: ${all.map(wordsOf).join(' | ')}`);
    found.click();
    await this.element.updateComplete;
  }

  /** Who calls and who is to be seen, none of the signs being there. */
  async write({ phone = '06 39 98 12 34', familyName = 'Delaunay', givenName = 'Capucine' } = {}): Promise<void> {
    await this.type('phone', phone);
    if (this.root.getElementById('end-signs')) await this.press('Aucun de ces signes');
    await this.choose('reason', this.list('reason').options[1]!.value);
    await this.type('familyName', familyName);
    await this.type('givenName', givenName);
    await this.type('birthDate', '31/03/1980');
  }

  /** Somebody gets a seat, and calls again. */
  async bookSomebody(): Promise<void> {
    await this.write();
    await this.propose();
    await this.press('Confirmer');
    await this.until('it is recorded', () => this.root.getElementById('done') !== null);
    await this.press('Fermer cet appel');
    await this.type('phone', '06 39 98 12 34');
    await this.says('Déjà connu ici');
  }

  async queue(): Promise<void> {
    await this.choose('class', 'b');
    await this.press('Mettre en rappel');
  }

  async propose(): Promise<void> {
    await this.press('Proposer un créneau');
    await this.until('a seat is proposed', () => this.root.getElementById('confirm') !== null);
  }
}
