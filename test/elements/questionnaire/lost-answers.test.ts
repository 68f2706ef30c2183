import { expect } from '@open-wc/testing';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { mountForm, responseOf, type Item } from '../support/questionnaire.ts';

const items: Item[] = [
  { linkId: 'age', type: 'integer', text: 'Âge' },
  { linkId: 'note', type: 'string', text: 'Note' },
];

describe('relais-questionnaire › a response the host gives', () => {
  it('loses nothing in silence: what has no place is told with what it said', async () => {
    const response = responseOf({
      age: [{ valueString: 'trente' }],
      poids: [{ valueDecimal: 71.5 }],
      note: [{ valueString: 'le contraire', modifierExtension: [{ url: 'urn:negated', valueBoolean: true }] }],
    });
    const person = await mountForm(items, { response });
    const told = [...person.root.querySelectorAll('.lost li')].map((line) => wordsOf(line));
    expect(told).to.deep.equal(['Âge : trente', 'poids : 71,5', 'Note – une mention inconnue peut en changer le sens']);
    expect(person.text).to.include('3 réponses enregistrées n’ont pas pu être reprises');
    expect(person.element.diagnostics.map(({ code }) => code)).to.include.members([
      'not-carried-over',
      'modifier-unknown',
    ]);
    await expect(person.element).to.be.accessible();
  });
});
