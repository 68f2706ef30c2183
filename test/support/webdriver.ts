import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FoundBrowser } from '../../scripts/setup/browsers.js';
import { type Guarded, spawnGuarded } from './guarded.ts';
import { freePort } from './ports.ts';

/** The keys a test presses by name, as WebDriver wants them (https://w3c.github.io/webdriver/#keyboard-actions). */
const KEYS: Record<string, string> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Insert: '\uE016',
  Delete: '\uE017',
  F2: '\uE032',
  F4: '\uE034',
  F8: '\uE038',
  F9: '\uE039',
  Meta: '\uE03D',
};

/** For how long a window may take to get the size it was asked for. */
const RESIZE_MS = 5000;

/** Milliseconds after which a command counts as lost: a driver whose page has crashed may never answer. */
const ANSWER_MS = 120_000;

/** MiniBrowser's tool bar keeps its window from being as narrow as a telephone, unless its buttons have no room around them and its letters none at all. */
const NARROW_TOOL_BAR = '* { min-width: 0; margin: 0; padding: 0; border-width: 0; font-size: 1px; }';

/** One window of WebKitGTK's MiniBrowser on a screen of its own, driven through WebDriver. */
export class WebKit {
  #processes: Guarded[];
  #settings: string;
  #session: string;

  private constructor(processes: Guarded[], settings: string, session: string) {
    this.#processes = processes;
    this.#settings = settings;
    this.#session = session;
  }

