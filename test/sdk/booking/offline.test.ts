import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createClient, memoryStorage } from '@relais/sdk';
import type { Client, RelaisStorage } from '@relais/sdk';
import { openDB } from 'idb';
import { clientOf, morning, requestFor, settings, startBackend } from '../support/backend.ts';
import { createDevice, readDisk } from '../support/device.ts';
import type { Network } from '../support/network.ts';

const hours = 3_600_000;
/** The page is closed in the middle of a write: nobody hears how it ends. */
async function closeDuring(write: Promise<unknown>, network: Network): Promise<void> {
  const before = network.answered.length;
  void write.catch(() => undefined);
  while (network.answered.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a reload in the middle of', () => {
  it('a hold finds the seat that was given', async (test) => {
    const device = await createDevice(test);
    device.network.next('never answered');
    await closeDuring(device.load().bookings.hold({ window: morning }), device.network);

    const client = device.load();
    const [resumed] = await client.bookings.resume();
    assert.equal(resumed?.kind, 'hold');
    assert.ok(resumed.answer);
    assert.equal(Object.keys(await device.backend.remaining()).length, 3);
    assert.equal((await client.bookings.confirm(resumed.answer, requestFor())).status, 'confirmed');
  });

  it('a confirmation finds the booking and its link', async (test) => {
    const device = await createDevice(test);
    const before = device.load();
    const hold = await before.bookings.hold({ window: morning });
    device.network.next('never answered');
    await closeDuring(before.bookings.confirm(hold, requestFor()), device.network);

    const client = device.load();
    const [resumed] = await client.bookings.resume();
    assert.equal(resumed?.kind, 'confirm');
    assert.ok(resumed.answer);
    const { id: bookingId, token, reference, seat } = resumed.answer;
    assert.equal((await client.bookings.open({ bookingId, token })).status, 'confirmed');
    assert.deepEqual(await client.bookings.remembered(), [{ bookingId, token, reference, seat }]);
    assert.deepEqual(await client.bookings.held(), []);
    assert.equal(await device.backend.countBookings(), 1);
  });

  it('a confirmation that never left makes it', async (test) => {
    const device = await createDevice(test);
    const before = device.load();
    const hold = await before.bookings.hold({ window: morning });
    device.network.always('request lost');
    await assert.rejects(before.bookings.confirm(hold, requestFor()));
    device.network.always(undefined);

    const [resumed] = await device.load().bookings.resume();
    assert.ok(resumed?.answer);
    assert.equal(await device.backend.countBookings(), 1);
  });

  it('a move finds the new seat', async (test) => {
    const device = await createDevice(test);
    const before = device.load();
    const { id, token } = await before.bookings.confirm(await before.bookings.hold({ window: morning }), requestFor());
    const hold = await before.bookings.hold({ window: morning });
    device.network.next('never answered');
    await closeDuring(before.bookings.move({ bookingId: id, token }, hold), device.network);

    const client = device.load();
    const [resumed] = await client.bookings.resume();
    assert.equal(resumed?.kind, 'move');
    assert.deepEqual(resumed.answer?.seat, hold.seat);
    assert.deepEqual((await client.bookings.remembered())[0]?.seat, hold.seat);
  });

  it('an answer that was lost does not cost the name of the place', async (test) => {
    const device = await createDevice(test);
    const before = device.load();
    const hold = await before.bookings.hold({ window: morning });
    device.network.next('never answered');
    await closeDuring(before.bookings.confirm(hold, requestFor(), { place: 'Maison du Moulin' }), device.network);

    const client = device.load();
    await client.bookings.resume();
    const [kept] = await client.bookings.remembered();
    assert.equal(kept?.place, 'Maison du Moulin');
    await client.bookings.open(kept);
    assert.equal((await client.bookings.remembered())[0]?.place, 'Maison du Moulin');
    const next = await client.bookings.hold({ window: morning });
    await client.bookings.move(kept, next, { place: 'Cabinet de la Porte' });
    assert.equal((await client.bookings.remembered())[0]?.place, 'Cabinet de la Porte');
  });

  it('a cancellation finds it done', async (test) => {
    const device = await createDevice(test);
    const before = device.load();
    const { id, token } = await before.bookings.confirm(await before.bookings.hold({ window: morning }), requestFor());
    device.network.next('never answered');
    await closeDuring(before.bookings.cancel({ bookingId: id, token }), device.network);

    const client = device.load();
    const [resumed] = await client.bookings.resume();
    assert.equal(resumed?.kind, 'cancel');
    assert.equal(resumed.answer?.status, 'cancelled');
    assert.deepEqual(await client.bookings.remembered(), []);
  });

  it('a change to one of several bookings opens that one', async (test) => {
    const device = await createDevice(test);
    const before = device.load();
    const book = async (number: number) =>
      before.bookings.confirm(await before.bookings.hold({ window: morning }), requestFor(number));
    const first = await book(1);
    await book(2);
    const link = { bookingId: first.id, token: first.token };
    device.network.always('request lost');
    await assert.rejects(before.bookings.cancel(link));
    device.network.always(undefined);

    const [resumed] = await device.load().bookings.resume();
    assert.deepEqual([resumed?.kind, resumed?.link, resumed?.answer?.id], ['cancel', link, first.id]);
  });

  it('a cancellation is given up once the booking has been seen alive', async (test) => {
    const device = await createDevice(test);
    const before = device.load();
    const { id, token } = await before.bookings.confirm(await before.bookings.hold({ window: morning }), requestFor());
    const link = { bookingId: id, token };
    device.network.always('request lost');
    await assert.rejects(before.bookings.cancel(link));
    await assert.rejects(device.load().bookings.open(link), 'seen is what was answered');
    device.network.always(undefined);

    assert.equal((await device.load().bookings.open(link)).status, 'confirmed');
    assert.deepEqual(await device.load().bookings.resume(), []);
    assert.equal(await device.backend.countBookings(), 1);
  });

  it('several writes takes them up in their order', async (test) => {
    const device = await createDevice(test);
    const before = device.load();
    const hold = await before.bookings.hold({ window: morning });
    device.network.always('request lost');
    for (let number = 1; number <= 5; number += 1) {
      device.backend.clock.now += 1000;
      await assert.rejects(before.bookings.confirm(hold, requestFor(number)));
    }
    device.network.always(undefined);
    const sent = device.network.sent.length;

    await device.load().bookings.resume();
    const bodies = await Promise.all(device.network.sent.slice(sent).map((request) => request.text()));
    assert.deepEqual(
      bodies.map((body) => /Camille \d/.exec(body)?.[0]),
      ['Camille 1', 'Camille 2', 'Camille 3', 'Camille 4', 'Camille 5'],
    );
    assert.deepEqual(await device.load().bookings.resume(), []);
  });

  it('a write that is refused later says so once', async (test) => {
    const device = await createDevice(test);
    const before = device.load();
    const hold = await before.bookings.hold({ window: morning });
    device.network.always('request lost');
    await assert.rejects(before.bookings.confirm(hold, requestFor()));
    device.network.always(undefined);
    device.backend.clock.now += hours;

    const [resumed] = await device.load().bookings.resume();
    assert.equal(resumed?.error?.code, 'hold-expired');
    assert.deepEqual(await device.load().bookings.resume(), []);
  });

  it('nothing, while its answer is awaited, asks nothing', async (test) => {
    const device = await createDevice(test);
    let letThrough = () => {};
    const gate = new Promise<void>((resolve) => (letThrough = resolve));
    let sent = 0;
    const client = device.load({
      fetch: async (request) => {
        sent += 1;
        await gate;
        return device.network.fetch(request);
      },
    });
    const holding = client.bookings.hold({ window: morning });
    while (sent === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(await Promise.race([client.bookings.resume(), holding]), []);
    letThrough();
    await holding;
    assert.equal(sent, 1);
  });

  it('nothing asks nothing', async (test) => {
    const device = await createDevice(test);
    const client = device.load();
    await client.bookings.confirm(await client.bookings.hold({ window: morning }), requestFor());
    const sent = device.network.sent.length;
    assert.deepEqual(await device.load().bookings.resume(), []);
    assert.equal(device.network.sent.length, sent);
  });
});

describe('two tabs', () => {
  it('asking for one answer both get it', async (test) => {
    const device = await createDevice(test);
    const first = device.load();
    const hold = await first.bookings.hold({ window: morning });
    let letThrough = () => {};
    const gate = new Promise<void>((resolve) => (letThrough = resolve));
    const slow = device.load({
      fetch: async (request) => {
        await gate;
        return device.network.fetch(request);
      },
    });
    const here = slow.bookings.confirm(hold, requestFor());
    let there: Awaited<ReturnType<Client['bookings']['resume']>> = [];
    while (there.length === 0) there = await device.load().bookings.resume();
    letThrough();
    assert.deepEqual(there[0]?.answer, await here);
    assert.equal(await device.backend.countBookings(), 1);
  });

  it('opened at once share one key for what they keep', async (test) => {
    const device = await createDevice(test);
    const [one, two] = [device.load(), device.load()];
    const holds = await Promise.all([
      one.bookings.hold({ slot: { practiceId: 'p1', start: '2026-11-09T09:00:00Z' } }),
      two.bookings.hold({ slot: { practiceId: 'p1', start: '2026-11-09T09:15:00Z' } }),
    ]);
    const kept = await device.load().bookings.held();
    assert.deepEqual(kept.map(({ id }) => id).sort(), holds.map(({ id }) => id).sort());
  });
});

describe('what is kept on the device', () => {
  it('cannot be read from the disk', async (test) => {
    const device = await createDevice(test);
    const client = device.load();
    const booked = await client.bookings.confirm(await client.bookings.hold({ window: morning }), requestFor());
    const hold = await client.bookings.hold({ window: morning });
    device.network.always('request lost');
    await assert.rejects(client.bookings.confirm(hold, requestFor(2)));

    const { texts, values } = await readDisk(device);
    assert.equal(values.length, 5, 'key, client id, link, hold, pending write');
    for (const secret of ['Essai', 'Camille', '1990', 'fever', booked.token, hold.token, booked.reference]) {
      assert.ok(!texts.includes(secret), secret);
    }
    const key = values.find((value) => value instanceof CryptoKey);
    assert.equal(key?.extractable, false);
  });

  it('holds nothing of the person once the server has answered', async (test) => {
    const device = await createDevice(test);
    const client = device.load();
    await client.bookings.confirm(await client.bookings.hold({ window: morning }), requestFor());
    const { values } = await readDisk(device);
    assert.equal(values.length, 3, 'key, client id, link');
  });

  it('is asked again until a day has passed, then erased unasked', async (test) => {
    const device = await createDevice(test);
    const before = device.load();
    const hold = await before.bookings.hold({ window: morning });
    device.network.always('request lost');
    await assert.rejects(before.bookings.confirm(hold, requestFor()));
    device.network.always(undefined);

    device.backend.clock.now += 24 * hours;
    const sent = device.network.sent.length;
    assert.deepEqual(await device.load().bookings.resume(), []);
    assert.equal(device.network.sent.length, sent);
    const { values } = await readDisk(device);
    assert.deepEqual(
      values.map((value) => value instanceof CryptoKey),
      [true],
    );
  });

  it('as a hold is not asked for after two minutes', async (test) => {
    const device = await createDevice(test);
    device.network.always('request lost');
    await assert.rejects(device.load().bookings.hold({ window: morning }));
    device.network.always(undefined);
    device.backend.clock.now += 2 * 60_000;
    assert.deepEqual(await device.load().bookings.resume(), []);
  });

  it('as a cancellation is not asked for after ten minutes', async (test) => {
    const device = await createDevice(test);
    const before = device.load();
    const { id, token } = await before.bookings.confirm(await before.bookings.hold({ window: morning }), requestFor());
    device.network.always('request lost');
    await assert.rejects(before.bookings.cancel({ bookingId: id, token }));
    device.network.always(undefined);
    device.backend.clock.now += 10 * 60_000;
    assert.deepEqual(await device.load().bookings.resume(), []);
    assert.equal(await device.backend.countBookings(), 1);
  });

  it('shows the seats still held after a reload, until they are over', async (test) => {
    const device = await createDevice(test);
    const client = device.load();
    const hold = await client.bookings.hold({ window: morning });
    assert.deepEqual(await device.load().bookings.held(), [hold]);
    device.backend.clock.now = Date.parse(hold.expiresAt);
    assert.deepEqual(await client.bookings.held(), []);
    assert.deepEqual(await device.load().bookings.held(), []);
  });

  it('remembers a booking until a day after it ends', async (test) => {
    const device = await createDevice(test);
    const client = device.load();
    const { seat } = await client.bookings.confirm(await client.bookings.hold({ window: morning }), requestFor());
    device.backend.clock.now = Date.parse(seat.end) + 24 * hours - 1;
    assert.equal((await device.load().bookings.remembered()).length, 1);
    device.backend.clock.now += 1;
    assert.deepEqual(await device.load().bookings.remembered(), []);
  });

  it('forgets one booking when told, which stays booked', async (test) => {
    const device = await createDevice(test);
    const client = device.load();
    const { id } = await client.bookings.confirm(await client.bookings.hold({ window: morning }), requestFor());
    await client.bookings.forget(id);
    assert.deepEqual(await device.load().bookings.remembered(), []);
    assert.equal(await device.backend.countBookings(), 1);
  });

  it('forgets a booking that was cancelled elsewhere when it is opened', async (test) => {
    const device = await createDevice(test);
    const client = device.load();
    const { id: bookingId, token } = await client.bookings.confirm(
      await client.bookings.hold({ window: morning }),
      requestFor(),
    );
    await clientOf(device.backend).bookings.cancel({ bookingId, token });
    assert.equal((await client.bookings.open({ bookingId, token })).status, 'cancelled');
    assert.deepEqual(await client.bookings.remembered(), []);
  });

  it('goes altogether at sign-out', async (test) => {
    const device = await createDevice(test);
    const client = device.load();
    await client.bookings.confirm(await client.bookings.hold({ window: morning }), requestFor());
    await client.bookings.hold({ window: morning });
    await client.forget();
    const { values } = await readDisk(device);
    assert.equal(values.length, 1, 'the key alone');
  });

  it('of one structure is not seen from another, and stays when that one forgets', async (test) => {
    const device = await createDevice(test);
    const client = device.load();
    await client.bookings.confirm(await client.bookings.hold({ window: morning }), requestFor());
    const other = device.load({ structure: `${settings.id}-2` });
    assert.deepEqual(await other.bookings.remembered(), []);
    await other.forget();
    assert.equal((await device.load().bookings.remembered()).length, 1);
  });

  it('knows the device for a day only', async (test) => {
    const device = await createDevice(test);
    const clientIds = () => device.network.sent.map(({ headers }) => headers.get('Relais-Client')).filter(Boolean);
    await device.load().bookings.hold({ window: morning });
    await device.load().bookings.hold({ window: morning });
    device.backend.clock.now += 24 * hours;
    await device.load().bookings.hold({ window: { from: '2026-11-10T07:00:00Z', to: '2026-11-10T12:00:00Z' } });
    const [first, second, third] = clientIds();
    assert.equal(first, second);
    assert.notEqual(first, third);
    assert.match(first!, /^[0-9a-f]{32}$/);
  });
});

describe('a device whose clock is wrong', () => {
  it('keeps its hold and its link as long as they last', async (test) => {
    const device = await createDevice(test);
    const fast = { now: () => device.backend.clock.now + 10 * hours };
    const client = device.load(fast);
    await client.slots.list();
    const hold = await client.bookings.hold({ window: morning });
    assert.deepEqual(await device.load(fast).bookings.held(), [hold]);
  });
});

describe('storage', () => {
  const failing = (): RelaisStorage => {
    const fail = () => Promise.reject(new DOMException('A mutation operation was attempted', 'InvalidStateError'));
    return { set: fail, claim: fail, list: fail, delete: fail };
  };

  it('that is blocked does not keep anybody from booking', async (test) => {
    const device = await createDevice(test);
    const client = device.load({ storage: failing() });
    await client.bookings.confirm(await client.bookings.hold({ window: morning }), requestFor());
    assert.equal((await client.bookings.remembered()).length, 1);
  });

  it('that fills up in the middle does not either', async (test) => {
    const device = await createDevice(test);
    const good = memoryStorage();
    let writes = 0;
    const full: RelaisStorage = {
      ...good,
      set: (key, value) =>
        (writes += 1) > 2 ? Promise.reject(new DOMException('', 'QuotaExceededError')) : good.set(key, value),
    };
    const client = device.load({ storage: full });
    await client.bookings.confirm(await client.bookings.hold({ window: morning }), requestFor());
    assert.equal(await device.backend.countBookings(), 1);
  });

  it('whose connection was closed is opened again', async (test) => {
    const device = await createDevice(test);
    const opened: IDBDatabase[] = [];
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called on its factory below
    const { open } = IDBFactory.prototype;
    test.mock.method(IDBFactory.prototype, 'open', function (this: IDBFactory, ...name: Parameters<typeof open>) {
      const request = open.apply(this, name);
      request.addEventListener('success', () => opened.push(request.result));
      return request;
    });
    const client = device.load();
    const first = await client.bookings.hold({ window: morning });
    for (const connection of opened) connection.close();
    device.backend.clock.now += 1000;
    const second = await client.bookings.hold({ window: morning });
    assert.deepEqual(await device.load().bookings.held(), [first, second]);
  });

  it('lets a later version of itself in', async (test) => {
    const device = await createDevice(test);
    await device.load().bookings.hold({ window: morning });
    const upgraded = await openDB(device.database, 2, { blocked: () => assert.fail('the old page holds on') });
    assert.equal(upgraded.version, 2);
    upgraded.close();
  });

  it('of a record that poses as another does not open it', async (test) => {
    const device = await createDevice(test);
    const client = device.load();
    await client.bookings.hold({ window: morning });
    await client.bookings.hold({ window: morning });
    const disk = await openDB(device.database);
    const [first, second] = ((await disk.getAllKeys('records')) as string[]).filter((key) => key.includes(' hold '));
    await disk.put('records', { ...((await disk.get('records', first!)) as object), key: second }, second);
    disk.close();
    assert.equal((await device.load().bookings.held()).length, 1);
  });

  it('is found without being asked for', async (test) => {
    const backend = await startBackend(test);
    const load = () =>
      createClient({
        api: 'https://default.test',
        structure: settings.id,
        fetch: backend.fetch,
        now: () => backend.clock.now,
      });
    const hold = await load().bookings.hold({ window: morning });
    assert.deepEqual(await load().bookings.held(), [hold]);
  });
});
