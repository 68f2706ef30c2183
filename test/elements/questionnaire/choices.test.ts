import { expect } from '@open-wc/testing';
import type { Coding, ValueSet } from '@relais/sdk/questionnaire';
import { choices, control, HL7, mountForm, responseOf, type Item, type Respondent } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

function question(rest: object = {}): Item[] {
  return [{ linkId: 'q', type: 'choice', text: 'Choix', answerOption: choices('Rouge', 'Vert', 'Bleu'), ...rest }];
}

function codes(person: Respondent): unknown[] {
  return person.answers('q').map((value) => (typeof value === 'string' ? value : (value as Coding).code));
}

const members: Coding[] = ['Rouge', 'Vert', 'Bleu'].map((display, index) => ({
  system: 'urn:choix',
  code: `c${index}`,
  display,
}));

describe('relais-questionnaire', () => {
  describe('choices', () => {
    it('hold one answer, with the words of the form', async () => {
      const person = await mountForm(question());
      await person.choose('q', 'Rouge');
      await person.choose('q', 'Vert');
      expect(person.answers('q')).to.deep.equal([members[1]]);
    });

    it('hold several where the question repeats', async () => {
      const person = await mountForm(question({ repeats: true }));
      await person.choose('q', 'Rouge');
      await person.choose('q', 'Bleu');
      expect(codes(person)).to.deep.equal(['c0', 'c2']);
      await person.choose('q', 'Rouge');
      expect(codes(person)).to.deep.equal(['c2']);
    });

    it('can be taken back', async () => {
      const person = await mountForm(question());
      await person.choose('q', 'Rouge');
      await person.press('Effacer');
      expect(codes(person)).to.be.empty;
      expect(person.fields('q').some(({ checked }) => checked)).to.be.false;
      expect(person.isAt(person.field('q'))).to.be.true;
    });

    it('take the others back when one stands alone', async () => {
      const options = choices('Toux', 'Fièvre', 'Aucun');
      Object.assign(options[2]!, {
        extension: [{ url: `${HL7}questionnaire-optionExclusive`, valueBoolean: true }],
      });
      const person = await mountForm(question({ repeats: true, answerOption: options }));
      await person.choose('q', 'Toux');
      await person.choose('q', 'Fièvre');
      await person.choose('q', 'Aucun');
      expect(codes(person)).to.deep.equal(['c2']);
      await person.choose('q', 'Toux');
      expect(codes(person)).to.deep.equal(['c0']);
    });

    it('stand side by side where the form asks for it', async () => {
      const extension = [{ url: `${HL7}questionnaire-choiceOrientation`, valueCode: 'horizontal' }];
      const person = await mountForm(question({ extension }));
      const [first, second] = [...person.root.querySelectorAll('[part="option"]')].map((one) =>
        one.getBoundingClientRect(),
      );
      expect(first!.top).to.equal(second!.top);
    });

    it('take an answer of one’s own, key by key', async () => {
      const person = await mountForm(question({ type: 'open-choice' }));
      await person.choose('q', 'Rouge');
      const own = person.fields('q').at(-1)!;
      own.focus();
      await person.type('Gris et ');
      expect(own.value).to.equal('Gris et ');
      await person.type('or');
      expect(codes(person)).to.deep.equal(['Gris et or']);
      expect(person.fields('q').some(({ checked }) => checked)).to.be.false;
      await person.choose('q', 'Vert');
      expect(codes(person)).to.deep.equal(['c1']);
      expect(own.value).to.equal('');
    });

    it('take an answer of one’s own beside others', async () => {
      const person = await mountForm(question({ type: 'open-choice', repeats: true }));
      await person.choose('q', 'Rouge');
      await person.fill('q', 'Gris', 3);
      await person.choose('q', 'Bleu');
      expect(codes(person)).to.have.members(['c0', 'Gris', 'c2']);
      await person.fill('q', '', 3);
      expect(codes(person)).to.deep.equal(['c0', 'c2']);
    });

    it('open in a list where the form asks for it', async () => {
      const person = await mountForm(question({ extension: [control('drop-down')] }));
      const select = person.field('q') as unknown as HTMLSelectElement;
      expect([...select.options].map(({ text }) => text.trim())).to.deep.equal(['Choisir…', 'Rouge', 'Vert', 'Bleu']);
      select.selectedIndex = 2;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      expect(codes(person)).to.deep.equal(['c1']);
      select.selectedIndex = 0;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      expect(codes(person)).to.be.empty;
    });

    it('may be numbers, words or dates', async () => {
      const answerOption = [{ valueInteger: 1 }, { valueString: 'Deux' }, { valueDate: '2020-03' }];
      const person = await mountForm(question({ answerOption }));
      await person.choose('q', 'Deux');
      expect(person.answers('q')).to.deep.equal(['Deux']);
      await person.choose('q', '1');
      expect(person.answers('q')).to.deep.equal([1]);
    });

    it('say what is chosen and no choice any more', async () => {
      const response = responseOf({ q: [{ valueCoding: { system: 'urn:choix', code: 'autre', display: 'Autre' } }] });
      const person = await mountForm(question(), { response });
      await person.press('Terminer');
      expect(person.faults('q')).to.include('ne fait pas (ou plus) partie des choix');
    });
  });

  describe('value sets', () => {
    const items: Item[] = [{ linkId: 'q', type: 'choice', text: 'Choix', answerValueSet: 'urn:set' }];

    it('are asked of the host’s terminology', async () => {
      const asked: unknown[] = [];
      const person = await mountForm(items, {
        terminology: (request) => {
          asked.push(request.valueSet);
          return Promise.resolve(members);
        },
      });
      await waitUntil(() => person.text.includes('Vert'));
      await person.choose('q', 'Vert');
      expect(person.answers('q')).to.deep.equal([members[1]]);
      expect(asked).to.deep.equal(['urn:set']);
    });

    it('may come as the resource FHIR servers send', async () => {
      const set = {
        resourceType: 'ValueSet',
        status: 'active',
        expansion: { contains: members },
      } as unknown as ValueSet;
      const person = await mountForm(items, { terminology: () => Promise.resolve(set) });
      await waitUntil(() => person.text.includes('Bleu'));
    });

    it('may be slow, and the rest of the form is there', async () => {
      let answer: (codings: Coding[]) => void = () => undefined;
      const person = await mountForm([...items, { linkId: 'nom', type: 'string', text: 'Nom' }], {
        terminology: () => new Promise<Coding[]>((resolve) => (answer = resolve)),
      });
      expect(person.text).to.include('Les choix arrivent…');
      await person.write('nom', 'Le G');
      answer(members);
      await waitUntil(() => person.text.includes('Rouge'));
      expect(person.field('nom').value).to.equal('Le G');
      expect(person.isAt(person.field('nom'))).to.be.true;
      expect(person.answers('nom')).to.deep.equal(['Le G']);
    });

    it('may fail, and the rest of the form is there', async () => {
      const person = await mountForm([...items, { linkId: 'nom', type: 'string', text: 'Nom' }], {
        terminology: () => Promise.reject(new Error('no')),
      });
      await waitUntil(() => person.text.includes('La liste des choix n’a pas pu être obtenue.'));
      await person.fill('nom', 'Riou');
      expect(person.answers('nom')).to.deep.equal(['Riou']);
      expect(person.element.diagnostics.map(({ code }) => code)).to.include('value-set-unavailable');
    });

    it('may throw at once without costing the form', async () => {
      const person = await mountForm([...items, { linkId: 'nom', type: 'string', text: 'Nom' }], {
        terminology: () => {
          throw new Error('no');
        },
      });
      expect(person.has('nom')).to.be.true;
      await waitUntil(() => person.text.includes('La liste des choix n’a pas pu être obtenue.'));
    });

    it('grow into another kind of control when long', async () => {
      const long = Array.from({ length: 12 }, (_, index) => ({
        system: 'urn:l',
        code: `l${index}`,
        display: `N° ${index}`,
      }));
      const person = await mountForm(items, { terminology: () => Promise.resolve(long) });
      await waitUntil(() => person.root.querySelector('select'));
      const select = person.field('q') as unknown as HTMLSelectElement;
      select.selectedIndex = 3;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      expect(codes(person)).to.deep.equal(['l2']);
    });

    it('are read from the form itself', async () => {
      const set = {
        resourceType: 'ValueSet',
        id: 'dedans',
        compose: {
          include: [{ system: 'urn:choix', concept: members.map(({ code, display }) => ({ code, display })) }],
        },
      };
      const person = await mountForm({
        resourceType: 'Questionnaire',
        contained: [set],
        item: [{ linkId: 'q', type: 'choice', text: 'Choix', answerValueSet: '#dedans' }],
      });
      await person.choose('q', 'Bleu');
      expect(codes(person)).to.deep.equal(['c2']);
    });
  });
});
