import { expect } from '@open-wc/testing';
import { choices, formOf, mountForm, type Item, type Respondent } from '../support/questionnaire.ts';
import { largeForm } from '../../support/large-form.ts';
import { waitUntil } from '../support/wait.ts';

const big = largeForm({ items: 660, conditions: 60, calculations: 20 });

/** Every node that changes while something is done. */
async function touched(person: Respondent, action: () => Promise<unknown>): Promise<Set<string>> {
  const boxes = new Set<string>();
  const note = (records: readonly MutationRecord[]): void => {
    for (const { target } of records) {
      const holder = target instanceof Element ? target : target.parentElement;
      const box = holder?.closest('[data-link-id]');
      if (box instanceof HTMLElement) boxes.add(box.dataset['linkId']!);
    }
  };
  const observer = new MutationObserver(note);
  observer.observe(person.root, { subtree: true, childList: true, attributes: true, characterData: true });
  await action();
  await person.element.updateComplete;
  note(observer.takeRecords());
  observer.disconnect();
  return boxes;
}

describe('relais-questionnaire', () => {
  describe('drawing a large form', () => {
    it('is drawn piece by piece, its beginning first', async () => {
      const counts: number[] = [];
      const person = await mountForm([]);
      const observer = new MutationObserver(() => counts.push(person.root.querySelectorAll('.field').length));
      observer.observe(person.root, { subtree: true, childList: true });
      person.element.questionnaire = big;
      await person.settles();
      observer.disconnect();
      expect(counts.find((count) => count > 0)).to.be.lessThan(60);
      expect(new Set(counts).size).to.be.greaterThan(3);
      expect(person.has('s0q0') && person.has('s19q5')).to.be.true;
    });

    it('can be answered while it is drawn', async () => {
      const person = await mountForm([]);
      person.element.questionnaire = big;
      await waitUntil(() => person.has('s0q2'), 'the beginning', { interval: 0 });
      await person.fill('s0q2', '12');
      await person.settles();
      expect(person.answers('s0q2')).to.deep.equal([12]);
      expect(person.field('s0q2').value).to.equal('12');
    });

    it('leads to a question that is not drawn yet', async () => {
      const last = { linkId: 'fin', type: 'string', text: 'Fin', required: true } as const;
      const person = await mountForm([]);
      person.element.questionnaire = { ...big, item: [...big.item!, last] };
      await waitUntil(() => person.has('s0q0'), 'the beginning', { interval: 0 });
      expect(person.has('fin')).to.be.false;
      await person.element.focusFirstError();
      expect(person.isAt(person.field('fin'))).to.be.true;
    });

    it('shows a repetition added while it is drawn', async () => {
      const drugs: Item = {
        linkId: 'g',
        type: 'group',
        text: 'Médicament',
        repeats: true,
        item: [{ linkId: 'm', type: 'string', text: 'Nom' }],
      };
      const person = await mountForm([]);
      person.element.questionnaire = { ...big, item: [drugs, ...big.item!] };
      await waitUntil(() => person.has('g'), 'the beginning', { interval: 0 });
      expect(person.has('s19q5')).to.be.false;
      await person.press('Ajouter : Médicament');
      expect(person.boxes('m')).to.have.length(2);
      await person.settles();
      expect(person.boxes('m')).to.have.length(2);
    });

    it('makes little for a question besides what is seen of it', async () => {
      const person = await mountForm([
        { linkId: 'nom', type: 'string', text: 'Nom' },
        { linkId: 'fume', type: 'choice', text: 'Fume', answerOption: choices('Oui', 'Non') },
      ]);
      const marks = (linkId: string): number => {
        const walker = document.createTreeWalker(person.box(linkId), NodeFilter.SHOW_COMMENT);
        let count = 0;
        while (walker.nextNode()) count++;
        return count;
      };
      // Each is a place Lit may write into, of a template that was made for it.
      expect(marks('nom')).to.be.at.most(8);
      expect(marks('fume')).to.be.at.most(20);
    });

    it('draws again only what an edit changes', async () => {
      const person = await mountForm(big);
      const boxes = await touched(person, () => person.choose('s3q0', 'Réponse 2'));
      expect([...boxes].every((linkId) => linkId.startsWith('s3') || linkId.startsWith('s4'))).to.be.true;
      const typed = await touched(person, () => person.fill('s3q2', '7'));
      expect([...typed].every((linkId) => linkId === 's3q2' || linkId === 's3')).to.be.true;
    });

    it('asks again for the words of what changes alone', async () => {
      let asked = 0;
      const nth = (what: string): string => {
        asked++;
        return what;
      };
      const many = Array.from({ length: 200 }, (_, index): Item => {
        return { linkId: `q${index}`, type: 'string', text: `Question ${index}`, repeats: true };
      });
      const person = await mountForm(formOf(many), { strings: { nth } });
      expect(asked).to.be.at.least(200);
      asked = 0;
      await person.fill('q7', 'x');
      expect(asked).to.be.lessThan(20);
    });

    it('gives its whole response', async () => {
      const person = await mountForm(big);
      for (const section of [0, 7, 19]) await person.choose(`s${section}q0`, 'Réponse 3');
      expect(person.answers('s7q0')).to.have.length(1);
      expect(person.answers('s7score')).to.deep.equal([3]);
    });

    it('may hold ten thousand items', async () => {
      const person = await mountForm([]);
      person.element.questionnaire = formOf(
        Array.from({ length: 10_000 }, (_, index) => ({
          linkId: `q${index}`,
          type: 'string',
          text: `Question ${index}`,
          required: index === 9_999,
        })),
      );
      await waitUntil(() => person.has('q0'), 'the beginning', { interval: 5 });
      await person.fill('q0', 'première');
      expect(person.answers('q0')).to.deep.equal(['première']);
      person.element.questionnaire = formOf([]);
      await person.settles();
    });
  });
});
