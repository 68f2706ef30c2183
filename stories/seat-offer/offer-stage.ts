import type { SeatOfferElement } from '@relais/elements';
import type { Client } from '@relais/sdk';
import { Reader } from '../support/reader.ts';
import { DeskStage, type DeskDocuments, type Waiting } from '../waitlist/desk-stage.ts';
import { createPatientClient } from './patient-client.ts';

const usual: Waiting = {
  since: 60,
  phone: '0639980013',
  familyName: 'Abiven',
  givenName: 'Yann',
  birthDate: '1988-09-21',
  reason: 'orl',
};

/** A desk whose freed seats are offered by message, and the telephones they come to. */
export class OfferStage {
  readonly desk: DeskStage;

  constructor({ desk, ...documents }: DeskDocuments) {
    const freedSeats = { offerSeconds: 600, page: 'https://exemple.invalid/place' };
    this.desk = new DeskStage({ ...documents, desk: { ...desk, freedSeats } });
  }

  /** Somebody waits, a seat is given back, and a message comes: its link. */
  async offer(waiting: Partial<Waiting> = {}): Promise<string> {
    await this.desk.add({ ...usual, ...waiting });
    await this.desk.giveBack();
    const text = (await this.desk.backend()).messages().at(-1)?.text ?? '';
    return new URL(/https:\S+/.exec(text)?.[0] ?? 'https://exemple.invalid').hash;
  }

  /** The telephone of whoever was asked: nobody is signed in there. */
  async clientOf(link: string): Promise<Client> {
    return createPatientClient(await this.desk.backend(), link);
  }

  close(): Promise<void> {
    return this.desk.close();
  }
}

/** Somebody who has opened the link of a message. */
export class Asked extends Reader<SeatOfferElement> {
  async press(label: string): Promise<void> {
    const buttons = [...this.root.querySelectorAll('button')];
    const found = buttons.find((one) => one.textContent.trim().startsWith(label));
    if (!found) throw new Error(`No button begins with ${label}: ${this.text}`);
    found.focus();
    found.click();
    await this.element.updateComplete;
  }

  /** Types into a field, by its id. */
  type(id: string, value: string): void {
    const field = this.root.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`);
    if (!field) throw new Error(`There is no field ${id}: ${this.text}`);
    field.value = value;
    field.dispatchEvent(new Event(field.localName === 'select' ? 'change' : 'input', { bubbles: true }));
  }
}
