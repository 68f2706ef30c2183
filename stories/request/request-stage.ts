import type { RequestElement } from '@relais/elements';
import type { DeskSettings } from '@relais/model';
import { createStage, type Stage, type StageOptions } from '../support/stage.ts';
import { Reader } from '../support/reader.ts';
import { wordsOf } from '../support/visitor.ts';

type Requests = NonNullable<DeskSettings['patientRequests']>;

/** A weekday service of the morning and the afternoon. */
export const usualHours: Requests = {
  hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
  ...{ class: 'c', phone: '04 65 71 12 34', page: 'https://exemple.invalid/rappel' },
};

/** A backend whose desk takes requests of patients; with `undefined` it takes none. */
export function createRequestStage(
  desk: DeskSettings,
  patientRequests: Requests | undefined,
  options: StageOptions = {},
): Stage {
  const { patientRequests: _own, ...others } = desk;
  return createStage({ ...options, desk: { ...others, ...(patientRequests && { patientRequests }) } });
}

/** A patient in front of a request, who presses what she reads. */
export class Asking extends Reader<RequestElement> {
  async press(label: string): Promise<void> {
    const buttons = [...this.root.querySelectorAll('button')];
    const found = buttons.find((one) => wordsOf(one).startsWith(label));
    if (!found) throw new Error(`No button begins with ${label}: ${this.text}`);
    found.focus();
    found.click();
    await this.element.updateComplete;
  }

  /** Types into a field, or chooses from a list, by its id. */
  type(id: string, value: string): void {
    const field = this.root.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`);
    if (!field) throw new Error(`There is no field ${id}: ${this.text}`);
    field.value = value;
    field.dispatchEvent(new Event(field.localName === 'select' ? 'change' : 'input', { bubbles: true }));
  }

  async tick(label: string): Promise<void> {
    const boxes = [...this.root.querySelectorAll('label')];
    const found = boxes.find((one) => wordsOf(one).includes(label));
    if (!found) throw new Error(`Nothing to tick says ${label}: ${this.text}`);
    found.click();
    await this.element.updateComplete;
  }

  /** No sign, then who she is. */
  async fill(): Promise<void> {
    await this.says('Aucun de ces signes');
    await this.press('Aucun de ces signes');
    await this.says('Demander à être rappelé');
    this.type('reason', 'fievre');
    this.type('familyName', 'Delaunay');
    this.type('givenName', 'Capucine');
    this.type('phone', '06 39 98 12 34');
  }

  async send(): Promise<void> {
    await this.fill();
    await this.press('Demander un rappel');
  }
}
