import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NewBooking } from '@relais/model';
import { idbStorage } from '@relais/sdk';
import type { Client } from '@relais/sdk';
import { morning, requestFor, settings } from '../support/backend.ts';
import { createDevice, readDisk } from '../support/device.ts';
import type { Device } from '../support/device.ts';

const scope = `https://agenda.test/api/v1/structures/${settings.id}`;

interface FormerRecord {
  readonly key: string;
  readonly [member: string]: unknown;
}

/** Leaves a record on the disk just as the version did that kept a write by its kind, its path and its text. */
async function leaveFormer({ database, backend }: Device, record: FormerRecord): Promise<void> {
  const storage = idbStorage(database);
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const key = (await storage.claim(`key ${scope}`, fresh)) as CryptoKey;
  const name = `${scope} write ${record.key}`;
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const seal = { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(name) };
  const box = await crypto.subtle.encrypt(seal, key, new TextEncoder().encode(JSON.stringify(record)));
  const { now } = backend.clock;
  await storage.set(name, { key: name, savedAt: now, expiresAt: now + 60_000, nonce, box });
}

const client = 'f'.repeat(32);

async function book(page: Client): Promise<NewBooking> {
  return page.bookings.confirm(await page.bookings.hold({ window: morning }), requestFor());
}

describe('a write that an earlier version left on the device', () => {
  it('as a hold is sent with its own key and words', async (test) => {
    const device = await createDevice(test);
    const key = '1'.repeat(32);
    const body = JSON.stringify({ window: morning });
    await leaveFormer(device, { kind: 'hold', method: 'POST', path: '/holds', body, key, client });

    const [resumed] = await device.load().bookings.resume();
    assert.equal(resumed?.kind, 'hold');
    assert.deepEqual(await device.load().bookings.held(), [resumed.answer]);
    const [request] = device.network.sent;
    assert.equal(request!.headers.get('Idempotency-Key'), `"${key}"`);
    assert.equal(request!.headers.get('Relais-Client'), client);
    assert.equal(await request!.text(), body);
    assert.deepEqual(await device.load().bookings.resume(), []);
  });

  it('as a confirmation makes the booking, and leaves its link to whoever asked for it', async (test) => {
    const device = await createDevice(test);
    const { id, token } = await device.load().bookings.hold({ window: morning });
    const body = JSON.stringify({ language: 'fr', ...requestFor(), token });
    const key = '2'.repeat(32);
    const former = { kind: 'confirm', method: 'POST', path: '/bookings', body, holdId: id, place: 'Moulin' };
    await leaveFormer(device, { ...former, key, client });

    const page = device.load();
    const [resumed] = await page.bookings.resume();
    assert.equal(resumed?.kind, 'confirm');
    assert.ok(resumed.answer);
    assert.deepEqual(await page.bookings.remembered(), [], 'a professional may have written it');
    assert.deepEqual(await page.bookings.held(), []);
  });

  it('as a cancellation by link cancels, and says which booking', async (test) => {
    const device = await createDevice(test);
    const { id: bookingId, token } = await book(device.load());
    const former = { kind: 'cancel', method: 'DELETE', path: `/bookings/${bookingId}`, token, bookingId };
    await leaveFormer(device, { ...former, key: '3'.repeat(32), client });

    const [resumed] = await device.load().bookings.resume();
    assert.equal(resumed?.kind, 'cancel');
    assert.deepEqual([resumed.link, resumed.answer?.status], [{ bookingId, token }, 'cancelled']);
    assert.deepEqual(await device.load().bookings.remembered(), []);
  });

  it('as a professional’s change is given up, for nothing says whose it was', async (test) => {
    const device = await createDevice(test);
    const { id: bookingId } = await book(device.load());
    const former = { kind: 'cancel', method: 'DELETE', path: `/bookings/${bookingId}`, bookingId };
    await leaveFormer(device, { ...former, key: '4'.repeat(32), client });

    const before = (await readDisk(device)).values.length;
    assert.deepEqual(await device.load().bookings.resume(), []);
    assert.equal((await readDisk(device)).values.length, before - 1, 'it has left the disk');
    assert.equal(await device.backend.countBookings(), 1);
  });

  it('is not listed for who is signed in', async (test) => {
    const device = await createDevice(test);
    const body = JSON.stringify({ window: morning });
    const key = '5'.repeat(32);
    await leaveFormer(device, { kind: 'hold', method: 'POST', path: '/holds', body, key, client });
    const getToken = () => device.backend.token('secretary');
    assert.deepEqual(await device.load({ getToken }).bookings.resume(), []);
    assert.equal((await device.load().bookings.resume()).length, 1);
  });
});
