import type { ChecklistRun, Client } from '@relais/sdk';
import { LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { base } from '../ui/base.styles.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { html } from '../ui/html.ts';
import type { RequestScreen } from './screen.ts';
import type { RequestStrings } from './words/fr.ts';

/**
 * « Être rappelé »: a patient who finds no seat asks to be called back, in the hours of the service and where the structure takes such requests. A
 * reason, a contact and when she can be reached; grave signs are looked for first. The link of her request (`#relais-request=…` in the page's
 * address) shows how it stands and takes it back; looking changes nothing, since mail scanners open links.
 *
 * Alone on a page, or in a picker, which shows it where no seat is left and where the checklist has somebody called back:
 * `<relais-slot-picker …><relais-request slot="request"></relais-request></relais-slot-picker>`. The picker then says which backend, and nobody is
 * asked for the signs twice.
 *
 * @element relais-request
 * @summary A patient's own request to be called back.
 *
 * @fires {RequestLeftEvent} relais-request-left - The request is on the call-back list.
 * @fires {RequestWithdrawnEvent} relais-request-withdrawn - The patient has taken it back.
 * @fires {RelaisErrorEvent} relais-error - Something failed; the element says so.
 *
 * @slot - What is shown where the element does not work: a telephone number and hours.
 * @slot privacy - What the host says of the use of these data, above the button that sends.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart action - The one main action of the screen.
 * @csspart field - One field.
 * @csspart control - What is typed into.
 * @csspart option - One thing to tick.
 * @csspart notice - What has to be known, and what is to be corrected.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-danger] - Mistakes, and the edge of warnings.
 * @cssprop [--relais-color-alarm] - Ground of the number 15.
 * @cssprop [--relais-color-on-alarm] - The number on it.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-max-inline-size=42em] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate loading - Something is on its way.
 * @cssstate ready - Signs, or the form.
 * @cssstate left - A request stands, and how.
 * @cssstate closed - Nobody may ask now.
 * @cssstate failed - It could not be opened or sent.
 */
export class RequestElement extends LitElement {
  static override properties = {
    api: {},
    structure: {},
    link: {},
    language: {},
    reason: {},
    client: { attribute: false },
    checklistRun: { attribute: false },
    strings: { attribute: false },
  };

  static override styles = [base];

  readonly #internals = this.attachInternals();
  #screen: RequestScreen | undefined;
  #loading: Promise<void> | undefined;
  #hasFailed = false;

  /** Address of the backend, before `/api/v1`; empty for the page's own origin. Without it, the provider's. */
  declare api: string | undefined;

  /** Id of the structure; that of the link when absent. */
  declare structure: string | undefined;

  /** Fragment of the link, `#relais-request=…`; that of the page's address when absent. */
  declare link: string | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** Code of the reason that is chosen beforehand. */
  declare reason: string | undefined;

  /** A client made by the host, in place of `api` and `structure`. */
  declare client: Client | undefined;

  /** Signs that were looked for already, as a picker around it says: they are not asked again. */
  declare checklistRun: ChecklistRun | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<RequestStrings> | undefined;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
  }

  /** What asks comes when it is to be seen: within a picker, once that shows it. */
  protected override update(changed: PropertyValues<this>): void {
    const isAside = this.slot !== '' && this.assignedSlot === null;
    if (!isAside) this.#loading ??= this.#load();
    super.update(changed);
  }

  protected override updated(): void {
    const { states } = this.#internals;
    states.clear();
    states.add(this.#hasFailed ? 'failed' : (this.#screen?.state ?? 'loading'));
  }

  /** Resolves once what asks is there, and the words of the language. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const result = await super.getUpdateComplete();
    await this.#loading;
    await this.#screen?.ready;
    return this.isUpdatePending ? super.getUpdateComplete() : result;
  }

  async #load(): Promise<void> {
    this.#hasFailed = false;
    try {
      const { RequestScreen } = await import('./screen.ts');
      this.#screen = new RequestScreen(this);
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
        La demande de rappel n’a pas pu être affichée. <span lang="en">The request could not be shown.</span>
      </p>
      <slot></slot>
      <button type="button" part="action" @click=${() => (this.#loading = this.#load())}>
        Réessayer / <span lang="en">Try again</span>
      </button>
    </div>`;
  }
}
