import { createDrafts } from '@relais/sdk/questionnaire/drafts';
import type { Meta } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { largeForm } from '../../test/support/large-form.ts';
import { answered, answeredBefore, beforeVisit } from './before-visit.ts';
import { act, shared, type Args, type Story } from './template.ts';
import { ask, EXAMPLE, exampleForm, form, sdc } from './write.ts';

/** How the web answers at the addresses of these stories; nothing leaves the page. */
const ANSWERS: Readonly<Record<string, () => Promise<Response>>> = {
  slow: () => new Promise(() => undefined),
  gone: () => Promise.reject(new TypeError('Failed to fetch')),
  forbidden: () => Promise.resolve(new Response('', { status: 403 })),
};

const meta: Meta<Args> = {
  ...shared,
  title: 'Questionnaire/States',
  beforeEach: () => {
    const { fetch } = globalThis;
    globalThis.fetch = (input, init) => {
      const address = input instanceof Request ? input.url : String(input);
      const answer = address.startsWith(EXAMPLE) ? ANSWERS[address.slice(EXAMPLE.length)] : undefined;
      return answer?.() ?? fetch(input, init);
    };
    return () => (globalThis.fetch = fetch);
  },
};

export default meta;

/** On its way. */
export const Loading: Story = { args: { src: `${EXAMPLE}slow` } };

/** No answer: it can be tried again. */
export const Unreachable: Story = {
  args: { src: `${EXAMPLE}gone` },
  play: act(async (filler) => {
    await filler.until('the failure is told', () => filler.text.includes('n’a pas pu être chargé'));
    filler.same(filler.element.matches(':state(failed)'), true, 'the state failed');
    await filler.press('Réessayer');
    await filler.until('it is told again', () => filler.text.includes('n’a pas pu être chargé'));
  }),
};

/** An answer, and not the form. */
export const Refused: Story = {
  args: { src: `${EXAMPLE}forbidden` },
  play: act((filler) => filler.until('the refusal is told', () => filler.text.includes('refusé de le donner (403)'))),
};

/** Something else than a questionnaire. */
export const NotAQuestionnaire: Story = {
  args: { questionnaire: { resourceType: 'Patient', id: 'p1' } },
  play: act((filler) => {
    filler.shows('Le formulaire ne peut pas être affiché', 'n’est pas un Questionnaire');
    filler.hides('Terminer', 'Réessayer');
    filler.same(filler.element.matches(':state(failed)'), true, 'the state failed');
  }),
};

/** One bad item never costs the form: it is named, what it holds can still be answered. */
export const UnsupportedItems: Story = {
  args: {
    questionnaire: form('Un élément inconnu', [
      ask('string', 'avant', 'Une question comme les autres'),
      ask('hologramme', 'inconnu', 'Une question d’un type inconnu', {
        item: [ask('string', 'dedans', 'Une question à l’intérieur')],
      }),
      ask('string', '', 'Une question sans identifiant'),
    ]),
  },
  play: act(async (filler) => {
    filler.shows('Cet élément ne peut pas être affiché ici', 'n’a pas d’identifiant');
    await filler.type('Une question à l’intérieur', 'répond');
    filler.has('dedans', 'répond');
  }),
};

/** The form asks for a display this software does not know, and says its meaning depends on it. */
export const CriticalExtension: Story = {
  args: {
    questionnaire: exampleForm('Une présentation particulière', [
      ask('string', 'nom', 'Nom', {
        modifierExtension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/rendering-criticalExtension',
            valueUri: `${EXAMPLE}StructureDefinition/couleur-du-risque`,
          },
        ],
      }),
    ]),
  },
  play: act((filler) => {
    filler.shows('Un point de ce formulaire n’est pas pris en charge');
  }),
};

/** A form that asks nothing. */
export const EmptyForm: Story = {
  args: { questionnaire: form('Formulaire vide', []) },
  play: act((filler) => {
    filler.shows('Ce formulaire ne contient aucune question.');
  }),
};

/** Finishing is refused: what is left to correct is counted, named, and led to. */
export const ErrorsAfterFinishing: Story = {
  args: { questionnaire: beforeVisit },
  play: act(async (filler) => {
    await filler.choose('Quel est le motif', 'Fièvre');
    await filler.type('Température', '45');
    await filler.tick('J’accepte');
    await filler.press('Terminer');
    filler.tells('La valeur maximale est 43.', 'Réponse obligatoire.');
    filler.shows('2 réponses à corriger');
    filler.same(filler.focused?.id, 'summary', 'the list of errors is read first');
    await filler.press('Température la plus haute :');
    filler.same(filler.focused?.id, filler.field('Température').id, 'the error leads to its field');
    await filler.type('Température', '38,5');
    filler.shows('Une réponse à corriger');
  }),
};

/** Inside a form of the host: not submitted while an answer is missing, then sent along under its name. */
export const InAHostForm: Story = {
  args: { questionnaire: beforeVisit, name: 'reponses' },
  render: (args) => html`
    <form id="host" @submit=${keep}>
      ${shared.render(args)}
      <p><button>Envoyer la demande</button></p>
    </form>
  `,
  play: act(async (filler) => {
    const { form: host } = filler.element;
    if (!host) throw new Error('The questionnaire stands in no form');
    await filler.choose('Signes associés', 'Toux');
    await filler.tick('J’accepte');
    filler.same(host.checkValidity(), false, 'the validity of the form');
    filler.element.reportValidity();
    await filler.until('the faults are told', () => filler.text.includes('2 réponses à corriger'));
    await filler.choose('Quel est le motif', 'Douleur');
    await filler.choose('Prenez-vous un traitement', 'Non');
    host.requestSubmit();
    const response = JSON.parse(sent.get(host) ?? '{}') as { resourceType?: string };
    filler.same(response.resourceType, 'QuestionnaireResponse', 'the response is sent');
  }),
};

