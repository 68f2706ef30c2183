import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { browsersToTest } from '../support/browsers.ts';
import { AXE, entryPath, FAULTS, PROGRESS, serveStorybook, storybookEntries } from '../support/storybook.ts';
import { WebKit } from '../support/webdriver.ts';

const stories = storybookEntries().filter(({ type }) => type === 'story');
const found = browsersToTest().find(({ browser }) => browser === 'webkit');

describe('in WebKit', { skip: found ? false : 'WebKit is not on this machine, or not asked for' }, () => {
  let webkit: WebKit;
  let storybook: Awaited<ReturnType<typeof serveStorybook>>;

  before(async () => {
    if (!found) return;
    storybook = await serveStorybook();
    webkit = await WebKit.start(found);
  });
  after(async () => {
    if (!found) return;
    await webkit.stop();
    await storybook.stop();
  });

  test('Storybook is built and holds stories', () => {
    assert.ok(stories.length > 0, 'npm run storybook:build');
  });

  for (const entry of stories) {
    test(`${entry.title}: ${entry.name} is shown without a fault`, async () => {
      await webkit.open(storybook.url + entryPath(entry));
      assert.equal(await progressOf(webkit), 'shown');
      await webkit.execute(AXE);
      assert.deepEqual(await webkit.execute(FAULTS), []);
    });
  }
});

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
