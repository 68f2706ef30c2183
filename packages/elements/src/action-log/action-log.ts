import type { Client } from '@relais/sdk';
import { type TemplateResult } from 'lit';
import { base } from '../ui/base.styles.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { html } from '../ui/html.ts';
import type { ActionLogPort } from './port.ts';
import type { ActionScreen } from './screen.ts';
import type { HistoryStrings } from './history/words/fr.ts';
import type { ActionLogStrings } from './words/fr.ts';
import { RelaisElement } from '../ui/relais-element.ts';

/**
 * The log of actions of a structure: what no other path records (a screening day, a staff meeting, a crisis exercise, an installation), declared by
 * coordination and counted as declared. An entry is put right by another one; the first stays to be read.
 *
 * @element relais-action-log
 * @summary Actions that are declared, with where their evidence is kept.
 *
 * @fires {ActionDeclaredEvent} relais-action-declared - An action was declared, or an entry put right. `detail.action` is its id.
 * @fires {RelaisErrorEvent} relais-error - The log could not be read or written; the element says so.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart table - The entries.
 * @csspart badge - What an entry is counted as.
 * @csspart empty - Said where nothing was declared.
 * @csspart field - A field with its name.
 * @csspart control - What is typed into or chosen from.
 * @csspart notice - What is to be corrected.
 * @csspart action - The main button.
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
 * @cssprop [--relais-max-inline-size=none] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate loading - The entries are on their way.
 * @cssstate ready - They are shown.
 * @cssstate declaring - An action is being written down.
 * @cssstate taking-over - A history is being taken over from a file.
 * @cssstate failed - They could not be read.
 */
export class ActionLog extends RelaisElement {
  static override properties = {
    from: {},
    to: {},
    api: {},
    structure: {},
    language: {},
    client: { attribute: false },
    port: { attribute: false },
    strings: { attribute: false },
  };

  static override styles = [base];

  readonly #internals = this.attachInternals();
  #screen: ActionScreen | undefined;
  #loading: Promise<void> | undefined;
  #hasFailed = false;

  /** First day, `2026-01-01`. Without it, that of the year people choose, this one at first. */
  declare from: string | undefined;

  /** Last day, included. Without it, the last of that year, or today. */
  declare to: string | undefined;

  /** Address of the backend, before `/api/v1`; empty for the page's own origin. Without it, the provider's. */
  declare api: string | undefined;

  /** Id of the structure. Without it, the provider's. */
  declare structure: string | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** A client made by the host, in place of `api` and `structure`. */
  declare client: Client | undefined;

  /** What keeps actions, in place of our backend. */
  declare port: ActionLogPort | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<ActionLogStrings & HistoryStrings> | undefined;

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

  /** Resolves once what draws the log is there, and the words of the language. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const result = await super.getUpdateComplete();
    await this.#loading;
    await this.#screen?.ready;
    return this.isUpdatePending ? super.getUpdateComplete() : result;
  }

  async #load(): Promise<void> {
    this.#hasFailed = false;
    try {
      const { ActionScreen } = await import('./screen.ts');
      this.#screen = new ActionScreen(this);
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
        Le journal n’a pas pu être affiché. <span lang="en">The log of actions could not be shown.</span>
      </p>
      <button type="button" part="action" @click=${() => (this.#loading = this.#load())}>
        Réessayer / <span lang="en">Try again</span>
      </button>
    </div>`;
  }
}
