import type { ReactiveController, ReactiveElement } from 'lit';

/** What says where the focus is to go; a `FlowController`, or what the host makes of one. */
export interface FocusSource {
  readonly focusTarget: string | undefined;
  clearFocusTarget(): void;
}

/**
 * Owns: moving the focus to what a screen begins with. Never takes it from another part of the page: only from inside the element, or from
 * nowhere after somebody has pressed something here, since browsers drop the focus of a button that goes. The host owns what has which id.
 */
export class FocusController implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #source: () => FocusSource | undefined;
  #isTouched = false;
  #hadFocus = false;

  constructor(host: ReactiveElement, source: () => FocusSource | undefined) {
    this.#host = host;
    this.#source = source;
    host.addController(this);
    host.addEventListener('click', () => (this.#isTouched = true));
  }

  hostUpdate(): void {
    const { activeElement } = document;
    this.#hadFocus =
      this.#host.shadowRoot?.activeElement != null || (this.#isTouched && activeElement === document.body);
  }

  hostUpdated(): void {
    const source = this.#source();
    const target = source?.focusTarget;
    source?.clearFocusTarget();
    this.move(target);
  }

  /** Focuses the element of this id, where the focus is ours to move. */
  move(id: string | undefined): void {
    if (id && this.#hadFocus) this.#host.shadowRoot?.getElementById(id)?.focus();
  }
}
