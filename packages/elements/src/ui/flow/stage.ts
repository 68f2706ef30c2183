import type { ReactiveControllerHost } from 'lit';

/** What is drawn on and hears our events. */
export type Host = ReactiveControllerHost & EventTarget;

/** A screen by its name, with what only that screen knows. */
export interface Screen {
  readonly name: string;
}

export interface StageOptions<State extends Screen> {
  /** The screen before any other. */
  readonly first: State;
  readonly onFailure: (error: unknown) => void;
  /** Whether two screens are one to whoever is on it, as a list is that fills up or empties meanwhile. */
  readonly isSame?: (one: State, other: State) => boolean;
}

/**
 * Owns: the screen shown, and what is being done, one thing at a time. A failure becomes a screen from which the same thing can be tried
 * again. Whoever made it owns which screen follows.
 */
export class Stage<State extends Screen> {
  state: State;
  /** Something is being asked of the server; gestures wait. */
  isBusy = false;
  /** Id of what is to take the focus once drawn. */
  focusTarget: string | undefined;
  /** Resolves when what is being done is over; never rejects. */
  running: Promise<void> = Promise.resolve();
  /** Nobody looks any more. */
  isClosed = false;

  readonly #host: Host;
  readonly #options: StageOptions<State>;
  #failed: () => Promise<void> = () => Promise.resolve();

  constructor(host: Host, options: StageOptions<State>) {
    this.#host = host;
    this.#options = options;
    this.state = options.first;
  }

  show(state: State, focus = 'heading'): void {
    this.state = state;
    this.focus(focus);
  }

  focus(id: string): void {
    this.focusTarget = id;
    this.#host.requestUpdate();
  }

  /** Whether nobody objects. */
  dispatch(event: Event): boolean {
    return this.#host.dispatchEvent(event);
  }

  /** Does something unless something else is being done. */
  run(action: () => Promise<void>): Promise<void> {
    if (this.isBusy) return Promise.resolve();
    return (this.running = this.#attempt(action));
  }

  /** Does again what failed last. */
  retry(): Promise<void> {
    return this.run(this.#failed);
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.#host.requestUpdate();
    try {
      await action();
    } catch (error) {
      if (this.isClosed) return;
      this.#failed = action;
      this.#options.onFailure(error);
    } finally {
      this.isBusy = false;
      this.#host.requestUpdate();
    }
  }

  /** Whether the person is still on the screen they were on: a slow answer must not take them off another. */
  watch(): () => boolean {
    const { state } = this;
    const { isSame } = this.#options;
    return () => !this.isClosed && (this.state === state || isSame?.(state, this.state) === true);
  }
}
