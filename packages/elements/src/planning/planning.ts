import type { Client } from '@relais/sdk';
import { LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { base } from '../ui/base.styles.ts';
import { ClientController } from '../ui/client-controller.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { html } from '../ui/html.ts';
import { LocaleController, type Vocabulary } from '../ui/locale-controller.ts';
import type { Screen } from './screen.ts';
import { first } from './words/fr-first.ts';
import type { PlanningStrings } from './words/fr.ts';

/** What is said before the screens have come; the rest comes with them. */
const VOCABULARY: Vocabulary<PlanningStrings> = {
  fr: first as Partial<PlanningStrings> as PlanningStrings,
  whole: () => import('./screen.ts').then(({ fr }) => fr),
  others: { en: () => import('./words/en.ts').then(({ en }) => en) },
};

/**
 * The planning of a structure, for its coordinator: who receives when, in words; ranges, closures and one-off openings to be changed, beside what
 * the next eight weeks then look like; before it is published, what becomes of each booking that it has no seat for; who published what and why,
 * and the last publication to be taken back.
 *
 * @element relais-planning
 * @summary Who receives when: changed, looked at, published, taken back.
 *
 * @fires {PlanningPublishedEvent} relais-planning-published - A planning was published here. The detail carries its version.
 * @fires {RelaisErrorEvent} relais-error - Something failed. `detail.code` says what.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart badge - How something stands, in a word.
 * @csspart notice - What is to be known before going on.
 * @csspart preview - The coming weeks.
 * @csspart action - The main button of a screen.
 * @csspart tab - One of the parts.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-border-control] - Edges of controls.
 * @cssprop [--relais-color-danger] - What is wrong, or cannot be undone.
 * @cssprop [--relais-color-success] - What is complete.
 * @cssprop [--relais-color-warning] - What is missing.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-density=0] - 0 for comfortable, 1 for compact.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-max-inline-size=none] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate loading - It is being read.
 * @cssstate ready - It is shown.
 * @cssstate failed - It could not be read.
 */
export class PlanningElement extends LitElement {
  static override properties = {
    api: {},
    structure: {},
    density: { reflect: true },
    language: {},
    client: { attribute: false },
    strings: { attribute: false },
  };

  static override styles = base;

  readonly #internals = this.attachInternals();
  readonly #locale = new LocaleController<PlanningStrings>(this, VOCABULARY);
  readonly #source = new ClientController(this, () => this.#locale.language);
  #screen: Screen | undefined;
  #isAsked = false;
  #hasFailed = false;

  /** Address of the backend, before `/api/v1`; empty for the page's own origin. Without it, the provider's. */
  declare api: string | undefined;

  /** Id of the structure. Without it, the provider's. */
  declare structure: string | undefined;

  /** `comfortable`, or `compact` for a hand with a mouse and many rows to read. */
  declare density: 'comfortable' | 'compact' | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** A client of the host's own, in place of `api` and `structure`. */
  declare client: Client | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<PlanningStrings> | undefined;

  /** Where what is shown begins. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
  }

  protected override update(changed: PropertyValues<this>): void {
    if (!this.#isAsked) void this.#load();
    super.update(changed);
  }

  protected override updated(): void {
    const { states } = this.#internals;
    states.clear();
    states.add(this.#state);
  }

  /** Waits for the words, so that an English page never shows a French screen first. */
  protected override async scheduleUpdate(): Promise<void> {
    await this.#locale.ready;
    await super.scheduleUpdate();
  }

  /** Resolves once the words of the language are there. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const result = await super.getUpdateComplete();
    await this.#locale.ready;
    return this.isUpdatePending ? super.getUpdateComplete() : result;
  }

  get #state(): 'loading' | 'ready' | 'failed' {
    if (this.#hasFailed) return 'failed';
    return this.#screen?.state ?? 'loading';
  }

  /** The screens, with their words. */
  async #load(): Promise<void> {
    this.#isAsked = true;
    this.#hasFailed = false;
    try {
      const [{ Screen }] = await Promise.all([import('./screen.ts'), this.#locale.loadAll()]);
      this.#screen = new Screen(this, { locale: this.#locale, source: () => this.#source.source });
    } catch {
      this.#hasFailed = true;
      this.dispatchEvent(new RelaisErrorEvent({ code: 'not-loaded' }));
    }
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { strings: t, language } = this.#locale;
    const isBusy = this.#state === 'loading' || this.#screen?.isBusy === true;
    return html`<div class="root" part="box" lang=${language} aria-busy=${isBusy ? 'true' : nothing}>
      ${this.#screen?.render() ?? this.#renderFirst(t)}
    </div>`;
  }

  /** Before the screens have come: the parts they are made of come with them. */
  #renderFirst(t: PlanningStrings): TemplateResult {
    if (!this.#hasFailed) return html`<p class="quiet">${t.loadingPlanning}</p>`;
    return html`<div class="stack" role="alert">
      <h2 part="heading">${t.unreachable}</h2>
      <p>${t.unreachableText}</p>
      <button type="button" class="primary" part="action" @click=${() => this.#load()}>${t.retry}</button>
    </div>`;
  }
}
