import { expect } from '@open-wc/testing';
import { states } from '../support/states.ts';

/** Not states of their own, but what a state may show. */
const VARIANTS = ['mistakes', 'answers', 'mail-failed'];

describe('every state of relais-slot-picker', () => {
  for (const [name, reach] of Object.entries(states)) {
    it(`is accessible: ${name}`, async () => {
      const { picker, root } = await reach();
      if (!VARIANTS.includes(name)) expect(picker.state).to.equal(name);
      expect(root.querySelectorAll('h2')).to.have.length(1);
      await expect(picker).to.be.accessible();
    });
  }
});
