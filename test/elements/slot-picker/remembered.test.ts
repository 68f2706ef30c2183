import { expect } from '@open-wc/testing';
import type { Client } from '@relais/sdk';
import { openBackend, openClient } from '../support/backend.ts';
import { mountPicker, type PickerDriver } from '../support/picker.ts';
import { checklist, person } from '../support/structure.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { waitUntil } from '../support/wait.ts';

describe('a booking made on this device', () => {
  it('is shown first when the picker is shown again, with all that can be done with it', async () => {
    const { again, reference } = await book();
    const driver = await again();
    await driver.reaches('booking');
    expect(driver.heading).to.equal('Votre rendez-vous');
    expect(driver.text)
      .to.include(reference)
      .and.to.match(/mardi 10 novembre, 14\sh.*MSP des Tilleuls, Orme-sur-Rive/);
    expect(driver.text).not.to.include(person.familyName);
    for (const action of ['Ajouter à l’agenda', 'Déplacer', 'Annuler le rendez-vous'])
      expect(driver.find(action)).to.exist;
    await driver.press('Demander un autre rendez-vous', 'checklist');
  });

  it('is shown as it stands now, wherever it was moved', async () => {
    const { again, backend, link } = await book();
    const elsewhere = openClient(backend);
    const hold = await elsewhere.bookings.hold({ slot: { practiceId: 'c', start: '2026-11-10T14:30:00Z' } });
    await elsewhere.bookings.move(link, hold);
    const driver = await again();
    await driver.reaches('booking');
    expect(driver.text)
      .to.match(/15\sh\s30/)
      .and.to.include('Cabinet du Gué');
  });

  it('is said to be cancelled when it was, elsewhere, and once only', async () => {
    const { again, backend, link } = await book();
    await openClient(backend).bookings.cancel(link);
    await (await again()).reaches('cancelled');
    const later = await again();
    expect(later.picker.state).to.equal('start');
  });

  it('is shown from memory while nobody can be asked, and said to be old', async () => {
    const { again, backend, reference } = await book();
    backend.fail('offline');
    const driver = await again();
    await driver.reaches('remembered');
    expect(driver.text).to.include('a pu changer depuis').and.to.include(reference);
    expect(driver.text).to.match(/mardi 10 novembre, 14\sh.*MSP des Tilleuls, Orme-sur-Rive/);
    backend.fail(undefined);
    dispatchEvent(new Event('online'));
    await driver.reaches('booking');
  });

  it('is one of several, each with its own way in', async () => {
    const { again, backend, client } = await book();
    await bookAnother(client);
    const driver = await again();
    await driver.reaches('remembered');
    expect(driver.heading).to.equal('Vos rendez-vous');
    expect(driver.text).not.to.include('a pu changer depuis');
    const ways = [...driver.root.querySelectorAll('button')].map(wordsOf).filter((words) => words.startsWith('Voir'));
    expect(ways).to.deep.equal([
      'Voir ce rendez-vous, mardi 10 novembre, 14 h',
      'Voir ce rendez-vous, mardi 10 novembre, 15 h',
    ]);
    await expect(driver.picker).to.be.accessible();
    const [, second] = await client.bookings.remembered();
    await openClient(backend).bookings.cancel(second!);
    const later = await again();
    await later.reaches('remembered');
    expect(wordsOf(later.root.querySelectorAll('.ticket')[1]!)).to.include('Rendez-vous annulé');
    await (await again()).reaches('booking');
  });

  it('can be taken off a device that others use, and stays booked', async () => {
    const { again, backend, link, reference } = await book();
    const driver = await again();
    await driver.reaches('booking');
    await driver.press('Retirer de cet appareil', 'forgetting');
    await driver.press('Non, le garder', 'booking');
    await driver.press('Retirer de cet appareil', 'forgetting');
    await driver.press('Oui, retirer', 'forgotten');
    expect(driver.text).to.include(reference);
    expect((await again()).picker.state).to.equal('start');
    expect((await openClient(backend).bookings.open(link)).status).to.equal('confirmed');
  });

  it('gives way to the first screen once it is over', async () => {
    const { again, backend } = await book();
    await backend.advance(8 * 3_600_000);
    const driver = await again();
    await waitUntil(() => driver.picker.state === 'start', 'over');
    await driver.goTo('checklist');
  });

  it('costs the backend nothing where there is none', async () => {
    const backend = await openBackend();
    const asked: string[] = [];
    const fetch = (request: Request) => {
      asked.push(request.url);
      return backend.fetch(request);
    };
    localStorage.setItem('relais-booked  ', '1');
    const driver = await mountPicker({ backend, client: openClient(backend, { fetch }) });
    await waitUntil(() => driver.picker.state === 'start' && localStorage.length === 0, 'looked for');
    expect(asked).to.be.empty;
    await driver.goTo('checklist');
  });

  it('is forgotten where its link opens nothing any more', async () => {
    const { again, refuse } = await book();
    refuse(404, 'not-found');
    const driver = await again();
    await waitUntil(() => driver.picker.state === 'start', 'forgotten');
    expect(localStorage.length).to.equal(0);
  });

  it('is kept where its link is refused for another reason, and shown from memory', async () => {
    const { again, refuse, client, reference } = await book();
    refuse(403, 'forbidden');
    const driver = await again();
    await driver.reaches('remembered');
    expect(driver.text).to.include('a pu changer depuis').and.to.include(reference);
    expect(await client.bookings.remembered()).to.have.lengthOf(1);
  });

  it('comes after a link in the address, and after what a reload interrupted', async () => {
    const { again } = await book();
    location.hash = 'relais=nothing.rl_nobody';
    await (await again()).reaches('link-invalid');
  });
});

/** Somebody books on this device; `again` is the page they come back to, `refuse` makes a server that does not let the booking be read. */
async function book() {
  const backend = await openBackend();
  let refusal: { readonly status: number; readonly code: string } | undefined;
  const fetch = (request: Request) =>
    refusal && request.url.includes('/bookings/')
      ? Response.json({ type: 'about:blank', title: 'No', ...refusal }, { status: refusal.status })
      : backend.fetch(request);
  const client = openClient(backend, { fetch });
  const driver = await mountPicker({ backend, client });
  await driver.goTo('confirmed');
  const [link] = await client.bookings.remembered();
  const refuse = (status: number, code: string) => (refusal = { status, code });
  const again = (): Promise<PickerDriver> => {
    document.querySelectorAll('relais-slot-picker').forEach((picker) => picker.remove());
    return mountPicker({ backend, client });
  };
  return { backend, client, again, link: link!, reference: link!.reference, refuse };
}

async function bookAnother(client: Client): Promise<void> {
  const hold = await client.bookings.hold({ slot: { practiceId: 'c', start: '2026-11-10T14:00:00Z' } });
  await client.bookings.confirm(hold, {
    person: { ...person, familyName: 'Le Goff', birthDate: '1980-03-31', phone: '06 39 98 77 12' },
    reason: 'fever',
    checklistRun: { version: checklist.version, yes: [], answeredAt: '2026-11-10T08:40:00Z' },
  });
}