  /** Starts the screen (Xvfb), the driver and the browser. */
  static async start(found: FoundBrowser): Promise<WebKit> {
    const processes: Guarded[] = [];
    const settings = await writeSettings();
    try {
      const screen = found.display ? await startScreen(found.display, processes) : process.env.DISPLAY;
      const base = await startDriver(found.path, { screen, settings }, processes);
      const options = { binary: found.host, args: ['--automation'] };
      const capabilities = { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options } };
      const { sessionId } = (await send(base, 'POST', '/session', { capabilities })) as { sessionId: string };
      return new WebKit(processes, settings, `${base}/session/${sessionId}`);
    } catch (error) {
      await stopAll(processes);
      await rm(settings, { recursive: true, force: true });
      throw error;
    }
  }

  async open(url: string): Promise<void> {
    await this.#send('POST', '/url', { url });
  }

  async url(): Promise<string> {
    return (await this.#send('GET', '/url')) as string;
  }

  /** Runs the body of a function in the page; `arguments` are the given values. A promise it returns is awaited. */
  async execute(body: string, args: unknown[] = []): Promise<unknown> {
    return this.#send('POST', '/execute/sync', { script: body, args });
  }

  /** Types text as a person does, one key after the other, into what has the focus. */
  async type(text: string): Promise<void> {
    await this.performKeys(Array.from(text).flatMap((value) => [keyDown(value), keyUp(value)]));
  }

  /** Presses one key, or a chord such as `Shift+Tab`. */
  async press(chord: string): Promise<void> {
    const keys = chord.split(/(?<=.)\+/).map(keyValue);
    await this.performKeys([...keys.map(keyDown), ...keys.toReversed().map(keyUp)]);
  }

  async performKeys(actions: { type: 'keyDown' | 'keyUp'; value: string }[]): Promise<void> {
    await this.performActions([{ type: 'key', id: 'keyboard', actions }]);
  }

  async pointer(actions: object[]): Promise<void> {
    await this.performActions([{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }]);
  }

  /** Makes the window so large that the page has this size in CSS pixels, and waits until it has. */
  async setViewport(width: number, height: number): Promise<void> {
    const deadline = Date.now() + RESIZE_MS;
    let sizes = await this.#sizes();
    const hasSize = () => sizes[0] === width && sizes[1] === height;
    while (!hasSize() && Date.now() < deadline) {
      const [innerWidth, innerHeight, outerWidth, outerHeight] = sizes;
      const rect = { width: width + outerWidth - innerWidth, height: height + outerHeight - innerHeight };
      await this.#send('POST', '/window/rect', rect);
      sizes = await this.#sizes();
      if (!hasSize()) await delay(100);
    }
    if (hasSize()) return;
    const [gotWidth, gotHeight] = sizes;
    throw new Error(`WebKitGTK gives a viewport of ${gotWidth} × ${gotHeight} where ${width} × ${height} is asked.`);
  }

  async #sizes(): Promise<[number, number, number, number]> {
    const body = 'return [innerWidth, innerHeight, outerWidth, outerHeight]';
    return (await this.execute(body)) as [number, number, number, number];
  }

  async performActions(actions: unknown[]): Promise<void> {
    await this.#send('POST', '/actions', { actions });
  }

  async releaseActions(): Promise<void> {
    await this.#send('DELETE', '/actions');
  }

  async screenshot(): Promise<Buffer> {
    return Buffer.from((await this.#send('GET', '/screenshot')) as string, 'base64');
  }

  async stop(): Promise<void> {
    await this.#send('DELETE', '').catch(() => undefined);
    await stopAll(this.#processes);
    await rm(this.#settings, { recursive: true, force: true });
  }

  #send(method: string, path: string, body?: object): Promise<unknown> {
    return send(this.#session, method, path, body);
  }
}

/** Events of one key; names are those of `KeyboardEvent.key`, a single character stands for itself. */
export const keyDown = (name: string) => ({ type: 'keyDown' as const, value: keyValue(name) });
export const keyUp = (name: string) => ({ type: 'keyUp' as const, value: keyValue(name) });

export type MouseButton = 'left' | 'middle' | 'right';

export const moveTo = (x: number, y: number) => ({ type: 'pointerMove', duration: 0, x, y });
export const pointerDown = (button: MouseButton = 'left') => ({ type: 'pointerDown', button: buttonNumber(button) });
export const pointerUp = (button: MouseButton = 'left') => ({ type: 'pointerUp', button: buttonNumber(button) });

function buttonNumber(button: MouseButton): number {
  return ['left', 'middle', 'right'].indexOf(button);
}

function keyValue(name: string): string {
  const value = KEYS[name] ?? name;
  if (Array.from(value).length !== 1) throw new Error(`No WebDriver key is known for “${name}”.`);
  return value;
}

async function startScreen(xvfb: string, processes: Guarded[]): Promise<string> {
  const screen = spawnGuarded(xvfb, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
  });
  processes.push(screen);
  const report = screen.child.stdio[3] as Socket;
  const [number] = (await Promise.race([
    once(report, 'data'),
    once(screen.child, 'exit').then(() => Promise.reject(new Error('Xvfb ended before it opened a screen.'))),
  ])) as [Buffer];
  report.unref();
  return `:${number.toString().trim()}`;
}

/** A folder of settings that are the tests' own. */
async function writeSettings(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'relais-webkit-'));
  await mkdir(join(folder, 'gtk-3.0'));
  await writeFile(join(folder, 'gtk-3.0', 'gtk.css'), NARROW_TOOL_BAR);
  return folder;
}

async function startDriver(
  path: string,
  { screen, settings }: { screen: string | undefined; settings: string },
  processes: Guarded[],
): Promise<string> {
  const port = await freePort();
  const driver = spawnGuarded(path, [`--port=${port}`, '--host=127.0.0.1'], {
    env: {
      ...process.env,
      DISPLAY: screen,
      XDG_CONFIG_HOME: settings,
      GDK_BACKEND: 'x11',
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
    },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  processes.push(driver);
  const base = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    if (driver.child.exitCode !== null) throw new Error(`${path} ended with code ${driver.child.exitCode}.`);
    const ready = await fetch(`${base}/status`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return base;
    await delay(100);
  }
  throw new Error(`${path} did not answer within 20 s.`);
}

async function send(base: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(base + path, {
    method,
    signal: AbortSignal.timeout(ANSWER_MS),
    ...(method === 'POST' ? { body: JSON.stringify(body ?? {}), headers: { 'content-type': 'application/json' } } : {}),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`WebDriver ${method} ${path || '/'}: ${error}: ${message}`);
}

async function stopAll(processes: Guarded[]): Promise<void> {
  for (const running of processes.toReversed()) await running.stop();
}
