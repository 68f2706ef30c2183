import { expect } from '@open-wc/testing';
import { openBackend, openClient } from '../support/backend.ts';
import { mountPicker } from '../support/picker.ts';
import { states } from '../support/states.ts';
import { person } from '../support/structure.ts';

const prefilled = { ...person, reason: 'fever' };

describe('relais-slot-picker', () => {
  describe('booking', () => {
    it('gives a reference, a date, a place and a link', async () => {
      const driver = await states.confirmed();
      expect(driver.text).to.match(/Référence [0-9A-Z]{3}-[0-9A-Z]{3}/);
      expect(driver.text).to.include('Aucun courriel n’est envoyé');
      expect(driver.hrefs().at(-1)).to.match(/#relais=[\w-]+\.rl_[\w-]+$/);
    });

    it('says that a mail is on its way only when it is', async () => {
      const driver = await mountPicker({
        backend: await openBackend({ sendsMail: true }),
        properties: { ...prefilled, email: 'capucine@example.org' },
      });
      await driver.press('Demander un rendez-vous', 'checklist');
      await driver.press('Aucun de ces signes', 'ready');
      await driver.press('Le premier créneau', 'held');
      await driver.press('Confirmer', 'confirmed');
      expect(driver.text).to.include('Un courriel de confirmation vous est envoyé');
    });

    it('comes as a calendar file', async () => {
      const driver = await states.confirmed();
      const saved = nextDownload();
      await driver.press('Ajouter à l’agenda');
      const { name, text } = await saved;
      expect(name).to.equal('relais.ics');
      expect(text).to.include('BEGIN:VCALENDAR').and.to.include('20261110T13');
    });

    it('opens by its link and can be cancelled', async () => {
      const driver = await states.booking();
      expect(driver.heading).to.equal('Votre rendez-vous');
      await driver.press('Annuler le rendez-vous', 'cancelling');
      await driver.press('Oui, annuler', 'cancelled');
      const { slots } = await openClient(driver.backend).slots.list();
      expect(slots.reduce((seats, { remaining }) => seats + remaining, 0)).to.equal(12);
    });

    it('stays when its cancelling is not confirmed', async () => {
      const driver = await states.cancelling();
      await driver.press('Non, le garder', 'booking');
    });

    it('is kept until its move is confirmed', async () => {
      const driver = await states.moving();
      await driver.press(/15\sh 30/, 'held');
      expect(driver.text).to.match(/Votre rendez-vous actuel, mardi 10 novembre, 14\sh, est gardé/);
      await driver.press('Non, le garder', 'booking');
      expect(driver.text).to.match(/mardi 10 novembre, 14\sh/);
    });

    it('moves to the seat chosen', async () => {
      const { text } = await states.moved();
      expect(text)
        .to.include('Rendez-vous déplacé')
        .and.to.match(/15\sh\s30/);
    });

    it('can only be changed by telephone after the deadline', async () => {
      const driver = await states['too-late']();
      expect(driver.text).to.include('Prévenez la structure par téléphone');
      expect(() => driver.find('Annuler')).to.throw();
    });

    it('is opened instead of made twice', async () => {
      const driver = await states.duplicate();
      await driver.press('Voir ce rendez-vous', 'booking');
    });

    it('is found again by who comes back to the page', async () => {
      const { backend, client } = await states.confirmed();
      const driver = await mountPicker({ backend, client });
      await driver.goTo('checklist');
      await driver.press('Voir ce rendez-vous', 'booking');
    });
  });
});

/** Catches the file a link is about to save. */
function nextDownload(): Promise<{ name: string; text: string }> {
  return new Promise((resolve) => {
    Object.defineProperty(HTMLAnchorElement.prototype, 'click', {
      configurable: true,
      value(this: HTMLAnchorElement) {
        Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
        const { href, download: name } = this;
        void fetch(href)
          .then((file) => file.text())
          .then((text) => resolve({ name, text }));
      },
    });
  });
}
