import { ContextProvider } from '@lit/context';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { clientContext } from '@relais/elements';
import { Visitor } from '../../../stories/support/visitor.ts';
import { openBackend, openClient } from '../support/backend.ts';
import { mountPicker } from '../support/picker.ts';
import { states } from '../support/states.ts';
import { settings } from '../support/structure.ts';
import { waitUntil } from '../support/wait.ts';

const SITE = 'https://www.mairie.example';

/** What is written to the console as an error while `work` goes on. */
async function errorsDuring(work: () => Promise<void>): Promise<string[]> {
  const { error } = console;
  const said: string[] = [];
  console.error = (...words: unknown[]) => void said.push(words.join(' '));
  try {
    await work();
  } finally {
    console.error = error;
  }
  return said;
}

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

    it('is told at once where the agenda has never answered, with two more tries and whom the page says to call', async () => {
      const backend = await openBackend();
      let asked = 0;
      const waits: number[] = [];
      const client = openClient(backend, {
        fetch: () => {
          asked += 1;
          return Promise.reject(new TypeError('Failed to fetch'));
        },
        sleep: (milliseconds, signal) => {
          if (milliseconds >= 10_000) return new Promise((_, reject) => signal?.addEventListener('abort', reject));
          waits.push(milliseconds);
          return Promise.resolve();
        },
      });
      const driver = await mountPicker({ backend, client });
      const call = Object.assign(document.createElement('a'), {
        href: 'tel:+33465711234',
        textContent: '04 65 71 12 34',
      });
      driver.picker.append(call);
      expect(call.checkVisibility()).to.equal(false);
      await driver.press('Demander un rendez-vous', 'unreachable');
      expect(call.checkVisibility()).to.equal(true);
      expect(asked).to.equal(3);
      expect(waits.reduce((sum, wait) => sum + wait)).to.be.below(1500);
    });

    it('is told to the page too where the rest of the picker cannot be loaded', async () => {
      const host = await fixture<HTMLElement>(html`<div></div>`);
      const load = (): Promise<never> => Promise.reject(new Error('Failed to fetch a module'));
      new ContextProvider(host, { context: clientContext, initialValue: { load } });
      const picker = document.createElement('relais-slot-picker');
      host.append(picker);
      await picker.updateComplete;
      const failed = oneEvent(picker, 'relais-error');
      picker.append(
        Object.assign(document.createElement('a'), { href: 'tel:+33465711234', textContent: '04 65 71 12 34' }),
      );
      await new Visitor(picker).press('Demander un rendez-vous', 'unreachable');
      expect(picker.querySelector('a')?.checkVisibility()).to.equal(true);
      expect((await failed).detail).to.deep.equal({ code: 'unreachable' });
    });

    it('names the code of what it does not know', async () => {
      const { text } = await states.failed();
      expect(text).to.include('moved-to-the-moon');
    });

    it('tells whoever keeps the page of an address that can never be asked', async () => {
      const backend = await openBackend();
      const driver = await mountPicker({ backend, client: openClient(backend, { api: 'htps://agenda.example' }) });
      backend.fail('offline');
      const errors = await errorsDuring(() => driver.press('Demander un rendez-vous', 'misconfigured'));
      expect(errors).to.have.length(1);
      expect(errors[0]).to.include('htps://agenda.example').and.to.include('neither http nor https');
    });
  });

  describe('on a site that may not book', () => {
    it('says so at once, before anything is asked of the person', async () => {
      const backend = await openBackend({ origin: SITE });
      const asked: string[] = [];
      const fetch = (request: Request): Promise<Response> => {
        asked.push(`${request.method} ${new URL(request.url).pathname}`);
        return backend.fetch(request);
      };
      const driver = await mountPicker({ backend, client: openClient(backend, { fetch }) });
      const failed = oneEvent(driver.picker, 'relais-error');
      await driver.press('Demander un rendez-vous', 'site-not-allowed');
      expect(asked).to.deep.equal([`GET /api/v1/structures/${settings.id}`]);
      expect((await failed).detail).to.deep.equal({ code: 'site-not-allowed' });
    });

    it('tells the patient whom to call, and whoever keeps the site what to have added', async () => {
      const driver = await states['site-not-allowed']();
      expect(driver.heading).to.equal('La réservation n’est pas ouverte sur ce site');
      expect(driver.text).to.include('appelez la structure').and.to.include('réglages');
      expect(driver.hrefs().some((href) => href.startsWith('tel:'))).to.be.true;
      const codes = [...driver.root.querySelectorAll('code')].map((code) => code.textContent);
      expect(codes).to.deep.equal([SITE, `"origins": ["${SITE}"]`, `RELAIS_ORIGINS=${SITE}`]);
      driver.picker.language = 'en';
      await waitUntil(() => driver.heading === 'Booking is not open on this site');
      expect(driver.text).to.include('call the structure').and.to.include('The administrator');
    });

    it('writes the same once to the console', async () => {
      const errors = await errorsDuring(async () => {
        const driver = await states['site-not-allowed']();
        await driver.press('Réessayer', 'site-not-allowed');
      });
      expect(errors).to.have.length(1);
      for (const word of [SITE, '"origins"', `RELAIS_ORIGINS=${SITE}`, settings.id]) expect(errors[0]).to.include(word);
    });

    it('says of a page without an address that it has none', async () => {
      const driver = await mountPicker({ backend: await openBackend({ origin: 'null' }) });
      await driver.press('Demander un rendez-vous', 'site-not-allowed');
      expect(driver.text).to.include('un fichier ouvert tel quel');
      expect(driver.root.querySelector('code')).to.equal(null);
    });

    it('goes on once the administrator has added it', async () => {
      const driver = await states['site-not-allowed']();
      const token = await driver.backend.signToken('structureAdmin', settings.id);
      const { status } = await driver.backend.fetch(`https://relais.test/api/v1/structures/${settings.id}/settings`, {
        method: 'PUT',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': 'once',
        },
        body: JSON.stringify({ ...settings, origins: [SITE] }),
      });
      expect(status).to.equal(204);
      await driver.press('Réessayer', 'checklist');
      await driver.press('Aucun de ces signes', 'reason');
      await driver.press('Fièvre', 'ready');
      await driver.press('Le premier créneau', 'held');
    });

    it('shows a booking to its link, and says why it cannot be cancelled here', async () => {
      const away = await openBackend({ origin: SITE });
      const token = await away.signToken('secretary', settings.id);
      const desk = openClient(away, { getToken: () => token });
      const hold = await desk.bookings.hold({ slot: { practiceId: 'a', start: '2026-11-10T13:00:00Z' } });
      const { checklist } = await desk.structure.describe();
      const booking = await desk.bookings.confirm(hold, {
        person: { familyName: 'Delaunay', givenName: 'Ode', birthDate: '1980-03-31', phone: '06 39 98 12 34' },
        reason: settings.reasons![0]!.code,
        checklistRun: { version: checklist!.version, yes: [], answeredAt: '2026-11-10T08:40:00Z' },
      });
      location.hash = `relais=${booking.id}.${booking.token}`;
      const driver = await mountPicker({ backend: away, client: openClient(away) });
      await driver.reaches('booking');
      await driver.press('Annuler le rendez-vous', 'cancelling');
      await driver.press('Oui, annuler', 'site-not-allowed');
    });

    it('lets a professional of the structure book', async () => {
      const backend = await openBackend({ origin: SITE });
      const token = await backend.signToken('secretary', settings.id);
      const driver = await mountPicker({ backend, client: openClient(backend, { getToken: () => token }) });
      await driver.goTo('held');
    });
  });
});
