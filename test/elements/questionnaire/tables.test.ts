import { expect } from '@open-wc/testing';
import { choices, control, mountForm, SDC, type Item, type Respondent } from '../support/questionnaire.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';

const often = choices('Jamais', 'Parfois', 'Souvent');

const treatments: Item = {
  linkId: 'traitements',
  type: 'group',
  text: 'Traitements',
  repeats: true,
  extension: [control('gtable')],
  item: [
    { linkId: 'nom', type: 'string', text: 'Médicament', required: true },
    { linkId: 'encore', type: 'boolean', text: 'Encore pris' },
    {
      linkId: 'arret',
      type: 'string',
      text: 'Pourquoi arrêté',
      enableWhen: [{ question: 'encore', operator: '=', answerBoolean: false }],
    },
  ],
};

const mood: Item = {
  linkId: 'humeur',
  type: 'group',
  text: 'Ces deux dernières semaines',
  required: true,
  extension: [control('table')],
  item: [
    { linkId: 'interet', type: 'choice', text: 'Peu d’intérêt', required: true, answerOption: often },
    { linkId: 'triste', type: 'choice', text: 'Triste', answerOption: often },
    { linkId: 'moments', type: 'choice', text: 'Moments', repeats: true, answerOption: often },
    { linkId: 'reste', type: 'string', text: 'Autre remarque' },
  ],
};

const measures: Item = {
  linkId: 'mesures',
  type: 'group',
  text: 'Mesures',
  extension: [control('grid')],
  item: ['Taille', 'Poids'].map((text, index) => ({
    linkId: `m${index}`,
    type: 'group',
    text,
    item: [
      { linkId: `valeur${index}`, type: 'decimal', text: 'Valeur' },
      ...(index === 1 ? [{ linkId: 'quand', type: 'date', text: 'Date' }] : []),
    ],
  })),
};

const texts = (person: Respondent, selector: string): string[] =>
  [...person.root.querySelectorAll(selector)].map((one) => wordsOf(one));
const rows = (person: Respondent): NodeListOf<HTMLElement> => person.root.querySelectorAll('tbody > tr');
const nameOf = (field: HTMLInputElement): string =>
  field.getAttribute('aria-label') ?? wordsOf(field.labels?.[0] ?? null);

