import type { Client } from '@relais/sdk';
import { LitElement, type TemplateResult } from 'lit';
import { base } from '../ui/base.styles.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { html } from '../ui/html.ts';
import type { DutyScreen } from './screen.ts';
import type { DutyCallStrings } from './words/fr.ts';

/**
 * « Qui peut ? »: a volunteer says of each range of a call for duties whether they can: yes, if need be, no. No account: the link they were given
 * opens it, and looking at it answers nothing, since mail scanners open links. Answers may be changed until the call closes.
 *
 * @element relais-duty-call
 * @summary Yes, if need be or no to ranges that wait for a volunteer.
 *
 * @fires {DutyAnsweredEvent} relais-duty-answered - The volunteer has answered.
 * @fires {RelaisErrorEvent} relais-error - It could not be opened or answered; the element says so.
 *
 * @slot - What is shown until the element works, and where it cannot: a telephone number and hours.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart action - The button that sends the answers.
 * @csspart field - One range with its three answers.
 * @csspart option - One of the answers.
 * @csspart notice - What the coordination says, and what is to be corrected.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-max-inline-size=42em] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate loading - The call is on its way, or the answers are.
 * @cssstate asked - It can be answered.
 * @cssstate answered - It has just been.
 * @cssstate closed - It can no longer be.
 * @cssstate failed - It could not be opened.
 */
export class DutyCallElement extends LitElement {
  static override properties = {
    api: {},
    structure: {},
    link: {},
    language: {},
    client: { attribute: false },
    strings: { attribute: false },
  };

  static override styles = [base];

  readonly #internals = this.attachInternals();
  #screen: DutyScreen | undefined;
  #loading: Promise<void> | undefined;
  #hasFailed = false;

  /** Address of the backend, before `/api/v1`; empty for the page's own origin. Without it, the provider's. */
  declare api: string | undefined;

  /** Id of the structure; that of the link when absent. */
  declare structure: string | undefined;

  /** Fragment of the link, `#relais-duty=…`; that of the page's address when absent. */
  declare link: string | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** A client made by the host, in place of `api` and `structure`. */
  declare client: Client | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<DutyCallStrings> | undefined;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
  }

  protected override firstUpdated(): void {
    this.#loading = this.#load();
  }

  protected override updated(): void {
    const { states } = this.#internals;
    states.clear();
    states.add(this.#hasFailed ? 'failed' : (this.#screen?.state ?? 'loading'));
  }

  /** Resolves once what draws the call is there, and the words of the language. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const result = await super.getUpdateComplete();
    await this.#loading;
    await this.#screen?.ready;
    return this.isUpdatePending ? super.getUpdateComplete() : result;
  }

  /** What draws the call comes by itself, so that no other element's first load grows by it. */
  async #load(): Promise<void> {
    this.#hasFailed = false;
    try {
      const { DutyScreen } = await import('./screen.ts');
      this.#screen = new DutyScreen(this);
    } catch {
      this.#hasFailed = true;
      this.dispatchEvent(new RelaisErrorEvent({ code: 'not-loaded' }));
    }
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    if (this.#screen) return this.#screen.render();
    if (this.#hasFailed) return this.#renderFailure();
    return html`<div class="root" aria-busy="true">
      <div class="stack bones"><i></i><i></i><i></i></div>
    </div>`;
  }

  /** The words are in what could not be loaded, hence both languages. */
  #renderFailure(): TemplateResult {
    return html`<div class="root">
      <p role="alert">L’appel n’a pas pu être affiché. <span lang="en">The call could not be shown.</span></p>
      <button type="button" part="action" @click=${() => (this.#loading = this.#load())}>
        Réessayer / <span lang="en">Try again</span>
      </button>
    </div>`;
  }
}
