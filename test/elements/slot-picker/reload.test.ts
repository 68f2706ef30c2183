import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { SlotPicker } from '@relais/elements';
import { createClient } from '@relais/sdk';
import { openBackend, openClient } from '../support/backend.ts';
import { PickerDriver } from '../support/picker.ts';
import type { Network } from '../support/pages/network.ts';
import { person, settings } from '../support/structure.ts';
import { waitUntil } from '../support/wait.ts';

type Fetch = Network['fetch'];

describe('a page that is loaded again', () => {
  it('takes up a booking whose answer was lost', async () => {
    let isCut = true;
    let lost = 0;
    const { open, reload } = await openPage((fetch) => async (request) => {
      const answer = await fetch(request);
      if (!isCut || !request.url.endsWith('/bookings')) return answer;
      lost += 1;
      throw new TypeError('Failed to fetch');
    });
    const before = await open();
    await before.goTo('held');
    before.fill(person);
    before.find('Confirmer').click();
    await waitUntil(() => lost > 0);
    const after = await reload();
    isCut = false;
    await after.reaches('confirmed');
    const { slots } = await after.client.slots.list();
    expect(slots.reduce((seats, { remaining }) => seats + remaining, 0)).to.equal(11);
  });

  it('takes up the seat that was held', async () => {
    const { open, reload } = await openPage();
    const before = await open();
    await before.goTo('held');
    const after = await reload();
    await after.reaches('checklist');
    await after.press('Aucun de ces signes', 'reason');
    await after.press('Fièvre', 'held');
    expect(after.text).to.include('Créneau retenu pour vous');
  });

  it('begins with the booking made before', async () => {
    const { open, reload } = await openPage();
    const before = await open();
    await before.goTo('confirmed');
    const after = await reload();
    await after.reaches('booking');
  });

  it('begins as any other when nothing was under way', async () => {
    const { open, reload } = await openPage();
    await (await open()).goTo('checklist');
    const after = await reload();
    expect(after.picker.state).to.equal('start');
  });
});

/** A page of its own inside this one, with a network of its own; it can be loaded again. */
async function openPage(wrap: (fetch: Fetch) => Fetch = (fetch) => fetch) {
  const backend = await openBackend();
  const network = { fetch: wrap(backend.fetch), now: () => backend.now(), structure: settings.id };
  window.network = network;
  // Where the page keeps its bookings is this browser's: others have been here.
  await createClient({ api: 'https://relais.test', ...network }).forget();
  const frame = await fixture<HTMLIFrameElement>(html`<iframe title="Page"></iframe>`);
  const drive = async (go: () => void) => {
    const loaded = oneEvent(frame, 'load');
    go();
    await loaded;
    const picker = frame.contentDocument!.querySelector<SlotPicker>('relais-slot-picker')!;
    await waitUntil(() => picker.shadowRoot?.querySelector('h2'), 'shows a picker');
    return new PickerDriver(picker, backend, openClient(backend));
  };
  return {
    open: () => drive(() => (frame.src = new URL('../support/pages/reload.html', import.meta.url).pathname)),
    reload: () => drive(() => frame.contentWindow!.location.reload()),
  };
}
