import type { Client } from '@relais/sdk';
import { LitElement, type TemplateResult } from 'lit';
import { base } from '../ui/base.styles.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { html } from '../ui/html.ts';
import type { DoctorScreen } from './screen.ts';
import type { DoctorAnswerStrings } from './words/fr.ts';

/**
 * « Médecin traitant d’abord »: a treating doctor says by one press whether they see a patient of theirs themselves. No account: the link of the mail
 * opens it, and looking at it answers nothing, since mail scanners open links. Neither who the patient is nor why stands on it.
 *
 * @element relais-doctor-answer
 * @summary The treating doctor sees the patient, or cannot: one press.
 *
 * @fires {DoctorAnsweredEvent} relais-doctor-answered - The doctor has answered.
 * @fires {RelaisErrorEvent} relais-error - It could not be opened or answered; the element says so.
 *
 * @slot - What is shown until the element works, and where it cannot: a telephone number and hours.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart action - The buttons that answer.
 * @csspart notice - What has to be known.
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
 * @cssstate loading - The question is on its way, or the answer is.
 * @cssstate asked - It can be answered.
 * @cssstate answered - It has been.
 * @cssstate closed - It can no longer be, or not now.
 * @cssstate failed - It could not be opened.
 */
export class DoctorAnswerElement extends LitElement {
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
  #screen: DoctorScreen | undefined;
  #loading: Promise<void> | undefined;
  #hasFailed = false;

  /** Address of the backend, before `/api/v1`; empty for the page's own origin. Without it, the provider's. */
  declare api: string | undefined;

  /** Id of the structure; that of the link when absent. */
  declare structure: string | undefined;

  /** Fragment of the link, `#relais-doctor=…`; that of the page's address when absent. */
  declare link: string | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** A client made by the host, in place of `api` and `structure`. */
  declare client: Client | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<DoctorAnswerStrings> | undefined;

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

  /** Resolves once what draws the question is there, and the words of the language. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const result = await super.getUpdateComplete();
    await this.#loading;
    await this.#screen?.ready;
    return this.isUpdatePending ? super.getUpdateComplete() : result;
  }

  /** What draws the question comes by itself, so that no other element's first load grows by it. */
  async #load(): Promise<void> {
    this.#hasFailed = false;
    try {
      const { DoctorScreen } = await import('./screen.ts');
      this.#screen = new DoctorScreen(this);
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
      <p role="alert">La demande n’a pas pu être affichée. <span lang="en">The request could not be shown.</span></p>
      <button type="button" part="action" @click=${() => (this.#loading = this.#load())}>
        Réessayer / <span lang="en">Try again</span>
      </button>
    </div>`;
  }
}
