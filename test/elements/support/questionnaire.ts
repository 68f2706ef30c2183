import { fixture, html } from '@open-wc/testing';
import '@relais/elements';
import type { Questionnaire as QuestionnaireElement } from '@relais/elements';
import type { Questionnaire, QuestionnaireResponse } from '@relais/sdk/questionnaire';
import { sendKeys } from '@web/test-runner-commands';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { waitUntil } from './wait.ts';

/** An item as a test writes it: more loosely than FHIR, since some tests are about what is wrong. */
export type Item = Record<string, unknown> & { readonly linkId: string; readonly type: string; readonly item?: Item[] };

type ResponseItems = NonNullable<QuestionnaireResponse['item']>;

export const HL7 = 'http://hl7.org/fhir/StructureDefinition/';
export const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

export function formOf(item: readonly Item[], rest: object = {}): Questionnaire {
  return {
    resourceType: 'Questionnaire',
    status: 'active',
    language: 'fr',
    title: 'Suivi',
    item,
    ...rest,
  } as unknown as Questionnaire;
}

/** The extension that asks for a control by its code. */
export function control(code: string): object {
  return { url: `${HL7}questionnaire-itemControl`, valueCodeableConcept: { coding: [{ code }] } };
}

export function choices(...displays: readonly string[]): object[] {
  return displays.map((display, index) => ({ valueCoding: { system: 'urn:choix', code: `c${index}`, display } }));
}

export function translated(lang: string, content: string): object {
  return {
    extension: [
      {
        url: `${HL7}translation`,
        extension: [
          { url: 'lang', valueCode: lang },
          { url: 'content', valueString: content },
        ],
      },
    ],
  };
}

/** A response that gives each question its answers, flat. */
export function responseOf(answers: Readonly<Record<string, object[]>>): QuestionnaireResponse {
  const item = Object.entries(answers).map(([linkId, answer]) => ({ linkId, answer }));
  return { resourceType: 'QuestionnaireResponse', status: 'in-progress', item } as QuestionnaireResponse;
}

/** Somebody in front of a questionnaire. */
export class Respondent {
  readonly element: QuestionnaireElement;

  constructor(element: QuestionnaireElement) {
    this.element = element;
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  /** All that can be read now, one space between words. */
  get text(): string {
    return wordsOf(this.root.querySelector('.root'));
  }

  /** What a screen reader was last told. */
  get said(): string {
    return wordsOf(this.root.querySelector('[role="status"]'));
  }

  /** What has the focus inside. */
  get active(): Element | null {
    return this.root.activeElement;
  }

  /** Whether an element inside has the focus. (An assertion on elements themselves takes minutes to say what differs.) */
  isAt(element: Element | null): boolean {
    return element !== null && element === this.active;
  }

  get summary(): HTMLElement | null {
    return this.root.querySelector<HTMLElement>('[part="error-summary"]');
  }

  /** The boxes of an item, one for each of its repetitions. */
  boxes(linkId: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(`[data-link-id="${linkId}"]`)];
  }

  box(linkId: string): HTMLElement {
    const [box] = this.boxes(linkId);
    if (!box) throw new Error(`${linkId} is not shown: ${this.text}`);
    return box;
  }

  has(linkId: string): boolean {
    return this.boxes(linkId).length > 0;
  }

  /** What an item is answered in, in order. */
  fields(linkId: string): HTMLInputElement[] {
    const selector = ':is(input:not([aria-hidden]), select, textarea)';
    return this.boxes(linkId).flatMap((box) => [...box.querySelectorAll<HTMLInputElement>(selector)]);
  }

  field(linkId: string, index = 0): HTMLInputElement {
    const field = this.fields(linkId)[index];
    if (!field) throw new Error(`${linkId} has no field ${index}`);
    return field;
  }

  /** What holds the answers of a question that has several fields under one name. */
  set(linkId: string, index = 0): HTMLElement {
    const set = this.boxes(linkId)[index]?.querySelector<HTMLElement>('[role="radiogroup"], [role="group"]');
    if (!set) throw new Error(`${linkId} is no set of fields`);
    return set;
  }

