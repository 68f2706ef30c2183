import { expect } from '@open-wc/testing';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { HL7, everyKind, mountForm, translated, type Item } from '../support/questionnaire.ts';
import { followPage, isTranslated, translatePage, untranslated } from '../support/translator.ts';
import { waitUntil } from '../support/wait.ts';

const dose: Item[] = [
  { linkId: 'n', type: 'integer', text: 'Ampoules' },
  {
    linkId: 'dose',
    type: 'display',
    text: 'Dose',
    _text: {
      extension: [
        {
          url: `${HL7}cqf-expression`,
          valueExpression: {
            language: 'text/fhirpath',
            expression: "'Dose ' + (%resource.item.where(linkId = 'n').answer.value * 10).toString() + ' mg'",
          },
        },
      ],
    },
  },
  ...['A', 'B', 'C'].map((name) => ({ linkId: name, type: 'string', text: name, required: true })),
];

describe('relais-questionnaire on a page translated by the browser', () => {
  it('shows the text a form works out from the answers', async () => {
    const person = await mountForm(dose);
    await person.fill('n', '3');
    await person.settles();
    expect(person.text).to.include('Dose 30 mg');
    translatePage();
    await person.fill('n', '7');
    await person.settles();
    expect(untranslated(person.text)).to.include('Dose 70 mg').and.not.to.include('Dose 30 mg');
  });

  it('lists the questions that are at fault now', async () => {
    const person = await mountForm(dose);
    await person.press('Terminer');
    await person.settles();
    translatePage();
    await person.fill('A', 'x');
    await person.settles();
    const faults = [...person.summary!.querySelectorAll('button')].map(wordsOf).map(untranslated);
    expect(faults.map((words) => words[0])).to.deep.equal(['B', 'C']);
    expect(untranslated(wordsOf(person.summary!.querySelector('h2')))).to.match(/^2 /);
  });

  it('keeps what the translator has made of questions that stay', async () => {
    const person = await mountForm(dose);
    translatePage();
    await person.fill('n', '3');
    expect(isTranslated(wordsOf(person.box('A').querySelector('[part="label"]')))).to.be.true;
  });

  it('says in another language what it would have said untranslated', async () => {
    const [first, second] = [await mountForm(bilingual()), await mountForm(bilingual())];
    for (const person of [first, second]) await person.press('Terminer');
    translatePage(second.element);
    for (const person of [first, second]) {
      person.element.language = 'en';
      await waitUntil(() => person.text.includes('How old?'), 'speaks English');
      await person.settles();
    }
    expect(untranslated(second.text)).to.equal(first.text);
  });

  it('goes on drawing, adding and removing under a translator that follows every change', async () => {
    const person = await mountForm(everyKind);
    const stop = followPage(person.root);
    await person.press('~Ajouter');
    await person.fill('allergies', 'Pollen', 1);
    await person.fill('nom', 'Delaunay');
    await person.settles();
    expect(person.answers('allergies')).to.deep.equal(['Pollen']);
    stop();
  });
});

function bilingual(): Item[] {
  return everyKind.map((item) =>
    item.linkId === 'etat'
      ? {
          ...item,
          item: [
            ...item.item!,
            { linkId: 'age', type: 'integer', text: 'Quel âge ?', _text: translated('en', 'How old?'), required: true },
          ],
        }
      : item,
  );
}
