import { expect, test as base } from '@playwright/test';
import { type Backend, startBackend } from './backend.ts';

/**
 * What Chromium writes in its console for an answer that is no fault: the backend asks for a proof of work once one
 * address has taken many seats, as a worker's tests do together, and the SDK does that work and asks again.
 */
const WORK_ASKED_FOR = /status of 428/;

interface PageFixtures {
  /** Fails the test that left the backend's origin, broke the page's security policy or threw in the page. */
  watched: {
    /** Another origin this test may ask. */
    allow: (origin: string) => void;
    /** An error of the console that this test provokes. */
    expect: (error: RegExp) => void;
  };
}

/** One backend a worker; every page is watched. */
export const test = base.extend<PageFixtures, { backend: Backend }>({
  backend: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures it must make from this pattern.
    async ({}, use) => {
      const backend = await startBackend();
      await use(backend);
      await backend.stop();
      expect(backend.output(), 'no token in the log').not.toContain('rl_');
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ backend }, use) => use(backend.url),
  watched: [
    async ({ context, backend }, use, testInfo) => {
      const origins = new Set([backend.url]);
      const foreign: string[] = [];
      const errors: string[] = [];
      const expected = [WORK_ASKED_FOR];
      context.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith('http') && !origins.has(origin)) foreign.push(request.url());
      });
      context.on('weberror', (error) => errors.push(String(error.error())));
      context.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await use({
        allow: (origin) => void origins.add(origin),
        expect: (error) => void expected.push(error),
      });
      // The screenshot of a failed test puts a style of its own into the page.
      if (testInfo.status !== testInfo.expectedStatus) return;
      expect(foreign, 'no request leaves the origins of the test').toEqual([]);
      const unexpected = errors.filter((error) => !expected.some((pattern) => pattern.test(error)));
      expect(unexpected, 'nothing goes wrong in the page').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
