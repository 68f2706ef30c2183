import { expect } from '@open-wc/testing';
import { control, HL7, mountForm, responseOf, SDC, type Item, type Respondent } from '../support/questionnaire.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { waitUntil } from '../support/wait.ts';

const allergies: Item[] = [{ linkId: 'a', type: 'string', text: 'Allergie', repeats: true }];
const drugs: Item[] = [
  {
    linkId: 'g',
    type: 'group',
    text: 'Médicament',
    repeats: true,
    item: [
      { linkId: 'nom', type: 'string', text: 'Nom', required: true },
      { linkId: 'fois', type: 'integer', text: 'Prises' },
    ],
  },
];

function names(person: Respondent, linkId: string): (string | null)[] {
  return person.fields(linkId).map((field) => field.getAttribute('aria-label'));
}

function legends(person: Respondent): string[] {
  return person.boxes('g').map((box) => wordsOf(box.querySelector('legend')));
}

function words(person: Respondent, selector: string): string[] {
  return [...person.root.querySelectorAll(selector)].map(wordsOf);
}

describe('relais-questionnaire', () => {
  describe('several answers', () => {
    it('are added, named and focused one by one', async () => {
      const person = await mountForm(allergies);
      await person.fill('a', 'Pollen');
      await person.press('Ajouter une réponse');
      await person.reaches('a', 1);
      expect(person.said).to.equal('Allergie : ajouté');
      await person.fill('a', 'Latex', 1);
      await person.press('Ajouter une réponse');
      expect(names(person, 'a')).to.deep.equal(['Allergie (1 sur 3)', 'Allergie (2 sur 3)', 'Allergie (3 sur 3)']);
      expect(person.answers('a')).to.deep.equal(['Pollen', 'Latex']);
    });

    it('are removed, and the focus stays near', async () => {
      const response = responseOf({
        a: [{ valueString: 'Pollen' }, { valueString: 'Latex' }, { valueString: 'Noix' }],
      });
      const person = await mountForm(allergies, { response });
      const [, second] = person.root.querySelectorAll<HTMLElement>('button.remove');
      expect(wordsOf(second!)).to.equal('Retirer : Allergie (2 sur 3)');
      second!.click();
      await waitUntil(() => person.box('a').contains(person.active));
      expect(person.said).to.equal('Allergie : retiré');
      expect(person.answers('a')).to.deep.equal(['Pollen', 'Noix']);
      expect(names(person, 'a')).to.deep.equal(['Allergie (1 sur 2)', 'Allergie (2 sur 2)']);
      expect(person.fields('a').map(({ value }) => value)).to.deep.equal(['Pollen', 'Noix']);
    });

    it('keep what is typed in their place', async () => {
      const person = await mountForm(allergies);
      await person.fill('a', 'Pollen');
      await person.press('Ajouter une réponse');
      await person.write('a', 'Lat', 1);
      await person.press('Ajouter une réponse');
      expect(person.fields('a').map(({ value }) => value)).to.deep.equal(['Pollen', 'Lat', '']);
    });

    it('are offered no more room than there is', async () => {
      const extension = [{ url: `${HL7}questionnaire-maxOccurs`, valueInteger: 2 }];
      const person = await mountForm([{ ...allergies[0]!, extension }]);
      await person.press('Ajouter une réponse');
      expect(words(person, 'button')).not.to.include('Ajouter une réponse');
    });

    it('tell a fault at the answer it is about', async () => {
      const person = await mountForm([{ linkId: 'a', type: 'integer', text: 'Âges', repeats: true }]);
      await person.fill('a', '3');
      await person.press('Ajouter une réponse');
      await person.fill('a', 'x', 1);
      expect(person.fields('a').map((field) => field.getAttribute('aria-invalid'))).to.deep.equal([null, 'true']);
    });

    it('give each its own unit', async () => {
      const extension = [{ url: `${HL7}questionnaire-unit`, valueCoding: { code: 'kg', display: 'kg' } }];
      const person = await mountForm([{ linkId: 'a', type: 'decimal', text: 'Poids', repeats: true, extension }]);
      await person.press('Ajouter une réponse');
      const ids = [...person.root.querySelectorAll('[id]')].map(({ id }) => id);
      expect(new Set(ids).size).to.equal(ids.length);
      expect(words(person, '.unit')).to.deep.equal(['kg', 'kg']);
    });
  });

  describe('several groups', () => {
    it('are added behind the last and named by their place', async () => {
      const person = await mountForm(drugs);
      expect(legends(person)).to.deep.equal(['Médicament']);
      await person.fill('nom', 'Un');
      await person.press('Ajouter : Médicament');
      await person.reaches('nom', 1);
      expect(person.said).to.equal('Médicament : ajouté');
      expect(legends(person)).to.deep.equal(['Médicament (1 sur 2)', 'Médicament (2 sur 2)']);
      await person.press('Ajouter : Médicament');
      expect(legends(person)).to.deep.equal(['Médicament (1 sur 3)', 'Médicament (2 sur 3)', 'Médicament (3 sur 3)']);
      expect(words(person, '.add')).to.deep.equal(['Ajouter : Médicament']);
    });

    it('are removed by name, and the focus goes to the one before', async () => {
      const person = await mountForm(drugs);
      await person.fill('nom', 'Un');
      await person.press('Ajouter : Médicament');
      await person.fill('nom', 'Deux', 1);
      await person.press('Retirer : Médicament (2 sur 2)');
      await person.reaches('nom');
      expect(person.said).to.equal('Médicament : retiré');
      expect(legends(person)).to.deep.equal(['Médicament']);
      expect(person.answers('nom')).to.deep.equal(['Un']);
      expect(words(person, 'button').filter((text) => text.startsWith('Retirer'))).to.be.empty;
      expect(words(person, '.add')).to.deep.equal(['Ajouter : Médicament']);
    });

    it('keep their answers when the first is removed', async () => {
      const person = await mountForm(drugs);
      await person.fill('nom', 'Un');
      await person.press('Ajouter : Médicament');
      await person.fill('nom', 'Deux', 1);
      await person.fill('fois', '3', 1);
      await person.press('Retirer : Médicament (1 sur 2)');
      expect(person.answers('nom')).to.deep.equal(['Deux']);
      expect(person.answers('fois')).to.deep.equal([3]);
      expect(person.field('nom').value).to.equal('Deux');
    });

    it('are asked separately for what is required', async () => {
      const person = await mountForm(drugs);
      await person.fill('nom', 'Un');
      await person.press('Ajouter : Médicament');
      await person.fill('fois', '2', 1);
      await person.press('Terminer');
      expect(person.boxes('nom').map((box) => wordsOf(box.querySelector('[part="fault"]')))).to.deep.equal([
        '',
        'Réponse obligatoire.',
      ]);
    });

    it('tell a removal as a change', async () => {
      const person = await mountForm(drugs, {
        response: {
          resourceType: 'QuestionnaireResponse',
          status: 'in-progress',
          item: ['Un', 'Deux'].map((valueString) => ({
            linkId: 'g',
            item: [{ linkId: 'nom', answer: [{ valueString }] }],
          })),
        },
      });
      const linkIds: string[] = [];
      person.element.addEventListener('relais-change', ({ detail }) => void linkIds.push(...detail.linkIds));
      await person.press('Retirer : Médicament (2 sur 2)');
      expect(linkIds).not.to.be.empty;
      expect(person.answers('nom')).to.deep.equal(['Un']);
    });

    it('may fold', async () => {
      const folding = { ...drugs[0]!, extension: [{ url: `${SDC}collapsible`, valueCode: 'default-closed' }] };
      const person = await mountForm([folding]);
      const details = person.box('g') as HTMLDetailsElement;
      expect(details.open).to.be.false;
      await person.element.focusFirstError();
      await person.press('Médicament');
      await person.fill('nom', 'Un');
      await person.press('Ajouter : Médicament');
      await person.reaches('nom', 1);
      expect(person.boxes('g').map((box) => (box as HTMLDetailsElement).open)).to.deep.equal([true, true]);
    });

    it('stand inside one another', async () => {
      const person = await mountForm([
        { linkId: 'outer', type: 'group', text: 'Ordonnance', repeats: true, item: drugs },
        { linkId: 'fin', type: 'string', text: 'Fin', extension: [control('unknown')] },
      ]);
      await person.press('Ajouter : Médicament');
      await person.press('Ajouter : Ordonnance');
      expect(person.boxes('outer')).to.have.length(2);
      expect(person.boxes('g')).to.have.length(3);
      expect(words(person, '.add')).to.deep.equal([
        'Ajouter : Médicament',
        'Ajouter : Médicament',
        'Ajouter : Ordonnance',
      ]);
    });
  });
});
