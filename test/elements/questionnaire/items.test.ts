import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { Questionnaire } from '@relais/elements';
import { everyKind, formOf, HL7, mountForm, Respondent, responseOf, SDC, type Item } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const items: Item[] = [
  { linkId: 'nom', type: 'string', text: 'Nom' },
  { linkId: 'age', type: 'integer', text: 'Âge' },
];
const stored = responseOf({ nom: [{ valueString: 'Le Goff' }] });

function element(): Promise<Questionnaire> {
  return fixture<Questionnaire>(html`<relais-questionnaire></relais-questionnaire>`);
}

const fromPatient: Item[] = [
  {
    linkId: 'nom',
    type: 'string',
    text: 'Nom',
    extension: [
      {
        url: `${SDC}initialExpression`,
        valueExpression: { language: 'text/fhirpath', expression: '%patient.name.family.first()' },
      },
    ],
  },
];
const launch = {
  extension: [
    {
      url: `${SDC}launchContext`,
      extension: [
        { url: 'name', valueCoding: { code: 'patient' } },
        { url: 'type', valueCode: 'Patient' },
      ],
    },
  ],
};

describe('relais-questionnaire', () => {
  describe('properties', () => {
    it('mean the same before and after the element is defined', async () => {
      const early = document.createElement('relais-questionnaire-late') as Questionnaire;
      Object.assign(early, { questionnaire: formOf(items), response: stored, language: 'en', withoutAction: true });
      document.body.append(early);
      const { Questionnaire: Base } = await import('@relais/elements');
      customElements.define('relais-questionnaire-late', class extends Base {});
      const person = await new Respondent(early).settles();
      await waitUntil(() => person.field('nom').value === 'Le Goff');
      expect(person.root.querySelector('.root')!.getAttribute('lang')).to.equal('en');
      expect(person.text).not.to.include('Finish');
      early.remove();
    });

    it('mean the same before and after the element is in the page', async () => {
      const early = document.createElement('relais-questionnaire');
      Object.assign(early, { questionnaire: formOf(items), response: stored });
      const box = await fixture<HTMLElement>(html`<div></div>`);
      box.append(early);
      const before = await new Respondent(early).settles();
      const after = await mountForm(items, { response: stored });
      expect(before.text).to.equal(after.text);
      expect(before.element.response).to.deep.equal(after.element.response);
    });

    it('take a form as JSON text', async () => {
      const person = await mountForm(JSON.stringify(formOf(items)));
      expect(person.has('nom')).to.be.true;
    });

    it('leave the form they are given as it is', async () => {
      const given = formOf(everyKind);
      const before = JSON.stringify(given);
      const person = await mountForm(Object.freeze(given));
      await person.fill('nom', 'Le Goff');
      expect(JSON.stringify(given)).to.equal(before);
    });

    it('show the form set last', async () => {
      const quick = await element();
      quick.questionnaire = formOf([{ linkId: 'un', type: 'string', text: 'Un' }]);
      await Promise.resolve();
      quick.questionnaire = formOf([{ linkId: 'deux', type: 'string', text: 'Deux' }]);
      await nextFrame();
      quick.questionnaire = formOf([{ linkId: 'trois', type: 'string', text: 'Trois' }]);
      const person = await new Respondent(quick).settles();
      expect(['un', 'deux', 'trois'].filter((linkId) => person.has(linkId))).to.deep.equal(['trois']);
    });

    it('resume a response', async () => {
      const person = await mountForm(items, { response: stored });
      expect(person.field('nom').value).to.equal('Le Goff');
      await person.fill('age', '42');
      expect(person.element.response?.item).to.deep.equal([
        { linkId: 'nom', text: 'Nom', answer: [{ valueString: 'Le Goff' }] },
        { linkId: 'age', text: 'Âge', answer: [{ valueInteger: 42 }] },
      ]);
    });

    it('resume another response in its place', async () => {
      const person = await mountForm(items, { response: stored });
      person.element.response = responseOf({ age: [{ valueInteger: 3 }] });
      await person.settles();
      expect([person.field('nom').value, person.field('age').value]).to.deep.equal(['', '3']);
    });

    it('give the response with the host’s own elements', async () => {
      const person = await mountForm(items, { response: stored });
      const subject = { reference: 'Patient/1' };
      const whole = person.element.responseWith({ subject, authored: '2026-11-25T10:00:00Z' });
      expect(whole).to.deep.include({ subject, authored: '2026-11-25T10:00:00Z', status: 'in-progress' });
    });

    it('fill in what is known of the patient', async () => {
      const launchContext = { patient: { resourceType: 'Patient', name: [{ family: 'Riou' }] } };
      const person = await mountForm(formOf(fromPatient, launch), { launchContext });
      expect(person.field('nom').value).to.equal('Riou');
    });

    it('do without what they are not given', async () => {
      const person = await mountForm(formOf(fromPatient, launch));
      expect(person.field('nom').value).to.equal('');
      await person.fill('nom', 'Riou');
      expect(person.answers('nom')).to.deep.equal(['Riou']);
    });

    it('ask the host’s record through a query', async () => {
      const asked: string[] = [];
      const query = (address: string): Promise<unknown> => {
        asked.push(address);
        return Promise.resolve({
          resourceType: 'Bundle',
          entry: [{ resource: { resourceType: 'Observation', valueQuantity: { value: 61.5 } } }],
        });
      };
      const extension = [
        {
          url: `${HL7}variable`,
          valueExpression: {
            name: 'mesures',
            language: 'application/x-fhir-query',
            expression: 'Observation?code=poids',
          },
        },
      ];
      const calculated = {
        url: `${SDC}initialExpression`,
        valueExpression: {
          language: 'text/fhirpath',
          expression: '%mesures.entry.resource.value.value.first()',
        },
      };
      const form = formOf([{ linkId: 'poids', type: 'decimal', text: 'Poids', extension: [calculated] }], {
        extension,
      });
      const person = await mountForm(form, { query });
      await waitUntil(() => person.field('poids').value === '61,5');
      expect(asked).to.deep.equal(['Observation?code=poids']);
    });

    it('leave the button out where the host has its own', async () => {
      const person = await mountForm(items, { withoutAction: true });
      expect(person.text).not.to.include('Terminer');
      expect(person.element.complete()).to.be.true;
      expect(person.element.response?.status).to.equal('completed');
    });

    it('name faults by their code and item', async () => {
      const person = await mountForm([{ linkId: 'nom', type: 'string', text: 'Nom', required: true }]);
      expect(person.element.issues).to.deep.equal([
        { code: 'required', severity: 'error', linkId: 'nom', message: 'Réponse obligatoire.' },
      ]);
      expect(person.element.validate()).to.be.false;
    });

    it('give the answers to read', async () => {
      const person = await mountForm(everyKind, { readonly: true, response: stored });
      expect(person.text).to.include('Nom Le Goff').and.to.include('Notes Sans réponse');
      expect(person.root.querySelectorAll('input, select, textarea, button')).to.have.length(0);
      person.element.readonly = false;
      await person.settles();
      expect(person.field('nom').value).to.equal('Le Goff');
    });
  });

  describe('in the page', () => {
    it('keeps its answers when it is put elsewhere', async () => {
      const person = await mountForm(everyKind);
      await person.fill('nom', 'Le Goff');
      await person.choose('douleur', 'Forte');
      await person.write('notes', 'En co');
      const box = await fixture<HTMLElement>(html`<section></section>`);
      box.append(person.element);
      await person.settles();
      expect(person.field('nom').value).to.equal('Le Goff');
      expect(person.field('notes').value).to.equal('En co');
      expect(person.answers('douleur')).to.have.length(1);
      await person.fill('enfants', '2');
      expect(person.answers('enfants')).to.deep.equal([2]);
    });

    it('goes on where it was after it was taken out', async () => {
      const person = await mountForm(items);
      await person.fill('nom', 'Le Goff');
      const { parentElement } = person.element;
      person.element.remove();
      person.element.language = 'en';
      await nextFrame();
      parentElement!.append(person.element);
      await waitUntil(() => person.text.includes('Finish'));
      expect(person.field('nom').value).to.equal('Le Goff');
      await person.fill('age', '4');
      expect(person.answers('age')).to.deep.equal([4]);
    });

    it('opens a form it was given while it was out', async () => {
      const person = await mountForm(items);
      const { parentElement } = person.element;
      person.element.remove();
      person.element.questionnaire = formOf([{ linkId: 'autre', type: 'string', text: 'Autre' }]);
      parentElement!.append(person.element);
      await waitUntil(() => person.has('autre'));
      expect(person.has('nom')).to.be.false;
    });

    it('stands empty until it is given a form', async () => {
      const person = new Respondent(await element());
      expect(person.root.querySelector('.root')!.getAttribute('aria-busy')).to.equal('true');
      expect(person.element.response).to.be.undefined;
      expect(person.element.complete()).to.be.false;
      await person.element.focusFirstError();
    });
  });

  describe('questions', () => {
    it('appear and go with the answers they depend on', async () => {
      const person = await mountForm([
        { linkId: 'fume', type: 'boolean', text: 'Fume' },
        {
          linkId: 'paquets',
          type: 'integer',
          text: 'Paquets',
          enableWhen: [{ question: 'fume', operator: '=', answerBoolean: true }],
        },
      ]);
      expect(person.has('paquets')).to.be.false;
      await person.choose('fume', 'Oui');
      await person.fill('paquets', '10');
      await person.choose('fume', 'Non');
      expect(person.has('paquets')).to.be.false;
      expect(person.answers('paquets')).to.be.empty;
      await person.choose('fume', 'Oui');
      expect(person.field('paquets').value).to.equal('10');
    });

    it('stand under the answer they belong to', async () => {
      const person = await mountForm([
        {
          linkId: 'allergie',
          type: 'string',
          text: 'Allergie',
          item: [{ linkId: 'depuis', type: 'date', text: 'Depuis' }],
        },
      ]);
      await person.fill('allergie', 'Pollen');
      await person.fill('depuis', '2010');
      expect(person.element.response?.item?.[0]).to.deep.equal({
        linkId: 'allergie',
        text: 'Allergie',
        answer: [
          { valueString: 'Pollen', item: [{ linkId: 'depuis', text: 'Depuis', answer: [{ valueDate: '2010' }] }] },
        ],
      });
    });

    it('stay out of sight where the form hides them', async () => {
      const extension = [{ url: `${HL7}questionnaire-hidden`, valueBoolean: true }];
      const person = await mountForm([
        { linkId: 'code', type: 'string', text: 'Code', initial: [{ valueString: 'X1' }], extension },
        ...items,
      ]);
      expect(person.has('code')).to.be.false;
      expect(person.answers('code')).to.deep.equal(['X1']);
    });

    it('tell a tick that is taken back as no answer', async () => {
      const person = await mountForm(everyKind);
      person.field('accord').click();
      expect(person.answers('accord')).to.deep.equal([true]);
      person.field('accord').click();
      expect(person.answers('accord')).to.be.empty;
    });

    it('keep several lines as they are written', async () => {
      const person = await mountForm(everyKind);
      await person.fill('notes', 'Une ligne\n  deux\n');
      expect(person.answers('notes')).to.deep.equal(['Une ligne\n  deux\n']);
    });

    it('show a score that follows at once', async () => {
      const expression = "%resource.item.where(linkId='age').answer.value + 1";
      const calculated = {
        url: `${SDC}calculatedExpression`,
        valueExpression: { language: 'text/fhirpath', expression },
      };
      const person = await mountForm([
        items[1]!,
        { linkId: 'suivant', type: 'integer', text: 'Suivant', extension: [calculated] },
      ]);
      await person.fill('age', '3');
      expect(person.field('suivant').value).to.equal('4');
      await person.fill('suivant', '10');
      await person.fill('age', '5');
      expect(person.field('suivant').value).to.equal('10');
      expect(person.text).to.include('Modifiée à la main');
      await person.press('Revenir à la valeur calculée');
      expect(person.field('suivant').value).to.equal('6');
    });
  });
});