describe('relais-questionnaire', () => {
  describe('tables', () => {
    it('are accessible', async () => {
      const person = await mountForm([treatments, mood, measures]);
      await expect(person.element).to.be.accessible();
      person.element.validate();
      await person.settles();
      await expect(person.element).to.be.accessible();
    });

    it('become cards where there is no room for columns, and scroll nothing sideways', async () => {
      const person = await mountForm([treatments, mood, measures]);
      const [first] = rows(person);
      person.element.style.inlineSize = '1100px';
      expect(getComputedStyle(first!).display).to.equal('table-row');
      person.element.style.inlineSize = '300px';
      expect(getComputedStyle(first!).display).to.equal('grid');
      const root = person.root.querySelector('.root')!;
      expect(root.scrollWidth).to.be.at.most(root.clientWidth);
      await expect(person.element).to.be.accessible();
      for (const cell of person.root.querySelectorAll('tbody > tr > *'))
        expect(cell.getBoundingClientRect().right).to.be.at.most(root.getBoundingClientRect().right);
    });

    describe('of repetitions', () => {
      it('have a caption, a column for each question and a row for each repetition', async () => {
        const person = await mountForm([treatments]);
        expect(texts(person, 'caption')).to.deep.equal(['Traitements']);
        expect(texts(person, 'thead th')).to.deep.equal(['Médicament', 'Encore pris']);
        // Asked for once there is a treatment at all.
        await person.choose('encore', 'Oui');
        expect(texts(person, 'thead th')).to.deep.equal(['Médicament * (obligatoire)', 'Encore pris']);
        expect(rows(person)).to.have.length(1);
      });

      it('grow and shrink by rows, with the focus in the row', async () => {
        const person = await mountForm([treatments]);
        await person.fill('nom', 'Paracétamol');
        await person.press('Ajouter');
        expect(rows(person)).to.have.length(2);
        await person.element.updateComplete;
        expect(person.active).to.equal(person.field('nom', 1));
        await person.fill('nom', 'Ibuprofène', 1);
        rows(person)[0]!.querySelector<HTMLElement>('button.remove')!.click();
        await person.element.updateComplete;
        expect(rows(person)).to.have.length(1);
        expect(person.answers('nom')).to.deep.equal(['Ibuprofène']);
        expect(person.field('nom').value).to.equal('Ibuprofène');
      });

      it('name each field by its row and column', async () => {
        const person = await mountForm([treatments]);
        await person.press('Ajouter');
        expect(nameOf(person.field('nom', 0))).to.match(/^Ligne 1 – Médicament/);
        expect(nameOf(person.field('nom', 1))).to.match(/^Ligne 2 – Médicament/);
        expect(person.nameOfSet('encore', 1)).to.equal('Ligne 2 – Encore pris');
      });

      it('call a column and make it as wide as the form says, each field by its whole name', async () => {
        const short = (text: string): object => ({ url: `${SDC}shortText`, valueString: text });
        const wide = (valueQuantity: object): object => ({ url: `${SDC}width`, valueQuantity });
        const item: Item[] = [
          { linkId: 'nom', type: 'string', text: 'Nom du médicament', extension: [short('Nom'), wide({ value: 120 })] },
          { linkId: 'dose', type: 'string', text: 'Dose', extension: [wide({ value: 50, code: '%' })] },
          { linkId: 'note', type: 'string', text: 'Remarque', extension: [wide({ value: 1e9 })] },
        ];
        const person = await mountForm([{ ...treatments, item }]);
        person.element.style.inlineSize = '1100px';
        expect(texts(person, 'thead th')).to.deep.equal(['Nom', 'Dose', 'Remarque']);
        const heads = [...person.root.querySelectorAll('thead th')];
        expect(heads[0]!.querySelector('[title]')!.getAttribute('title')).to.equal('Nom du médicament');
        expect(nameOf(person.field('nom'))).to.equal('Ligne 1 – Nom du médicament');
        const [name, dose] = heads.map((head) => head.getBoundingClientRect().width);
        expect(name).to.be.closeTo(120, 40);
        expect(dose! / person.root.querySelector('table')!.getBoundingClientRect().width).to.be.closeTo(0.5, 0.1);
        const widths = [...person.root.querySelectorAll<HTMLElement>('colgroup')].map(({ style }) => style.width);
        expect(widths).to.deep.equal(['', '120px', '50%', '', '']);
        await expect(person.element).to.be.accessible();
      });

      it('leave the cell of a question that is not asked empty', async () => {
        const person = await mountForm([treatments]);
        await person.press('Ajouter');
        expect(texts(person, 'thead th')).not.to.include('Pourquoi arrêté');
        const [, second] = person.boxes('encore');
        second!.querySelectorAll('input')[1]!.click();
        await person.element.updateComplete;
        expect(texts(person, 'thead th')).to.include('Pourquoi arrêté');
        const cells = [...rows(person)].map((row) => row.querySelectorAll('td')[2]!);
        expect(cells.map((cell) => cell.querySelectorAll('input').length)).to.deep.equal([0, 1]);
      });

      it('tell a fault in its cell', async () => {
        const person = await mountForm([treatments]);
        await person.press('Ajouter');
        person.boxes('encore')[1]!.querySelector('input')!.click();
        await person.element.updateComplete;
        person.element.validate();
        await person.settles();
        const faulty = [...rows(person)].map((row) => row.querySelectorAll('[part="fault"]').length);
        expect(faulty).to.deep.equal([0, 1]);
        expect(wordsOf(person.summary)).to.include('Ligne 2 – Médicament');
      });
    });

    describe('of choices', () => {
      it('have a row for each question and a column for each answer', async () => {
        const person = await mountForm([mood]);
        expect(texts(person, 'thead th')).to.deep.equal(['Jamais', 'Parfois', 'Souvent']);
        expect(
          [...rows(person)].map((row) => row.querySelectorAll('[type="radio"], [type="checkbox"]').length),
        ).to.deep.equal([3, 3, 3, 0]);
        expect(nameOf(person.field('triste', 1))).to.equal('Triste – Parfois');
        expect(person.root.querySelectorAll('tbody th[scope="row"]')).to.have.length(4);
      });

      it('are answered by mouse and keyboard, once or several times', async () => {
        const person = await mountForm([mood]);
        person.field('triste', 1).click();
        await person.element.updateComplete;
        person.field('triste', 1).focus();
        await person.key('ArrowRight');
        for (const index of [0, 2]) person.field('moments', index).click();
        await person.element.updateComplete;
        const displays = (linkId: string): unknown[] =>
          person.answers(linkId).map((value) => (value as { display: string }).display);
        expect(displays('triste')).to.deep.equal(['Souvent']);
        expect(displays('moments')).to.deep.equal(['Jamais', 'Souvent']);
        expect(displays('interet')).to.deep.equal([]);
      });

      it('give a question with other answers the whole row', async () => {
        const person = await mountForm([mood]);
        await person.fill('reste', 'Fatigue');
        expect(person.answers('reste')).to.deep.equal(['Fatigue']);
        expect(person.field('reste').closest('td')?.colSpan).to.equal(3);
      });

      it('tell a fault beside its question', async () => {
        const person = await mountForm([mood]);
        person.field('triste', 1).click();
        await person.element.updateComplete;
        person.element.validate();
        await person.settles();
        expect(wordsOf(person.box('interet').querySelector('th'))).to.include('obligatoire.');
        await person.element.focusFirstError();
        expect(person.active).to.equal(person.field('interet'));
      });
    });

    describe('of groups', () => {
      it('have a row for each group and a column for each name of a question', async () => {
        const person = await mountForm([measures]);
        expect(texts(person, 'thead th')).to.deep.equal(['Valeur', 'Date']);
        expect(texts(person, 'tbody th')).to.deep.equal(['Taille', 'Poids']);
        expect(nameOf(person.field('valeur1'))).to.equal('Poids – Valeur');
        expect(rows(person)[0]!.querySelectorAll('td')[1]!.children).to.have.length(0);
        await person.fill('valeur1', '61,5');
        expect(person.answers('valeur1')).to.deep.equal([61.5]);
      });
    });
  });
});
