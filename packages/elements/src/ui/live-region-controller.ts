import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Owns: the text to be read aloud. The host owns the `role="status"` node, which must be in the page before the text changes,
 * since screen readers only speak changes of a region they know.
 */
export class LiveRegionController implements ReactiveController {
  text = '';
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.text = '';
  }

  /** A no-break space is added when the same words are said twice running: an unchanged region is not read again. */
  say(text: string): void {
    this.text = text === this.text ? `${text}\u00a0` : text;
    this.#host.requestUpdate();
  }
}
