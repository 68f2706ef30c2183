import { fixture, html } from '@open-wc/testing';
import type { Consent, ProtocolRun, Questionnaire } from '@relais/elements';
import { answerForm } from '@relais/engine/protocol';
import { Protocol } from '@relais/model';
import type { CaseAnswer, ProtocolCases } from '@relais/model';
import { collector, NOW, organization, texts, values } from './consent.ts';
import { readProtocol } from './protocol.ts';

export const odynophagie = Protocol.parse(await readProtocol('odynophagie'));
const response = await fetch('/demo/protocols/cases/odynophagie.json');
/** Answers of a patient whom nothing worries. */
export const { ordinary } = (await response.json()) as ProtocolCases;

export const lou = {
  id: 'patiente-2',
  identityStatus: 'qualified',
  familyName: 'Fauvergue',
  givenName: 'Lou',
  ageYears: 13,
  sex: 'female',
  attendingDoctor: 'here',
} as const;
/** Of age: she consents alone. */
export const odette = { ...lou, id: 'patiente-1', givenName: 'Odette', ageYears: 42 } as const;

export type Given = Partial<Omit<ProtocolRun, keyof HTMLElement>>;

/** A run as a host embeds it, its protocol open. */
export async function mountRun(given: Given = {}): Promise<RunDriver> {
  const element = await fixture<ProtocolRun>(html`<relais-protocol language="fr"></relais-protocol>`);
  const usual = { protocol: odynophagie, patient: odette, texts, values, collector, organization, now: () => NOW };
  Object.assign(element, usual, given);
  const driver = new RunDriver(element);
  await driver.settle();
  return driver;
}

/** Does what people do. */
export class RunDriver {
  readonly element: ProtocolRun;

  constructor(element: ProtocolRun) {
    this.element = element;
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  get words(): string {
    return (this.root.querySelector('.root') as HTMLElement).innerText.replace(/\s+/g, ' ');
  }

  /** What is copied, one space between words. */
  get narrative(): string {
    return this.element.result!.narrative.replace(/\s+/g, ' ');
  }

  get form(): Questionnaire | null {
    return this.root.querySelector<Questionnaire>('relais-questionnaire');
  }

  get consent(): Consent | null {
    return this.root.querySelector<Consent>('relais-consent');
  }

  button(words: string): HTMLButtonElement | undefined {
    return [...this.root.querySelectorAll('button')].find((one) =>
      one.textContent.replace(/\s+/g, ' ').trim().startsWith(words),
    );
  }

  async press(words: string): Promise<void> {
    const button = this.button(words);
    if (!button) throw new Error(`There is no button « ${words} » in « ${this.words} »`);
    button.click();
    await this.settle();
  }

  async choose(name: string, value: string): Promise<void> {
    const select = this.root.querySelector<HTMLSelectElement>(`select[name=${name}]`)!;
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) {
      await this.element.updateComplete;
      await this.form?.updateComplete;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Waits until something is so. */
  async until(isSo: () => boolean, what: string): Promise<void> {
    for (let turn = 0; turn < 2000 && !isSo(); turn++) await new Promise((resolve) => setTimeout(resolve, 10));
    if (!isSo()) throw new Error(`Never: ${what}. There is: ${this.words}`);
    await this.element.updateComplete;
  }

  /** Says all that has to be said, and has the patient agree twice. @returns how many presses it takes */
  async agree(): Promise<number> {
    await this.until(() => this.consent?.shadowRoot?.querySelector('.points input') != null, 'the consent asks');
    const consent = this.consent!;
    const points = [...consent.shadowRoot!.querySelectorAll<HTMLInputElement>('.points input')];
    for (const box of points) box.click();
    await consent.updateComplete;
    for (let turn = 0; turn < 2; turn++) {
      consent.shadowRoot!.querySelector<HTMLButtonElement>('.primary')!.click();
      await consent.updateComplete;
    }
    await this.until(() => this.element.stage === 'identity', 'the consent is kept');
    return points.length + 2;
  }

  /** Goes on to the questions. */
  async begin(): Promise<void> {
    await this.press('Le patient est éligible');
    if (this.element.stage === 'consent') await this.agree();
    await this.press('C’est bien cette personne');
    await this.until(() => this.element.stage === 'questions', 'the run begins');
    await this.settle();
  }

  /** Answers as the ordinary case does, but for what differs. */
  async answer(differs: Readonly<Record<string, CaseAnswer>> = {}): Promise<void> {
    await this.until(() => this.form?.openForm !== undefined, 'the questions are open');
    answerForm(this.form!.openForm!, { ...ordinary, ...differs });
    await this.settle();
  }

  async end(): Promise<void> {
    this.root.querySelector<HTMLButtonElement>('[aria-labelledby=conclude] .primary')!.click();
    await this.settle();
  }
}
