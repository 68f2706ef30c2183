import { aTimeout, expect } from '@open-wc/testing';
import { memoryStorage, type Client } from '@relais/sdk';
import type { PageBackend } from '@relais/server/page';
import type { Prefill } from '../../../../packages/elements/src/slot-picker/booking/picker-options.ts';
import { SlotPickerController } from '../../../../packages/elements/src/slot-picker/booking/slot-picker-controller.ts';
import type { StateOf } from '../../../../packages/elements/src/slot-picker/booking/picker-state.ts';
import { fr } from '../../../../packages/elements/src/slot-picker/words/fr.ts';
import { openBackend, openClient } from '../../support/backend.ts';
import { BareHost, HandClock } from '../../support/host.ts';
import { NOW, person, settings } from '../../support/structure.ts';
import { waitUntil } from '../../support/wait.ts';

interface Setting {
  client?: (backend: PageBackend) => Client;
  prefill?: Prefill;
  backend?: PageBackend;
}

/** A controller on a host that draws nothing, over the real backend. */
async function setUp({ client: connect = openClient, prefill, backend: known }: Setting = {}) {
  const backend = known ?? (await openBackend());
  const client = connect(backend);
  const host = new BareHost();
  const clock = new HandClock(NOW);
  const said: string[] = [];
  const noted: boolean[] = [];
  const mark = { isSet: false, set: (isUnderWay: boolean) => (mark.isSet = isUnderWay) };
  const picker = new SlotPickerController(host, {
    client,
    language: () => 'fr',
    prefill: prefill ?? { ...person, reason: 'fever' },
    mark,
    noteBookings: (areThere) => noted.push(areThere),
    say: (text) => said.push(text(fr)),
    every: clock.every,
  });
  host.connect();
  const hold = () => (picker.state as StateOf<'held'>).hold;
  const toSeats = async () => {
    await picker.start();
    picker.endChecklist();
    await waitUntil(() => picker.state.name === 'ready', 'ready', { interval: 5 });
  };
  const toHeld = async () => {
    await toSeats();
    await picker.holdWindow(picker.slots);
  };
  return { backend, client, host, clock, said, noted, mark, picker, hold, toSeats, toHeld };
}

/** A backend that refuses some requests, as a server of another day may. */
function refusing(method: string, path: RegExp, status: number, problem: object) {
  return (backend: PageBackend) =>
    openClient(backend, {
      fetch: (request) =>
        request.method === method && path.test(request.url)
          ? Response.json({ type: 'about:blank', title: 'No', status, ...problem }, { status })
          : backend.fetch(request),
    });
}

/** Pages of one device, on a network that loses the answers to one kind of request as told. */
function keeping(path: RegExp) {
  let isCut = false;
  const storage = memoryStorage();
  const client = (backend: PageBackend) =>
    openClient(backend, {
      storage,
      fetch: async (request) => {
        const answer = await backend.fetch(request);
        if (isCut && path.test(request.url)) throw new TypeError('Failed to fetch');
        return answer;
      },
    });
  return { client, cut: (isNow: boolean) => (isCut = isNow) };
}

interface Window {
  readonly from: string;
  readonly to: string;
}

/** A network on which the answer to one kind of request comes when told to. */
function slow(path: RegExp) {
  const arrival = Promise.withResolvers<undefined>();
  const answer = Promise.withResolvers<undefined>();
  const asked: string[] = [];
  const client = (backend: PageBackend) =>
    openClient(backend, {
      fetch: async (request) => {
        asked.push(request.url);
        if (!path.test(request.url)) return backend.fetch(request);
        arrival.resolve(undefined);
        await answer.promise;
        return backend.fetch(request);
      },
    });
  return { client, asked, reached: arrival.promise, answer: () => answer.resolve(undefined) };
}

/** Takes every seat but one of this slot. */
async function fillBut(backend: PageBackend, practiceId: string, start: string): Promise<void> {
  for (const slot of (await openClient(backend).slots.list()).slots) {
    const spared = slot.practiceId === practiceId && slot.start === start ? 1 : 0;
    for (let seat = spared; seat < slot.remaining; seat++) await backend.takeSeat(settings.id, slot);
  }
}

async function countSeats(backend: PageBackend): Promise<number> {
  const { slots } = await openClient(backend).slots.list();
  return slots.reduce((seats, { remaining }) => seats + remaining, 0);
}

