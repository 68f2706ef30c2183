import type { SlotPicker } from '@relais/elements';
import { openBackend, openClient, withoutLive } from './backend.ts';
import { mountPicker, type PickerDriver } from './picker.ts';
import { NOW, person, settings, territory } from './structure.ts';

/** Each state of the picker, reached as it is in life: by what people do and by what the backend and the network then are. */
export const states: {
  readonly [Name in SlotPicker['state'] | 'mistakes' | 'answers' | 'mail-failed']: () => Promise<PickerDriver>;
} = {
  start: () => mountPicker(),

  async loading() {
    const backend = await openBackend({ latencyMs: 60_000 });
    const driver = await mountPicker({ backend });
    await driver.press('Demander un rendez-vous', 'loading');
    return driver;
  },

  checklist: () => walkTo('checklist'),
  urgent: () => tick('Une douleur', 'urgent'),
  callback: () => tick('Un mollet', 'callback', 'Continuer'),
  attending: () => tick('Un renouvellement', 'attending', 'Continuer'),
  reason: () => walkTo('reason'),
  ready: () => walkTo('ready'),
  held: () => walkTo('held'),
  confirmed: () => walkTo('confirmed'),

  async 'checklist-missing'() {
    const driver = await mountPicker({ backend: await openBackend({ structures: [{ settings, territory }] }) });
    await driver.press('Demander un rendez-vous', 'checklist-missing');
    return driver;
  },

  async none() {
    const driver = await walkTo('reason');
    await driver.backend.fill(settings.id);
    await driver.press('Fièvre', 'none');
    return driver;
  },

  async closed() {
    // 17:00 in Paris: the last consultation began at 15:30.
    const driver = await mountPicker({ backend: await openBackend({ now: Date.parse('2026-11-10T16:00:00Z') }) });
    await driver.goTo('reason');
    await driver.press('Fièvre', 'closed');
    return driver;
  },

  async mistakes() {
    const driver = await walkTo('held');
    driver.fill({ birthDate: '31/02/1980' });
    await driver.press('Confirmer');
    return driver;
  },

  async answers() {
    const driver = await walkTo('held');
    await driver.press('Questions facultatives');
    driver.choose({ sex: 'Femme', commune: 'Le Gué-Blanc', attendingDoctor: 'Oui, ailleurs' });
    return driver;
  },

  async expired() {
    const driver = await walkTo('held');
    await driver.backend.advance(301_000);
    await driver.reaches('expired');
    return driver;
  },

  async taken() {
    const backend = await openBackend();
    // A list that hears of nothing is a list that grows old, as behind a proxy that cuts streams.
    const driver = await mountPicker({ backend, client: openClient(backend, { fetch: withoutLive(backend) }) });
    await driver.goTo('ready');
    for (const start of ['2026-11-10T14:00:00Z', '2026-11-10T14:00:00Z']) {
      await backend.takeSeat(settings.id, { practiceId: 'c', start });
    }
    await driver.press(/15\sh, Cabinet du Gué/, 'taken');
    return driver;
  },

  async 'not-bookable'() {
    const backend = await openBackend();
    const client = openClient(backend, { now: () => NOW });
    const driver = await mountPicker({ backend, client });
    await driver.goTo('ready');
    // 13:45 in Paris, a quarter of an hour before the first start; the device sleeps, and its clock with it.
    await backend.advance(Date.parse('2026-11-10T12:45:00Z') - NOW);
    await driver.press(/14\sh, MSP/, 'not-bookable');
    return driver;
  },

  async duplicate() {
    const first = await walkTo('confirmed');
    const driver = await mountPicker({ backend: first.backend, client: first.client });
    await driver.reaches('booking');
    await driver.press('Demander un autre rendez-vous', 'checklist');
    await driver.goOn('held');
    driver.fill(person);
    await driver.press('Confirmer', 'duplicate');
    return driver;
  },

  async 'possible-duplicate'() {
    const first = await walkTo('confirmed');
    first.picker.remove();
    const driver = await mountPicker({ backend: first.backend, client: first.client });
    await driver.goTo('held');
    driver.fill({ ...person, givenName: 'Capucien' });
    await driver.press('Confirmer', 'possible-duplicate');
    return driver;
  },

  async 'mail-failed'() {
    const driver = await mountPicker({
      backend: await openBackend({ sendsMail: true }),
      properties: { email: 'capucine@example.org' },
    });
    await driver.goTo('confirmed');
    await driver.backend.settleMail('failed');
    dispatchEvent(new Event('visibilitychange'));
    await driver.says('n’a pas pu partir');
    return driver;
  },

  async offline() {
    const backend = await openBackend();
    let isOnline = true;
    const client = openClient(backend, { isOnline: () => isOnline });
    const driver = await mountPicker({ backend, client });
    await driver.goTo('reason');
    isOnline = false;
    backend.fail('offline');
    await driver.press('Fièvre', 'offline');
    isOnline = true;
    return driver;
  },

  async unreachable() {
    const driver = await walkTo('reason');
    driver.backend.fail('unavailable');
    await driver.press('Fièvre', 'unreachable');
    return driver;
  },

  async waiting() {
    const driver = await walkTo('ready');
    for (const practiceId of ['a', 'b']) {
      await driver.client.bookings.hold({ slot: { practiceId, start: '2026-11-10T13:00:00Z' } });
    }
    await driver.press('Le premier créneau', 'waiting');
    return driver;
  },

  async failed() {
    const backend = await openBackend();
    const problem = { type: 'about:blank', title: 'Moved to the moon', status: 409, code: 'moved-to-the-moon' };
    const fetch = (request: Request) =>
      request.method === 'POST'
        ? Response.json(problem, { status: 409, headers: { 'Content-Type': 'application/problem+json' } })
        : backend.fetch(request);
    const driver = await mountPicker({ backend, client: openClient(backend, { fetch }) });
    await driver.goTo('ready');
    await driver.press('Le premier créneau', 'failed');
    return driver;
  },

  async 'site-not-allowed'() {
    const driver = await mountPicker({ backend: await openBackend({ origin: 'https://www.mairie.example' }) });
    await driver.press('Demander un rendez-vous', 'site-not-allowed');
    return driver;
  },

  async misconfigured() {
    const backend = await openBackend();
    const driver = await mountPicker({ backend, client: openClient(backend, { structure: 'nowhere' }) });
    await driver.press('Demander un rendez-vous', 'misconfigured');
    return driver;
  },

  async 'link-invalid'() {
    const driver = await walkTo('checklist');
    location.hash = 'relais=nothing.rl_nobody';
    await driver.reaches('link-invalid');
    return driver;
  },

  async remembered() {
    const { backend, client } = await walkTo('confirmed');
    backend.fail('unavailable');
    const driver = await mountPicker({ backend, client });
    await driver.reaches('remembered');
    backend.fail(undefined);
    return driver;
  },

  async forgetting() {
    const driver = await walkTo('confirmed');
    await driver.press('Retirer de cet appareil', 'forgetting');
    return driver;
  },

  async forgotten() {
    const driver = await states.forgetting();
    await driver.press('Oui, retirer', 'forgotten');
    return driver;
  },

  async booking() {
    const { backend, client } = await walkTo('confirmed');
    await followLink({ backend, client });
    const driver = await mountPicker({ backend, client: openClient(backend) });
    await driver.reaches('booking');
    return driver;
  },

  async 'too-late'() {
    const { backend, client } = await walkTo('confirmed');
    await followLink({ backend, client });
    // Ten minutes before the visit, and the deadline was at thirty.
    await backend.advance(Date.parse('2026-11-10T12:50:00Z') - NOW);
    const driver = await mountPicker({ backend, client: openClient(backend) });
    await driver.reaches('too-late');
    return driver;
  },

  async moving() {
    const driver = await walkTo('confirmed');
    await driver.press('Déplacer', 'moving');
    return driver;
  },

  async moved() {
    const driver = await states.moving();
    await driver.press(/15\sh 30/, 'held');
    await driver.press('Déplacer le rendez-vous', 'moved');
    return driver;
  },

  async cancelling() {
    const driver = await walkTo('confirmed');
    await driver.press('Annuler le rendez-vous', 'cancelling');
    return driver;
  },

  async cancelled() {
    const driver = await states.cancelling();
    await driver.press('Oui, annuler', 'cancelled');
    return driver;
  },
};

async function walkTo(state: Parameters<PickerDriver['goTo']>[0]): Promise<PickerDriver> {
  const driver = await mountPicker();
  await driver.goTo(state);
  return driver;
}

async function tick(sign: string, next: SlotPicker['state'], then?: string): Promise<PickerDriver> {
  const driver = await walkTo('checklist');
  await driver.press(sign, then ? 'checklist' : next);
  if (then) await driver.press(then, next);
  return driver;
}

/** Puts the link of the booking made on this device in the page's address. */
async function followLink({ client }: Pick<PickerDriver, 'backend' | 'client'>): Promise<void> {
  const [link] = await client.bookings.remembered();
  document.querySelectorAll('relais-slot-picker').forEach((picker) => picker.remove());
  location.hash = `relais=${link!.bookingId}.${link!.token}`;
}
