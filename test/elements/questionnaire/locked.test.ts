import { expect } from '@open-wc/testing';
import { wordsOf } from '../../../stories/support/visitor.ts';
import {
  choices,
  control,
  everyKind,
  mountForm,
  responseOf,
  type Item,
  type Respondent,
} from '../support/questionnaire.ts';

const kinds = everyKind[2]!.item!;
const locked = (item: Item): Item => ({ ...item, readOnly: true });

/** What says that something can be done here: a place to press or tick, a hint of what to type. */
function invitations({ root }: Respondent): string[] {
  const inputs = [...root.querySelectorAll<HTMLInputElement>('input, textarea, select')].filter(
    (one) => !(one.readOnly || one.getAttribute('aria-readonly') === 'true') || one.placeholder,
  );
  const buttons = [...root.querySelectorAll('button')].map(wordsOf).filter((words) => words !== 'Terminer');
  return [...inputs.map(({ id, type }) => `${type} ${id}`), ...buttons];
}

describe('a question that is only read', () => {
  it('looks like one whatever its kind, empty or answered', async () => {
    const response = responseOf({
      fievre: [{ valueBoolean: true }],
      accord: [{ valueBoolean: true }],
      douleur: [{ valueCoding: { system: 'urn:choix', code: 'c1', display: 'Légère' } }],
      debut: [{ valueDateTime: '2026-11-02' }],
    });
    for (const rest of [{}, { response }]) {
      const person = await mountForm(kinds.map(locked), rest);
      expect(invitations(person)).to.deep.equal([]);
      await expect(person.element).to.be.accessible();
    }
  });

  it('tells its answer in words', async () => {
    const response = responseOf({
      fievre: [{ valueBoolean: false }],
      douleur: [{ valueCoding: { system: 'urn:choix', code: 'c1', display: 'Légère' } }],
      signes: [0, 1].map((place) => ({ valueCoding: { system: 'urn:choix', code: `c${place}` } })),
    });
    const person = await mountForm(kinds.map(locked), { response });
    const told = (linkId: string): string => wordsOf(person.box(linkId).querySelector('.locked'));
    expect([told('fievre'), told('douleur'), told('signes')]).to.deep.equal(['Non', 'Légère', 'Toux, Fatigue']);
  });

  it('bears no star, for nobody can answer it', async () => {
    const person = await mountForm([locked({ linkId: 'score', type: 'integer', text: 'Score', required: true })]);
    expect(wordsOf(person.box('score').querySelector('label'))).to.equal('Score');
    expect(person.text).not.to.include('obligatoires');
  });

  it('offers no way to add a row where every question of a row is one', async () => {
    for (const extension of [[], [control('gtable')]]) {
      const group = (...item: Item[]): Item => ({
        linkId: 'g',
        type: 'group',
        text: 'Mesures',
        repeats: true,
        extension,
        item,
      });
      const values = [
        { linkId: 'a', type: 'string', text: 'A' },
        { linkId: 'b', type: 'choice', text: 'B', answerOption: choices('X', 'Y') },
      ];
      const fixed = await mountForm([group(...values.map(locked))]);
      expect(fixed.text).not.to.include('Ajouter');
      const open = await mountForm([group(locked(values[0]!), values[1]!)]);
      expect(open.text).to.include('Ajouter');
    }
  });
});
