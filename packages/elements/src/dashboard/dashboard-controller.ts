import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { todayAt } from '../indicator/index.ts';
import type { FiguresPort, PortSource } from '../indicator/index.ts';
import type { Opened } from './shared/desk.ts';
import { ChangeController } from '../ui/change-controller.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';

/** What kept the figures from being had, and where one signs in, once that is known. */
export interface DashboardFailure {
  readonly name: 'failed';
  readonly error: unknown;
  readonly signIn?: FiguresPort['signIn'];
}

export type DashboardState =
  { readonly name: 'loading' } | DashboardFailure | { readonly name: 'ready'; readonly opened: Opened };

/** Once an hour, and when somebody comes back to the page: a board left open overnight begins a new day. */
const DAY_CHECK_MILLISECONDS = 60_000;

/** Owns: where figures come from, which indicators there are, and which day it is. The host owns what is chosen and shown. */
export class DashboardController implements ReactiveController {
  state: DashboardState = { name: 'loading' };

  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #sourceOf: () => PortSource | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost & EventTarget, sourceOf: () => PortSource | undefined) {
    this.#host = host;
    this.#sourceOf = sourceOf;
    new ChangeController(
      host,
      () => [sourceOf()],
      () => this.#begin(),
    );
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

  retry = (): void => {
    const source = this.#sourceOf();
    if (source && this.state.name !== 'ready') void this.#open(source);
  };

  #begin(): void {
    const source = this.#sourceOf();
    this.state = source ? { name: 'loading' } : { name: 'failed', error: { code: 'address' } };
    if (source) void this.#open(source);
  }

  async #open(source: PortSource): Promise<void> {
    let state: DashboardState;
    let port: FiguresPort | undefined;
    try {
      port = await source.load();
      const registry = await port.registry();
      state = { name: 'ready', opened: { port, registry, today: todayAt(port.now()) } };
    } catch (error) {
      const { code = 'unexpected' } = error as { code?: string };
      this.#host.dispatchEvent(new RelaisErrorEvent({ code }));
      state = { name: 'failed', error, signIn: port?.signIn };
    }
    if (source !== this.#sourceOf()) return;
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
