import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { idbStorage, memoryStorage, SessionError } from '@relais/sdk';
import type { RelaisStorage } from '@relais/sdk';
import { createDrafts, DraftNotSavedError } from '@relais/sdk/questionnaire/drafts';
import type { Drafts, DraftsOptions } from '@relais/sdk/questionnaire/drafts';
import type { QuestionnaireResponse } from '@relais/sdk/questionnaire';
import { openDB } from 'idb';

const START = Date.parse('2026-11-09T07:00:00Z');
const DAY = 24 * 3_600_000;
const OWNER = 'rpps-10000000001';
const KEY = 'patient-42/asthma';
let devices = 0;

interface Device {
  now: number;
  readonly database: string;
  readonly storage: RelaisStorage;
  /** Opens the page: nothing in memory, over what this device has kept. */
  load(options?: Partial<DraftsOptions>): Drafts;
}

function createDevice(): Device {
  const database = `relais-drafts-${(devices += 1)}`;
  const device: Device = {
    now: START,
    database,
    storage: idbStorage(database),
    load: (options) => createDrafts({ owner: OWNER, storage: idbStorage(database), now: () => device.now, ...options }),
  };
  return device;
}

/** A response in which somebody answered this. */
function answering(text: string): { response: QuestionnaireResponse } {
  const item = [{ linkId: 'cough', answer: [{ valueString: text }] }];
  const questionnaire = 'https://relais.example/Questionnaire/asthma|2';
  return { response: { resourceType: 'QuestionnaireResponse', status: 'in-progress', questionnaire, item } };
}

async function answerKept(drafts: Drafts, key = KEY): Promise<unknown> {
  return (await drafts.load(key))?.response.item?.[0]?.answer?.[0]?.valueString;
}

interface DiskRecord {
  key: string;
  box: ArrayBuffer;
}

/** The records of a device, without their key, for somebody who takes it apart. */
async function withDisk(
  { database }: Device,
  work: (records: DiskRecord[], put: (record: unknown, key: string) => Promise<unknown>) => unknown,
): Promise<void> {
  const disk = await openDB(database);
  const values = (await disk.getAll('records')) as unknown[];
  const records = values.filter((value) => !(value instanceof CryptoKey)) as DiskRecord[];
  await work(records, (record, key) => disk.put('records', record, key));
  disk.close();
}

/** Takes something away from the page while a test lasts. */
function without(test: TestContext, holder: object, name: string): void {
  const before = Object.getOwnPropertyDescriptor(holder, name);
  Object.defineProperty(holder, name, { value: undefined, configurable: true });
  if (name === 'indexedDB') Reflect.deleteProperty(holder, name);
  test.after(() => {
    if (before) Object.defineProperty(holder, name, before);
    else Reflect.deleteProperty(holder, name);
  });
}

/** A storage that fails at writing records, as browsers word it. */
function failing(storage: RelaisStorage, name: string): RelaisStorage {
  return { ...storage, set: () => Promise.reject(new DOMException('No room', name)) };
}

