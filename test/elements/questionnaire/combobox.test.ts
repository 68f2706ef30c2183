import { expect } from '@open-wc/testing';
import type { Terminology } from '@relais/sdk/questionnaire';
import { choices, control, mountForm, SDC, type Item, type Respondent } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const towns = choices('Rouen', 'Elbeuf', 'Évreux', 'Le Havre');

function question(rest: object = {}): Item {
  return {
    linkId: 'commune',
    type: 'choice',
    text: 'Commune',
    extension: [control('autocomplete')],
    answerOption: towns,
    ...rest,
  };
}

const field = (person: Respondent): HTMLInputElement => person.field('commune');
const popup = (person: Respondent): HTMLElement | null => person.box('commune').querySelector<HTMLElement>('.popup');
const listed = (person: Respondent): string[] =>
  [...person.box('commune').querySelectorAll('[role="option"]')].map((option) => option.textContent.trim());
const active = (person: Respondent): string | undefined => {
  const id = field(person).getAttribute('aria-activedescendant');
  return id ? person.root.getElementById(id)?.textContent.trim() : undefined;
};
const displays = (person: Respondent): unknown[] =>
  person
    .answers('commune')
    .map((value) => (typeof value === 'string' ? value : (value as { display: string }).display));

async function opened(rest: object = {}, properties: object = {}): Promise<Respondent> {
  const person = await mountForm([question(rest)], properties);
  field(person).focus();
  await person.key('ArrowDown');
  return person;
}

