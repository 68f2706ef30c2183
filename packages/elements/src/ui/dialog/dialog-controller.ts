import type { ReactiveController, ReactiveElement, TemplateResult } from 'lit';
import { html } from '../html.ts';
import type { DialogWords } from '../words/fr.ts';

/** What a dialog shows. Its title takes the focus. */
export interface DialogContent {
  readonly title: string;
  readonly content: unknown;
  /** The buttons at its foot; a way out is always there. */
  readonly actions?: unknown;
}

/**
 * Owns: one native dialog of its host, what it is about and whether it is open. The browser keeps the focus inside, makes the page behind it
 * deaf, closes it on Escape and gives the focus back to what had it. The host owns what it shows, by what it is about.
 */
export class DialogController<About> implements ReactiveController {
  /** What the open dialog is about; `undefined` while it is closed. */
  about: About | undefined;

  readonly #host: ReactiveElement;
  /** What had the focus, and what takes it when that is gone. */
  #opener: HTMLElement | undefined;
  #fallback: string | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (!dialog) return;
    if (this.about !== undefined && !dialog.open) {
      dialog.showModal();
      // What it is about is read first, whatever the browser would have chosen.
      dialog.querySelector<HTMLElement>('#dialog-title')?.focus();
    }
    if (this.about === undefined && dialog.open) dialog.close();
  }

  hostDisconnected(): void {
    this.about = undefined;
    this.#dialog?.close();
  }

  /** `fallback`: id of what takes the focus afterwards when what opened the dialog is no longer there, as the row one deleted. */
  open(about: About, fallback = 'heading'): void {
    const { activeElement } = this.#host.shadowRoot ?? {};
    this.#opener = activeElement instanceof HTMLElement ? activeElement : undefined;
    this.#fallback = fallback;
    this.about = about;
    this.#host.requestUpdate();
  }

  close(): void {
    this.about = undefined;
    this.#host.requestUpdate();
  }

  /** Draws the dialog where the host wants it; closed, it shows nothing. */
  render(t: DialogWords, draw: (about: About) => DialogContent): TemplateResult {
    const shown = this.about === undefined ? undefined : draw(this.about);
    return html`<dialog class="dialog" part="dialog" aria-labelledby="dialog-title" @close=${this.#closed}>
      ${shown ? this.#renderContent(t, shown) : undefined}
    </dialog>`;
  }

  #renderContent(t: DialogWords, { title, content, actions }: DialogContent): TemplateResult {
    return html`<div class="stack">
      <h2 id="dialog-title" tabindex="-1">${title}</h2>
      ${content}
      <div class="actions">
        ${actions}
        <button type="button" class="cancel" @click=${() => this.close()}>${t.cancel}</button>
      </div>
    </div>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.shadowRoot?.querySelector('dialog.dialog') ?? null;
  }

  /** By Escape, by a button or by us: the focus goes where it was, and never to the top of the page. */
  #closed = (): void => {
    // Chromium tells of it with the next frame, by when it may have been opened again.
    if (this.#dialog?.open) return;
    this.about = undefined;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      const target = this.#opener?.isConnected ? this.#opener : this.#fallback;
      const element = typeof target === 'string' ? this.#host.shadowRoot?.getElementById(target) : target;
      element?.focus();
    });
  };
}