/** What the forms of these stories have sent. */
const sent = new WeakMap<HTMLFormElement, string>();

function keep(event: Event): void {
  event.preventDefault();
  const host = event.target as HTMLFormElement;
  sent.set(host, new FormData(host).get('reponses') as string);
}

/** The answers as a list to read. */
export const Readonly: Story = {
  args: { questionnaire: beforeVisit, response: answered, readonly: true },
  play: act(async (filler) => {
    await filler.until('the answers are listed', () => filler.text.includes('38,6'));
    filler.shows('Fièvre', 'Ramipril 5 mg');
    filler.same(filler.root.querySelectorAll('input, select, textarea').length, 0, 'nothing to fill in');
  }),
};

/** Finished. */
export const Completed: Story = {
  args: { questionnaire: beforeVisit, response: answered },
  play: act(async (filler) => {
    await filler.press('Terminer');
    filler.same(filler.element.response?.status, 'completed', 'the status');
    filler.same(filler.element.matches(':state(completed)'), true, 'the state completed');
    filler.shows('Le questionnaire est terminé.');
  }),
};

/** In English: our words, the form's own translation, numbers and dates. */
export const English: Story = {
  args: { questionnaire: beforeVisit, language: 'en' },
  play: act(async (filler) => {
    filler.shows('Why do you come?', 'The day or the month is enough.', 'Sore throat');
    await filler.choose('Why do you come', 'Fever');
    await filler.type('Highest temperature', '45');
    filler.tells('The value cannot be above 43.');
  }),
};

/** The language changes while somebody answers; answers and faults stay. */
export const LanguageSwitched: Story = {
  args: { questionnaire: beforeVisit },
  play: act(async (filler) => {
    await filler.choose('Quel est le motif', 'Fièvre');
    await filler.type('Température', '45,5');
    filler.tells('La valeur maximale est 43.');
    filler.element.language = 'en';
    await filler.until('the words are English', () => filler.text.includes('The value cannot be above 43.'));
    filler.shows('Why do you come?', 'Fever', 'Finish');
    filler.same(filler.field('Highest temperature').value, '45.5', 'the number in English');
    filler.has('temperature', 45.5);
  }),
};

/** One device's drafts, made on a Monday morning and kept in memory. */
const drafts = createDrafts({ owner: 'camille', storage: 'memory', now: () => Date.parse('2026-11-09T08:30:00Z') });

/** What was begun is taken up again. */
export const DraftResumed: Story = {
  args: { questionnaire: beforeVisit, draft: 'resumed', drafts },
  beforeEach: async () => void (await drafts.save('resumed', { response: answered })),
  play: act((filler) => {
    filler.shows('Brouillon du 9 novembre 2026');
    filler.has('temperature', 38.6);
    filler.same(filler.element.issues, [], 'what is wrong');
  }),
};

/** The form has changed since: what it has no place for any more is not lost without a word. */
export const DraftOfAnotherVersion: Story = {
  args: { questionnaire: beforeVisit, draft: 'old', drafts },
  beforeEach: async () => void (await drafts.save('old', { response: answeredBefore })),
  play: act((filler) => {
    filler.shows('Le formulaire a changé depuis.', 'Votre mutuelle : Mutuelle des Deux Rives');
    filler.has('temperature', 38.6);
  }),
};

function around(style: string) {
  return (story: () => unknown): TemplateResult => html`<div style=${style}>${story()}</div>`;
}

/** Every kind of thing at once, to look at. */
const full: Story = {
  args: { questionnaire: beforeVisit },
  play: act(async (filler) => {
    await filler.choose('Quel est le motif', 'Fièvre');
    await filler.type('Température', '33');
    await filler.choose('Signes associés', 'Toux');
    await filler.tick('J’accepte');
    await filler.press('Terminer');
    filler.shows('2 réponses à corriger');
  }),
};

/** On a page that is dark, or lets the reader choose (`color-scheme`). */
export const Dark: Story = {
  ...full,
  decorators: [around('color-scheme: dark; background: #0a1114; padding: 1rem')],
};

/** On the narrowest screen. */
export const Narrow: Story = { ...full, decorators: [around('max-inline-size: 320px')] };

/** In a structure's own colours and font. */
export const OwnTheme: Story = {
  ...full,
  decorators: [
    around(
      '--relais-color-accent: #6a1b5d; --relais-color-surface-raised: #f8f1f6; --relais-radius: 2px; --relais-font-family: Georgia, serif',
    ),
  ],
};

/** In a page whose styles are after everything. */
export const HostileStyles: Story = {
  ...full,
  decorators: [
    (story) => html`
      <style>
        #storybook-root * {
          font: italic 900 40px/0.5 cursive !important;
          letter-spacing: 0.5em !important;
          text-transform: uppercase !important;
          color: hotpink !important;
          text-align: right !important;
          visibility: visible;
        }
      </style>
      ${story()}
    `,
  ],
};

const large = largeForm({ items: 660, conditions: 230, calculations: 20 });
const folds = [sdc('collapsible', { valueCode: 'default-closed' })];

/** 660 items, 230 conditions and 20 scores, in parts that fold. The score of the last part follows its answers. */
export const LargeForm: Story = {
  args: { questionnaire: { ...large, item: large.item?.map((part) => ({ ...part, extension: folds })) ?? [] } },
  play: act(async (filler) => {
    await filler.press('Partie 20');
    await filler.choose('Question 20.1', 'Réponse 3');
    filler.has('s19score', 3);
  }),
};
