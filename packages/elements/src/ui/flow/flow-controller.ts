import type { ReactiveController } from 'lit';
import { CountdownController, type CountdownOptions } from '../countdown-controller.ts';
import { RelaisErrorEvent } from '../error-event.ts';
import { Stage, type Host, type Screen } from './stage.ts';
import { adviceOn, troubleOf, type Failure, type Trouble } from './trouble.ts';

export interface FlowOptions<State extends Screen> extends Pick<CountdownOptions, 'every'> {
  /** The screen before any other. */
  readonly first: State;
  /** The server's clock, in milliseconds. */
  readonly now: () => number;
  /** Whether a failure has been dealt with on the screen there is: a refused answer goes to its field. */
  readonly onFailure?: (failure: Failure) => boolean;
  /** Id of the structure, for the advice to whoever keeps a site that is not allowed. */
  readonly structure?: () => string;
}

/**
 * Owns: which screen is shown and the way back, what is being done, and what went wrong, which is tried again by itself when the network
 * comes back or the server's pause is over. The host owns what each screen looks like, and the focus with a `FocusController`.
 */
export class FlowController<State extends Screen> implements ReactiveController {
  /** What keeps the screen from going on. The screen itself stays what it was, and is there again once it is over. */
  trouble: Trouble | undefined;

  readonly #host: Host;
  readonly #options: FlowOptions<State>;
  readonly #stage: Stage<State>;
  readonly #countdown: CountdownController;
  readonly #trail: State[] = [];
  #hasAdvised = false;

  constructor(host: Host, options: FlowOptions<State>) {
    const { first, now, every } = options;
    this.#host = host;
    this.#options = options;
    this.#stage = new Stage<State>(host, { first, onFailure: (error) => this.#fail(error as Failure) });
    this.#countdown = new CountdownController(host, { now, ...(every && { every }), end: () => void this.retry() });
    host.addController(this);
  }

  hostConnected(): void {
    globalThis.addEventListener('online', this.#comeBack);
  }

  hostDisconnected(): void {
    globalThis.removeEventListener('online', this.#comeBack);
  }

  get state(): State {
    return this.#stage.state;
  }

  /** Something is being asked of the server; gestures wait. */
  get isBusy(): boolean {
    return this.#stage.isBusy;
  }

  /** Resolves when what is being done is over; never rejects. */
  get running(): Promise<void> {
    return this.#stage.running;
  }

  /** Id of what is to take the focus once drawn; see `FocusController`. */
  get focusTarget(): string | undefined {
    return this.#stage.focusTarget;
  }

  clearFocusTarget(): void {
    this.#stage.focusTarget = undefined;
  }

  /** Seconds until the next try by itself. */
  get secondsLeft(): number {
    return this.#countdown.remaining;
  }

  get canGoBack(): boolean {
    return this.#trail.length > 0;
  }

  /** The next screen, from which one may go back to the present one. */
  go(state: State, focus?: string): void {
    this.#trail.push(this.state);
    this.#show(state, focus);
  }

  /** A screen from which there is no way back: what came before is done. */
  replace(state: State, focus?: string): void {
    this.#trail.length = 0;
    this.#show(state, focus);
  }

  /** The same screen, with something else on it; nobody is moved. */
  update(state: State): void {
    this.#stage.state = state;
    this.#host.requestUpdate();
  }

  back(): void {
    const state = this.#trail.pop();
    if (state) this.#show(state);
  }

  /** Has the element of this id take the focus. */
  focus(id: string): void {
    this.#stage.focus(id);
  }

  /** Does something unless something else is being done; what it fails for is shown, and can be tried again. Never rejects. */
  run(action: () => Promise<void>): Promise<void> {
    return this.#stage.run(async () => {
      await action();
      this.#recover();
    });
  }

  /** What failed last, once more. */
  retry(): Promise<void> {
    this.#countdown.stop();
    return this.#stage.retry();
  }

  /** Whether the person is still on the screen they were on: a slow answer must not take them off another. */
  watch(): () => boolean {
    return this.#stage.watch();
  }

  /** Nobody will see the rest. */
  close(): void {
    this.#stage.isClosed = true;
    this.#countdown.stop();
    this.hostDisconnected();
    for (const part of [this, this.#countdown]) this.#host.removeController(part);
  }

  #show(state: State, focus?: string): void {
    this.trouble = undefined;
    this.#stage.show(state, focus);
  }

  /** Back on the screen one stood on, which takes the focus from the button that is gone. */
  #recover(): void {
    if (!this.trouble) return;
    this.trouble = undefined;
    if (this.focusTarget === undefined) this.focus('heading');
  }

  #fail(failure: Failure): void {
    const { code = 'unexpected' } = failure;
    this.#stage.dispatch(new RelaisErrorEvent({ code }));
    if (this.#options.onFailure?.(failure)) return;
    this.trouble = troubleOf(failure, this.#options.now());
    if (this.trouble.name === 'waiting') this.#countdown.start(this.trouble.retryAt);
    if (this.trouble.name === 'site-not-allowed') this.#advise(this.trouble.origin);
    this.focus('heading');
  }

  #advise(origin: string): void {
    if (!this.#hasAdvised)
      console.error(`Relais: ${adviceOn(origin, this.#options.structure?.() ?? 'this structure')}`);
    this.#hasAdvised = true;
  }

  #comeBack = (): void => {
    if (this.trouble?.name === 'offline') void this.retry();
  };
}
