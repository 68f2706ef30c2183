import type { ReactiveController, ReactiveElement } from 'lit';

/** Has the browser ask before the page is left or loaded anew, in its own words, for as long as that would lose something. */
export class LeavingController implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #wouldLose: () => boolean;
  #isAsking = false;

  /** @param wouldLose asked after each update of the host */
  constructor(host: ReactiveElement, wouldLose: () => boolean) {
    this.#host = host;
    this.#wouldLose = wouldLose;
    host.addController(this);
  }

  hostUpdated(): void {
    // One that was taken off the page may still be drawn.
    this.#ask(this.#host.isConnected && this.#wouldLose());
  }

  hostConnected(): void {
    this.#ask(this.#wouldLose());
  }

  hostDisconnected(): void {
    this.#ask(false);
  }

  /** Listened to while it is needed: a page that listens is not kept ready for the way back. */
  #ask(isNeeded: boolean): void {
    if (isNeeded === this.#isAsking) return;
    this.#isAsking = isNeeded;
    if (isNeeded) addEventListener('beforeunload', this.#asked);
    else removeEventListener('beforeunload', this.#asked);
  }

  readonly #asked = (event: Event): void => {
    if (this.#wouldLose()) event.preventDefault();
  };
}
