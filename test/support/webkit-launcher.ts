import type { BrowserLauncher } from '@web/test-runner-core';
import type { FoundBrowser } from '../../scripts/setup/browsers.js';
import { keyDown, keyUp, type MouseButton, moveTo, pointerDown, pointerUp, WebKit } from './webdriver.ts';

interface MouseOptions {
  button?: MouseButton;
}

/**
 * Web Test Runner's tests in WebKitGTK: one window, one test file at a time.
 *
 * The commands of `@web/test-runner-commands` know two kinds of drivers: to a `webdriver` they refuse to hold a key down,
 * to a `puppeteer` they ask for a page with a keyboard and a mouse. So this one shows such a page.
 */
class WebKitLauncher implements BrowserLauncher {
  name = 'Webkit';
  type = 'puppeteer';
  concurrency = 1;
  #found: FoundBrowser;
  #browser: Promise<WebKit> | undefined;
  #active: string | undefined;

  constructor(found: FoundBrowser) {
    this.#found = found;
  }

  /** Opens a file's tests, in a new browser where the one that ran those before no longer answers. */
  async startSession(sessionId: string, url: string): Promise<void> {
    this.#active = sessionId;
    try {
      await (await this.browser()).open(url);
    } catch {
      await this.stop();
      await (await this.browser()).open(url);
    }
  }

  isActive(sessionId: string): boolean {
    return this.#active === sessionId;
  }

  async getBrowserUrl(): Promise<string> {
    return (await this.browser()).url();
  }

  async stopSession(): Promise<object> {
    this.#active = undefined;
    try {
      await (await this.browser()).open('about:blank');
    } catch {
      await this.stop();
    }
    return {};
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error('WebKitGTK is not debugged from here; open the page in a WebKit browser.'));
  }

  async stop(): Promise<void> {
    const browser = this.#browser;
    this.#browser = undefined;
    await browser?.then(
      (running) => running.stop(),
      () => undefined,
    );
  }

  /** What the commands ask of a page; the rest (media, user agent) fails, saying so. */
  getPage() {
    const use = async (action: (browser: WebKit) => Promise<void>) => action(await this.browser());
    return {
      keyboard: {
        type: (text: string) => use((browser) => browser.type(text)),
        press: (key: string) => use((browser) => browser.press(key)),
        down: (key: string) => use((browser) => browser.performKeys([keyDown(key)])),
        up: (key: string) => use((browser) => browser.performKeys([keyUp(key)])),
      },
      mouse: {
        move: (x: number, y: number) => use((browser) => browser.pointer([moveTo(x, y)])),
        click: (x: number, y: number, { button }: MouseOptions = {}) =>
          use((browser) => browser.pointer([moveTo(x, y), pointerDown(button), pointerUp(button)])),
        down: ({ button }: MouseOptions = {}) => use((browser) => browser.pointer([pointerDown(button)])),
        up: ({ button }: MouseOptions = {}) => use((browser) => browser.pointer([pointerUp(button)])),
        reset: () => use((browser) => browser.releaseActions()),
      },
      setViewport: ({ width, height }: { width: number; height: number }) =>
        use((browser) => browser.setViewport(width, height)),
    };
  }

  browser(): Promise<WebKit> {
    this.#browser ??= WebKit.start(this.#found);
    return this.#browser;
  }
}

/** @returns a launcher for `browsers` of the configuration of Web Test Runner */
export function webkitLauncher(found: FoundBrowser): BrowserLauncher {
  return new WebKitLauncher(found);
}
