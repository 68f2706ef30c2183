import type { ReactiveController, ReactiveElement } from 'lit';
import type { Sheet } from './chart.ts';

/** Before it has been measured: that of a telephone. */
const FIRST: Sheet = { width: 320, em: 13 };

/**
 * Owns: how wide pictures may be and how large their letters are, measured where `.pictures` stands. Drawn to that width, and not scaled, they
 * have the letters of the page around them, at whatever size somebody has set.
 */
export class SheetController implements ReactiveController {
  sheet = FIRST;

  readonly #host: ReactiveElement;
  readonly #observer = new ResizeObserver(() => requestAnimationFrame(() => this.#measure()));
  #box: Element | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const box = this.#host.renderRoot.querySelector('.pictures') ?? undefined;
    if (box === this.#box) return;
    this.#observer.disconnect();
    this.#box = box;
    if (!box) return;
    this.#observer.observe(box);
    this.#measure();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#box = undefined;
  }

  #measure(): void {
    if (!this.#box?.isConnected) return;
    const width = Math.floor(this.#box.getBoundingClientRect().width);
    const em = Number.parseFloat(getComputedStyle(this.#box).fontSize) * 0.8125;
    // On paper, and where nothing is laid out, the last width holds.
    if (width < 1 || (width === this.sheet.width && em === this.sheet.em)) return;
    this.sheet = { width, em };
    this.#host.requestUpdate();
  }
}
