import { expect } from '@open-wc/testing';
import { openBackend, openClient } from '../support/backend.ts';
import { mountPicker } from '../support/picker.ts';
import { states } from '../support/states.ts';
import { person } from '../support/structure.ts';

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

    it('takes up after a reload a booking whose answer was lost', async () => {
      const backend = await openBackend();
      let isCut = true;
      const fetch = async (request: Request) => {
        const answer = await backend.fetch(request);
        if (isCut && request.url.endsWith('/bookings')) throw new TypeError('Failed to fetch');
        return answer;
      };
      const client = openClient(backend, { fetch });
      const before = await mountPicker({ backend, client });
      await before.goTo('held');
      before.fill(person);
      await before.press('Confirmer', 'unreachable');
      before.picker.remove();
      isCut = false;
      const after = await mountPicker({ backend, client });
      await after.reaches('confirmed');
      const { slots } = await client.slots.list();
      expect(slots.reduce((seats, { remaining }) => seats + remaining, 0)).to.equal(11);
    });

    it('takes up after a reload the seat that was held', async () => {
      const before = await states.held();
      before.picker.remove();
      const driver = await mountPicker({ backend: before.backend, client: before.client });
      await driver.reaches('checklist');
      await driver.press('Aucun de ces signes', 'reason');
      await driver.press('Fièvre', 'held');
    });
  });
});
