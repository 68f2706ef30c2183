import { expect } from '@open-wc/testing';
import '@relais/elements';
import { idbStorage } from '@relais/sdk';
import { createConsents } from '@relais/sdk/consent';
import { createRuns } from '@relais/sdk/run';
import type { Runs } from '@relais/sdk/run';
import { openNurse } from '../support/nurse.ts';
import { mountRun, odynophagie, type RunDriver } from '../support/protocol-run.ts';

const CONNECTED = 'Rien n’est gardé sur cet appareil';
const AWAY = 'Pas de réseau, et rien n’est gardé sur cet appareil';
const KEPT = 'Pas de réseau : tout est gardé, chiffré, sur cet appareil';

// eslint-disable-next-line @typescript-eslint/unbound-method -- They are put back where they were.
const REAL = { open: IDBFactory.prototype.open, put: IDBObjectStore.prototype.put };

/** Private windows, and people who block storage. */
function block(): void {
  IDBFactory.prototype.open = () => {
    throw new DOMException('Blocked', 'SecurityError');
  };
}

/** No room left on the disk: the transaction ends without effect. */
function fill(): void {
  IDBObjectStore.prototype.put = function (...given) {
    const request = REAL.put.apply(this, given);
    const { transaction } = this;
    Object.defineProperty(transaction, 'error', { value: new DOMException('No room', 'QuotaExceededError') });
    transaction.abort();
    return request;
  };
}

function mend(): void {
  Object.assign(IDBFactory.prototype, { open: REAL.open });
  Object.assign(IDBObjectStore.prototype, { put: REAL.put });
}

function erase(database: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(database);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(new Error('It was not erased'));
  });
}

/** Whether the browser would ask before the page is left. */
function asksToStay(): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  dispatchEvent(event);
  return event.defaultPrevented;
}

