import { expect } from '@open-wc/testing';
import { createClient, idbStorage } from '@relais/sdk';
import type { Client } from '@relais/sdk';
import type { PageBackend } from '@relais/server/page';
import { morning, openBackend, structure } from './support.ts';

describe('what the SDK keeps in this browser', () => {
  let backend: PageBackend;
  let database: string;

  before(async () => {
    backend = await openBackend();
  });
  after(() => backend.close());
  beforeEach(() => {
    database = `relais-${crypto.randomUUID()}`;
  });
  afterEach(() => void indexedDB.deleteDatabase(database));

  /** A page that has just been loaded on this device. */
  function load(): Client {
    const { fetch } = backend;
    const now = () => backend.now();
    const options = { storage: idbStorage(database), fetch, now, isOnline: () => false };
    return createClient({ api: 'https://agenda.test', structure: structure.id, ...options });
  }

  it('is a seat, after a reload', async () => {
    const hold = await load().bookings.hold({ window: morning });
    expect(await load().bookings.held()).to.deep.equal([hold]);
    await load().bookings.release(hold);
    expect(await load().bookings.held()).to.deep.equal([]);
  });

  it('is a write whose answer never came, which is asked again', async () => {
    backend.fail('offline');
    const error: unknown = await load()
      .bookings.hold({ window: morning })
      .catch((reason: unknown) => reason);
    expect(error).to.include({ code: 'offline', pending: true });
    backend.fail(undefined);
    const [resumed] = await load().bookings.resume();
    expect(resumed?.answer).to.include.keys('id', 'token', 'seat');
    expect(await load().bookings.resume()).to.deep.equal([]);
  });

  it('is under a key that no script can read', async () => {
    await load().bookings.hold({ window: morning });
    const values = await readAll(database);
    const key = values.find((value) => value instanceof CryptoKey);
    expect(key?.extractable).to.equal(false);
    expect(JSON.stringify(values)).not.to.contain('rl_');
  });

  it('is worked on by one page at a time, where that is asked', async () => {
    const pages = [idbStorage(database), idbStorage(database)];
    const working: number[] = [];
    const work = async () => {
      working.push(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      working.push(-1);
    };
    await Promise.all(pages.map((page) => page.alone!('runs', work)));
    expect(working).to.deep.equal([1, -1, 1, -1]);
    const failed = await pages[0]!.alone!('runs', () => Promise.reject(new Error('It failed'))).catch(String);
    expect(failed).to.contain('It failed');
    expect(await pages[1]!.alone!('runs', () => Promise.resolve('next'))).to.equal('next');
  });

  it('is nothing once told to forget', async () => {
    const client = load();
    await client.bookings.hold({ window: morning });
    await client.forget();
    expect(await load().bookings.held()).to.deep.equal([]);
  });
});

function readAll(name: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(new Error('The database did not open'));
    opening.onsuccess = () => {
      const reading = opening.result.transaction('records').objectStore('records').getAll();
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result);
      };
    };
  });
}
