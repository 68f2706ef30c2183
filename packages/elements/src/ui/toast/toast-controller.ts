import { nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CountdownOptions } from '../countdown-controller.ts';
import { html } from '../html.ts';
import type { ToastWords } from '../words/fr.ts';

/** As long as WCAG 2.2 (2.2.1) wants of what goes by itself; and it does not go while somebody is at it. */
const SECONDS = 20;

export interface Toast {
  /** What has been done. */
  readonly text: string;
  /** Takes it back. */
  readonly undo?: (() => unknown) | undefined;
  /** Id of what was done something to: an earlier message on it goes, since what it offers to undo is not the last thing any more. */
  readonly about?: string | undefined;
}

interface ShownToast extends Toast {
  readonly id: number;
  secondsLeft: number;
}

export interface ToastOptions extends Pick<CountdownOptions, 'every'> {
  /** Has a text read aloud: `LiveRegionController.say`. */
  readonly say: (text: string) => void;
}

/**
 * Owns: short messages on what has just been done, with the way to take it back, until their time is over. Time stands still while the pointer
 * or the focus is on them, and while nobody looks at the page. The host owns the live region they are read aloud from.
 * For what has succeeded alone: a failure stays until it is dealt with, and has its screen.
 */
export class ToastController implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #options: ToastOptions;
  #toasts: readonly ShownToast[] = [];
  #lastId = 0;
  #stopTimer: (() => void) | undefined;
  #isPointedAt = false;
  #hasFocus = false;
  /** What had the focus before it came here, which it goes back to. */
  #before: HTMLElement | undefined;

  constructor(host: ReactiveElement, options: ToastOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#stop();
    this.#toasts = [];
  }

  /** Number of messages shown. */
  get length(): number {
    return this.#toasts.length;
  }

  show(t: ToastWords, toast: Toast): void {
    if (toast.about !== undefined) this.forget(toast.about);
    this.#toasts = [...this.#toasts.slice(-2), { ...toast, id: ++this.#lastId, secondsLeft: SECONDS }];
    this.#options.say(toast.undo ? `${toast.text}. ${t.undoHint}` : toast.text);
    this.#stopTimer ??= (this.#options.every ?? everySecond)(() => this.#tick());
    this.#host.requestUpdate();
  }

  /** Takes away what was said of something: it is being done something else to. */
  forget(about: string): void {
    for (const toast of this.#toasts) if (toast.about === about) this.#end(toast);
  }

  /** Drawn at the end of the host, always: what is not there yet cannot be pointed at. */
  render(t: ToastWords): TemplateResult {
    return html`<div
      class="toasts"
      @pointerenter=${() => (this.#isPointedAt = true)}
      @pointerleave=${() => (this.#isPointedAt = false)}
      @focusin=${this.#enter}
      @focusout=${this.#leave}
    >
      ${repeat(
        this.#toasts,
        ({ id }) => id,
        (toast) => this.#renderToast(t, toast),
      )}
    </div>`;
  }

  #renderToast(t: ToastWords, toast: ShownToast): TemplateResult {
    const { text, undo } = toast;
    const end = () => this.#end(toast);
    return html`<div class="toast" part="toast" role="group" aria-label=${text}>
      <span>${text}</span>
      ${undo ? html`<button type="button" @click=${() => this.#undo(toast, undo)}>${t.undo}</button>` : nothing}
      <button type="button" class="close" aria-label=${t.close} @click=${end}><span aria-hidden="true">✕</span></button>
    </div>`;
  }

  #undo(toast: ShownToast, undo: () => unknown): void {
    this.#end(toast);
    undo();
  }

  #end({ id }: ShownToast): void {
    this.#toasts = this.#toasts.filter((other) => other.id !== id);
    if (this.#hasFocus && this.#before?.isConnected) this.#before.focus();
    if (this.length === 0) this.#stop();
    this.#host.requestUpdate();
  }

  #tick(): void {
    if (this.#isPointedAt || this.#hasFocus || document.hidden) return;
    for (const toast of this.#toasts) toast.secondsLeft -= 1;
    for (const toast of this.#toasts) if (toast.secondsLeft <= 0) this.#end(toast);
  }

  #stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#isPointedAt = this.#hasFocus = false;
  }

  #enter = ({ relatedTarget }: FocusEvent): void => {
    if (!this.#hasFocus && relatedTarget instanceof HTMLElement) this.#before = relatedTarget;
    this.#hasFocus = true;
  };

  #leave = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    this.#hasFocus = relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget);
  };
}

function everySecond(tick: () => void): () => void {
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}
