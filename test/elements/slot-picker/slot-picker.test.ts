import { expect } from '@open-wc/testing';
import { mountPicker } from '../support/picker.ts';

describe('relais-slot-picker', () => {
  it('is accessible', async () => {
    const driver = await mountPicker();
    await expect(driver.picker).to.be.accessible();
  });

  it('books', async () => {
    const driver = await mountPicker();
    await driver.goTo('confirmed');
    expect(driver.heading).to.equal('Rendez-vous confirmé');
  });
});