describe('a draft', () => {
  it('is found again after a reload, with its form and its time', async () => {
    const device = createDevice();
    await device.load().save(KEY, answering('at night'));
    device.now += DAY;
    const draft = await device.load().load(KEY);
    assert.deepEqual(draft, {
      key: KEY,
      ...answering('at night'),
      questionnaire: 'https://relais.example/Questionnaire/asthma|2',
      savedAt: START,
      expiresAt: START + 7 * DAY,
    });
  });

  it('takes the place of the one before', async () => {
    const drafts = createDevice().load();
    await drafts.save(KEY, answering('at night'));
    await drafts.save(KEY, answering('all day'));
    assert.equal(await answerKept(drafts), 'all day');
    assert.equal((await drafts.list()).length, 1);
  });

  it('is of one form: another under the same key has its own, and each is found with either version', async () => {
    const drafts = createDevice().load();
    const wounds = 'https://relais.example/Questionnaire/wounds';
    await drafts.save(KEY, answering('at night'));
    await drafts.save(KEY, { ...answering('on the leg'), questionnaire: wounds });
    assert.equal((await drafts.load(KEY, 'https://relais.example/Questionnaire/asthma|3'))?.questionnaire?.at(-1), '2');
    assert.equal((await drafts.load(KEY, `${wounds}|1`))?.questionnaire, wounds);
    assert.equal(await drafts.load(KEY, ''), undefined);
    await drafts.discard(KEY, wounds);
    assert.equal(await answerKept(drafts), 'at night');
  });

  it('is discarded for all forms by its key alone', async () => {
    const drafts = createDevice().load();
    await drafts.save(KEY, answering('at night'));
    await drafts.save(KEY, {
      ...answering('on the leg'),
      questionnaire: 'https://relais.example/Questionnaire/wounds',
    });
    await drafts.save('other', answering('all day'));
    await drafts.discard(KEY);
    assert.deepEqual(
      (await drafts.list()).map(({ key }) => key),
      ['other'],
    );
  });

  it('is not mistaken for one whose key begins alike', async () => {
    const drafts = createDevice().load();
    await drafts.save('asthma 2', answering('at night'));
    assert.equal(await drafts.load('asthma'), undefined);
    assert.equal(await drafts.load(''), undefined);
  });

  it('ends seven days after it was last saved, and leaves the disk', async () => {
    const device = createDevice();
    const drafts = device.load();
    await drafts.save(KEY, answering('at night'));
    device.now += 6 * DAY;
    await drafts.save(KEY, answering('all day'));
    device.now += 7 * DAY - 1;
    assert.equal(await answerKept(device.load()), 'all day');
    device.now += 1;
    assert.equal(await device.load().load(KEY), undefined);
    await withDisk(device, (records) => assert.deepEqual(records, []));
  });

  it('is gone once discarded, even while it is being saved', async () => {
    const device = createDevice();
    const drafts = device.load();
    const saving = drafts.save(KEY, answering('at night'));
    await drafts.discard(KEY);
    await saving;
    assert.equal(await device.load().load(KEY), undefined);
  });

  it('shows neither answers, nor person, nor key to whoever reads the disk', async () => {
    const device = createDevice();
    await device.load().save(KEY, answering('at night'));
    const disk = await openDB(device.database);
    const texts = JSON.stringify([await disk.getAllKeys('records'), await disk.getAll('records')]);
    disk.close();
    await withDisk(device, ([record]) => {
      const all = texts + new TextDecoder('latin1').decode(record?.box);
      for (const secret of ['at night', 'cough', 'asthma', 'patient-42', OWNER]) assert.ok(!all.includes(secret));
    });
  });

  it('that is damaged counts as none, and can be saved anew', async () => {
    const device = createDevice();
    await device.load().save(KEY, answering('at night'));
    await withDisk(device, async ([record], put) => {
      assert.ok(record);
      new Uint8Array(record.box)[3]! ^= 1;
      await put(record, record.key);
    });
    const drafts = device.load();
    assert.equal(await drafts.load(KEY), undefined);
    assert.deepEqual(await drafts.list(), []);
    await drafts.save(KEY, answering('all day'));
    assert.equal(await answerKept(device.load()), 'all day');
  });
});

