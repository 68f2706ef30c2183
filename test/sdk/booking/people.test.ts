import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { SessionError } from '@relais/sdk';
import type { Client, Sleep } from '@relais/sdk';
import { morning, requestFor } from '../support/backend.ts';
import { createQuickSleep } from '../support/clock.ts';
import { createDevice, readDisk } from '../support/device.ts';
import type { Device } from '../support/device.ts';

interface Desk extends Device {
  /** A page of this device as it is for who is signed in: two people, or nobody. */
  page(role?: 'secretary' | 'dispatcher'): Client;
}

async function createDesk(test: TestContext): Promise<Desk> {
  const device = await createDevice(test);
  return {
    ...device,
    page: (role) => device.load({ getToken: () => (role ? device.backend.token(role) : undefined) }),
  };
}

/** Asks for a seat over a network that loses it. */
async function leaveUnsent({ network }: Device, client: Client): Promise<void> {
  network.always('request lost');
  await assert.rejects(client.bookings.hold({ window: morning }), { pending: true });
  network.always(undefined);
}

describe('on a device that several people use', () => {
  it('what one left unsent is neither listed nor sent for another, and waits for the first', async (test) => {
    const desk = await createDesk(test);
    await leaveUnsent(desk, desk.page('secretary'));
    const sent = desk.network.sent.length;
    assert.deepEqual(await desk.page('dispatcher').bookings.resume(), []);
    assert.deepEqual(await desk.page().bookings.resume(), []);
    assert.equal(desk.network.sent.length, sent);
    const [resumed] = await desk.page('secretary').bookings.resume();
    assert.equal(resumed?.kind, 'hold');
    assert.ok(resumed.answer);
  });

  it('the same words of another are another write', async (test) => {
    const desk = await createDesk(test);
    await leaveUnsent(desk, desk.page('secretary'));
    await desk.page('dispatcher').bookings.hold({ window: morning });
    const keys = new Set(desk.network.sent.map(({ headers }) => headers.get('Idempotency-Key')));
    assert.equal(keys.size, 2);
  });

  it('what nobody signed in left stays the device’s', async (test) => {
    const desk = await createDesk(test);
    await leaveUnsent(desk, desk.page());
    assert.deepEqual(await desk.page('secretary').bookings.resume(), []);
    assert.ok((await desk.page().bookings.resume())[0]?.answer);
  });

  it('seats held and bookings remembered are not shown to another', async (test) => {
    const desk = await createDesk(test);
    const hold = await desk.page('secretary').bookings.hold({ window: morning });
    const patient = desk.page();
    await patient.bookings.confirm(await patient.bookings.hold({ window: morning }), requestFor());
    assert.deepEqual(await desk.page('secretary').bookings.held(), [hold]);
    assert.deepEqual(await desk.page('secretary').bookings.remembered(), []);
    assert.deepEqual(await desk.page('dispatcher').bookings.held(), []);
    assert.deepEqual(await patient.bookings.held(), []);
    assert.equal((await patient.bookings.remembered()).length, 1);
  });

  it('a write under way is not sent on in the name of who signs in meanwhile', async (test) => {
    const desk = await createDesk(test);
    let role: 'secretary' | 'dispatcher' = 'secretary';
    const quick = createQuickSleep();
    const sleep: Sleep = (milliseconds, signal) => {
      const isPause = milliseconds < 1000;
      if (isPause) role = 'dispatcher';
      return quick.sleep(milliseconds, signal);
    };
    const client = desk.load({ getToken: () => desk.backend.token(role), sleep });
    desk.network.next('request lost');
    await assert.rejects(client.bookings.hold({ window: morning }), (error: SessionError) => {
      assert.ok(error instanceof SessionError);
      assert.equal(error.pending, true);
      return true;
    });
    assert.equal(desk.network.sent.length, 1);
    assert.deepEqual(await client.bookings.resume(), []);
    role = 'secretary';
    assert.ok((await client.bookings.resume())[0]?.answer);
  });

  it('a write goes out with the very token that says whose it is, though somebody else signs in just then', async (test) => {
    const desk = await createDesk(test);
    const roles = ['secretary', 'secretary', 'dispatcher'] as const;
    let asked = 0;
    const client = desk.load({ getToken: () => desk.backend.token(roles[asked++] ?? 'dispatcher') });
    await client.bookings.hold({ window: morning });
    const [request] = desk.network.sent;
    assert.equal(request?.headers.get('Authorization'), `Bearer ${await desk.backend.token('secretary')}`);
  });

  it('a write is not sent when the host names somebody else by the time it has given the token', async (test) => {
    const desk = await createDesk(test);
    let role: 'secretary' | 'dispatcher' = 'secretary';
    const getToken = () => desk.backend.token((role = 'dispatcher'));
    const client = desk.load({ getToken, getPerson: () => role });
    await assert.rejects(client.bookings.hold({ window: morning }), SessionError);
    assert.equal(desk.network.sent.length, 0);
  });

  it('forgetting leaves what is kept for others, and nothing else', async (test) => {
    const desk = await createDesk(test);
    await desk.page().bookings.hold({ window: morning });
    await desk.page('dispatcher').bookings.hold({ window: morning });
    const hold = await desk.page('secretary').bookings.hold({ window: morning });
    await desk.page('dispatcher').forget();
    assert.deepEqual(await desk.page().bookings.held(), []);
    assert.deepEqual(await desk.page('dispatcher').bookings.held(), []);
    assert.deepEqual(await desk.page('secretary').bookings.held(), [hold]);
  });

  it('forgetting says that it has not been done when the host cannot say whose things to erase', async (test) => {
    const desk = await createDesk(test);
    const hold = await desk.page('secretary').bookings.hold({ window: morning });
    const page = desk.load({ getToken: () => Promise.reject(new Error('token server down')) });
    await assert.rejects(page.forget(), SessionError);
    await assert.rejects(page.bookings.held(), SessionError);
    assert.deepEqual(await desk.page('secretary').bookings.held(), [hold]);
  });

  for (const role of [undefined, 'secretary'] as const) {
    it(`what was under way when everything was forgotten leaves nothing: ${role ?? 'nobody'} signed in`, async (test) => {
      const desk = await createDesk(test);
      let answer = (): void => undefined;
      const isAnswered = new Promise<void>((resolve) => (answer = resolve));
      let ask = (): void => undefined;
      const isAsked = new Promise<void>((resolve) => (ask = resolve));
      const client = desk.load({
        getToken: () => role && desk.backend.token(role),
        async fetch(request) {
          const response = await desk.backend.fetch(request);
          ask();
          await isAnswered;
          return response;
        },
      });
      const holding = client.bookings.hold({ window: morning });
      await isAsked;
      await client.forget();
      answer();
      assert.ok(await holding);
      assert.deepEqual(await client.bookings.held(), []);
      assert.deepEqual(await desk.page(role).bookings.held(), []);
      const next = await client.bookings.hold({ window: morning });
      assert.deepEqual(await client.bookings.held(), [next]);
    });
  }

  it('what was still to be taken up when everything was forgotten is not sent', async (test) => {
    const desk = await createDesk(test);
    const afternoon = { from: morning.from, to: '2026-11-09T17:00:00Z' };
    desk.network.always('request lost');
    for (const window of [morning, afternoon]) {
      await assert.rejects(desk.page().bookings.hold({ window }), { pending: true });
    }
    const sent: string[] = [];
    const client = desk.load({
      async fetch(request) {
        sent.push(await request.clone().text());
        await client.forget();
        return desk.backend.fetch(request);
      },
    });
    assert.equal((await client.bookings.resume()).length, 1);
    assert.deepEqual(sent, [JSON.stringify({ window: morning })]);
    assert.deepEqual(await client.bookings.held(), []);
  });

  it('the disk says neither what one wrote nor who', async (test) => {
    const desk = await createDesk(test);
    const page = desk.load({ getPerson: () => 'rpps-10000000001' });
    await leaveUnsent(desk, page);
    const { texts, values } = await readDisk(desk);
    assert.equal(values.length, 3, 'key, client id, pending write');
    assert.ok(!texts.includes('rpps-10000000001'));
    assert.ok(!texts.includes(morning.from));
  });
});