describe('relais-questionnaire', () => {
  describe('combobox', () => {
    it('is accessible, closed and open', async () => {
      const person = await mountForm([question(), question({ linkId: 'villes', repeats: true, text: 'Villes' })]);
      await expect(person.element).to.be.accessible();
      field(person).focus();
      await person.key('ArrowDown', 'ArrowDown');
      await expect(person.element).to.be.accessible();
    });

    it('says what it is and whether its list is open', async () => {
      const person = await mountForm([question()]);
      expect(field(person).getAttribute('role')).to.equal('combobox');
      expect(field(person).getAttribute('aria-expanded')).to.equal('false');
      field(person).focus();
      await person.key('ArrowDown');
      expect(field(person).getAttribute('aria-expanded')).to.equal('true');
      const list = person.root.getElementById(field(person).getAttribute('aria-controls')!);
      expect(list?.getAttribute('role')).to.equal('listbox');
    });

    it('moves through the options by the arrows, to the ends by Home and End', async () => {
      const person = await opened();
      expect(active(person)).to.equal(undefined);
      await person.key('ArrowDown', 'ArrowDown');
      expect(active(person)).to.equal('Elbeuf');
      await person.key('End');
      expect(active(person)).to.equal('Le Havre');
      await person.key('ArrowDown');
      expect(active(person)).to.equal('Rouen');
      await person.key('ArrowUp');
      expect(active(person)).to.equal('Le Havre');
      await person.key('Home');
      expect(active(person)).to.equal('Rouen');
    });

    it('chooses by Enter', async () => {
      const person = await opened();
      await person.key('ArrowDown', 'ArrowDown', 'Enter');
      expect(displays(person)).to.deep.equal(['Elbeuf']);
      expect(field(person).value).to.equal('Elbeuf');
      expect(popup(person)).to.equal(null);
    });

    it('finds options whatever their accents and capitals, and says how many', async () => {
      const person = await mountForm([question()]);
      field(person).focus();
      await person.type('ev');
      expect(listed(person)).to.deep.equal(['Évreux']);
      expect(person.said).to.equal('1 choix');
      await person.type('zz');
      expect(popup(person)?.textContent).to.include('Aucun choix ne correspond');
      expect(person.said).to.equal('Aucun choix ne correspond.');
    });

    it('closes by Escape, then takes back what was typed', async () => {
      const person = await mountForm([question({ initial: [{ valueCoding: { system: 'urn:choix', code: 'c0' } }] })]);
      field(person).focus();
      await person.type('x');
      await person.key('Escape');
      expect(popup(person)).to.equal(null);
      expect(field(person).value).to.include('x');
      await person.key('Escape');
      expect(field(person).value).to.equal('Rouen');
      expect(displays(person)).to.deep.equal(['Rouen']);
    });

    it('chooses by the pointer, with the focus left in the field', async () => {
      const person = await opened();
      person.box('commune').querySelectorAll<HTMLElement>('[role="option"]')[2]?.click();
      await person.element.updateComplete;
      expect(displays(person)).to.deep.equal(['Évreux']);
      expect(person.active).to.equal(field(person));
    });

    it('takes a name typed in full when it is left', async () => {
      const person = await mountForm([question()]);
      await person.fill('commune', 'le havre');
      expect(displays(person)).to.deep.equal(['Le Havre']);
    });

    it('says that a text is no choice and shows the answer again', async () => {
      const person = await mountForm([question({ initial: [{ valueCoding: { system: 'urn:choix', code: 'c0' } }] })]);
      await person.fill('commune', 'Paris');
      expect(field(person).value).to.equal('Rouen');
      expect(person.box('commune').textContent).to.match(/«\sParis\s» n’est pas dans la liste/);
      expect(person.said).to.match(/«\sParis\s» n’est pas dans la liste/);
    });

    it('is emptied by its button and by deleting its text', async () => {
      const person = await mountForm([question()]);
      await person.fill('commune', 'Rouen');
      person.box('commune').querySelector<HTMLElement>('button.remove')?.click();
      await person.element.updateComplete;
      expect(displays(person)).to.deep.equal([]);
      expect(person.active).to.equal(field(person));
      await person.fill('commune', 'Rouen');
      await person.fill('commune', '');
      expect(displays(person)).to.deep.equal([]);
    });

    it('keeps a text of one’s own where that is allowed', async () => {
      const person = await mountForm([question({ type: 'open-choice' })]);
      await person.fill('commune', 'Paris');
      expect(person.answers('commune')).to.deep.equal(['Paris']);
      expect(field(person).value).to.equal('Paris');
    });

    it('cannot be changed when it is read only, but be reached and read', async () => {
      const initial = [{ valueCoding: { system: 'urn:choix', code: 'c1' } }];
      const person = await mountForm([question({ readOnly: true, initial })]);
      field(person).focus();
      await person.key('ArrowDown');
      field(person).click();
      await person.element.updateComplete;
      expect(person.active).to.equal(field(person));
      expect(field(person).value).to.equal('Elbeuf');
      expect(popup(person)).to.equal(null);
      expect(person.box('commune').querySelector('button')).to.equal(null);
    });

    it('stands in the top layer, inside the window, as wide as its field', async () => {
      const person = await mountForm([question()]);
      person.element.style.cssText = 'overflow: hidden; block-size: 12em; transform: scale(1)';
      field(person).focus();
      await person.key('ArrowDown');
      const shown = popup(person)!;
      expect(shown.matches(':popover-open')).to.equal(true);
      const [list, input] = [shown.getBoundingClientRect(), field(person).getBoundingClientRect()];
      expect(list.width).to.be.closeTo(input.width, 1);
      expect(list.left).to.be.closeTo(input.left, 1);
      expect(list.bottom).to.be.at.most(innerHeight);
      expect(list.bottom <= input.top || list.top >= input.bottom).to.equal(true);
    });

    describe('with several answers', () => {
      it('adds and takes back by choosing, and says so', async () => {
        const person = await opened({ repeats: true });
        await person.key('ArrowDown', 'Enter');
        expect(person.said).to.equal('Rouen : ajouté');
        await person.type('Elb');
        await person.key('ArrowDown', 'Enter');
        expect(displays(person)).to.deep.equal(['Rouen', 'Elbeuf']);
        expect(field(person).value).to.equal('');
        await person.type('Rou');
        await person.key('ArrowDown', 'Enter');
        expect(displays(person)).to.deep.equal(['Elbeuf']);
      });

      it('lists them, each with a button that removes it', async () => {
        const person = await opened({ repeats: true });
        await person.key('ArrowDown', 'Enter');
        await person.type('Le H');
        await person.key('ArrowDown', 'Enter');
        const chosen = person.box('commune').querySelector('.chosen')!;
        expect(chosen.textContent).to.match(/Rouen[^]*Le Havre/);
        const remove = chosen.querySelector('button')!;
        expect(remove.getAttribute('aria-label')).to.match(/^Retirer.*Rouen$/);
        remove.click();
        await person.element.updateComplete;
        expect(displays(person)).to.deep.equal(['Le Havre']);
        expect(person.active).to.equal(field(person));
      });

      it('takes texts of one’s own beside options', async () => {
        const person = await mountForm([question({ type: 'open-choice', repeats: true })]);
        await person.fill('commune', 'Rouen');
        await person.fill('commune', 'Paris');
        expect(displays(person)).to.deep.equal(['Rouen', 'Paris']);
      });
    });

    it('does not take a choice that is switched off, by its name', async () => {
      const isOn = "%resource.item.where(linkId='port').answer.value = true";
      const toggle = {
        url: `${SDC}answerOptionsToggleExpression`,
        extension: [
          { url: 'option', valueCoding: { system: 'urn:choix', code: 'c3' } },
          { url: 'expression', valueExpression: { language: 'text/fhirpath', expression: isOn } },
        ],
      };
      const port = { linkId: 'port', type: 'boolean', text: 'Un port' };
      const person = await mountForm([port, question({ extension: [control('autocomplete'), toggle] })]);
      await person.fill('commune', 'le havre');
      expect(person.said).to.include('« le havre »').and.include('pas dans la liste');
      expect([displays(person), field(person).value]).to.deep.equal([[], '']);
      await person.choose('port', 'Oui');
      await person.fill('commune', 'le havre');
      expect(displays(person)).to.deep.equal(['Le Havre']);
    });

    describe('with a terminology', () => {
      const remote = { answerOption: undefined, answerValueSet: 'https://relais.example/communes' };
      const coding = (display: string): object => ({ system: 'urn:commune', code: display, display });

      it('asks once the person has stopped typing, and says that it searches', async () => {
        const asked: (string | undefined)[] = [];
        let answer: (found: object[]) => void = () => undefined;
        const terminology: Terminology = ({ filter }) => {
          asked.push(filter);
          return new Promise((resolve) => (answer = resolve as typeof answer));
        };
        const person = await mountForm([question(remote)], { terminology });
        field(person).focus();
        await person.type('Ba');
        expect(person.box('commune').textContent).to.include('Recherche en cours');
        await waitUntil(() => asked.at(-1) === 'Ba');
        answer([coding('Barentin')]);
        await waitUntil(() => listed(person).length > 0);
        await person.key('ArrowDown', 'Enter');
        expect(person.answers('commune')).to.deep.equal([coding('Barentin')]);
        expect(field(person).value).to.equal('Barentin');
      });

      it('says that the search has failed, and searches again', async () => {
        let isDown = true;
        const terminology: Terminology = () =>
          isDown ? Promise.reject(new Error('down')) : Promise.resolve([{ code: 'x', display: 'Dieppe' }]);
        const person = await mountForm([question(remote)], { terminology });
        field(person).focus();
        await person.type('D');
        await waitUntil(() => person.said === 'La recherche n’a pas abouti.');
        expect(popup(person)?.textContent).to.include('La recherche n’a pas abouti.');
        isDown = false;
        await person.type('i');
        await waitUntil(() => listed(person)[0] === 'Dieppe');
      });

      it('shows the answer to what was typed last', async () => {
        const answers = new Map<string, (found: object[]) => void>();
        const terminology: Terminology = ({ filter = '' }) => new Promise((resolve) => answers.set(filter, resolve));
        const person = await mountForm([question(remote)], { terminology });
        await person.write('commune', 'R');
        await waitUntil(() => answers.has('R'));
        await person.write('commune', 'Ro');
        await waitUntil(() => answers.has('Ro'));
        answers.get('Ro')?.([coding('Rouen')]);
        answers.get('R')?.([coding('Rennes')]);
        await waitUntil(() => listed(person).length > 0);
        expect(listed(person)).to.deep.equal(['Rouen']);
      });
    });

    describe('for a reference among nothing', () => {
      it('takes the address of a resource', async () => {
        const person = await mountForm([{ linkId: 'dossier', type: 'reference', text: 'Dossier' }]);
        await person.fill('dossier', 'Patient/12');
        expect(person.answers('dossier')).to.deep.equal([{ reference: 'Patient/12' }]);
        expect(person.field('dossier').value).to.equal('Patient/12');
      });
    });
  });
});