describe('SlotPickerController', () => {
  it('leads from the checklist to a booking', async () => {
    const { picker, hold, toHeld } = await setUp();
    await toHeld();
    await picker.confirm(hold());
    expect(picker.state.name).to.equal('confirmed');
  });

  it('does one thing at a time', async () => {
    const { backend, picker, toSeats } = await setUp();
    await toSeats();
    await Promise.all([picker.holdWindow(picker.slots), picker.holdWindow(picker.slots)]);
    expect(await countSeats(backend)).to.equal(11);
  });

  it('does not confirm a person with mistakes', async () => {
    const { picker, hold, toHeld } = await setUp({ prefill: { reason: 'fever' } });
    await toHeld();
    await picker.confirm(hold());
    expect([picker.state.name, picker.focusTarget]).to.deep.equal(['held', 'summary']);
    expect(picker.faults).to.deep.equal(['familyName', 'givenName', 'birthDate', 'phone']);
  });

  it('gives the server’s remarks on a person back to their fields', async () => {
    const faults = [{ path: 'person.phone', message: 'Not a telephone number' }];
    const client = refusing('POST', /bookings$/, 400, { code: 'invalid-request', faults });
    const { picker, hold, toHeld } = await setUp({ client });
    await toHeld();
    await picker.confirm(hold());
    expect([picker.state.name, picker.faults]).to.deep.equal(['held', ['phone']]);
  });

  it('keeps the seat while it is asked whether it is the same person, and no longer than it is held', async () => {
    const { backend, client, picker, hold, clock, toHeld } = await setUp();
    await toHeld();
    await picker.confirm(hold());
    const {
      picker: second,
      hold: secondHold,
      toHeld: again,
    } = await setUp({
      backend,
      client: () => client,
      prefill: { ...person, reason: 'fever', givenName: 'Capucien' },
    });
    await again();
    await second.confirm(secondHold());
    expect(second.state).to.include({ name: 'possible-duplicate' });
    expect(await countSeats(backend)).to.equal(10);
    await second.confirm(secondHold());
    expect(second.state).to.include({ name: 'possible-duplicate' });
    clock.pass(1);
    await second.confirm(secondHold(), true);
    expect(second.state.name).to.equal('confirmed');
  });

  it('expires while it is asked whether it is the same person', async () => {
    const client = refusing('POST', /bookings$/, 409, { code: 'possible-duplicate' });
    const { backend, picker, clock, hold, toHeld } = await setUp({ client });
    await toHeld();
    await picker.confirm(hold());
    expect(picker.state.name).to.equal('possible-duplicate');
    await backend.advance(301_000);
    clock.pass(1);
    expect(picker.state.name).to.equal('expired');
  });

  it('reads once more, a quarter of a minute later, whether the mail has left', async () => {
    const backend = await openBackend({ sendsMail: true });
    const read: string[] = [];
    const client = () =>
      openClient(backend, {
        fetch: (request) => {
          if (request.method === 'GET' && /bookings\/\w+$/.test(request.url)) read.push(request.url);
          return backend.fetch(request);
        },
      });
    const prefill = { ...person, reason: 'fever', email: 'capucine@example.org' };
    const { picker, clock, hold, said, host, toHeld } = await setUp({ backend, client, prefill });
    await toHeld();
    await picker.confirm(hold());
    await backend.settleMail('failed');
    await backend.advance(14_000);
    clock.pass(1);
    expect(read).to.be.empty;
    await backend.advance(1_000);
    clock.pass(1);
    const mail = () => (picker.state as StateOf<'confirmed'>).booking.mail;
    await waitUntil(() => mail() === 'failed', 'failed', { interval: 5 });
    expect([picker.state.name, read.length, said.at(-1)]).to.deep.equal(['confirmed', 1, fr.mailFailed]);
    globalThis.dispatchEvent(new Event('visibilitychange'));
    await backend.advance(60_000);
    clock.pass(1);
    host.disconnect();
    expect([read.length, clock.timers]).to.deep.equal([1, 0]);
  });

  it('follows the server where the checklist does not lead to a booking', async () => {
    const problem = { code: 'checklist-blocks-booking', outcome: 'clinician-callback' };
    const { picker, hold, toHeld } = await setUp({ client: refusing('POST', /bookings$/, 422, problem) });
    await toHeld();
    await picker.confirm(hold());
    expect(picker.state.name).to.equal('callback');
  });

  it('looks for another seat where the place held lacks what the answers ask for', async () => {
    const problem = { code: 'checklist-blocks-booking', outcome: 'continue' };
    const { picker, hold, toHeld } = await setUp({ client: refusing('POST', /bookings$/, 422, problem) });
    await toHeld();
    await picker.confirm(hold());
    expect(picker.state).to.deep.equal({ name: 'ready', isUnsuited: true });
  });

  it('gives back a seat whose place the new answers rule out, and says so', async () => {
    const { backend, picker, hold, toSeats } = await setUp();
    await toSeats();
    await picker.holdSlot({ practiceId: 'c', start: '2026-11-10T14:30:00Z' });
    expect(hold().seat.siteId).to.equal('s2');
    picker.showChecklist();
    picker.tick('wound', true);
    picker.endChecklist();
    await waitUntil(() => picker.state.name === 'ready', 'ready', { interval: 5 });
    expect(picker.state).to.include({ isUnsuited: true });
    expect(picker.slots.every(({ siteId }) => siteId === 's1')).to.be.true;
    expect(await countSeats(backend)).to.equal(12);
  });

  it('leaves the number 15 on screen when a seat asked for before arrives, and gives the seat back', async () => {
    const network = slow(/holds$/);
    const { backend, picker, toSeats } = await setUp({ client: network.client });
    await toSeats();
    const asked = picker.holdSlot(picker.slots[0]!);
    await network.reached;
    picker.leaveSeats();
    picker.tick('chest', true);
    expect(picker.state.name).to.equal('urgent');
    network.answer();
    await asked;
    expect(picker.state.name).to.equal('urgent');
    expect(await countSeats(backend)).to.equal(12);
  });

  it('leaves the number 15 on screen when a seat asked for before fails', async () => {
    const network = slow(/holds$/);
    const { backend, picker, toSeats } = await setUp({ client: network.client });
    await toSeats();
    const asked = picker.holdSlot(picker.slots[0]!);
    await network.reached;
    picker.leaveSeats();
    picker.tick('chest', true);
    backend.fail('unavailable');
    network.answer();
    await asked;
    expect(picker.state.name).to.equal('urgent');
  });

  it('shows the seats to a person who went back and answered again while one was on its way', async () => {
    const network = slow(/holds$/);
    const { picker, toSeats } = await setUp({ client: network.client });
    await toSeats();
    void picker.holdSlot(picker.slots[0]!);
    await network.reached;
    picker.leaveSeats();
    picker.endChecklist();
    network.answer();
    await waitUntil(() => picker.state.name === 'ready', 'ready', { interval: 5 });
  });

  it('takes the last seat of all, although the list empties before the answer', async () => {
    const { backend, picker, toSeats } = await setUp({
      client: (behind) =>
        openClient(behind, {
          fetch: async (request) => {
            const answer = await behind.fetch(request);
            if (request.url.endsWith('/holds')) {
              await waitUntil(() => picker.slots.every(({ remaining }) => remaining === 0), 'empty', { interval: 5 });
            }
            return answer;
          },
        }),
    });
    await toSeats();
    await fillBut(backend, 'c', '2026-11-10T14:30:00Z');
    await waitUntil(() => picker.slots.filter(({ remaining }) => remaining > 0).length === 1, 'one', { interval: 5 });
    await picker.holdSlot({ practiceId: 'c', start: '2026-11-10T14:30:00Z' });
    expect(picker.state.name).to.equal('held');
  });

  it('does not take a person off the question whether to cancel when a calendar arrives', async () => {
    const network = slow(/calendar$/);
    const { picker, hold, toHeld } = await setUp({ client: network.client });
    await toHeld();
    await picker.confirm(hold());
    const opened = picker.state as StateOf<'confirmed'>;
    const calendar = picker.readCalendar(opened.link);
    await network.reached;
    picker.askCancel(opened);
    network.answer();
    await calendar;
    expect(picker.state.name).to.equal('cancelling');
  });

  it('asks for no other start than the one that was pressed', async () => {
    const asked: Window[] = [];
    const { backend, picker, toSeats } = await setUp({
      client: (behind) =>
        openClient(behind, {
          fetch: async (request) => {
            if (request.url.endsWith('/holds'))
              asked.push(((await request.clone().json()) as { window: Window }).window);
            return behind.fetch(request);
          },
        }),
    });
    await toSeats();
    const [site] = picker.structure.sites;
    const slots = picker.slots.filter(({ start }) => start === '2026-11-10T13:00:00Z');
    for (const { practiceId, start } of slots) await backend.takeSeat(settings.id, { practiceId, start });
    await picker.holdChoice({ start: slots[0]!.start, site: site!, slots, seats: 2 });
    expect(asked).to.deep.equal([{ from: '2026-11-10T13:00:00Z', to: '2026-11-10T13:00:01Z' }]);
    expect(picker.state.name).to.equal('taken');
  });

  it('says that a professional’s session is over, unless a link was opened', async () => {
    const client = refusing('POST', /holds$/, 401, { code: 'unauthenticated' });
    const { picker, toSeats } = await setUp({ client });
    await toSeats();
    await picker.holdSlot(picker.slots[0]!);
    expect(picker.state).to.deep.equal({ name: 'failed', code: 'session' });
    await picker.open({ bookingId: 'nothing', token: 'rl_nobody' });
    expect(picker.state.name).to.equal('link-invalid');
  });

  it('gives its seat back and leaves nothing behind when it is over', async () => {
    const { backend, host, clock, picker, toHeld } = await setUp();
    await toHeld();
    expect(clock.timers).to.equal(1);
    await picker.dispose();
    expect([clock.timers, host.controllers.size]).to.deep.equal([0, 0]);
    expect(await countSeats(backend)).to.equal(12);
  });

  it('asks for no list when it ends while the seat is given back', async () => {
    const network = slow(/holds\/[^/]+$/);
    const { picker, toHeld } = await setUp({ client: network.client });
    await toHeld();
    void picker.showSeats();
    await network.reached;
    const over = picker.dispose();
    const before = network.asked.length;
    network.answer();
    await over;
    expect(network.asked.slice(before)).to.be.empty;
  });

  it('does not try again by itself when it is over', async () => {
    const problem = { code: 'rate-limited', retryAfter: 90 };
    const { picker, clock, toSeats } = await setUp({ client: refusing('POST', /holds$/, 429, problem) });
    await toSeats();
    void picker.holdSlot(picker.slots[0]!);
    await picker.dispose();
    expect(clock.timers).to.equal(0);
  });

  it('gives back a seat that arrives when it is over', async () => {
    const network = slow(/holds$/);
    const { backend, picker, clock, toSeats } = await setUp({ client: network.client });
    await toSeats();
    void picker.holdSlot(picker.slots[0]!);
    await network.reached;
    const over = picker.dispose();
    network.answer();
    await over;
    expect(clock.timers).to.equal(0);
    expect(await countSeats(backend)).to.equal(12);
  });

  it('takes up the seat whose answer a reload cost', async () => {
    const { client, cut } = keeping(/holds$/);
    const before = await setUp({ client });
    await before.toSeats();
    cut(true);
    await before.picker.holdSlot({ practiceId: 'c', start: '2026-11-10T14:30:00Z' });
    expect(before.picker.state.name).to.equal('unreachable');
    cut(false);
    const after = await setUp({ client, backend: before.backend });
    await after.picker.start();
    expect([after.picker.state.name, after.mark.isSet]).to.deep.equal(['checklist', true]);
    after.picker.endChecklist();
    await waitUntil(() => after.picker.state.name === 'held', 'held', { interval: 5 });
    expect(after.hold().seat).to.include({ practiceId: 'c', start: '2026-11-10T14:30:00Z' });
  });

  it('opens the booking a reload left half cancelled by its own link', async () => {
    const { client, cut } = keeping(/bookings\/[^/]+$/);
    const before = await setUp({ client });
    await before.toHeld();
    await before.picker.confirm(before.hold());
    const opened = before.picker.state as StateOf<'confirmed'>;
    await before.client.bookings.forget(opened.booking.id);
    cut(true);
    await before.picker.cancel(opened);
    cut(false);
    const after = await setUp({ client, backend: before.backend });
    await after.picker.start();
    expect(after.picker.state).to.deep.include({ name: 'cancelled', link: opened.link });
  });

  it('calls an answer that is not the contract’s unreachable', async () => {
    const client = (backend: PageBackend) =>
      openClient(backend, {
        fetch: (request) => (request.url.includes('/slots') ? new Response('<h1>Wi-Fi</h1>') : backend.fetch(request)),
      });
    const { picker } = await setUp({ client });
    await picker.start();
    picker.endChecklist();
    await waitUntil(() => picker.state.name === 'unreachable', 'unreachable', { interval: 5 });
  });

  it('waits as long as the server asks, then goes on by itself', async () => {
    let isBusy = true;
    const client = (backend: PageBackend) =>
      openClient(backend, {
        fetch: (request) =>
          isBusy && request.url.endsWith('/holds')
            ? Response.json(
                { type: 'about:blank', title: 'Too many requests', status: 429, code: 'rate-limited', retryAfter: 90 },
                { status: 429, headers: { 'Retry-After': '90' } },
              )
            : backend.fetch(request),
      });
    const { picker, clock, backend, toHeld } = await setUp({ client });
    await toHeld();
    expect(picker.state).to.deep.equal({ name: 'waiting', code: 'rate-limited' });
    expect(picker.secondsLeft).to.be.within(89, 90);
    isBusy = false;
    await backend.advance(90_000);
    clock.pass(1);
    await waitUntil(() => picker.state.name === 'held', 'held', { interval: 5 });
  });

  it('says the time left aloud, then that the seat is lost', async () => {
    const { backend, picker, clock, said, toHeld } = await setUp();
    await toHeld();
    await backend.advance(181_000);
    clock.pass(1);
    await backend.advance(90_000);
    clock.pass(1);
    expect(said.map((text) => text.replace(/\d+ s/, 'n s'))).to.deep.equal([
      'Encore 1 min n s pour confirmer',
      'Encore n s pour confirmer',
    ]);
    await backend.advance(30_000);
    clock.pass(1);
    expect(picker.state.name).to.equal('expired');
  });

  it('learns that a booking was cancelled elsewhere', async () => {
    const { backend, picker, hold, toHeld } = await setUp();
    await toHeld();
    await picker.confirm(hold());
    const opened = picker.state as StateOf<'confirmed'>;
    await openClient(backend).bookings.cancel(opened.link);
    await picker.cancel(opened);
    expect(picker.state.name).to.equal('cancelled');
  });

  it('learns on the way that it is too late to move', async () => {
    const { backend, picker, hold, toHeld } = await setUp();
    await toHeld();
    await picker.confirm(hold());
    const opened = picker.state as StateOf<'confirmed'>;
    await picker.move(opened);
    await picker.holdSlot({ practiceId: 'c', start: '2026-11-10T14:30:00Z' });
    await backend.advance(Date.parse(opened.booking.changeableUntil) - NOW - 200_000);
    await picker.holdSlot({ practiceId: 'c', start: '2026-11-10T14:30:00Z' });
    await backend.advance(240_000);
    await picker.confirmMove(hold());
    expect(picker.state.name).to.equal('too-late');
  });

  it('marks the tab while a seat is held and no longer', async () => {
    const { picker, mark, hold, toHeld } = await setUp();
    await toHeld();
    expect(mark.isSet).to.be.true;
    await picker.confirm(hold());
    expect(mark.isSet).to.be.false;
  });

  it('hears of the connection only while its host is there', async () => {
    const { backend, host, picker } = await setUp({
      client: (behind) => openClient(behind, { isOnline: () => isOnline }),
    });
    let isOnline = true;
    await picker.start();
    isOnline = false;
    backend.fail('offline');
    picker.endChecklist();
    await waitUntil(() => picker.state.name === 'offline', 'offline', { interval: 5 });
    isOnline = true;
    backend.fail(undefined);
    host.disconnect();
    dispatchEvent(new Event('online'));
    expect(picker.isBusy).to.be.false;
    host.connect();
    dispatchEvent(new Event('online'));
    await waitUntil(() => picker.state.name === 'ready', 'ready', { interval: 5 });
  });

  it('shares several practices of one start by letting the server choose', async () => {
    const { picker, hold, toSeats } = await setUp();
    await toSeats();
    const [site] = picker.structure.sites;
    const slots = picker.slots.filter(({ start }) => start === '2026-11-10T13:30:00Z');
    expect(slots).to.have.length(2);
    await picker.holdChoice({ start: slots[0]!.start, site: site!, slots, seats: 2 });
    expect(hold().seat).to.include({ siteId: 's1', start: '2026-11-10T13:30:00Z' });
  });

  it('tells nobody’s booking from a link that is not one', async () => {
    const { picker } = await setUp();
    await picker.openFragment('#relais=broken');
    expect(picker.state.name).to.equal('link-invalid');
  });

  it('goes by what was read last of this device, however long an earlier reading takes', async () => {
    const { picker, client, noted, hold, toHeld } = await setUp();
    await toHeld();
    await picker.confirm(hold());
    const [kept] = await client.bookings.remembered();
    const read = client.bookings.remembered.bind(client.bookings);
    let isFirst = true;
    Object.assign(client.bookings, {
      remembered: async () => {
        const found = await read();
        const wait = isFirst ? 50 : 0;
        isFirst = false;
        await aTimeout(wait);
        return found;
      },
    });
    // Reads in the background, and is overtaken.
    await picker.keepBooking();
    await picker.forget(kept!);
    await aTimeout(100);
    expect([picker.remembered, noted.at(-1)]).to.deep.equal([[], false]);
  });
});
