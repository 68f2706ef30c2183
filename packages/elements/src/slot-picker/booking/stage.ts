import type { ReactiveControllerHost } from 'lit';
import { isListed, type PickerState } from './picker-state.ts';

/** What is drawn on and hears our events. */
export type Host = ReactiveControllerHost & EventTarget;

/**
 * Owns: the screen shown, and what is being done, one thing at a time. A failure becomes a screen from which the same thing can be tried
 * again. The picker owns which screen follows.
 */
export class Stage {
  state: PickerState = { name: 'loading' };
  /** Something is being asked of the server; gestures wait. */
  isBusy = false;
  /** Id of what is to take the focus once drawn. */
  focusTarget: string | undefined;
  /** Resolves when what is being done is over; never rejects. */
  running: Promise<void> = Promise.resolve();
  /** Nobody looks any more. */
  isClosed = false;

  readonly #host: Host;
  readonly #onFailure: (error: unknown) => void;
  #failed: () => Promise<void> = () => Promise.resolve();

  constructor(host: Host, onFailure: (error: unknown) => void) {
    this.#host = host;
    this.#onFailure = onFailure;
  }

  show(state: PickerState, focus: string): void {
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
      this.#onFailure(error);
    } finally {
      this.isBusy = false;
      this.#host.requestUpdate();
    }
  }

  /** Whether the person is still on the screen they were on: a slow answer must not take them off another. */
  watch(): () => boolean {
    const { state } = this;
    // A list that empties or fills up meanwhile is not their doing.
    return () => !this.isClosed && (this.state === state || (isListed(state) && isListed(this.state)));
  }
}
