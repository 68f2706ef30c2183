import { expect } from '@open-wc/testing';
import { control, mountForm, responseOf, SDC, type Item, type Respondent } from '../support/questionnaire.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { waitUntil } from '../support/wait.ts';

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

const integer = (linkId: string, text: string): Item => ({ linkId, type: 'integer', text });

/** A section that comes before the one in which its condition stands. */
const visit: Item = {
  linkId: 'visite',
  type: 'group',
  text: 'Visite',
  extension: [control('tab-container')],
  item: [
    { linkId: 'fini', type: 'boolean', text: 'Sans objet', extension: [control('check-box')] },
    {
      linkId: 'avant',
      type: 'group',
      text: 'Avant',
      enableBehavior: 'all',
      enableWhen: [
        { question: 'age', operator: '>=', answerInteger: 1 },
        { question: 'fini', operator: '!=', answerBoolean: true },
      ],
      item: [{ linkId: 'note', type: 'string', text: 'Note' }],
    },
    {
      linkId: 'identite',
      type: 'group',
      text: 'Identité',
      item: [integer('age', 'Âge')],
    },
    { linkId: 'apres', type: 'group', text: 'Après', item: [integer('suite', 'Suite')] },
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

    it('are called as the form does for want of room, and in its language', async () => {
      const translation = {
        url: 'http://hl7.org/fhir/StructureDefinition/translation',
        extension: [
          { url: 'lang', valueCode: 'en' },
          { url: 'content', valueString: 'History' },
        ],
      };
      const short = { url: `${SDC}shortText`, valueString: 'ATCD', _valueString: { extension: [translation] } };
      const items = folder.item!.map((item) =>
        item.linkId === 'antecedents' ? { ...item, extension: [short] } : item,
      );
      const person = await mountForm([{ ...folder, item: items }]);
      expect(names(person)).to.deep.equal(['Identité', 'ATCD']);
      expect(tabs(person)[1]!.querySelector('[title]')!.getAttribute('title')).to.equal('Antécédents');
      const english = await mountForm([{ ...folder, item: items }], { language: 'en' });
      expect(names(english)).to.deep.equal(['Identité', 'History']);
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
      expect(names(person)).to.deep.equal(['Identité (commencée)', 'Antécédents', 'Traitements']);
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

    it('stay where the person is when one comes before hers', async () => {
      const person = await mountForm([visit]);
      expect(names(person)).to.deep.equal(['Identité', 'Après']);
      person.field('age').focus();
      await person.type('46');
      expect(names(person)).to.deep.equal(['Avant', 'Identité (remplie)', 'Après']);
      expect(open(person)).to.include('Identité');
      expect(person.isAt(person.field('age')), 'she is in her field').to.equal(true);
      expect(person.answers('age')).to.deep.equal([46]);
    });

    it('open the neighbour of one that goes away, and say so', async () => {
      const person = await mountForm([visit], { response: responseOf({ age: [{ valueInteger: 46 }] }) });
      await person.press('Avant');
      person.field('note').focus();
      person.field('fini').click();
      await person.settles();
      expect(open(person)).to.include('Identité');
      expect(person.said).to.include('« Avant »').and.to.include('Identité');
      await waitUntil(() => person.active?.getAttribute('role') === 'tabpanel', 'the focus is in the section');
      // One that comes back takes nobody back.
      person.field('fini').click();
      await person.settles();
      expect(names(person)[0]).to.equal('Avant');
      expect(open(person)).to.include('Identité');
    });

    it('lead to the sections before and behind, and tell what is missing in the one left', async () => {
      const person = await mountForm([folder]);
      await person.fill('nom', 'Le Goff');
      await person.press('Suivant : Antécédents');
      expect(open(person)).to.include('Antécédents');
      await waitUntil(() => person.active?.getAttribute('role') === 'tabpanel', 'the focus is in the section');
      expect(names(person)[0]).to.equal('Identité (remplie)');
      await person.fill('maladies', 'Aucune');
      await person.press('Précédent : Identité');
      expect(names(person)[1]).to.equal('Antécédents (commencée)');
    });

    it('become a menu where there is no room beside the section', async () => {
      const person = await mountForm([folder]);
      const menu = person.root.querySelector<HTMLSelectElement>('select.menu')!;
      const isShown = (one: Element | null): boolean => one !== null && one.getClientRects().length > 0;
      const list = person.root.querySelector('[role="tablist"]');
      person.element.style.inlineSize = '320px';
      expect([isShown(menu), isShown(list)]).to.deep.equal([true, false]);
      await expect(person.element).to.be.accessible();
      menu.selectedIndex = 1;
      menu.dispatchEvent(new Event('change', { bubbles: true }));
      await person.settles();
      expect(person.has('maladies')).to.equal(true);
      // The way to a question leads into it, and not to the menu.
      person.element.focus();
      expect(person.isAt(person.field('maladies'))).to.equal(true);
      person.element.style.inlineSize = '1200px';
      expect([isShown(menu), isShown(list)]).to.deep.equal([false, true]);
    });
  });
});