describe('relais-protocol on a device that keeps nothing', () => {
  let database: string;

  beforeEach(() => (database = `relais-${crypto.randomUUID()}`));
  afterEach(async () => {
    mend();
    await erase(database);
  });

  async function open() {
    const nurse = await openNurse(odynophagie, idbStorage(database));
    const client = nurse.open();
    const [runs, consents] = [createRuns(client), createConsents(client)];
    const callees = [{ professional: 'p-1', familyName: 'Durand', givenName: 'Anne', phone: '+33239990001' }];
    const mount = (given = {}) => mountRun({ runs, consents, callees, now: () => nurse.backend.now(), ...given });
    return { ...nurse, runs, mount };
  }

  /** From the questions to the end, with an alert on the way. */
  async function finish(driver: RunDriver): Promise<string> {
    await driver.answer({ 'od.trod': 'non-concluant' });
    await driver.until(() => driver.button('J’ai vu cette alerte') !== undefined, 'the alert');
    await driver.press('J’ai vu cette alerte');
    await driver.answer();
    await driver.press('Voir le résultat');
    await driver.choose('outcome', 'redirected');
    await driver.choose('target', 'generalPractitioner');
    await driver.end();
    await driver.until(() => driver.element.stage === 'done', 'the end');
    return driver.element.result!.run;
  }

  async function bringBack(network: { isDown: boolean }, driver: RunDriver): Promise<void> {
    network.isDown = false;
    dispatchEvent(new Event('online'));
    await driver.until(() => driver.words.includes('Le réseau est revenu'), 'all is sent');
  }

  async function expectArrived(runs: Runs, run: string): Promise<void> {
    const { state, outcome, alerts, review } = await runs.read(run);
    expect([state, outcome, alerts.length]).to.deep.equal(['ended', 'redirected', 1]);
    expect(review?.missing ?? [], 'the consent came before it').not.to.include('consentMissing');
  }

  for (const [what, fail] of [
    ['blocks its storage', block],
    ['has no room left', fill],
  ] as const) {
    it(`goes from the consent to the end without a network where it ${what}, asks not to close the page, and loses nothing`, async () => {
      const { network, runs, mount } = await open();
      network.isDown = true;
      fail();
      const driver = await mount();
      await driver.begin();
      expect(driver.words).to.contain(AWAY);
      expect(driver.words).not.to.contain('tout est gardé');
      expect(asksToStay()).to.equal(true);
      await expect(driver.element).to.be.accessible();
      const run = await finish(driver);
      expect(driver.words).to.contain(AWAY);
      expect(asksToStay()).to.equal(true);
      await bringBack(network, driver);
      expect([driver.words.includes(AWAY), asksToStay()]).to.deep.equal([false, false]);
      await expectArrived(runs, run);
      expect(await runs.resume()).to.deep.equal([]);
    });
  }

  it('says so with a network too, and sends as usual', async () => {
    const { runs, mount } = await open();
    block();
    const driver = await mount({ training: true });
    await driver.begin();
    await driver.until(() => driver.words.includes(CONNECTED), 'it says so');
    expect(driver.words).not.to.contain('Pas de réseau');
    await expect(driver.element).to.be.accessible();
    const run = await finish(driver);
    expect([driver.words.includes(CONNECTED), asksToStay()]).to.deep.equal([false, false]);
    await expectArrived(runs, run);
  });

  it('goes on where the device fills up in mid-run, and takes the message back once there is room', async () => {
    const { network, open: load, runs, mount } = await open();
    network.isDown = true;
    const driver = await mount();
    await driver.begin();
    expect([driver.words.includes(KEPT), asksToStay()]).to.deep.equal([true, false]);
    fill();
    await driver.answer({ 'od.trod': 'non-concluant' });
    await driver.until(() => driver.words.includes(AWAY), 'it is full');
    mend();
    await driver.until(() => driver.words.includes(KEPT), 'there is room again');
    expect([driver.words.includes(AWAY), asksToStay()]).to.deep.equal([false, false]);
    const run = await finish(driver);
    // The page is closed and opened anew: all of it is on the device.
    driver.element.remove();
    const later = await mount({ runs: createRuns(load()), consents: createConsents(load()) });
    await later.until(() => later.words.includes(KEPT), 'what the page before has kept is found');
    await bringBack(network, later);
    await expectArrived(runs, run);
  });

  it('writes anew what the browser has erased in mid-run, tells, and loses nothing over a reload', async () => {
    const { network, open: load, mount, runs } = await open();
    network.isDown = true;
    const driver = await mount();
    await driver.begin();
    await erase(database);
    const run = await finish(driver);
    await driver.until(() => driver.words.includes('Ce navigateur a effacé ce qui était gardé'), 'it tells');
    expect([driver.words.includes(KEPT), asksToStay()]).to.deep.equal([true, false]);
    await expect(driver.element).to.be.accessible();
    driver.element.remove();
    const later = await mount({ runs: createRuns(load()), consents: createConsents(load()) });
    await later.until(() => later.words.includes(KEPT), 'what the page before has kept is found');
    await bringBack(network, later);
    await expectArrived(runs, run);
  });

  it('waits once for a device that does not answer', async () => {
    const { mount } = await open();
    // A page of an earlier version that does not let go has whoever opens wait for as long as it stands.
    const holding = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(database, 1);
      request.onupgradeneeded = () => request.result.createObjectStore('records');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('It does not open'));
    });
    const erasing = erase(database);
    const driver = await mount({ training: true });
    const begun = performance.now();
    await driver.begin();
    await driver.until(() => driver.words.includes(CONNECTED), 'it says so');
    expect(performance.now() - begun, 'one wait was enough').to.be.below(6000);
    holding.close();
    await erasing;
  });

  it('says of a patient not included that the page has to stay open', async () => {
    const { network, mount } = await open();
    network.isDown = true;
    block();
    const driver = await mount({ consents: undefined });
    await driver.press('Il ne l’est pas : réorienter');
    await driver.until(() => driver.words.includes('si cette page reste ouverte'), 'it says so');
    expect(driver.words).not.to.contain('vous n’avez rien à faire');
    expect(asksToStay()).to.equal(true);
    await bringBack(network, driver);
    expect(asksToStay()).to.equal(false);
  });

  it('says it in English', async () => {
    const { network, mount } = await open();
    network.isDown = true;
    block();
    const driver = await mount({ language: 'en', training: true });
    await driver.press('The patient is eligible');
    await driver.press('This is the person');
    await driver.until(() => driver.words.includes('nothing is kept on this device: do not close'), 'it says so');
  });
});
