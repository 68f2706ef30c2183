import { expect } from '@open-wc/testing';
import { states } from '../support/states.ts';

describe('relais-slot-picker', () => {
  describe('trouble', () => {
    it('never shows a failure as an empty list', async () => {
      const { text } = await states.unreachable();
      expect(text).to.include('L’agenda ne répond pas').and.not.to.include('Aucun créneau');
    });

    it('goes on where it was once the agenda answers', async () => {
      const driver = await states.unreachable();
      driver.backend.fail(undefined);
      await driver.press('Réessayer', 'ready');
    });

    it('goes on by itself when the connection comes back', async () => {
      const driver = await states.offline();
      driver.backend.fail(undefined);
      dispatchEvent(new Event('online'));
      await driver.reaches('ready');
    });

    it('tries again by itself when it is asked to wait', async () => {
      const driver = await states.waiting();
      expect(driver.text).to.include('Deux créneaux sont déjà retenus');
      await driver.backend.advance(301_000);
      await driver.reaches('held');
    });

    it('names the code of what it does not know', async () => {
      const { text } = await states.failed();
      expect(text).to.include('moved-to-the-moon');
    });
  });
});