  /** What it is called. */
  nameOfSet(linkId: string, index = 0): string {
    const id = this.set(linkId, index).getAttribute('aria-labelledby');
    return wordsOf(id ? this.root.getElementById(id) : null);
  }

  /** The words of an item's faults, as they are told. */
  faults(linkId: string): string {
    return this.boxes(linkId)
      .flatMap((box) => [...box.querySelectorAll('[part="fault"]')])
      .map(wordsOf)
      .join(' ');
  }

  /** Puts into a field what it is to hold, as typing or pasting would, without leaving it. */
  async write(linkId: string, text: string, index = 0): Promise<void> {
    const field = this.field(linkId, index);
    field.focus();
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { data: text, bubbles: true, composed: true }));
    await this.element.updateComplete;
  }

  /** Writes into a field, then leaves it for nothing. */
  async fill(linkId: string, text: string, index = 0): Promise<void> {
    await this.write(linkId, text, index);
    const field = this.field(linkId, index);
    field.dispatchEvent(new Event('change', { bubbles: true }));
    field.blur();
    await this.element.updateComplete;
  }

  /** Types key by key into what has the focus. */
  async type(text: string): Promise<void> {
    await sendKeys({ type: text });
    await this.element.updateComplete;
  }

  async key(...keys: readonly string[]): Promise<void> {
    // Firefox knows the space bar by its character alone.
    for (const key of keys) await sendKeys({ press: key === 'Space' ? ' ' : key });
    await this.element.updateComplete;
  }

  /** What can be pressed, by the beginning of the words on it. */
  find(words: string): HTMLElement {
    const controls = [...this.root.querySelectorAll<HTMLElement>('button, label, summary')];
    const found = controls.find((one) => wordsOf(one).startsWith(words));
    if (!found) throw new Error(`Nothing to press says ${words}: ${controls.map(wordsOf).join(' | ')}`);
    return found;
  }

  async press(words: string): Promise<void> {
    this.find(words).click();
    await this.element.updateComplete;
  }

  /** Chooses among the answers of one question, by the words of the choice. */
  async choose(linkId: string, words: string): Promise<void> {
    const options = this.boxes(linkId).flatMap((box) => [...box.querySelectorAll<HTMLElement>('[part="option"]')]);
    const option = options.find((one) => wordsOf(one).startsWith(words));
    if (!option) throw new Error(`${linkId} offers no ${words}: ${options.map(wordsOf).join(' | ')}`);
    option.click();
    await this.element.updateComplete;
  }

  /** The answers given to a question, wherever it stands: the bare values. */
  answers(linkId: string): unknown[] {
    const find = (items: ResponseItems = []): unknown[] =>
      items.flatMap((item) => [
        ...(item.linkId === linkId ? (item.answer ?? []).map(valueIn) : []),
        ...find(item.item),
        ...(item.answer ?? []).flatMap((answer) => find(answer.item)),
      ]);
    return find(this.element.response?.item).filter((value) => value !== undefined);
  }

  /** Until a field has the focus, which it gets once what shows it is drawn. */
  async reaches(linkId: string, index = 0): Promise<void> {
    await waitUntil(() => this.isAt(this.fields(linkId)[index] ?? null), `the focus is in ${linkId}`, { interval: 5 });
  }

  /** Until the whole form, or words in its place, are on the screen. */
  async settles(): Promise<this> {
    await this.element.updateComplete;
    await waitUntil(() => !this.root.querySelector('[aria-busy="true"]'), 'drawn', { interval: 5 });
    return this;
  }
}

function valueIn(answer: object): unknown {
  return Object.entries(answer).find(([name]) => name.startsWith('value'))?.[1];
}

/** A form in an element in the page, ready to be answered. */
export async function mountForm(
  given: readonly Item[] | object | string,
  properties: Partial<QuestionnaireElement> = {},
): Promise<Respondent> {
  const element = await fixture<QuestionnaireElement>(html`<relais-questionnaire></relais-questionnaire>`);
  const questionnaire = Array.isArray(given) ? formOf(given as Item[]) : given;
  Object.assign(element, { questionnaire, ...properties });
  const person = await new Respondent(element).settles();
  await brings(person);
  return person;
}

