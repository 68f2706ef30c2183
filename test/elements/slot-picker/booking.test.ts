import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { openBackend, openClient } from '../support/backend.ts';
import { mountPicker, type PickerDriver } from '../support/picker.ts';
import { states } from '../support/states.ts';
import { person } from '../support/structure.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';

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
      const driver = await confirmWithMail();
      expect(driver.text).to.include('Un courriel de confirmation vous est envoyé');
    });

    it('says when the mail has left, without another screen', async () => {
      const driver = await confirmWithMail();
      const focused = driver.root.activeElement?.id;
      await driver.backend.settleMail('sent');
      dispatchEvent(new Event('visibilitychange'));
      await driver.says('Un courriel de confirmation est parti à l’adresse donnée');
      expect(driver.root.activeElement?.id).to.equal(focused);
    });

    it('says when the mail could not leave, and what to do instead', async () => {
      const driver = await states['mail-failed']();
      expect(driver.text)
        .to.include('Notez la référence')
        .and.to.include('Pour corriger l’adresse, appelez la structure')
        .and.not.to.include('vous est envoyé');
      expect(driver.hrefs()).to.include('tel:0199001234');
      expect(driver.root.querySelector('[role=status]')!.textContent).to.include('n’a pas pu partir');
    });

    it('says to who opens its link that the mail could not leave', async () => {
      const { backend, client } = await states['mail-failed']();
      const [link] = await client.bookings.remembered();
      const driver = await mountPicker({ backend, client: openClient(backend) });
      location.hash = `relais=${link!.bookingId}.${link!.token}`;
      await driver.reaches('booking');
      expect(driver.text).to.include('Le courriel n’a pas pu partir');
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

    it('is asked about when somebody with the same telephone was born on the same day', async () => {
      const driver = await states['possible-duplicate']();
      expect(driver.heading).to.equal('Est-ce la même personne ?');
      expect(driver.root.activeElement?.id).to.equal('heading');
      expect(driver.text)
        .to.include('Vous demandez pour : Capucien Delaunay, 31/03/1980')
        .and.to.match(/Encore \d min( \d+ s)? pour confirmer/);
    });

    it('is made as well for another person', async () => {
      const driver = await states['possible-duplicate']();
      await driver.press('C’est une autre personne', 'confirmed');
      expect(await driver.client.bookings.remembered()).to.have.length(2);
    });

    it('is not made for the same person, whose booking of this device opens', async () => {
      const driver = await states['possible-duplicate']();
      await driver.press('C’est la même personne', 'duplicate');
      expect(driver.text).to.include('Le créneau retenu est rendu').and.to.include('vérifiez que c’est bien celui');
      const { slots } = await openClient(driver.backend).slots.list();
      expect(slots.reduce((seats, { remaining }) => seats + remaining, 0)).to.equal(11);
      await driver.press('Voir ce rendez-vous', 'booking');
    });

    it('is not made for the same person, whose booking of another device stays theirs', async () => {
      const { backend } = await states.confirmed();
      const driver = await mountPicker({ backend, properties: { ...prefilled, givenName: 'Capucien' } });
      await driver.begin('checklist');
      await driver.press('Aucun de ces signes', 'ready');
      await driver.press('Le premier créneau', 'held');
      await driver.press('Confirmer', 'possible-duplicate');
      await driver.press('C’est la même personne', 'duplicate');
      expect(driver.text).to.include('ouvrez le lien reçu lors de la réservation');
      expect(() => driver.find('Voir ce rendez-vous')).to.throw();
    });

    it('goes back to what was typed to be corrected', async () => {
      const driver = await states['possible-duplicate']();
      await driver.press('Corriger les coordonnées', 'held');
      expect(driver.root.querySelector<HTMLInputElement>('#givenName')!.value).to.equal('Capucien');
      driver.fill({ givenName: 'Capucine' });
      await driver.press('Confirmer', 'duplicate');
    });

    it('is answered by keyboard alone', async () => {
      const driver = await states['possible-duplicate']();
      const answers: string[] = [];
      for (let press = 0; press < 3; press++) {
        await sendKeys({ press: 'Tab' });
        answers.push(wordsOf(driver.root.activeElement));
      }
      expect(answers).to.deep.equal([
        'C’est la même personne : garder le rendez-vous déjà pris',
        'C’est une autre personne : confirmer aussi ce rendez-vous',
        'Corriger les coordonnées',
      ]);
      driver.find('C’est une autre').focus();
      await sendKeys({ press: 'Enter' });
      await driver.reaches('confirmed');
    });

    it('is found again by who comes back to the page', async () => {
      const { backend, client } = await states.confirmed();
      const driver = await mountPicker({ backend, client });
      await driver.goTo('checklist');
      await driver.press('Voir ce rendez-vous', 'booking');
    });
  });
});

/** A booking whose confirmation is on its way by mail. */
async function confirmWithMail(): Promise<PickerDriver> {
  const driver = await mountPicker({
    backend: await openBackend({ sendsMail: true }),
    properties: { ...prefilled, email: 'capucine@example.org' },
  });
  await driver.begin('checklist');
  await driver.press('Aucun de ces signes', 'ready');
  await driver.press('Le premier créneau', 'held');
  await driver.press('Confirmer', 'confirmed');
  return driver;
}

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
