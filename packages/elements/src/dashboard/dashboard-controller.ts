import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { todayAt } from '../indicator/index.ts';
import type { PortSource } from '../indicator/index.ts';
import type { Opened } from './shared/desk.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';

export type DashboardState =
  | { readonly name: 'loading' }
  | { readonly name: 'failed'; readonly error: unknown }
  | { readonly name: 'ready'; readonly opened: Opened };

/** Once an hour, and when somebody comes back to the page: a board left open overnight begins a new day. */
const DAY_CHECK_MILLISECONDS = 60_000;

/** Owns: where figures come from, which indicators there are, and which day it is. The host owns what is chosen and shown. */
export class DashboardController implements ReactiveController {
  state: DashboardState = { name: 'loading' };

  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #sourceOf: () => PortSource | undefined;
  #source: PortSource | 'none' | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost & EventTarget, sourceOf: () => PortSource | undefined) {
    this.#host = host;
    this.#sourceOf = sourceOf;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(this.#checkDay, DAY_CHECK_MILLISECONDS);
    addEventListener('online', this.retry);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    removeEventListener('online', this.retry);
  }

  hostUpdate(): void {
    const source = this.#sourceOf() ?? 'none';
    if (source === this.#source) return;
    this.#source = source;
    this.state = source === 'none' ? { name: 'failed', error: { code: 'address' } } : { name: 'loading' };
    if (source !== 'none') void this.#open(source);
  }

  retry = (): void => {
    const source = this.#sourceOf();
    if (source && this.state.name !== 'ready') void this.#open(source);
  };

  async #open(source: PortSource): Promise<void> {
    let state: DashboardState;
    try {
      const port = await source.load();
      const registry = await port.registry();
      state = { name: 'ready', opened: { port, registry, today: todayAt(port.now()) } };
    } catch (error) {
      const { code = 'unexpected' } = error as { code?: string };
      this.#host.dispatchEvent(new RelaisErrorEvent({ code }));
      state = { name: 'failed', error };
    }
    if (source !== this.#source) return;
    this.state = state;
    this.#host.requestUpdate();
  }

  #checkDay = (): void => {
    if (this.state.name !== 'ready') return;
    const { opened } = this.state;
    const today = todayAt(opened.port.now());
    if (today === opened.today) return;
    this.state = { name: 'ready', opened: { ...opened, today } };
    this.#host.requestUpdate();
  };
}
