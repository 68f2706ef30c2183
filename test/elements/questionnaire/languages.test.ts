import { expect, fixture, html } from '@open-wc/testing';
import type { Terminology } from '@relais/sdk/questionnaire';
import { wordsOf } from '../../../stories/support/visitor.ts';
import {
  aside,
  choices,
  everyKind,
  formOf,
  mountForm,
  Respondent,
  translated,
  type Item,
} from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const bilingual: Item[] = [
  {
    linkId: 'age',
    type: 'integer',
    text: 'Quel âge ?',
    _text: translated('en', 'How old?'),
    required: true,
  },
  {
    linkId: 'couleur',
    type: 'choice',
    text: 'Couleur',
    answerOption: [
      {
        valueCoding: {
          system: 'urn:c',
          code: 'r',
          display: 'Rouge',
          _display: translated('en', 'Red'),
        },
      },
      { valueCoding: { system: 'urn:c', code: 'v', display: 'Vert' } },
    ],
  },
  { linkId: 'libre', type: 'open-choice', text: 'Libre', answerOption: choices('A') },
  { linkId: 'note', type: 'text', text: 'Note' },
  { linkId: 'moment', type: 'dateTime', text: 'Moment' },
];

async function speaks(person: Respondent, language: string, word: string): Promise<void> {
  person.element.language = language;
  await waitUntil(() => person.text.includes(word), word);
  await person.settles();
}

/** What is read aloud in a language that is not the one around it, in order. */
function spokenIn(person: Respondent, language: string): string[] {
  return [...person.root.querySelectorAll(`.root [lang="${language}"]`)].map(wordsOf);
}

