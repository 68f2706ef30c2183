import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Owns: noticing that what an element goes by has become something else, such as the backend it asks. Tells it once at first, also where there is
 * nothing yet to go by (a page that names no backend), and once for each change. The host owns what follows from it.
 */
export class ChangeController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #parts: () => readonly unknown[];
  readonly #tell: () => void;
  #told: readonly unknown[] | undefined;

  /** @param parts what the element goes by now, always as many */
  constructor(host: ReactiveControllerHost, parts: () => readonly unknown[], tell: () => void) {
    this.#host = host;
    this.#parts = parts;
    this.#tell = tell;
    host.addController(this);
  }

  hostUpdate(): void {
    const parts = this.#parts();
    if (this.#told?.every((part, index) => part === parts[index])) return;
    this.#told = parts;
    this.#tell();
  }

  /** Has it told once more, whatever it is. */
  again(): void {
    this.#told = undefined;
    this.#host.requestUpdate();
  }
}
