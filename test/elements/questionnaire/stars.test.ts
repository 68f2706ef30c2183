import { expect } from '@open-wc/testing';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { HL7, mountForm, type Item, type Respondent } from '../support/questionnaire.ts';

const screening = (required: boolean): Item => ({
  linkId: 'depistage',
  type: 'group',
  text: 'Dépistage',
  required,
  item: ['Sommeil', 'Appétit'].map((text) => ({ linkId: text, type: 'string', text, required: true })),
});

const starred = (person: Respondent): string[] =>
  [...person.root.querySelectorAll('.field .label')].map(wordsOf).filter((words) => words.includes('*'));

describe('the star of a required question', () => {
  it('is there while an answer is asked for, and not before its group is begun', async () => {
    const person = await mountForm([screening(false)]);
    expect(starred(person)).to.deep.equal([]);
    expect(person.field('Sommeil').getAttribute('aria-required')).to.equal(null);
    await person.write('Sommeil', 'Bon');
    expect(starred(person)).to.deep.equal(['Sommeil * (obligatoire)', 'Appétit * (obligatoire)']);
    expect(person.field('Appétit').getAttribute('aria-required')).to.equal('true');
    await person.fill('Sommeil', '');
    expect(starred(person)).to.deep.equal([]);
  });

  it('is there at once in a group that is required itself', async () => {
    const person = await mountForm([screening(true)]);
    expect(starred(person)).to.have.length(2);
  });

  it('stands behind the last word of a text with markup', async () => {
    for (const markup of [
      'Poids<br/>',
      '<p>Poids <br/></p>',
      '<div>Poids<br/> <br/></div>',
      '<p>Votre santé</p><p>Poids<br/></p>',
    ]) {
      const extension = [{ url: `${HL7}rendering-xhtml`, valueString: markup }];
      const person = await mountForm([
        { linkId: 'q', type: 'string', text: 'Poids', required: true, _text: { extension } },
      ]);
      const words = document.createRange();
      const text = document.createTreeWalker(person.root.querySelector('.rich')!, NodeFilter.SHOW_TEXT);
      for (let node = text.nextNode(); node; node = text.nextNode())
        if (node.textContent?.trim()) words.selectNodeContents(node);
      const { bottom } = words.getBoundingClientRect();
      const mark = person.root.querySelector('.mark')!.getBoundingClientRect();
      expect(mark.top, markup).to.be.below(bottom);
    }
  });
});
