import type { Client } from '@relais/sdk';
import { LitElement, type TemplateResult } from 'lit';
import { base } from '../ui/base.styles.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { html } from '../ui/html.ts';
import type { WaitlistScreen } from './screen.ts';
import type { WaitlistStrings } from './words/fr.ts';

/**
 * The call-back board: who waits to be called, in a fair order that says its reason, who has taken which call, and how each ended. Live on every
 * board at once; readable and usable without a network, what was done being sent later. For people of the structure's desk who have signed in.
 *
 * @element relais-waitlist
 * @summary The call-back board of a desk, live.
 *
 * @fires {CallbackClaimedEvent} relais-callback-claimed - Whoever sits here has taken a call. `detail.callbackId` says which.
 * @fires {CallbackClosedEvent} relais-callback-closed - A call has ended here. `detail.outcome` says how.
 * @fires {RelaisErrorEvent} relais-error - The list could not be asked for, or a change not be sent; the board says so.
 *
 * @attr {'comfortable' | 'compact'} [density=comfortable] - How close things stand.
 *
 * @csspart board - The box around everything.
 * @csspart heading - The title.
 * @csspart table - The rows.
 * @csspart list - The rows of the wall view.
 * @csspart badge - How a thing stands, in a word.
 * @csspart action - The button of the next call.
 * @csspart notice - What was not saved.
 * @csspart shortcuts - The keys.
 * @csspart toast - What was just done.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus, one's own rows.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-border-control] - Edges of controls.
 * @cssprop [--relais-color-danger] - A target that was missed.
 * @cssprop [--relais-color-warning] - A target that is near, a list that is old.
 * @cssprop [--relais-color-success] - What is true now.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-max-inline-size=none] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 * @cssprop [--relais-density=0] - How close things stand, from 0 (comfortable) to 1 (compact).
 *
 * @cssstate loading - The list is on its way.
 * @cssstate failed - There is none.
 * @cssstate ready - It is shown.
 * @cssstate live - What is shown is true now.
 */
export class Waitlist extends LitElement {
  static override properties = {
    api: {},
    structure: {},
    view: {},
    language: {},
    client: { attribute: false },
    strings: { attribute: false },
  };

  static override styles = [base];

  readonly #internals = this.attachInternals();
  #screen: WaitlistScreen | undefined;
  #loading: Promise<void> | undefined;
  #hasFailed = false;

  /** Address of the backend, before `/api/v1`; empty for the page's own origin. Without it, the provider's. */
  declare api: string | undefined;

  /** Id of the structure. Without it, the provider's. */
  declare structure: string | undefined;

  /** `board` to work with, `wall` for a screen in the office: large, without anybody's name. */
  declare view: 'board' | 'wall' | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** A client made by the host, in place of `api` and `structure`. */
  declare client: Client | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<WaitlistStrings> | undefined;

  /** The title, from where the list follows. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
  }

  protected override firstUpdated(): void {
    this.#loading = this.#load();
  }

  protected override updated(): void {
    const { states } = this.#internals;
    states.clear();
    states.add(this.#hasFailed ? 'failed' : (this.#screen?.status ?? 'loading'));
    if (this.#screen?.isLive) states.add('live');
  }

  /** Resolves once what draws the list is there, and the words of the language. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const result = await super.getUpdateComplete();
    await this.#loading;
    await this.#screen?.ready;
    return this.isUpdatePending ? super.getUpdateComplete() : result;
  }

  /** What draws the list comes by itself: a page may hold the tag long before anybody has signed in. */
  async #load(): Promise<void> {
    this.#hasFailed = false;
    try {
      const { WaitlistScreen } = await import('./screen.ts');
      this.#screen = new WaitlistScreen(this, () => this.performUpdate());
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
      <p role="alert">
        Les rappels n’ont pas pu être affichés. <span lang="en">The call-backs could not be shown.</span>
      </p>
      <button type="button" part="action" @click=${() => (this.#loading = this.#load())}>
        Réessayer / <span lang="en">Try again</span>
      </button>
    </div>`;
  }
}
