import { expect } from '@open-wc/testing';
import type { Coding, Terminology } from '@relais/sdk/questionnaire';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { control, HL7, mountForm, type Item, type Respondent } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const unavailable = 'La liste des choix n’a pas pu être obtenue.';
const question: Item = { linkId: 'q', type: 'choice', text: 'Choix', answerValueSet: 'urn:set' };
const name: Item = { linkId: 'nom', type: 'string', text: 'Nom' };

const members: Coding[] = ['Rouge', 'Vert', 'Bleu'].map((display, index) => ({ code: `c${index}`, display }));

/** A terminology that answers when it is told to: with members, or by failing. */
class Fragile {
  asked = 0;
  #waiting: ((members?: readonly Coding[]) => void)[] = [];

  readonly terminology: Terminology = () => {
    this.asked++;
    return new Promise((resolve, reject) =>
      this.#waiting.push((found) => (found ? resolve(found) : reject(new Error('down')))),
    );
  };

  end(found?: readonly Coding[]): void {
    for (const one of this.#waiting.splice(0)) one(found);
  }
}

/** A form whose lists have failed once. */
async function failed(items: Item[]): Promise<{ person: Respondent; server: Fragile }> {
  const server = new Fragile();
  const person = await mountForm(items, { terminology: server.terminology });
  server.end();
  await waitUntil(() => person.text.includes(unavailable));
  return { person, server };
}

describe('relais-questionnaire', () => {
  describe('a list that could not be had', () => {
    it('is accessible, with a way to ask for it again', async () => {
      const { person } = await failed([question]);
      await expect(person.element).to.be.accessible();
      const button = person.find('Réessayer');
      expect(wordsOf(button)).to.equal('Réessayer – Choix');
      expect(button.getBoundingClientRect().height).to.be.at.least(44);
    });

    it('is asked for by a button that keeps the focus while it is on its way and when it fails', async () => {
      const { person, server } = await failed([question]);
      const button = person.find('Réessayer');
      button.focus();
      await person.key('Enter');
      expect(person.text).to.include('Les choix arrivent…').and.not.include(unavailable);
      expect([person.isAt(button), person.element.diagnostics.length]).to.deep.equal([true, 0]);
      await person.key('Enter');
      server.end();
      await waitUntil(() => person.said === unavailable);
      expect([person.isAt(button), server.asked]).to.deep.equal([true, 2]);
      expect(wordsOf(person.box('q'))).to.include(unavailable);
      expect(person.element.diagnostics.map(({ code }) => code)).to.deep.equal(['value-set-unavailable']);
    });

    it('has the focus once it has come, for every question that draws from it', async () => {
      const { person, server } = await failed([question, { ...question, linkId: 'autre', text: 'Autre' }]);
      person.find('Réessayer').focus();
      await person.key('Space');
      server.end(members);
      await person.reaches('q');
      expect(person.said).to.equal('3 choix');
      expect(person.text).to.not.include('Réessayer').and.not.include(unavailable);
      expect(person.element.diagnostics).to.be.empty;
      await person.choose('autre', 'Vert');
      expect([person.answers('autre'), server.asked]).to.deep.equal([[members[1]], 2]);
    });

    it('leaves the focus where the person has gone meanwhile', async () => {
      const { person, server } = await failed([question, name]);
      person.find('Réessayer').focus();
      await person.key('Enter');
      person.field('nom').focus();
      server.end(members);
      await waitUntil(() => person.said === '3 choix');
      expect(person.isAt(person.field('nom'))).to.be.true;
    });

    it('leads to the field that searches it when it comes long', async () => {
      const { person, server } = await failed([question]);
      await person.press('Réessayer');
      server.end(Array.from({ length: 40 }, (_, index) => ({ code: `l${index}`, display: `N° ${index}` })));
      await person.reaches('q');
      expect(person.field('q').getAttribute('role')).to.equal('combobox');
    });

    it('can be asked for again where it is searched, and leaves room for one’s own words', async () => {
      const extension = [control('lookup')];
      const { person, server } = await failed([
        { ...question, extension },
        { ...question, extension, linkId: 'libre', text: 'Libre', type: 'open-choice' },
      ]);
      expect([person.field('q').readOnly, person.field('libre').readOnly]).to.deep.equal([true, false]);
      expect(wordsOf(person.box('libre'))).to.include(unavailable);
      await person.press('Réessayer – Libre');
      expect(wordsOf(person.box('libre'))).to.include('Les choix arrivent…');
      server.end(members);
      await person.reaches('libre');
      expect(person.text).to.not.include(unavailable);
      await person.fill('q', 'vert');
      expect(person.answers('q')).to.deep.equal([members[1]]);
    });

    it('takes one’s own words beside options of an open choice', async () => {
      const { person } = await failed([{ ...question, type: 'open-choice' }]);
      await person.fill('q', 'Mauve');
      expect(person.answers('q')).to.deep.equal(['Mauve']);
      expect(person.find('Réessayer').isConnected).to.be.true;
    });

    it('is told, and had again, where a drop-down was asked for', async () => {
      const { person, server } = await failed([{ ...question, extension: [control('drop-down')] }]);
      await person.press('Réessayer');
      server.end(members);
      await person.reaches('q');
      expect(person.field('q').localName).to.equal('select');
    });

    it('may be that of the units of a quantity', async () => {
      const extension = [{ url: `${HL7}questionnaire-unitValueSet`, valueCanonical: 'urn:units' }];
      const { person, server } = await failed([{ linkId: 'q', type: 'quantity', text: 'Masse', extension }]);
      await person.fill('q', '12');
      await person.press('Réessayer');
      expect(person.text).to.include('Les choix arrivent…');
      server.end([{ code: 'kg' }, { code: 'g' }]);
      await person.reaches('q');
      expect([...person.field('q', 1).querySelectorAll('option')].map(wordsOf)).to.include.members(['kg', 'g']);
      expect(person.text).to.not.include(unavailable);
    });

    it('is not to be asked for again where the host has no terminology', async () => {
      const person = await mountForm([question]);
      expect(person.text).to.include(unavailable);
      expect(person.box('q').querySelector('button')).to.be.null;
    });
  });
});
