import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { browsersToTest } from '../support/browsers.ts';
import { ALL_WORK, PAGES, SAYS, startKitSite } from '../support/kit-site.ts';
import { WebKit } from '../support/webdriver.ts';

const found = browsersToTest().find(({ browser }) => browser === 'webkit');
const isAlerting = `return document.querySelector('[role=alert]')?.textContent ?? '';`;
const press = `document.querySelector('[role=alert] button').click();`;
const picker = `return document.querySelector('relais-slot-picker').shadowRoot?.querySelector('button')?.textContent.trim() ?? '';`;

describe('the kit in WebKit', { skip: found ? false : 'WebKit is not on this machine, or not asked for' }, () => {
  let webkit: WebKit;
  let site: Awaited<ReturnType<typeof startKitSite>>;

  before(async () => {
    if (!found) return;
    site = await startKitSite(PAGES);
    webkit = await WebKit.start(found);
  });
  after(async () => {
    if (!found) return;
    await webkit.stop();
    await site.stop();
  });

  for (const name of ['/scripts.html', '/relais.html', '/both.html', '/classic.html'])
    test(`works under required Trusted Types with one Lit: ${name}`, async () => {
      await webkit.open(site.url + name);
      await until(async () => assert.deepEqual(await webkit.execute(SAYS), ALL_WORK));
    });

  test('says in the page what could not be loaded, and works once it can be had', async () => {
    const lost = /chunks\/.*\/slot-picker\.js/;
    site.unreachable.add(lost);
    await webkit.open(`${site.url}/fallback.html`);
    await until(async () => assert.match(String(await webkit.execute(isAlerting)), /n’a pas pu être chargée/));
    site.unreachable.delete(lost);
    await webkit.execute(press);
    await until(async () => assert.equal(await webkit.execute(picker), 'Demander un rendez-vous'));
    assert.equal(await webkit.execute(isAlerting), '');
  });
});

/** Waits for an assertion to hold, as long as a slow machine needs. */
async function until(assertion: () => Promise<void>): Promise<void> {
  for (const deadline = Date.now() + 30_000; ;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(100);
    }
  }
}