describe('a host whose token does not say who is signed in', () => {
  it('must say it before anything is written', async (test) => {
    const desk = await createDesk(test);
    const client = desk.load({ getToken: () => 'opaque' });
    await assert.rejects(client.bookings.hold({ window: morning }), /getPerson/);
    await assert.rejects(client.person(), SessionError);
    assert.equal(desk.network.sent.length, 0);
  });

  it('may read without, and is shown nothing that others left', async (test) => {
    const desk = await createDesk(test);
    const patient = desk.page();
    const { id: bookingId, token } = await patient.bookings.confirm(
      await patient.bookings.hold({ window: morning }),
      requestFor(),
    );
    await patient.bookings.hold({ window: morning });
    await leaveUnsent(desk, patient);
    const { bookings } = desk.load({ getToken: () => 'opaque' });
    assert.deepEqual([await bookings.resume(), await bookings.held(), await bookings.remembered()], [[], [], []]);
    assert.equal((await bookings.open({ bookingId, token })).status, 'confirmed');
  });

  it('still forgets what nobody signed in has left', async (test) => {
    const desk = await createDesk(test);
    await desk.page().bookings.hold({ window: morning });
    await desk.load({ getToken: () => 'opaque' }).forget();
    assert.deepEqual(await desk.page().bookings.held(), []);
  });

  it('may say it with a session that has no token', async (test) => {
    const desk = await createDesk(test);
    await desk.load({ getPerson: () => 'a' }).bookings.hold({ window: morning });
    assert.equal((await desk.load({ getPerson: () => 'a' }).bookings.held()).length, 1);
    assert.deepEqual(await desk.load({ getPerson: () => 'b' }).bookings.held(), []);
    assert.equal(await desk.load({ getPerson: () => 'b' }).person(), 'b');
  });
});
