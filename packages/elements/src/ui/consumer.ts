import { ContextEvent, type Context, type ContextType } from '@lit/context';
import type { ReactiveController, ReactiveElement } from 'lit';

/**
 * What a provider around an element gives it, now and whenever it changes. Asks again each time a provider comes into the page: it may be defined
 * after the elements inside it, whose question nobody has heard. (The library's own consumer asks once, and what would have it asked again, a
 * `ContextRoot` on the page, weighs more than this.)
 */
export class Consumer<C extends Context<unknown, unknown>> implements ReactiveController {
  value: ContextType<C> | undefined;
  readonly #host: ReactiveElement;
  readonly #context: C;
  readonly #callback: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveElement, context: C, callback?: () => void) {
    this.#host = host;
    this.#context = context;
    this.#callback = callback;
    host.addController(this);
  }

  hostConnected(): void {
    this.#ask();
    document.addEventListener('context-provider', this);
  }

  hostDisconnected(): void {
    document.removeEventListener('context-provider', this);
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  handleEvent(): void {
    this.#ask();
  }

  #ask(): void {
    this.#host.dispatchEvent(new ContextEvent(this.#context, this.#host, this.#take, true));
  }

  readonly #take = (value: ContextType<C>, unsubscribe?: () => void): void => {
    // Another provider stands nearer than the one before.
    if (unsubscribe !== this.#unsubscribe) this.#unsubscribe?.();
    this.#unsubscribe = unsubscribe;
    this.value = value;
    this.#host.requestUpdate();
    this.#callback?.();
  };
}
