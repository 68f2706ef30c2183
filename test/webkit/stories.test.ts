import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { browsersToTest } from '../support/browsers.ts';
import {
  AXE,
  entriesOfEveryBrowser,
  entryPath,
  faultsBy,
  PROGRESS,
  serveStorybook,
  switchTo,
} from '../support/storybook.ts';
import { WebKit } from '../support/webdriver.ts';

const stories = entriesOfEveryBrowser();
const found = browsersToTest().find(({ browser }) => browser === 'webkit');

/** How many windows go through the stories at once: each keeps a core busy. */
const WINDOWS = 2;

describe(
  'in WebKit',
  { skip: found ? false : 'WebKit is not on this machine, or not asked for', concurrency: WINDOWS },
  () => {
    /** Those that show nothing now, and whether they hold Storybook already. */
    const idle: { webkit: WebKit; isOpen: boolean }[] = [];
    let storybook: Awaited<ReturnType<typeof serveStorybook>>;

    before(async () => {
      if (!found) return;
      storybook = await serveStorybook();
      while (idle.length < WINDOWS) idle.push({ webkit: await WebKit.start(found), isOpen: false });
    });
    after(async () => {
      if (!found) return;
      for (const { webkit } of idle) await webkit.stop();
      await storybook.stop();
    });

    test('Storybook is built and holds stories', () => {
      assert.ok(stories.length > 0, 'npm run storybook:build');
    });

    for (const entry of stories) {
      test(`${entry.title}: ${entry.name} is shown without a fault`, async () => {
        const own = idle.pop();
        assert.ok(own, 'there is a window for every test that runs');
        const { webkit } = own;
        try {
          if (own.isOpen) await webkit.execute(switchTo(entry));
          else {
            await webkit.open(storybook.url + entryPath(entry));
            await webkit.execute(AXE);
          }
          own.isOpen = true;
          assert.equal(await progressOf(webkit), 'shown');
          assert.deepEqual(await webkit.execute(faultsBy('every rule')), []);
        } catch (error) {
          // The next story begins on a page of its own.
          own.isOpen = false;
          throw error;
        } finally {
          idle.push(own);
        }
      });
    }
  },
);

/** How the page ends up: shown, or with what went wrong. */
async function progressOf(webkit: WebKit): Promise<unknown> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const progress = await webkit.execute(PROGRESS);
    if (progress !== null && progress !== undefined) return progress;
    await delay(50);
  }
  return 'not shown after 60 s';
}
