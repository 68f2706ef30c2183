import { expect } from '@open-wc/testing';
import { control, mountForm, type Item, type Respondent } from '../support/questionnaire.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { waitUntil } from '../support/wait.ts';

function page(linkId: string, text: string, item: Item[]): Item {
  return { linkId, type: 'group', text, item, required: true, extension: [control('page')] };
}

const pages: Item[] = [
  page('p1', 'Personne', [
    { linkId: 'nom', type: 'string', text: 'Nom', required: true },
    { linkId: 'fume', type: 'boolean', text: 'Fume' },
  ]),
  {
    ...page('p2', 'Tabac', [{ linkId: 'paquets', type: 'integer', text: 'Paquets' }]),
    enableWhen: [{ question: 'fume', operator: '=', answerBoolean: true }],
  },
  page('p3', 'Sommeil', [{ linkId: 'heures', type: 'integer', text: 'Heures', required: true }]),
];

function heading(person: Respondent): string {
  return wordsOf(person.root.querySelector('#page'));
}

describe('relais-questionnaire', () => {
  describe('pages', () => {
    it('come one at a time, with their place', async () => {
      const person = await mountForm(pages);
      expect(heading(person)).to.equal('Page 1 sur 2');
      expect(person.has('nom')).to.be.true;
      expect(person.has('heures')).to.be.false;
      expect(person.text).not.to.include('Précédent');
      await person.choose('fume', 'Oui');
      expect(heading(person)).to.equal('Page 1 sur 3');
    });

    it('leave a person where she is when one goes away and comes back', async () => {
      const person = await mountForm([
        { linkId: 'sans', type: 'boolean', text: 'Sans objet', extension: [control('check-box')] },
        ...pages.map((one) =>
          one.linkId === 'p2'
            ? { ...one, enableWhen: [{ question: 'sans', operator: '!=', answerBoolean: true }] }
            : one,
        ),
      ]);
      await person.fill('nom', 'Le Goff');
      await person.press('Suivant');
      expect(person.has('paquets')).to.be.true;
      for (let times = 0; times < 2; times++) {
        person.field('sans').click();
        await person.settles();
        expect([person.has('heures'), heading(person)]).to.deep.equal([true, `Page ${times + 2} sur ${times + 2}`]);
      }
    });

    it('take the focus to their heading', async () => {
      const person = await mountForm(pages);
      await person.fill('nom', 'Le Goff');
      await person.press('Suivant');
      await waitUntil(() => person.isAt(person.root.querySelector('#page')));
      expect(heading(person)).to.equal('Page 2 sur 2');
      expect(person.has('heures')).to.be.true;
    });

    it('hold back once who leaves a fault', async () => {
      const person = await mountForm(pages);
      await person.press('Suivant');
      await person.reaches('nom');
      expect(person.faults('nom')).to.equal('Réponse obligatoire.');
      await person.press('Suivant');
      expect(heading(person)).to.equal('Page 2 sur 2');
    });

    it('keep their answers on the way back', async () => {
      const person = await mountForm(pages);
      await person.fill('nom', 'Le Goff');
      await person.press('Suivant');
      await person.fill('heures', '7');
      await person.press('Précédent');
      expect(person.field('nom').value).to.equal('Le Goff');
      await person.press('Suivant');
      expect(person.field('heures').value).to.equal('7');
    });

    it('end with a review that leads back', async () => {
      const person = await mountForm(pages);
      await person.fill('nom', 'Le Goff');
      await person.press('Suivant');
      await person.fill('heures', '7');
      await person.press('Suivant');
      expect(heading(person)).to.equal('Relecture');
      expect(person.text).to.include('Le Goff').and.to.include('Heures 7');
      const edit = [...person.root.querySelectorAll('button')].find((one) => wordsOf(one) === 'Modifier : Nom');
      edit!.click();
      await person.reaches('nom');
      expect(heading(person)).to.equal('Page 1 sur 2');
    });

    it('finish from the review alone', async () => {
      const person = await mountForm(pages);
      expect(person.text).not.to.include('Terminer');
      await person.fill('nom', 'Le Goff');
      await person.press('Suivant');
      await person.fill('heures', '7');
      await person.press('Suivant');
      await person.press('Terminer');
      expect(person.element.response?.status).to.equal('completed');
    });

    it('open where a fault of the summary is', async () => {
      const person = await mountForm(pages);
      await person.press('Suivant');
      await person.press('Suivant');
      await person.press('Suivant');
      await person.press('Suivant');
      expect(heading(person)).to.equal('Relecture');
      await person.press('Terminer');
      await waitUntil(() => person.isAt(person.summary));
      expect(wordsOf(person.summary)).to.include('Heures : Réponse obligatoire.');
      person.summary!.querySelector<HTMLElement>('li:last-child button')!.click();
      await person.reaches('heures');
      expect(heading(person)).to.equal('Page 2 sur 2');
    });

    it('tell their progress to who cannot see it', async () => {
      const person = await mountForm(pages);
      const progress = person.root.querySelector('progress')!;
      expect(progress.getAttribute('aria-label')).to.equal('Page 1 sur 2');
      expect([progress.value, progress.max]).to.deep.equal([0, 2]);
    });

    it('stay open when another appears before them', async () => {
      const late: Item[] = [
        { ...pages[1]!, enableWhen: [{ question: 'heures', operator: '>', answerInteger: 5 }] },
        page('p3', 'Sommeil', [{ linkId: 'heures', type: 'integer', text: 'Heures' }]),
      ];
      const person = await mountForm(late);
      expect(heading(person)).to.equal('Page 1 sur 1');
      await person.fill('heures', '8');
      expect(heading(person)).to.equal('Page 2 sur 2');
      expect(person.has('heures')).to.be.true;
      await person.press('Suivant');
      expect(heading(person)).to.equal('Relecture');
    });

    it('are as many as there are when the last goes', async () => {
      const person = await mountForm([
        pages[0]!,
        {
          ...page('fin', 'Fin', [{ linkId: 'mot', type: 'string', text: 'Mot' }]),
          enableWhen: pages[1]!['enableWhen'],
        },
      ]);
      await person.fill('nom', 'Le Goff');
      await person.press('Suivant');
      expect(heading(person)).to.equal('Relecture');
    });

    it('leave what stands on no page around them', async () => {
      const person = await mountForm([
        { linkId: 'avant', type: 'string', text: 'Avant' },
        ...pages,
        { linkId: 'apres', type: 'string', text: 'Après' },
      ]);
      expect(person.text.indexOf('Avant')).to.be.lessThan(person.text.indexOf('Page 1'));
      expect(person.has('apres')).to.be.true;
      await person.fill('nom', 'Le Goff');
      await person.press('Suivant');
      expect(person.has('avant') && person.has('apres') && person.has('heures')).to.be.true;
    });

    it('show all their answers to who only reads', async () => {
      const person = await mountForm(pages, { readonly: true });
      expect(person.text).to.include('Nom Sans réponse').and.to.include('Heures Sans réponse');
      expect(person.root.querySelectorAll('button, input')).to.have.length(0);
    });
  });
});
