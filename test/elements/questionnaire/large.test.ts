import { expect } from '@open-wc/testing';
import { formOf, mountForm, type Item } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const SECTIONS = 10;
const QUESTIONS = 20;

function section(place: number): Item {
  const isLast = place === SECTIONS - 1;
  const item = Array.from({ length: QUESTIONS }, (_, index) => ({
    linkId: `${place}.${index}`,
    type: 'string',
    text: `Question ${place}.${index}`,
    required: isLast,
  }));
  return { linkId: `${place}`, type: 'group', text: `Partie ${place}`, required: isLast, item };
}

const large = formOf(Array.from({ length: SECTIONS }, (_, place) => section(place)));

function isLaidOut(field: Element): boolean {
  return field.checkVisibility({ contentVisibilityAuto: true });
}

describe('relais-questionnaire', () => {
  describe('a large form', () => {
    it('is drawn whole, whatever is on the screen', async () => {
      const person = await mountForm(large);
      expect(person.root.querySelectorAll('[part=field]').length).to.equal(SECTIONS * QUESTIONS);
    });

    it('leads to a field the browser had spared itself', async () => {
      const person = await mountForm(large);
      const last = `${SECTIONS - 1}.0`;
      await waitUntil(() => !isLaidOut(person.field(last)), 'spared');
      await person.element.focusFirstError();
      expect(person.isAt(person.field(last))).to.equal(true);
      expect(isLaidOut(person.field(last))).to.equal(true);
      expect(person.field(last).getBoundingClientRect().top).to.be.within(0, innerHeight);
    });
  });
});