describe('relais-questionnaire', () => {
  describe('languages', () => {
    it('follow the page', async () => {
      const page = await fixture(html`<div lang="en-GB"><relais-questionnaire></relais-questionnaire></div>`);
      const element = page.querySelector('relais-questionnaire')!;
      element.questionnaire = formOf(bilingual);
      const person = await new Respondent(element).settles();
      expect(person.text).to.include('How old?').and.to.include('Finish').and.to.include('(required)');
      expect(person.root.querySelector('.root')!.getAttribute('lang')).to.equal('en');
    });

    it('show the form’s own words where they have no others', async () => {
      const person = await mountForm(bilingual, { language: 'en' });
      expect(person.text).to.include('Red').and.to.include('Vert').and.to.include('Couleur');
    });

    it('are told of the form’s own words where it has no others, and only of those', async () => {
      const group = {
        linkId: 'suite',
        type: 'group',
        text: 'Suite',
        prefix: 'B.',
        item: [aside('aide', 'help', 'Aide')],
      };
      const person = await mountForm([...bilingual, group], { language: 'en' });
      const own = ['Suivi', 'Couleur', 'Vert', 'Libre', 'A', 'Note', 'Moment', 'B.', 'Suite', 'Aide'];
      expect(spokenIn(person, 'fr')).to.deep.equal(own);
      await expect(person.element).to.be.accessible();
      await speaks(person, 'fr', 'Quel âge ?');
      expect(spokenIn(person, 'fr')).to.be.empty;
      await speaks(person, 'en', 'How old?');
      expect(spokenIn(person, 'fr')).to.deep.equal(own);
    });

    it('are not told of what comes from a terminology, which may speak any', async () => {
      const item = { linkId: 'liste', type: 'choice', text: 'Liste', answerValueSet: 'urn:liste' };
      const terminology: Terminology = () => Promise.resolve([{ code: 'r', display: 'Red' }]);
      const person = await mountForm([item], { language: 'en', terminology });
      await waitUntil(() => person.text.includes('Red'));
      expect(spokenIn(person, 'fr')).to.deep.equal(['Suivi', 'Liste']);
    });

    it('are French where we do not speak the page’s', async () => {
      const person = await mountForm(bilingual, { language: 'br' });
      expect(person.text).to.include('Quel âge ?').and.to.include('Terminer');
    });

    it('change on the way, and answers stay', async () => {
      const person = await mountForm(bilingual);
      await person.fill('age', '42');
      await person.choose('couleur', 'Rouge');
      const before = person.answers('couleur');
      await speaks(person, 'en', 'How old?');
      expect(person.text).to.include('Red');
      expect(person.answers('age')).to.deep.equal([42]);
      expect(person.answers('couleur')).to.deep.equal(before);
      await speaks(person, 'fr', 'Quel âge ?');
      expect(person.fields('couleur')[0]!.checked).to.be.true;
    });

    it('change back before the words of the other have come, and the last one stays', async () => {
      const person = await mountForm(bilingual);
      await speaks(person, 'en', 'How old?');
      await speaks(person, 'fr', 'Quel âge ?');
      const element = person.element as unknown as { language: string; performUpdate(): void };
      // French is at hand, English is fetched.
      for (const language of ['en', 'fr']) {
        element.language = language;
        element.performUpdate();
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(person.text).to.include('Quel âge ?').and.not.to.include('How old?');
      expect(person.element.issues[0]!.message).to.equal('Réponse obligatoire.');
    });

    it('change while somebody types, and nothing is lost', async () => {
      const person = await mountForm(bilingual);
      await person.write('libre', 'Un peu', 1);
      await person.write('moment', '31/0');
      await person.write('note', 'Ligne en co');
      await speaks(person, 'en', 'How old?');
      expect(person.field('note').value).to.equal('Ligne en co');
      expect(person.field('moment').value).to.equal('31/0');
      expect(person.field('libre', 1).value).to.equal('Un peu');
      expect(person.isAt(person.field('note'))).to.be.true;
    });

    it('tell faults, also those already told', async () => {
      const person = await mountForm(bilingual);
      await person.press('Terminer');
      expect(person.faults('age')).to.equal('Réponse obligatoire.');
      await speaks(person, 'en', 'How old?');
      await waitUntil(() => person.faults('age') === 'An answer is required.');
      expect(person.summary!.textContent).to.include('One answer to correct').and.to.include('How old:');
      expect(person.element.validationMessage).to.equal('An answer is required.');
      expect(person.element.issues[0]!.message).to.equal('An answer is required.');
    });

    it('write the punctuation of each', async () => {
      const item = [{ linkId: 'd', type: 'date', text: 'Date' }];
      const label = (person: Respondent): string =>
        person.root.querySelector('button.icon')!.getAttribute('aria-label')!;
      expect(label(await mountForm(item))).to.equal('Choisir dans un calendrier\u00a0: Date');
      expect(label(await mountForm(item, { language: 'en' }))).to.equal('Choose in a calendar: Date');
    });

    it('speak English throughout', async () => {
      const english = JSON.parse(
        JSON.stringify(everyKind).replaceAll(/"(text|display)":"[^"]*"/g, (_, name: string) => `"${name}":"X"`),
      ) as Item[];
      const person = await mountForm(formOf(english, { title: 'X' }), { language: 'en' });
      await person.choose('douleur', 'X');
      await person.press('Finish');
      const names = [...person.root.querySelectorAll('[aria-label], [placeholder]')].map(
        (one) => (one.getAttribute('aria-label') ?? '') + (one.getAttribute('placeholder') ?? ''),
      );
      const shown = [person.text, ...names].join(' ');
      for (const word of [
        'obligatoire',
        'Réponse',
        'Oui',
        'Choisir',
        'Effacer',
        'Ajouter',
        'Heure',
        'jj/mm',
        'Unité',
        ' : ',
      ])
        expect(shown).not.to.include(word);
    });

    it('let the host put single words in place of ours', async () => {
      const person = await mountForm(bilingual, { strings: { complete: 'Envoyer au cabinet' } });
      expect(person.text).to.include('Envoyer au cabinet').and.to.include('obligatoire');
    });

    it('follow the provider around', async () => {
      const page = await fixture(
        html`<relais-provider language="en"><relais-questionnaire></relais-questionnaire></relais-provider>`,
      );
      const element = page.querySelector('relais-questionnaire')!;
      element.questionnaire = formOf(bilingual);
      const person = await new Respondent(element).settles();
      await waitUntil(() => person.text.includes('How old?'));
    });
  });
});
