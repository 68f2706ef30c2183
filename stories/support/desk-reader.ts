import { Reader, type Drawn } from './reader.ts';
import { wordsOf } from './visitor.ts';

/** Somebody at a desk, who presses what they read. Buttons, fields and people are found by their first words. */
export class DeskReader<Element extends Drawn> extends Reader<Element> {
  /** What has the focus, by its id or its words. */
  get focused(): string {
    const { activeElement } = this.root;
    return activeElement?.id || wordsOf(activeElement);
  }

  get dialog(): HTMLDialogElement {
    const dialog = this.root.querySelector('dialog');
    if (!dialog) throw new Error('There is no dialog');
    return dialog;
  }

  /** Presses a button as a person does, who has the focus on it. */
  async press(label: string): Promise<void> {
    const button = this.find('button, [role=tab]', label);
    button.focus();
    button.click();
    await this.element.updateComplete;
  }

  /** Sends the form that is open, and waits until it is done with. */
  async send(label: string): Promise<void> {
    await this.press(label);
    await this.until('the form is closed', () => !this.dialog.open);
  }

  async type(id: string, text: string): Promise<void> {
    const field = this.root.querySelector<HTMLInputElement>(`#${id}`);
    if (!field) throw new Error(`There is no field ${id}`);
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await this.element.updateComplete;
  }

  async choose(id: string, words: string): Promise<void> {
    const list = this.root.querySelector<HTMLSelectElement>(`select#${id}`);
    const option = [...(list?.options ?? [])].find((one) => wordsOf(one).startsWith(words));
    if (!list || !option) throw new Error(`There is no list ${id} with ${words}`);
    list.value = option.value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
    await this.element.updateComplete;
  }

  async tick(words: string): Promise<void> {
    this.find('label', words).click();
    await this.element.updateComplete;
  }

  /** Hands a file over to a field. */
  async take(id: string, content: BlobPart, name = 'equipe.csv'): Promise<void> {
    giveFile(this.root, id, new File([content], name));
    await this.element.updateComplete;
  }

  /** An open dialog is all there is to be pressed. */
  find(selector: string, words: string): HTMLElement {
    const within: ParentNode = this.root.querySelector('dialog[open]') ?? this.root;
    const all = [...within.querySelectorAll<HTMLElement>(selector)];
    const found = all.find((one) => wordsOf(one).startsWith(words));
    if (!found) throw new Error(`Nothing says ${words}: ${all.map(wordsOf).join(' | ')}`);
    return found;
  }
}

/** Chooses a file in a field by its id, as a hand does. */
export function giveFile(root: ParentNode, id: string, file: File): void {
  const field = root.querySelector<HTMLInputElement>(`#${id}`);
  if (!field) throw new Error(`There is no field ${id}`);
  const held = new DataTransfer();
  held.items.add(file);
  field.files = held.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}
