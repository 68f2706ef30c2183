import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isEverywhere } from './browsers.ts';

const folder = fileURLToPath(new URL('../../storybook-static/', import.meta.url));

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  // A browser compiles WebAssembly while it loads only when it is called so.
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** A story, or the page of documentation that Storybook makes of a component. */
export interface StorybookEntry {
  id: string;
  title: string;
  name: string;
  type: 'story' | 'docs';
  tags: readonly string[];
}

/** The tag of stories that are shown in every browser: the parts all screens are drawn with, and what the law makes somebody prove. */
const EVERY_BROWSER = 'every-browser';

/** What the built Storybook shows; nothing before it is built (`npm run storybook:build`). */
export function storybookEntries(): StorybookEntry[] {
  const index = join(folder, 'index.json');
  if (!existsSync(index)) return [];
  const { entries } = JSON.parse(readFileSync(index, 'utf8')) as { entries: Record<string, StorybookEntry> };
  return Object.values(entries);
}

/**
 * Those that are shown in every browser, and not in Chromium alone: the tagged ones, and of every other element the first. The
 * tests of the elements run whole in each browser, accessibility with them; all their states are judged once more in one.
 */
export function entriesOfEveryBrowser(): StorybookEntry[] {
  const stories = storybookEntries().filter(({ type }) => type === 'story');
  return stories.filter(
    (entry) =>
      isEverywhere ||
      entry.tags.includes(EVERY_BROWSER) ||
      entry === stories.find(({ title }) => title === entry.title),
  );
}

/** Address of one entry, without Storybook's frame; axe is left to the tests. */
export function entryPath({ id, type }: StorybookEntry): string {
  return `/iframe.html?id=${id}&viewMode=${type}&globals=a11y.manual:!true`;
}

/**
 * What a page that shows an entry runs to show another, as Storybook's own list of stories does; what is known of the
 * one before is forgotten.
 */
export function switchTo({ id, type }: StorybookEntry): string {
  return `
    window.__STORYBOOK_ADDONS_CHANNEL__.data = {};
    window.__STORYBOOK_ADDONS_CHANNEL__.emit('setCurrentStory', ${JSON.stringify({ storyId: id, viewMode: type })});
  `;
}

/**
 * Body of a function that tells, in the page, how far an entry has come: `undefined` while it is on its way,
 * `shown` once it is and its play function has run, else what went wrong.
 */
export const PROGRESS = `
  const channel = window.__STORYBOOK_ADDONS_CHANNEL__;
  if (!channel) return undefined;
  for (const event of ['storyMissing', 'storyErrored', 'storyThrewException', 'playFunctionThrewException', 'unhandledErrorsWhilePlaying']) {
    const failure = channel.last(event);
    if (failure) return event + ': ' + (failure[0]?.message ?? failure[0]?.description ?? JSON.stringify(failure[0]));
  }
  const finished = channel.last('storyFinished');
  if (finished && finished[0].status !== 'success') return 'storyFinished: ' + finished[0].status;
  return finished || channel.last('docsRendered') ? 'shown' : undefined;
`;

/** What axe needs to be in a page. */
export const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/**
 * Body of a function that gives, in a page with axe, the faults axe finds in the story: `rule: selectors`. Only the rule
 * on contrast has another answer in other colours.
 */
export function faultsBy(rules: 'every rule' | 'contrast'): string {
  const options = rules === 'contrast' ? { runOnly: ['color-contrast'] } : {};
  return `
    return axe.run('#storybook-root', ${JSON.stringify(options)}).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')));
  `;
}

/** Serves the built Storybook on a free port of 127.0.0.1. */
export async function serveStorybook(): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = join(folder, normalize(decodeURIComponent(pathname)));
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      // What carries a hash of itself in its name is never another file.
      'cache-control': pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
    });
    createReadStream(file).pipe(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