describe('the drafts of one person', () => {
  it('are listed, oldest first', async () => {
    const device = createDevice();
    const drafts = device.load();
    for (const key of ['a', 'b']) {
      device.now += 1000;
      await drafts.save(key, answering(key));
    }
    assert.deepEqual(
      (await drafts.list()).map(({ key }) => key),
      ['a', 'b'],
    );
  });

  it('are not found by another', async () => {
    const device = createDevice();
    await device.load().save(KEY, answering('at night'));
    const other = device.load({ owner: 'rpps-2' });
    assert.equal(await other.load(KEY), undefined);
    assert.deepEqual(await other.list(), []);
  });

  it('cannot be read under the key of another, wherever they are put', async () => {
    const device = createDevice();
    const other = device.load({ owner: 'rpps-2' });
    await device.load().save(KEY, answering('at night'));
    const before = new Set<string>();
    await withDisk(device, (records) => records.forEach(({ key }) => before.add(key)));
    await other.save(KEY, answering('mine'));
    await withDisk(device, async (records, put) => {
      const stolen = records.find(({ key }) => before.has(key));
      const own = records.find(({ key }) => !before.has(key));
      assert.ok(stolen && own);
      await put({ ...stolen, key: own.key }, own.key);
    });
    assert.equal(await device.load({ owner: 'rpps-2' }).load(KEY), undefined);
  });

  it('are erased at sign-out, and those of others are not', async () => {
    const device = createDevice();
    const drafts = device.load();
    await drafts.save(KEY, answering('at night'));
    await device.load({ owner: 'rpps-2' }).save(KEY, answering('mine'));
    await drafts.clear();
    assert.deepEqual(await device.load().list(), []);
    assert.equal(await answerKept(device.load({ owner: 'rpps-2' })), 'mine');
  });

  it('stay unreadable when a page left open saves after sign-out', async () => {
    const device = createDevice();
    const leftOpen = device.load();
    await leftOpen.save(KEY, answering('at night'));
    await device.load().clear();
    const code = await leftOpen
      .save(KEY, answering('all day'))
      .catch((error: unknown) => (error as DraftNotSavedError).code);
    assert.equal(code, 'unavailable');
    assert.equal(await device.load().load(KEY), undefined);
  });

  it('can be saved again after sign-out, in the same page', async () => {
    const device = createDevice();
    const drafts = device.load();
    await drafts.save(KEY, answering('at night'));
    await drafts.clear();
    await drafts.save(KEY, answering('all day'));
    assert.equal(await answerKept(device.load()), 'all day');
  });
});

describe('whose drafts they are', () => {
  it('is said by the session where no owner is, at each use', async () => {
    const device = createDevice();
    let person: string | undefined = 'a';
    const drafts = device.load({ owner: undefined, getPerson: () => person });
    await drafts.save(KEY, answering('at night'));
    person = 'b';
    assert.equal(await drafts.load(KEY), undefined);
    await drafts.save(KEY, answering('all day'));
    person = undefined;
    assert.deepEqual(await drafts.list(), []);
    person = 'a';
    assert.equal(await answerKept(drafts), 'at night');
    assert.equal(await answerKept(device.load({ owner: 'b' })), 'all day');
  });

  it('is not nobody for an owner without a name while somebody is signed in', async () => {
    const device = createDevice();
    const token = `e30.${btoa(JSON.stringify({ iss: 'https://id.test', sub: 'a' }))}.c2ln`;
    await device.load({ owner: '', getToken: () => token }).save(KEY, answering('at night'));
    assert.equal(await device.load({ owner: '' }).load(KEY), undefined);
    assert.equal(await answerKept(device.load({ owner: '', getToken: () => token })), 'at night');
  });

  it('must be said when the token does not: nothing is kept before', async () => {
    const device = createDevice();
    const drafts = device.load({ owner: '', getToken: () => 'opaque' });
    await assert.rejects(drafts.save(KEY, answering('at night')), SessionError);
    await assert.rejects(drafts.load(KEY), SessionError);
    assert.deepEqual(await device.storage.list(''), []);
  });

  it('is the device where nobody signs in', async () => {
    const device = createDevice();
    await device.load({ owner: undefined }).save(KEY, answering('at night'));
    assert.equal(await answerKept(device.load({ owner: '' })), 'at night');
  });

  it('is who was signed in when they were saved, though somebody else is by the time it is done', async () => {
    const device = createDevice();
    let person = 'a';
    const drafts = device.load({ owner: undefined, getPerson: () => person });
    const first = drafts.save(KEY, answering('at night'));
    const second = drafts.save('other', answering('all day'));
    person = 'b';
    await Promise.all([first, second]);
    assert.deepEqual(await drafts.list(), []);
    assert.equal((await device.load({ owner: 'a' }).list()).length, 2);
  });
});

