import { expect } from '@open-wc/testing';
import { mountForm, responseOf, SDC, type Item, type Respondent } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const decimal: Item[] = [{ linkId: 'n', type: 'decimal', text: 'Nombre' }];
const integer: Item[] = [{ linkId: 'n', type: 'integer', text: 'Nombre' }];

async function typed(text: string, items = decimal, language = 'fr'): Promise<Respondent> {
  const person = await mountForm(items, { language });
  await person.fill('n', text);
  return person;
}

describe('relais-questionnaire', () => {
  describe('numbers', () => {
    it('keep what is being typed as it is', async () => {
      const person = await mountForm(decimal);
      person.field('n').focus();
      const shown: [string, unknown][] = [];
      for (const key of '1,50') {
        await person.type(key);
        shown.push([person.field('n').value, person.answers('n')[0]]);
      }
      expect(shown).to.deep.equal([
        ['1', 1],
        ['1,', 1],
        ['1,5', 1.5],
        ['1,50', 1.5],
      ]);
      await person.key('Tab');
      expect(person.field('n').value).to.equal('1,5');
    });

    for (const [text, value, shown] of [
      ['0,1', 0.1, '0,1'],
      [',5', 0.5, '0,5'],
      ['1.5', 1.5, '1,5'],
      ['-0,25', -0.25, '-0,25'],
      ['12 345,5', 12345.5, '12345,5'],
      ['12\u202f345', 12345, '12345'],
      ['0,000001', 0.000001, '0,000001'],
      ['007', 7, '7'],
    ] as const) {
      it(`understand ${text} in French`, async () => {
        const person = await typed(text);
        expect(person.answers('n')).to.deep.equal([value]);
        expect(person.field('n').value).to.equal(shown);
      });
    }

    for (const [text, value, shown] of [
      ['1.5', 1.5, '1.5'],
      ['12,345.5', 12345.5, '12345.5'],
      ['0,125', 0.125, '0.125'],
      ['1,5', 1.5, '1.5'],
    ] as const) {
      it(`understand ${text} in English`, async () => {
        const person = await typed(text, decimal, 'en');
        expect(person.answers('n')).to.deep.equal([value]);
        expect(person.field('n').value).to.equal(shown);
      });
    }

    for (const text of ['douze', '1,2,3', '--1', '1e5', '12 kg', '37 5', '120 80', '1 2345']) {
      it(`refuse ${text} and keep it in view`, async () => {
        const person = await typed(text);
        expect(person.answers('n')).to.be.empty;
        expect(person.field('n').value).to.equal(text);
        expect(person.faults('n')).to.equal('Indiquez un nombre.');
        await person.fill('n', '12');
        expect(person.answers('n')).to.deep.equal([12]);
        expect(person.faults('n')).to.equal('');
      });
    }

    it('refuse half a child', async () => {
      const person = await typed('1,5', integer);
      expect(person.field('n').value).to.equal('1,5');
      expect(person.faults('n')).to.equal('Indiquez un nombre entier.');
      expect(person.element.checkValidity()).to.be.false;
    });

    it('say nothing of what is wrong while it is typed', async () => {
      const person = await mountForm(decimal);
      await person.write('n', 'x');
      expect(person.faults('n')).to.equal('');
      expect(person.field('n').getAttribute('aria-invalid')).to.be.null;
      await person.fill('n', 'x');
      expect(person.field('n').getAttribute('aria-invalid')).to.equal('true');
    });

    it('are written in the language that is switched to', async () => {
      const person = await typed('1,5');
      person.element.language = 'en';
      await person.settles();
      await expectValue(person, '1.5');
      person.element.language = 'fr';
      await expectValue(person, '1,5');
      expect(person.answers('n')).to.deep.equal([1.5]);
    });

    it('show every digit that was stored', async () => {
      const response = responseOf({ n: [{ valueDecimal: 1234567.000125 }] });
      const person = await mountForm(decimal, { response });
      expect(person.field('n').value).to.equal('1234567,000125');
    });

    it('show their calculation again once an answer is taken back', async () => {
      const extension = [
        {
          url: `${SDC}calculatedExpression`,
          valueExpression: { language: 'text/fhirpath', expression: '1.5 + 1' },
        },
      ];
      const person = await mountForm([{ ...decimal[0]!, extension }]);
      expect(person.field('n').value).to.equal('2,5');
      person.field('n').select();
      await person.key('Backspace', 'Tab');
      await person.press('Revenir à la valeur calculée');
      expect(person.field('n').value).to.equal('2,5');
    });

    it('follow their calculation after typing that was taken back', async () => {
      const expression = "%resource.item.where(linkId='n').answer.value * 2";
      const extension = [
        { url: `${SDC}calculatedExpression`, valueExpression: { language: 'text/fhirpath', expression } },
      ];
      const person = await mountForm([...decimal, { linkId: 'double', type: 'decimal', text: 'Double', extension }]);
      await person.fill('n', '2');
      person.field('double').focus();
      await person.type('5');
      await person.key('Backspace', 'Tab');
      await person.fill('n', '3');
      expect(person.field('double').value).to.equal('6');
    });
  });

  describe('quantities', () => {
    const unit = (code: string): object => ({
      url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption',
      valueCoding: { system: 'http://unitsofmeasure.org', code, display: code },
    });
    const quantity = (...units: string[]): Item[] => [
      { linkId: 'n', type: 'quantity', text: 'Taille', extension: units.map(unit) },
    ];

    it('carry the only unit of the form', async () => {
      const person = await typed('1,5', quantity('m'));
      expect(person.answers('n')).to.deep.equal([
        { value: 1.5, unit: 'm', system: 'http://unitsofmeasure.org', code: 'm' },
      ]);
      expect(person.text).to.include(' m ');
    });

    it('take another unit of the form', async () => {
      const person = await typed('150', quantity('m', 'cm'));
      const select = person.field('n', 1) as unknown as HTMLSelectElement;
      select.selectedIndex = 1;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      expect(person.answers('n')).to.deep.equal([
        { value: 150, unit: 'cm', system: 'http://unitsofmeasure.org', code: 'cm' },
      ]);
    });

    it('show a stored unit for what it is, whatever the form offers', async () => {
      const pounds = { value: 154, unit: 'lb', system: 'http://unitsofmeasure.org', code: '[lb_av]' };
      for (const units of [['kg'], ['kg', 'g']]) {
        const person = await mountForm(quantity(...units), {
          response: responseOf({ n: [{ valueQuantity: pounds }] }),
        });
        const select = person.root.querySelector('select');
        expect(select ? select.selectedOptions[0]?.textContent.trim() : person.text).to.include('lb');
        await person.fill('n', '70');
        expect(person.answers('n')).to.deep.equal([{ ...pounds, value: 70 }]);
      }
    });

    it('follow the unit that is chosen in place of a stored one', async () => {
      const pounds = { value: 154, unit: 'lb', system: 'http://unitsofmeasure.org', code: '[lb_av]' };
      const response = responseOf({ n: [{ valueQuantity: pounds }] });
      const person = await mountForm(quantity('kg', 'g'), { response });
      const select = person.field('n', 1) as unknown as HTMLSelectElement;
      select.selectedIndex = 1;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await person.element.updateComplete;
      expect(select.selectedOptions[0]!.textContent.trim()).to.equal('kg');
      expect(person.answers('n')).to.deep.equal([
        { value: 154, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
      ]);
    });

    it('keep the unit chosen while a bound is typed key by key', async () => {
      const person = await mountForm(quantity('kg', 'g'));
      const select = person.field('n', 1) as unknown as HTMLSelectElement;
      select.selectedIndex = 1;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await person.element.updateComplete;
      person.field('n').focus();
      await person.type('< 5');
      expect(person.answers('n')).to.deep.equal([
        { value: 5, comparator: '<', unit: 'g', system: 'http://unitsofmeasure.org', code: 'g' },
      ]);
      expect(select.selectedOptions[0]!.textContent.trim()).to.equal('g');
    });

    it('show a bound as one, and keep it until it is taken away', async () => {
      const bound = { value: 0.5, comparator: '<', unit: 'm', system: 'http://unitsofmeasure.org', code: 'm' };
      const person = await mountForm(quantity('m'), { response: responseOf({ n: [{ valueQuantity: bound }] }) });
      expect(person.field('n').value).to.equal('< 0,5');
      await person.fill('n', '<= 0,6');
      expect(person.answers('n')).to.deep.equal([{ ...bound, comparator: '<=', value: 0.6 }]);
      await person.fill('n', '0,6');
      expect(person.answers('n')).to.deep.equal([
        { value: 0.6, unit: 'm', system: 'http://unitsofmeasure.org', code: 'm' },
      ]);
    });

    it('keep a wrong number in view with its unit', async () => {
      const person = await typed('grand', quantity('m'));
      expect(person.answers('n')).to.be.empty;
      expect(person.field('n').value).to.equal('grand');
      expect(person.faults('n')).to.equal('Indiquez un nombre.');
      await person.fill('n', '2');
      expect(person.answers('n')).to.deep.equal([
        { value: 2, unit: 'm', system: 'http://unitsofmeasure.org', code: 'm' },
      ]);
    });
  });
});

async function expectValue(person: Respondent, value: string): Promise<void> {
  await waitUntil(() => person.field('n').value === value, `${value}: ${person.field('n').value}`, { interval: 5 });
}
