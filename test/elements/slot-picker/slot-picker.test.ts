import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { SlotPicker } from '@relais/elements';
import { sendKeys } from '@web/test-runner-commands';
import { openBackend, openClient } from '../support/backend.ts';
import { mountPicker, PickerDriver } from '../support/picker.ts';
import { states } from '../support/states.ts';
import { person } from '../support/structure.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { waitUntil } from '../support/wait.ts';

const prefilled = { ...person, reason: 'fever' };

describe('relais-slot-picker', () => {
  describe('first screen', () => {
    it('asks the server nothing before the button is pressed', async () => {
      const backend = await openBackend();
      const asked: string[] = [];
      const fetch = (request: Request) => {
        asked.push(request.url);
        return backend.fetch(request);
      };
      const driver = await mountPicker({ backend, client: openClient(backend, { fetch }) });
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(asked).to.be.empty;
      await driver.goTo('checklist');
      expect(asked).not.to.be.empty;
    });

    it('gives the numbers to call and to write to', async () => {
      const { hrefs } = await describeLinks(states.start());
      expect(hrefs).to.deep.equal(['tel:15', 'sms:114']);
    });

    it('begins with the checklist when told to', async () => {
      const driver = await mountPicker({ properties: { autostart: true } });
      await driver.reaches('checklist');
    });

    it('says so when nobody names a structure', async () => {
      const picker = await fixture<SlotPicker>(html`<relais-slot-picker></relais-slot-picker>`);
      picker.shadowRoot!.querySelector('button')!.click();
      await picker.updateComplete;
      expect(picker.state).to.equal('misconfigured');
      await expect(picker).to.be.accessible();
    });
  });

  describe('properties', () => {
    it('mean the same before and after the element is defined', async () => {
      const backend = await openBackend();
      const early = document.createElement('relais-slot-picker-late');
      Object.assign(early, { client: openClient(backend), reason: 'fever', autostart: true });
      document.body.append(early);
      const { SlotPicker: Base } = await import('@relais/elements');
      customElements.define('relais-slot-picker-late', class extends Base {});
      const driver = new PickerDriver(early as SlotPicker, backend, openClient(backend));
      await driver.reaches('checklist');
      await driver.press('Aucun de ces signes', 'ready');
      early.remove();
    });

    it('fill in the form from attributes', async () => {
      const driver = await mountPicker();
      const attributes = { reason: 'pain', 'family-name': 'Le Goff', 'birth-date': '1980-03-31', phone: '0639981234' };
      for (const [name, value] of Object.entries(attributes)) driver.picker.setAttribute(name, value);
      await driver.press('Demander un rendez-vous', 'checklist');
      await driver.press('Aucun de ces signes', 'ready');
      await driver.press('Le premier créneau', 'held');
      expect(driver.root.querySelector<HTMLInputElement>('#familyName')!.value).to.equal('Le Goff');
      expect(driver.root.querySelector<HTMLInputElement>('#birthDate')!.value).to.equal('1980-03-31');
    });

    it('change the structure and start anew', async () => {
      const driver = await states.ready();
      driver.picker.client = openClient(driver.backend);
      await driver.reaches('start');
      await driver.goTo('checklist');
    });

    it('give the seat back to the structure they leave', async () => {
      const driver = await states.held();
      driver.picker.client = openClient(await openBackend());
      await driver.reaches('start');
      await waitUntil(async () => (await countSeats(driver)) === 12, 'given back');
    });

    it('put single words of the host in place of ours', async () => {
      const driver = await mountPicker({ properties: { strings: { start: 'Voir un médecin' } } });
      expect(driver.find('Voir un médecin')).to.exist;
      expect(driver.text).to.include('En cas d’urgence vitale');
    });
  });

  describe('language', () => {
    it('is English throughout on an English page', async () => {
      const backend = await openBackend();
      const page = await fixture(html`<div lang="en-GB"><relais-slot-picker></relais-slot-picker></div>`);
      const picker = page.querySelector('relais-slot-picker')!;
      picker.client = openClient(backend);
      await picker.updateComplete;
      const driver = new PickerDriver(picker, backend, picker.client);
      await driver.press('Ask for an appointment', 'checklist');
      expect(driver.heading).to.include('Signs to check');
      await driver.press('None of these signs', 'reason');
      await driver.press('Fever', 'ready');
      expect(wordsOf(driver.find(/14:15/))).to.equal('Tuesday 10 November, 14:15, MSP des Tilleuls, 2 seats');
      expect(driver.root.querySelector('.root')!.getAttribute('lang')).to.equal('en');
    });

    it('can change on the way', async () => {
      const driver = await states.reason();
      driver.picker.language = 'en';
      await waitUntil(() => driver.text.includes('Fever'));
      expect(driver.heading).to.include('Reason for the visit');
    });

    it('is French where we do not speak the page’s', async () => {
      const driver = await mountPicker({ properties: { language: 'br' } });
      expect(driver.find('Demander un rendez-vous')).to.exist;
    });
  });

  describe('events', () => {
    it('tell the story of a booking with ids only', async () => {
      const driver = await mountPicker({ properties: prefilled });
      const told: [string, object][] = [];
      const names = ['slot-request', 'slot-held', 'booking-request', 'slot-booked', 'booking-cancelled'];
      for (const name of names) {
        driver.picker.addEventListener(`relais-${name}`, (event) =>
          told.push([name, (event as CustomEvent<object>).detail]),
        );
      }
      await driver.press('Demander un rendez-vous', 'checklist');
      await driver.press('Aucun de ces signes', 'ready');
      await driver.press('Le premier créneau', 'held');
      await driver.press('Confirmer', 'confirmed');
      await driver.press('Annuler le rendez-vous', 'cancelling');
      await driver.press('Oui, annuler', 'cancelled');
      expect(told.map(([name]) => name)).to.deep.equal(names);
      expect(told.map(([, detail]) => Object.keys(detail))).to.deep.equal([
        ['start'],
        ['holdId', 'practiceId', 'start', 'expiresAt'],
        ['holdId'],
        ['bookingId', 'practiceId', 'start'],
        ['bookingId'],
      ]);
      for (const secret of ['Delaunay', '1980', '06 39', 'fever', 'rl_'])
        expect(JSON.stringify(told)).not.to.include(secret);
    });

    it('say where the checklist led, never by which sign', async () => {
      const driver = await states.checklist();
      const redirected = oneEvent(driver.picker, 'relais-slot-redirected');
      driver.find('Une douleur').click();
      expect((await redirected).detail).to.deep.equal({ outcome: 'call-15' });
    });

    it('let the host keep a seat from being held', async () => {
      const driver = await states.ready();
      driver.picker.addEventListener('relais-slot-request', (event) => event.preventDefault());
      await driver.press('Le premier créneau');
      expect(driver.picker.state).to.equal('ready');
    });

    it('let the host keep a seat from being booked', async () => {
      const driver = await states.held();
      driver.fill(person);
      driver.picker.addEventListener('relais-booking-request', (event) => event.preventDefault());
      await driver.press('Confirmer');
      expect(driver.picker.state).to.equal('held');
    });

    it('give the code of what failed', async () => {
      const driver = await states.reason();
      const failed = oneEvent(driver.picker, 'relais-error');
      driver.backend.fail('unavailable');
      driver.find('Fièvre').click();
      expect((await failed).detail).to.deep.equal({ code: 'unreachable' });
    });

    it('are heard outside of the shadow roots around', async () => {
      const driver = await states.ready();
      const held = oneEvent(document, 'relais-slot-held');
      await driver.press('Le premier créneau', 'held');
      expect((await held).target).to.equal(driver.picker);
    });
  });

  describe('in the page', () => {
    it('gives the seat back when it is taken out', async () => {
      const driver = await states.held();
      driver.picker.remove();
      await waitUntil(async () => (await countSeats(driver)) === 12, 'given back');
      expect(driver.picker.state).to.equal('start');
    });

    it('keeps the seat when it is put elsewhere', async () => {
      const driver = await states.held();
      const box = await fixture(html`<section></section>`);
      box.append(driver.picker);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(driver.picker.state).to.equal('held');
      expect(await countSeats(driver)).to.equal(11);
    });
  });

  describe('keyboard', () => {
    it('books with twelve presses when prefilled', async () => {
      const driver = await mountPicker({ properties: prefilled });
      const focused = () => driver.root.activeElement;
      let presses = 0;
      const press = async (key: string) => {
        presses += 1;
        await sendKeys({ press: key });
      };
      const reach = async (words: string) => {
        for (let tabs = 0; tabs < 3 && !focused()?.textContent.includes(words); tabs++) await press('Tab');
        expect(focused()?.textContent).to.include(words);
      };
      driver.find('Demander un rendez-vous').focus();
      await press('Enter');
      await driver.reaches('checklist');
      await reach('Aller à la fin de la liste');
      await press('Enter');
      expect(focused()?.textContent).to.include('Aucun de ces signes');
      await press('Enter');
      await driver.reaches('ready');
      await reach('Le premier créneau');
      await press('Enter');
      await driver.reaches('held');
      await press('Tab');
      await press('Tab');
      expect(focused()?.id).to.equal('familyName');
      await press('Enter');
      await driver.reaches('confirmed');
      expect(presses).to.be.at.most(12);
    });

    it('finds the heading of each screen focused', async () => {
      const driver = await mountPicker();
      driver.find('Demander un rendez-vous').focus();
      await driver.goTo('confirmed');
      expect(driver.root.activeElement).to.equal(driver.root.querySelector('h2'));
    });

    it('is not taken from another part of the page', async () => {
      const elsewhere = await fixture<HTMLInputElement>(html`<input aria-label="Ailleurs" />`);
      const driver = await states.held();
      elsewhere.focus();
      await driver.backend.advance(301_000);
      await driver.reaches('expired');
      expect(document.activeElement).to.equal(elsewhere);
    });
  });
});

async function describeLinks(driver: Promise<PickerDriver>) {
  const { text, hrefs } = await driver.then((reached) => ({ text: reached.text, hrefs: reached.hrefs() }));
  return { text, hrefs };
}

async function countSeats({ client }: PickerDriver): Promise<number> {
  const { slots } = await client.slots.list();
  return slots.reduce((seats, { remaining }) => seats + remaining, 0);
}