describe('answers that one person began', () => {
  for (const next of ['b', undefined]) {
    it(`are neither saved nor discarded among the drafts of ${next ?? 'the device'}`, async () => {
      const device = createDevice();
      let person: string | undefined = 'a';
      const drafts = device.load({ owner: undefined, getPerson: () => person });
      const author = { person: await drafts.person() };
      await drafts.save(KEY, answering('at night'), author);
      person = next;
      await drafts.save(KEY, answering('mine'));
      await assert.rejects(drafts.save(KEY, answering('all day'), author), SessionError);
      await assert.rejects(drafts.discard(KEY, undefined, author), SessionError);
      await assert.rejects(drafts.load(KEY, undefined, author), SessionError);
      assert.equal(await answerKept(drafts), 'mine');
      person = 'a';
      assert.equal(await answerKept(drafts), 'at night');
    });
  }
});

describe('two pages', () => {
  it('that open at once share one key', async () => {
    const device = createDevice();
    const [one, other] = [device.load(), device.load()];
    await Promise.all([one.save('a', answering('one')), other.save('b', answering('other'))]);
    assert.equal(await answerKept(one, 'b'), 'other');
    assert.equal(await answerKept(other, 'a'), 'one');
  });

  it('on the same draft leave what was saved last', async () => {
    const device = createDevice();
    const [one, other] = [device.load(), device.load()];
    await one.save(KEY, answering('one'));
    await other.save(KEY, answering('other'));
    assert.equal(await answerKept(one), 'other');
    await one.save(KEY, answering('one again'));
    assert.equal(await answerKept(device.load()), 'one again');
  });
});

describe('a device', () => {
  it('without room refuses, and keeps the draft it has', async () => {
    const device = createDevice();
    await device.load().save(KEY, answering('at night'));
    const full = device.load({ storage: failing(device.storage, 'QuotaExceededError') });
    await assert.rejects(full.save(KEY, answering('all day')), (error) => {
      assert.ok(error instanceof DraftNotSavedError);
      assert.equal(error.code, 'full');
      return true;
    });
    assert.equal(await answerKept(full), 'at night');
  });

  it('that lets nothing be kept says so', async () => {
    const device = createDevice();
    const blocked = device.load({ storage: failing(device.storage, 'InvalidStateError') });
    await assert.rejects(blocked.save(KEY, answering('at night')), { code: 'unavailable' });
  });

  it('that fails once is tried again', async () => {
    const device = createDevice();
    let fails = true;
    const claim: RelaisStorage['claim'] = (key, value) =>
      fails ? Promise.reject(new Error('Not now')) : device.storage.claim(key, value);
    const list: RelaisStorage['list'] = (prefix) =>
      fails ? Promise.reject(new Error('Not now')) : device.storage.list(prefix);
    const drafts = device.load({ storage: { ...device.storage, claim, list } });
    await assert.rejects(drafts.load(KEY));
    await assert.rejects(drafts.save(KEY, answering('at night')));
    fails = false;
    await drafts.save(KEY, answering('all day'));
    assert.equal(await answerKept(drafts), 'all day');
  });

  it('with IndexedDB says that drafts outlive the page', () => {
    assert.equal(createDrafts({ owner: OWNER }).persistent, true);
  });

  for (const [what, holder, name] of [
    ['IndexedDB', globalThis, 'indexedDB'],
    ['WebCrypto', globalThis.crypto, 'subtle'],
  ] as const) {
    it(`without ${what} keeps drafts while the page lasts, and says so`, async (test) => {
      without(test, holder, name);
      const drafts = createDrafts({ owner: OWNER });
      assert.equal(drafts.persistent, false);
      await drafts.save(KEY, answering('at night'));
      assert.equal(await answerKept(drafts), 'at night');
      assert.equal(await createDrafts({ owner: OWNER }).load(KEY), undefined);
    });
  }

  it('never writes drafts in clear where it cannot encrypt', async (test) => {
    without(test, globalThis.crypto, 'subtle');
    const storage = memoryStorage();
    await createDrafts({ owner: OWNER, storage }).save(KEY, answering('at night'));
    assert.deepEqual(await storage.list(''), []);
  });
});