const known = new WeakMap<CSSStyleSheet, boolean>();

/** Whether a sheet is the one of what is said of answers; looked into once. */
function isOfAnswers(sheet: CSSStyleSheet): boolean {
  const is = known.get(sheet) ?? [...sheet.cssRules].some((rule) => (rule as CSSStyleRule).selectorText === '.answers');
  known.set(sheet, is);
  return is;
}

/** Until what is said of answers is there, which follows once the form is drawn; as long as a person would take to the first answer. */
async function brings({ root }: Respondent): Promise<void> {
  const hasCome = (): boolean => root.adoptedStyleSheets.some(isOfAnswers);
  await waitUntil(hasCome, 'is there', { interval: 5, timeout: 500 }).catch(() => undefined);
}

/** Every event of ours, and of forms, that reaches the page while something is done. */
export async function heard(action: () => Promise<unknown>): Promise<Event[]> {
  const events: Event[] = [];
  const listen = (event: Event): void => void events.push(event);
  const names = ['change', 'validity', 'complete', 'error', 'draft'].map((name) => `relais-${name}`);
  for (const name of [...names, 'input', 'change']) document.addEventListener(name, listen);
  try {
    await action();
  } finally {
    for (const name of [...names, 'input', 'change']) document.removeEventListener(name, listen);
  }
  return events;
}

/** Every basic kind of question once. */
export const everyKind: Item[] = [
  { linkId: 'intro', type: 'display', text: 'Avant la consultation.' },
  {
    linkId: 'personne',
    type: 'group',
    text: 'Personne',
    required: true,
    item: [
      {
        linkId: 'nom',
        type: 'string',
        text: 'Nom',
        required: true,
        item: [aside('aide', 'help', 'Comme sur la carte.')],
      },
      { linkId: 'naissance', type: 'date', text: 'Date de naissance' },
      { linkId: 'notes', type: 'text', text: 'Notes' },
      { linkId: 'site', type: 'url', text: 'Site' },
    ],
  },
  {
    linkId: 'etat',
    type: 'group',
    text: 'État',
    required: true,
    item: [
      { linkId: 'fievre', type: 'boolean', text: 'Fièvre', required: true },
      { linkId: 'accord', type: 'boolean', text: 'J’ai lu la notice', extension: [control('check-box')] },
      { linkId: 'enfants', type: 'integer', text: 'Enfants' },
      {
        linkId: 'poids',
        type: 'decimal',
        text: 'Poids',
        extension: [{ url: `${HL7}questionnaire-unit`, valueCoding: { code: 'kg', display: 'kg' } }],
      },
      {
        linkId: 'glycemie',
        type: 'quantity',
        text: 'Glycémie',
        extension: [
          { url: `${HL7}questionnaire-unitOption`, valueCoding: { code: 'g/L', display: 'g/L' } },
          { url: `${HL7}questionnaire-unitOption`, valueCoding: { code: 'mmol/L', display: 'mmol/L' } },
        ],
      },
      { linkId: 'heure', type: 'time', text: 'Heure du repas' },
      { linkId: 'debut', type: 'dateTime', text: 'Début des signes' },
      { linkId: 'douleur', type: 'choice', text: 'Douleur', answerOption: choices('Aucune', 'Légère', 'Forte') },
      { linkId: 'signes', type: 'choice', text: 'Signes', repeats: true, answerOption: choices('Toux', 'Fatigue') },
      { linkId: 'motif', type: 'open-choice', text: 'Motif', answerOption: choices('Suivi', 'Certificat') },
      {
        linkId: 'commune',
        type: 'choice',
        text: 'Commune',
        extension: [control('drop-down')],
        answerOption: choices('Rouen', 'Elbeuf', 'Barentin'),
      },
      { linkId: 'allergies', type: 'string', text: 'Allergies', repeats: true },
    ],
  },
];

/** A display that belongs to the item it stands in. */
export function aside(linkId: string, code: string, text: string): Item {
  return { linkId, type: 'display', text, extension: [control(code)] };
}
