import { expect } from '@open-wc/testing';
import { mountForm } from '../support/questionnaire.ts';

describe('Room behind a question', () => {
  it('is there for what the host puts into it, where the form asks for it', async () => {
    const room = { url: 'urn:relais:questionnaire:slot', valueString: 'scan' };
    const person = await mountForm([
      { linkId: 'lot', type: 'string', text: 'Lot', extension: [room] },
      { linkId: 'day', type: 'date', text: 'Date' },
    ]);
    const button = document.createElement('button');
    button.slot = 'scan';
    button.textContent = 'Scanner';
    person.element.append(button);
    const slots = [...person.root.querySelectorAll('slot')];
    expect(slots.map((slot) => slot.closest<HTMLElement>('[data-link-id]')?.dataset['linkId'])).to.deep.equal(['lot']);
    expect(slots[0]!.assignedElements()).to.deep.equal([button]);
    await expect(person.element).to.be.accessible();
  });
});
