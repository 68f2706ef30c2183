import { expect } from '@open-wc/testing';
import type { Territory } from '@relais/model';
import type { Sleep } from '@relais/sdk';
import type { PageBackend } from '@relais/server/page';
import { sendKeys } from '@web/test-runner-commands';
import { openBackend, openClient, withoutLive } from '../support/backend.ts';
import { mountPicker, type PickerDriver } from '../support/picker.ts';
import { states } from '../support/states.ts';
import { checklist, person, settings, territory } from '../support/structure.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { waitUntil } from '../support/wait.ts';

const prefilled = { ...person, reason: 'fever' };

describe('relais-slot-picker', () => {
  describe('checklist', () => {
    it('is shown whole with nothing ticked', async () => {
      const { root } = await states.checklist();
      const boxes = [...root.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
      expect(boxes.map(({ checked }) => checked)).to.deep.equal([false, false, false, false, false]);
    });

    it('sets the signs of children apart', async () => {
      const { root } = await states.checklist();
      const groups = [...root.querySelectorAll('fieldset')].map((group) => group.querySelectorAll('li').length);
      expect(groups).to.deep.equal([4, 1]);
    });

    it('says that a draft is a draft', async () => {
      const { text } = await states.checklist();
      expect(text).to.include('Liste en projet, à valider par un médecin de la structure');
    });

    it('gives way to the number 15 at one emergency sign', async () => {
      const { text, hrefs } = await describeLinks(states.urgent());
      expect(hrefs).to.deep.equal(['tel:15', 'sms:114', 'tel:3114']);
      expect(text).to.include('Même si elle a cessé');
      expect(text).not.to.include('créneau');
    });

    it('comes back without the sign after a slip', async () => {
      const driver = await states.urgent();
      await driver.press('J’ai coché par erreur', 'checklist');
      const box = driver.root.querySelector<HTMLInputElement>('#chest')!;
      expect(box.checked).to.be.false;
      expect(driver.root.activeElement).to.equal(box);
    });

    it('sends to the telephone where a clinician must call back', async () => {
      const { hrefs } = await describeLinks(states.callback());
      expect(hrefs).to.include('tel:0199001234');
    });

    it('asks only for sites that can do what a sign needs', async () => {
      const driver = await mountPicker({ properties: { reason: 'fever' } });
      await driver.press('Demander un rendez-vous', 'checklist');
      await driver.press('Une plaie profonde');
      await driver.press('Continuer', 'ready');
      expect(driver.text).to.include('MSP des Tilleuls').and.not.to.include('Cabinet du Gué');
      const box = driver.find('Sutures').querySelector('input')!;
      expect([box.checked, box.disabled]).to.deep.equal([true, true]);
    });

    it('is read again when it changed in between', async () => {
      const backend = await openBackend();
      const outdated = { type: 'about:blank', title: 'Newer version', status: 409, code: 'checklist-outdated' };
      let isOutdated = true;
      const fetch = (request: Request) =>
        request.url.endsWith('/bookings') && isOutdated
          ? Response.json(outdated, { status: 409, headers: { 'Content-Type': 'application/problem+json' } })
          : backend.fetch(request);
      const driver = await mountPicker({ backend, client: openClient(backend, { fetch }) });
      await driver.goTo('held');
      driver.fill(person);
      await driver.press('Confirmer', 'checklist');
      expect(driver.text).to.include('La liste a changé');
      isOutdated = false;
      await driver.press('Aucun de ces signes', 'reason');
      await driver.press('Fièvre', 'held');
      await driver.press('Confirmer', 'confirmed');
    });
  });

  describe('seat', () => {
    it('offers the first half-day in one press', async () => {
      const driver = await states.ready();
      expect(driver.find('Le premier créneau').textContent.trim()).to.equal('Le premier créneau cet après-midi');
    });

    it('says the whole slot on its button', async () => {
      const driver = await states.ready();
      expect(wordsOf(driver.find(/14\sh 15/))).to.equal('mardi 10 novembre, 14 h 15, MSP des Tilleuls, 2 places');
    });

    it('puts the nearest site first once the commune is known', async () => {
      const driver = await mountPicker({ properties: { ...prefilled, commune: 'le-gue-blanc' } });
      await driver.press('Demander un rendez-vous', 'checklist');
      await driver.press('Aucun de ces signes', 'ready');
      const sites = [...driver.root.querySelectorAll('.site p')].map((site) =>
        site.textContent.replaceAll(/\s+/g, ' '),
      );
      expect(sites[0]).to.include('Cabinet du Gué').and.to.include('à 3 min');
      expect(sites[1]).to.include('à 14 min');
    });

    it('leaves out sites with a step when asked to', async () => {
      const driver = await states.ready();
      await driver.press('Préciser vos besoins');
      await driver.press('Accès sans marche');
      expect(driver.text).not.to.include('Cabinet du Gué');
    });

    it('folds all half-days but the first, and says what is in each', async () => {
      const driver = await showTwoDays();
      expect(driver.root.querySelector('section h4')!.textContent).to.include('cet après-midi');
      const [folded] = laterDays(driver);
      expect(folded!.open).to.be.false;
      const title = folded!.querySelector('summary')!.textContent.replaceAll(/\s+/g, ' ').trim();
      expect(title).to.equal('mardi 17 novembre, après-midi 12 places');
      await expect(driver.picker).to.be.accessible();
      folded!.querySelector('summary')!.focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => folded!.open);
      await expect(driver.picker).to.be.accessible();
      await sendKeys({ press: 'Tab' });
      expect(wordsOf(driver.root.activeElement)).to.include('mardi 17 novembre, 14 h, MSP des Tilleuls');
    });

    it('offers a time no longer once its notice has run out, and leaves it in its place', async () => {
      const backend = await openBackend();
      const driver = await mountPicker({ backend, client: openClient(backend, { sleep: byClockOf(backend) }) });
      await driver.goTo('ready');
      expect(wordsOf(driver.root.querySelector('.slot'))).to.match(/14\sh, MSP des Tilleuls, 2 places$/);
      // 13:40:01 in Paris, twenty minutes before.
      await backend.advance(Date.parse('2026-11-10T12:40:01Z') - backend.now());
      await waitUntil(() => driver.root.querySelector('.slot[aria-disabled]'), 'too late');
      expect(wordsOf(driver.root.querySelector('.slot'))).to.match(/14\sh, MSP des Tilleuls, trop tard$/);
      expect(driver.root.querySelectorAll('.slot')).to.have.length(6);
      driver.root.querySelector<HTMLElement>('.slot')!.click();
      await driver.picker.updateComplete;
      expect(driver.picker.state).to.equal('ready');
    });

    it('says that it is too late, not that others were faster, when the notice of the last times has run out', async () => {
      const backend = await openBackend({ now: Date.parse('2026-11-10T14:15:00Z') });
      const driver = await mountPicker({ backend });
      await driver.goTo('reason');
      await driver.press('Fièvre', 'none');
      expect(driver.text).to.match(
        /trop tard pour réserver les derniers créneaux d’aujourd’hui.* au moins 20 min avant/,
      );
      expect(driver.text).not.to.include('pris');
    });

    it('says why a time cannot be booked when nobody has taken it', async () => {
      const driver = await states['not-bookable']();
      expect(driver.heading).to.equal('Il est trop tard pour réserver ce créneau');
      expect(driver.text).not.to.include('pris');
      await driver.press(/mardi 10 novembre, 14\sh 15/, 'held');
    });

    it('shows alternatives of one place and time as one, and takes whichever practice is free', async () => {
      const backend = await openBackend();
      const driver = await mountPicker({ backend, client: openClient(backend, { fetch: withoutLive(backend) }) });
      await driver.goTo('ready');
      const take = (practiceId: string, start: string) => backend.takeSeat(settings.id, { practiceId, start });
      for (const practiceId of ['a', 'b']) await take(practiceId, '2026-11-10T13:00:00Z');
      await driver.press(/14\sh, MSP/, 'taken');
      expect([...driver.root.querySelectorAll('.choice')].map(wordsOf)).to.deep.equal([
        'mardi 10 novembre, 14 h 15 MSP des Tilleuls, Orme-sur-Rive',
        'mardi 10 novembre, 14 h 30 MSP des Tilleuls, Orme-sur-Rive',
        'mardi 10 novembre, 14 h 45 MSP des Tilleuls, Orme-sur-Rive',
      ]);
      expect(driver.text).to.include('En voici 3 autres.');
      await take('a', '2026-11-10T13:15:00Z');
      await driver.press(/mardi 10 novembre, 14\sh 15/, 'held');
    });

    it('names each part of the day and the night once, in the order they come', async () => {
      const backend = await openBackend({
        // A Sunday, 13:30 in Paris.
        now: Date.parse('2026-11-29T12:30:00Z'),
        structures: [{ settings, territory: aroundTheClock, checklists: [checklist] }],
      });
      const driver = await mountPicker({ backend, properties: prefilled });
      await driver.press('Demander un rendez-vous', 'checklist');
      await driver.press('Aucun de ces signes', 'ready');
      const titles = [...driver.root.querySelectorAll('h4')];
      expect(titles.map((title) => wordsOf(title.querySelector('span')))).to.deep.equal([
        'cet après-midi',
        'ce soir',
        'cette nuit',
        'tôt demain matin',
        'demain matin',
        'demain après-midi',
        'demain soir',
      ]);
      expect(wordsOf(titles[2]!)).to.equal('cette nuit de dimanche à lundi 30 novembre, 6 places');
      expect(wordsOf(titles[3]!)).to.equal('tôt demain matin lundi 30 novembre, 2 places');
    });

    it('keeps open what the person opened, over live changes and other screens', async () => {
      const driver = await showTwoDays();
      laterDays(driver)[0]!.querySelector('summary')!.click();
      await waitUntil(() => laterDays(driver)[0]!.open);
      await driver.backend.takeSeat(settings.id, { practiceId: 'a', start: '2026-11-17T13:00:00Z' });
      await waitUntil(() => laterDays(driver)[0]!.textContent.includes('11 places'));
      expect(laterDays(driver)[0]!.open).to.be.true;
      await driver.press('Retour', 'reason');
      await driver.press('Fièvre', 'ready');
      expect(laterDays(driver)[0]!.open).to.be.true;
    });

    it('tells nothing suits from nothing is free', async () => {
      const driver = await states.ready();
      const select = driver.root.querySelector<HTMLSelectElement>('#commune')!;
      select.value = 'le-gue-blanc';
      select.dispatchEvent(new Event('change'));
      await driver.picker.updateComplete;
      await driver.press('Accès sans marche');
      const journey = driver.root.querySelector<HTMLSelectElement>('#journey')!;
      journey.value = '10';
      journey.dispatchEvent(new Event('change'));
      await driver.picker.updateComplete;
      expect(driver.text).to.include('Aucun créneau ne correspond à ces besoins');
      await driver.press('Retirer ces critères');
      expect(driver.text).to.include('MSP des Tilleuls').and.to.include('Cabinet du Gué');
    });

    it('forgets the commune and the journey with the other needs, in their lists too', async () => {
      const driver = await states.ready();
      const commune = () => driver.root.querySelector<HTMLSelectElement>('#commune')!;
      driver.choose({ commune: 'Le Gué-Blanc' });
      await driver.picker.updateComplete;
      driver.choose({ journey: '10 min au plus' });
      await driver.picker.updateComplete;
      await driver.press('Accès sans marche');
      await driver.press('Retirer ces critères');
      expect([commune().value, driver.root.querySelector('#journey')]).to.deep.equal(['', null]);
    });

    it('keeps the place of a slot that fills up while it is looked at', async () => {
      const driver = await states.ready();
      const slots = () => [...driver.root.querySelectorAll('.slot')];
      const before = slots().length;
      for (let seat = 0; seat < 2; seat++) {
        await driver.backend.takeSeat(settings.id, { practiceId: 'c', start: '2026-11-10T14:00:00Z' });
      }
      const slot = driver.find(/15\sh, Cabinet du Gué/);
      await waitUntil(() => slot.getAttribute('aria-disabled') === 'true', 'hears of it');
      expect(wordsOf(slot)).to.equal('mardi 10 novembre, 15 h, Cabinet du Gué, complet');
      expect(slots()).to.have.length(before);
      slot.click();
      expect(driver.picker.state).to.equal('ready');
    });

    it('says why nothing is free and when it is again', async () => {
      const { text } = await states.none();
      expect(text).to.include('Tous les créneaux sont pris');
      expect(text).to.include('Prochaine consultation : mardi 17 novembre, 14 h');
    });

    it('shows a seat that somebody gives back', async () => {
      const driver = await mountPicker();
      await driver.backend.fill(settings.id, 1);
      const other = openClient(driver.backend);
      const [last] = (await other.slots.list()).slots;
      const hold = await other.bookings.hold({ window: { from: last!.start, to: last!.end } });
      const second = await other.bookings.hold({ window: { from: last!.start, to: last!.end } });
      await driver.goTo('reason');
      await driver.press('Fièvre', 'none');
      await other.bookings.release(hold);
      await driver.reaches('ready');
      expect(wordsOf(driver.find(/15\sh\s30/))).to.include('1 place');
      await other.bookings.release(second);
    });

    it('offers others when somebody was faster', async () => {
      const driver = await states.taken();
      expect(driver.text).to.include('En voici 3 autres');
      expect(driver.root.querySelector('[role=status]')!.textContent).to.include('vient d’être pris');
      await driver.press(/14\sh.*MSP des Tilleuls/, 'held');
    });
  });

  describe('held seat', () => {
    it('says where, when and how long', async () => {
      const { text } = await states.held();
      expect(text).to.match(/mardi 10 novembre, 14\sh.*MSP des Tilleuls, Orme-sur-Rive/);
      expect(text).to.match(/Encore (5 min|4 min 59 s) pour confirmer/);
    });

    it('is spoken of at two minutes and at thirty seconds only', async () => {
      const driver = await states.held();
      const status = driver.root.querySelector('[role=status]')!;
      const said = () => status.textContent.trim();
      expect(said()).to.equal('');
      await driver.backend.advance(180_000);
      await waitUntil(() => /^Encore (2 min|1 min 5\d s)/.test(said()), `two minutes: ${said()}`);
      await driver.backend.advance(90_000);
      await waitUntil(() => /^Encore (30|2\d) s/.test(said()), `thirty seconds: ${said()}`);
    });

    it('can be taken again when it is over', async () => {
      const driver = await states.expired();
      await driver.press('Reprendre ce créneau', 'held');
    });

    it('is given back when another is wanted', async () => {
      const driver = await states.held();
      await driver.press('Choisir un autre créneau', 'ready');
      const { slots } = await openClient(driver.backend).slots.list();
      expect(slots.reduce((seats, { remaining }) => seats + remaining, 0)).to.equal(12);
    });
  });

  describe('person', () => {
    it('names what is missing and leads there', async () => {
      const driver = await states.mistakes();
      expect(driver.text).to.include('4 réponses à corriger');
      expect(driver.root.activeElement?.id).to.equal('summary');
      await driver.press('Indiquez une date de naissance');
      const field = driver.root.activeElement as HTMLInputElement;
      expect(field.id).to.equal('birthDate');
      expect(field.getAttribute('aria-invalid')).to.equal('true');
      const described = driver.root.getElementById(field.getAttribute('aria-describedby')!)!;
      expect(described.textContent).to.include('Indiquez une date de naissance');
    });

    it('keeps what was typed when the seat is lost', async () => {
      const driver = await states.held();
      driver.fill(person);
      await driver.backend.advance(301_000);
      await driver.reaches('expired');
      await driver.press('Reprendre ce créneau', 'held');
      expect(driver.root.querySelector<HTMLInputElement>('#phone')!.value).to.equal(person.phone);
      await driver.press('Confirmer', 'confirmed');
    });

    it('can be helped by the browser', async () => {
      const { root } = await showForm(await openBackend({ sendsMail: true }));
      const hints = [...root.querySelectorAll<HTMLElement>('input, select')].map((field) => [
        field.getAttribute('autocomplete'),
        field.inputMode,
      ]);
      expect(hints).to.deep.equal([
        ['family-name', ''],
        ['given-name', ''],
        ['bday', 'numeric'],
        ['tel', ''],
        ['email', ''],
        ['sex', ''],
        ['address-level2', ''],
        [null, ''],
      ]);
    });

    it('is asked for an address only by a structure that sends mail', async () => {
      const sending = await showForm(await openBackend({ sendsMail: true }));
      expect(sending.text).to.include('Pour recevoir la confirmation');
      const silent = await showForm(await openBackend());
      expect(silent.root.querySelector('#email')).to.be.null;
      expect(silent.text).not.to.include('Courriel');
      await silent.press('Confirmer', 'confirmed');
    });

    it('shows what the host says of privacy', async () => {
      const driver = await states.held();
      driver.picker.innerHTML = '<p slot="privacy">Vos droits</p>';
      const slot = driver.root.querySelector<HTMLSlotElement>('slot[name=privacy]')!;
      expect(slot.assignedElements().map((element) => element.textContent)).to.deep.equal(['Vos droits']);
    });
  });
});

