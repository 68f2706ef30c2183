import { fixture, html } from '@open-wc/testing';
import type { Consent } from '@relais/elements';
import type { ConsentRecord, ConsentText } from '@relais/sdk/consent';

/** The demonstration’s, as a host fetches them. */
const response = await fetch('/demo/consents/textes.json');
export const { texts } = (await response.json()) as { readonly texts: ConsentText[] };

/** Monday 30 November 2026, 10:00 in Paris. */
export const NOW = Date.parse('2026-11-30T09:00:00Z');

export const values = {
  professional: 'Nora Belkacem, infirmière',
  doctor: 'la Dre Anne Le Goff',
  dpo: 'dpo@exemple.fr',
  recipients: 'la Dre Anne Le Goff',
};

export const patient = {
  id: 'patiente-1',
  identityStatus: 'qualified',
  ageYears: 42,
  regime: 'none',
  name: 'Mme Odette Fauvergue',
} as const;
export const daughter = { ...patient, id: 'patiente-2', ageYears: 9, name: 'Lou Fauvergue' } as const;
export const collector = { name: 'Nora Belkacem', profession: 'nurse' } as const;
export const organization = { name: 'Pharmacie des Tilleuls' } as const;
export const protocol = { id: 'odynophagie', version: '0.1' } as const;

export type Given = Partial<Omit<Consent, keyof HTMLElement>>;

/** A consent as a host embeds it, ready with all that may be needed later. */
export async function mountConsent(given: Given = {}): Promise<ConsentDriver> {
  const element = await fixture<Consent>(html`<relais-consent language="fr"></relais-consent>`);
  Object.assign(element, { texts, values, patient, collector, organization, protocol, now: () => NOW }, given);
  await element.prepare();
  await element.updateComplete;
  return new ConsentDriver(element);
}

/** Does what people do. */
export class ConsentDriver {
  readonly element: Consent;

  constructor(element: Consent) {
    this.element = element;
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  get words(): string {
    return (this.root.querySelector('.root') as HTMLElement).innerText.replace(/\s+/g, ' ');
  }

  all<T extends HTMLElement>(selector: string): T[] {
    return [...this.root.querySelectorAll<T>(selector)];
  }

  button(label: string): HTMLButtonElement {
    const found = this.all<HTMLButtonElement>('button').find(
      (one) => one.textContent.replace(/\s+/g, ' ').trim() === label,
    );
    if (!found)
      throw new Error(
        `There is no button « ${label} » among: ${this.all('button')
          .map((one) => one.textContent.trim())
          .join(' | ')}`,
      );
    return found;
  }

  async press(label: string): Promise<void> {
    this.button(label).click();
    await this.settle();
  }

  /** Says and ticks everything. */
  async sayAll(): Promise<void> {
    for (const box of this.all<HTMLInputElement>('.points input')) if (!box.checked) box.click();
    await this.settle();
  }

  /** Writes or chooses in a field, by its label. */
  async fill(label: string, value: string): Promise<void> {
    const field = this.all('.field').find((one) => one.querySelector('span')?.textContent.trim() === label);
    const control = field?.querySelector<HTMLInputElement>('input, select, textarea');
    if (!control) throw new Error(`There is no field « ${label} »`);
    control.closest('details')?.setAttribute('open', '');
    control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
    await this.settle();
  }

  async choose(label: string): Promise<void> {
    const choice = this.all<HTMLLabelElement>('.choice').find((one) => one.textContent.trim() === label);
    if (!choice) throw new Error(`There is no choice « ${label} »`);
    choice.click();
    await this.settle();
  }

  /** An oral consent, from the first word to its proof. */
  async consent(): Promise<ConsentRecord> {
    await this.sayAll();
    await this.press('D’accord (première demande)');
    await this.press('D’accord, confirmé\u00a0: enregistrer'.replace('\u00a0', ' '));
    return this.element.record!;
  }

  async until(what: string, isSo: () => boolean): Promise<void> {
    for (let turn = 0; turn < 400; turn++) {
      if (isSo()) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`In vain: ${what}. It says: ${this.words}`);
  }

  /** Waits until nothing is under way: sealing takes as long as the machine needs. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await this.element.updateComplete;
    await this.until('it is done', () => !this.element.matches(':state(busy)'));
    await this.element.updateComplete;
  }
}
