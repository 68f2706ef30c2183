import { expect } from '@open-wc/testing';
import { control, mountForm, type Item, type Respondent } from '../support/questionnaire.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';

const folder: Item = {
  linkId: 'dossier',
  type: 'group',
  text: 'Dossier',
  extension: [control('tab-container')],
  item: [
    { linkId: 'intro', type: 'display', text: 'Tout est facultatif.' },
    {
      linkId: 'identite',
      type: 'group',
      text: 'Identité',
      item: [
        { linkId: 'nom', type: 'string', text: 'Nom' },
        { linkId: 'traite', type: 'boolean', text: 'Un traitement' },
      ],
    },
    {
      linkId: 'antecedents',
      type: 'group',
      text: 'Antécédents',
      required: true,
      item: [
        { linkId: 'maladies', type: 'string', text: 'Maladies', required: true },
        { linkId: 'medecin', type: 'string', text: 'Médecin', required: true },
      ],
    },
    {
      linkId: 'traitements',
      type: 'group',
      text: 'Traitements',
      enableWhen: [{ question: 'traite', operator: '=', answerBoolean: true }],
      item: [{ linkId: 'lesquels', type: 'string', text: 'Lesquels' }],
    },
  ],
};

const tabs = (person: Respondent): HTMLElement[] => [...person.root.querySelectorAll<HTMLElement>('[role="tab"]')];
const names = (person: Respondent): string[] => tabs(person).map((tab) => wordsOf(tab));
const open = (person: Respondent): string | undefined =>
  tabs(person)
    .filter((tab) => tab.getAttribute('aria-selected') === 'true')
    .map((tab) => wordsOf(tab))
    .join();

describe('relais-questionnaire', () => {
  describe('tabs', () => {
    it('are accessible', async () => {
      const person = await mountForm([folder]);
      await expect(person.element).to.be.accessible();
      person.element.validate();
      await person.settles();
      await expect(person.element).to.be.accessible();
    });

    it('show one group at a time, named by its tab', async () => {
      const person = await mountForm([folder]);
      expect(names(person)).to.deep.equal(['Identité', 'Antécédents']);
      expect([person.has('nom'), person.has('maladies')]).to.deep.equal([true, false]);
      expect(person.text).to.include('Tout est facultatif.');
      await person.press('Antécédents');
      expect([person.has('nom'), person.has('maladies')]).to.deep.equal([false, true]);
      const panel = person.root.querySelector('[role="tabpanel"]')!;
      expect(wordsOf(person.root.getElementById(panel.getAttribute('aria-labelledby')!))).to.equal('Antécédents');
    });

    it('open by the arrows, Home and End, and take one stop of the Tab key', async () => {
      const person = await mountForm([folder]);
      tabs(person)[0]?.focus();
      await person.key('ArrowRight');
      expect([open(person), person.active]).to.deep.equal(['Antécédents', tabs(person)[1]]);
      await person.key('ArrowRight');
      expect(open(person)).to.equal('Identité');
      await person.key('End');
      expect(open(person)).to.equal('Antécédents');
      await person.key('Home');
      expect([open(person), person.active]).to.deep.equal(['Identité', tabs(person)[0]]);
      expect(tabs(person).map((tab) => tab.tabIndex)).to.deep.equal([0, -1]);
    });

    it('keep what was answered on another', async () => {
      const person = await mountForm([folder]);
      await person.fill('nom', 'Le Goff');
      await person.press('Antécédents');
      await person.press('Identité');
      expect(person.field('nom').value).to.equal('Le Goff');
      expect(person.answers('nom')).to.deep.equal(['Le Goff']);
    });

    it('come and go with the conditions of their groups', async () => {
      const person = await mountForm([folder]);
      await person.choose('traite', 'Oui');
      expect(names(person)).to.deep.equal(['Identité', 'Antécédents', 'Traitements']);
      await person.press('Traitements');
      expect(person.has('lesquels')).to.equal(true);
    });

    it('count the faults told on each', async () => {
      const person = await mountForm([folder]);
      await person.fill('nom', 'Le Goff');
      expect(person.element.complete()).to.equal(false);
      await person.settles();
      const count = person.element.issues.filter(({ linkId }) => linkId !== 'nom').length;
      expect(count).to.be.above(1);
      expect(tabs(person)[1]?.querySelector('.count')?.textContent).to.equal(String(count));
      expect(names(person)[1]).to.include(`${count} réponses à corriger`);
      expect(tabs(person)[0]?.querySelector('.count')).to.equal(null);
    });

    it('open for an answer that is looked for', async () => {
      const person = await mountForm([folder]);
      await person.fill('nom', 'Le Goff');
      person.element.complete();
      await person.settles();
      await person.element.focusFirstError();
      expect(open(person)).to.include('Antécédents');
      expect(person.box('antecedents').contains(person.active)).to.equal(true);
    });
  });
});
