import { fixture, html } from '@open-wc/testing';
import '@relais/elements';
import type { SlotPicker } from '@relais/elements';
import type { Client } from '@relais/sdk';
import type { PageBackend } from '@relais/server/page';
import { Visitor } from '../../../stories/support/visitor.ts';
import { openBackend, openClient } from './backend.ts';
import { person } from './structure.ts';

/** A visitor of a picker on the page, with what the picker talks to. */
export class PickerDriver extends Visitor {
  readonly backend: PageBackend;
  readonly client: Client;

  constructor(picker: SlotPicker, backend: PageBackend, client: Client) {
    super(picker);
    this.backend = backend;
    this.client = client;
  }

  /** Goes on from the first screen as a person without any sign and with fever would, until `state`. */
  async goTo(state: 'checklist' | 'reason' | 'ready' | 'held' | 'confirmed'): Promise<void> {
    await this.begin('checklist');
    if (state !== 'checklist') await this.goOn(state);
  }

  /** The same from the checklist. */
  async goOn(state: 'reason' | 'ready' | 'held' | 'confirmed'): Promise<void> {
    await this.press('Aucun de ces signes', 'reason');
    if (state === 'reason') return;
    await this.press('Fièvre', 'ready');
    if (state === 'ready') return;
    await this.press('Le premier créneau', 'held');
    if (state === 'held') return;
    this.fill(person);
    await this.press('Confirmer', 'confirmed');
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
  localStorage.clear();
  history.replaceState(null, '', location.pathname + location.search);
});
