import { expect } from '@open-wc/testing';
import { choices, HL7, mountForm, translated } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

/** As a copy from a letter or a chat brings it: marks of direction around, a dash or a space that keeps its line. */
const pasted = (text: string): string =>
  `\u202d${text.replaceAll('-', '\u2011').replaceAll(' ', '\u00a0')}\u202c\u200e`;

const unit = (code: string, display: string, name = display): object => ({
  url: `${HL7}questionnaire-unit`,
  valueCoding: { system: 'http://unitsofmeasure.org', code, display, _display: translated('fr', name) },
});

describe('what is typed or pasted', () => {
  for (const [type, text, value, shown] of [
    ['integer', '12 345', 12_345, '12345'],
    ['decimal', '-37,5', -37.5, '-37,5'],
    ['date', '06-05-2024', '2024-05-06', '06/05/2024'],
    ['time', '14 h 05', '14:05:00', '14:05'],
    ['string', 'Le Goff', 'Le\u00a0Goff', 'Le\u00a0Goff'],
    ['url', 'https://example.org/a', 'https://example.org/a', 'https://example.org/a'],
  ] as const) {
    it(`is understood as ${type} whatever nobody sees in it`, async () => {
      const person = await mountForm([{ linkId: 'q', type, text: 'Question' }]);
      await person.fill('q', pasted(text));
      expect(person.answers('q')).to.deep.equal([value]);
      expect([person.field('q').value, person.faults('q')]).to.deep.equal([shown, '']);
    });
  }

  it('is a quantity, too, and its unit', async () => {
    const person = await mountForm([{ linkId: 'q', type: 'quantity', text: 'Question' }]);
    await person.fill('q', pasted('-12,5'));
    await person.fill('q', '\u200bmg\u00ad', 1);
    expect(person.answers('q')).to.deep.equal([{ value: -12.5, unit: 'mg' }]);
  });

  it('is no answer when there is nothing to see', async () => {
    for (const item of [
      { type: 'string', required: true },
      { type: 'text', required: true },
      { type: 'open-choice', required: true, answerOption: choices('A', 'B') },
    ]) {
      const person = await mountForm([{ linkId: 'q', text: 'Question', ...item }]);
      await person.fill('q', '\u200b\u2060', item.type === 'open-choice' ? 2 : 0);
      expect(person.answers('q')).to.deep.equal([]);
      expect(person.element.validate()).to.equal(false);
    }
  });

  it('is written again in full each time', async () => {
    const person = await mountForm([{ linkId: 'q', type: 'date', text: 'Question' }]);
    for (let times = 0; times < 3; times++) {
      await person.fill('q', '06052024');
      expect(person.field('q').value).to.equal('06/05/2024');
    }
  });

  it('has its unit in the language of the form', async () => {
    const option = (code: string, display: string, name: string): object => ({
      ...unit(code, display, name),
      url: `${HL7}questionnaire-unitOption`,
    });
    const person = await mountForm([
      { linkId: 'a', type: 'integer', text: 'Durée', extension: [unit('d', 'days', 'jours')] },
      { linkId: 'b', type: 'quantity', text: 'Poids', extension: [option('kg', 'kilogram', 'kilogramme')] },
      {
        linkId: 'c',
        type: 'quantity',
        text: 'Dose',
        extension: [option('mg', 'milligram', 'milligramme'), option('g', 'gram', 'gramme')],
      },
    ]);
    await person.fill('a', '3');
    await person.fill('b', '70');
    await person.fill('c', '5');
    expect(person.text).to.include('jours').and.to.include('kilogramme');
    expect(person.text).not.to.match(/days|kilogram\b|milligram\b/);
    expect([...person.root.querySelectorAll('option')].map(({ text }) => text)).to.deep.equal([
      'milligramme',
      'gramme',
    ]);
    // What is stored stays what the form calls it.
    expect(person.answers('b')).to.deep.equal([
      { value: 70, unit: 'kilogram', code: 'kg', system: 'http://unitsofmeasure.org' },
    ]);
    person.element.readonly = true;
    await waitUntil(() => person.root.querySelector('[part="answers"]'), 'is listed');
    for (const answer of ['3 jours', '70 kilogramme', '5 milligramme']) expect(person.text).to.include(answer);
  });
});
