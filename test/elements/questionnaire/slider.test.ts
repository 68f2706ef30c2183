import { expect } from '@open-wc/testing';
import { aside, control, HL7, mountForm, type Item } from '../support/questionnaire.ts';

function slider(rest: object = {}, min: object = { valueInteger: 0 }, max: object = { valueInteger: 10 }): Item {
  return {
    linkId: 'douleur',
    type: 'integer',
    text: 'Douleur',
    extension: [control('slider'), { url: `${HL7}minValue`, ...min }, { url: `${HL7}maxValue`, ...max }],
    item: [aside('bas', 'lower', 'Aucune'), aside('haut', 'upper', 'Insupportable')],
    ...rest,
  };
}

const unit = { url: `${HL7}questionnaire-unitOption`, valueCoding: { system: 'urn:u', code: 'm', display: 'mètres' } };

describe('relais-questionnaire', () => {
  describe('slider', () => {
    it('is accessible, unanswered and answered', async () => {
      const person = await mountForm([slider()]);
      await expect(person.element).to.be.accessible();
      await person.fill('douleur', '4');
      await expect(person.element).to.be.accessible();
    });

    it('is unanswered until it is moved, and is read so', async () => {
      const person = await mountForm([slider()]);
      expect(person.answers('douleur')).to.deep.equal([]);
      expect(person.field('douleur').getAttribute('aria-valuetext')).to.equal('Sans réponse');
      expect(person.box('douleur').querySelector('.unanswered output')?.textContent).to.equal('Sans réponse');
    });

    it('moves by the keys, by the step of the form', async () => {
      const step = { url: `${HL7}questionnaire-sliderStepValue`, valueInteger: 2 };
      const item = slider();
      const person = await mountForm([{ ...item, extension: [...(item['extension'] as object[]), step] }]);
      person.field('douleur').focus();
      await person.key('ArrowRight', 'ArrowRight');
      expect(person.answers('douleur')).to.deep.equal([4]);
      await person.key('End');
      expect(person.answers('douleur')).to.deep.equal([10]);
    });

    it('takes its least value by the key that leads there, and by a click', async () => {
      const person = await mountForm([slider()]);
      person.field('douleur').focus();
      await person.key('Home');
      expect(person.answers('douleur')).to.deep.equal([0]);
      await person.press('Effacer');
      expect(person.answers('douleur')).to.deep.equal([]);
      person.field('douleur').click();
      await person.element.updateComplete;
      expect(person.answers('douleur')).to.deep.equal([0]);
    });

    it('shows its value and what both ends stand for', async () => {
      const person = await mountForm([slider({ type: 'decimal', initial: [{ valueDecimal: 3.5 }] })]);
      const box = person.box('douleur');
      expect(box.querySelector('output')?.textContent).to.equal('3,5');
      expect(box.querySelector('.ends')?.textContent).to.match(/0\s–\sAucune\s+10\s–\sInsupportable/);
      const described = person.field('douleur').getAttribute('aria-describedby')?.split(' ') ?? [];
      expect(described.map((id) => person.root.getElementById(id)?.textContent).join()).to.include('Aucune');
    });

    it('answers a quantity in the unit of the form', async () => {
      const item = slider(
        { type: 'quantity', item: [] },
        { valueQuantity: { value: 0 } },
        { valueQuantity: { value: 500 } },
      );
      const person = await mountForm([{ ...item, extension: [...(item['extension'] as object[]), unit] }]);
      expect(person.field('douleur').max).to.equal('500');
      await person.fill('douleur', '200');
      expect(person.answers('douleur')).to.deep.equal([{ value: 200, unit: 'mètres', system: 'urn:u', code: 'm' }]);
      expect(person.box('douleur').querySelector('output')?.textContent).to.match(/^200\smètres$/);
    });

    it('can be reached but not moved when it is read only', async () => {
      const person = await mountForm([slider({ readOnly: true, initial: [{ valueInteger: 4 }] })]);
      person.field('douleur').focus();
      await person.key('ArrowRight', 'End');
      await person.write('douleur', '9');
      expect(person.active).to.equal(person.field('douleur'));
      expect(person.field('douleur').value).to.equal('4');
      expect(person.answers('douleur')).to.deep.equal([4]);
    });
  });
});