/** The form, filled in by a host whose address is not one. */
async function showForm(backend: PageBackend): Promise<PickerDriver> {
  const driver = await mountPicker({ backend, properties: { ...prefilled, email: 'personne' } });
  await driver.press('Demander un rendez-vous', 'checklist');
  await driver.press('Aucun de ces signes', 'ready');
  await driver.press('Le premier créneau', 'held');
  return driver;
}

/** The picker over two afternoons, today's and that of next Tuesday; the Wednesday between is a public holiday. */
async function showTwoDays(): Promise<PickerDriver> {
  const rules = { ...territory.rules, maxHorizonDays: 7 };
  const structures = [{ settings, territory: { ...territory, rules }, checklists: [checklist] }];
  const driver = await mountPicker({ backend: await openBackend({ structures }) });
  await driver.goTo('ready');
  return driver;
}

/** Waits as long as the backend's clock says, which may be moved. */
function byClockOf(backend: PageBackend): Sleep {
  return async (milliseconds) => {
    const end = backend.now() + milliseconds;
    while (backend.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
  };
}

const aroundTheClock: Territory = {
  ...territory,
  rules: { ...territory.rules, maxHorizonDays: 1 },
  openings: [
    {
      practiceId: 'a',
      days: ['sun', 'mon'],
      from: '00:00',
      to: '24:00',
      slotsPerHour: 1,
    },
  ],
};

/** The folded half-days, below the person's needs. */
function laterDays({ root }: PickerDriver): HTMLDetailsElement[] {
  return [...root.querySelectorAll('details')].filter((details) => details.querySelector('h4'));
}

async function describeLinks(driver: Promise<PickerDriver>) {
  const { text, hrefs } = await driver.then((reached) => ({ text: reached.text, hrefs: reached.hrefs() }));
  return { text, hrefs };
}
