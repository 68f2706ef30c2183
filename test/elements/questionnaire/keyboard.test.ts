import { expect, oneEvent } from '@open-wc/testing';
import { everyKind, heard, mountForm, responseOf, type Respondent } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

/** Presses Tab until a field of a question has the focus. */
async function tabTo(person: Respondent, linkId: string): Promise<void> {
  for (let presses = 0; presses < 6; presses++) {
    await person.key('Tab');
    if (person.box(linkId).contains(person.active)) return;
  }
  throw new Error(`Tab does not reach ${linkId}; at ${person.active?.outerHTML.slice(0, 200) ?? 'nothing'}`);
}

async function tabAndType(person: Respondent, linkId: string, text: string): Promise<void> {
  await tabTo(person, linkId);
  await person.type(text);
}

describe('relais-questionnaire', () => {
  describe('keyboard', () => {
    it('answers and finishes a whole form', async () => {
      const person = await mountForm(everyKind);
      await tabAndType(person, 'nom', 'Le Goff');
      await tabAndType(person, 'naissance', '31/03/1980');
      await tabAndType(person, 'notes', 'Rien');
      await tabAndType(person, 'site', 'https://relais.example');
      await tabTo(person, 'fievre');
      await person.key('Space');
      await tabTo(person, 'accord');
      await person.key('Space');
      await tabAndType(person, 'enfants', '2');
      await tabAndType(person, 'poids', '61,5');
      await tabAndType(person, 'glycemie', '1,1');
      await tabAndType(person, 'heure', '12h30');
      await tabAndType(person, 'debut', '01/02/2020');
      await person.key('Tab', 'Tab');
      await person.type('14 h 05');
      await tabTo(person, 'douleur');
      await person.key('Space', 'ArrowDown');
      await tabTo(person, 'signes');
      await person.key('Space', 'Tab', 'Space');
      await tabTo(person, 'motif');
      await person.key('Space');
      await tabTo(person, 'commune');
      await person.type('E');
      await tabAndType(person, 'allergies', 'Pollen');
      await person.key('Tab');
      expect(person.active?.textContent).to.include('Ajouter une réponse');
      await person.key('Enter');
      await person.type('Latex');
      await person.key('Tab', 'Tab', 'Tab');
      const completed = oneEvent(person.element, 'relais-complete');
      await person.key('Enter');
      await completed;

      expect(person.answers('nom')).to.deep.equal(['Le Goff']);
      expect(person.answers('naissance')).to.deep.equal(['1980-03-31']);
      expect(person.answers('fievre')).to.deep.equal([true]);
      expect(person.answers('accord')).to.deep.equal([true]);
      expect(person.answers('enfants')).to.deep.equal([2]);
      expect(person.answers('poids')).to.deep.equal([61.5]);
      expect(person.answers('glycemie')).to.deep.equal([{ value: 1.1, unit: 'g/L', code: 'g/L' }]);
      expect(person.answers('heure')).to.deep.equal(['12:30:00']);
      expect(person.answers('debut')).to.have.length(1);
      expect(String(person.answers('debut')[0])).to.match(/^2020-02-01T14:05:00/);
      expect(displays(person.answers('douleur'))).to.deep.equal(['Légère']);
      expect(displays(person.answers('signes'))).to.deep.equal(['Toux', 'Fatigue']);
      expect(displays(person.answers('motif'))).to.deep.equal(['Suivi']);
      expect(displays(person.answers('commune'))).to.deep.equal(['Elbeuf']);
      expect(person.answers('allergies')).to.deep.equal(['Pollen', 'Latex']);
      expect(person.element.response?.status).to.equal('completed');
    });

    it('leaves a form it cannot finish in its summary', async () => {
      const person = await mountForm(everyKind);
      person.find('Terminer').focus();
      await person.key('Enter');
      await waitUntil(() => person.isAt(person.summary));
      await person.key('Tab', 'Enter');
      await person.reaches('nom');
    });

    it('moves among the choices of a question by arrows', async () => {
      const person = await mountForm(everyKind);
      person.field('douleur').focus();
      await person.key('Space', 'ArrowDown', 'ArrowDown');
      expect(displays(person.answers('douleur'))).to.deep.equal(['Forte']);
      await person.key('Tab');
      expect(person.active?.textContent).to.include('Effacer');
      await person.key('Enter');
      expect(person.answers('douleur')).to.be.empty;
      expect(person.isAt(person.field('douleur'))).to.be.true;
    });

    it('changes no answer that is read only', async () => {
      const items = everyKind[2]!.item!.map((item) => ({ ...item, readOnly: true, required: false }));
      const person = await mountForm(items, { response: answered });
      const before = JSON.stringify(person.element.response);
      expect(before).to.include('Pollen');
      const events = await heard(async () => {
        for (const { linkId } of items) {
          for (const field of person.fields(linkId)) {
            field.focus();
            await person.key('Space', 'ArrowDown');
            await person.type('7');
          }
        }
      });
      expect(JSON.stringify(person.element.response)).to.equal(before);
      expect(events).to.be.empty;
    });

    it('takes a date from a calendar that a button opens', async () => {
      const person = await mountForm([{ linkId: 'd', type: 'date', text: 'Date' }]);
      person.field('d').focus();
      await person.key('Tab');
      expect(person.active?.getAttribute('aria-label')).to.match(/^Choisir dans un calendrier/);
      const calendar = person.box('d').querySelector<HTMLInputElement>('.calendar')!;
      calendar.value = '2021-02-03';
      calendar.dispatchEvent(new Event('change', { bubbles: true }));
      await person.element.updateComplete;
      expect(person.field('d').value).to.equal('03/02/2021');
    });
  });
});

const answered = responseOf({
  fievre: [{ valueBoolean: true }],
  enfants: [{ valueInteger: 2 }],
  debut: [{ valueDateTime: '2020-02-01T14:05:00+01:00' }],
  douleur: [{ valueCoding: { system: 'urn:choix', code: 'c1' } }],
  commune: [{ valueCoding: { system: 'urn:choix', code: 'c1' } }],
  allergies: [{ valueString: 'Pollen' }],
});

function displays(values: readonly unknown[]): unknown[] {
  return values.map((value) => (value as { display?: string }).display);
}
