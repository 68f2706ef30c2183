import type { Client } from '@relais/sdk';
import { nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { base } from './base.styles.ts';
import { ClientController } from './client-controller.ts';
import type { ClientSource } from './client-source.ts';
import { RelaisErrorEvent } from './error-event.ts';
import { html } from './html.ts';
import type { Vocabulary } from './locale-context.ts';
import { LocaleController } from './locale-controller.ts';
import { RelaisElement } from './relais-element.ts';

/** What is said before the screens have come, or when they could not. */
export interface FirstWords {
  readonly loading: string;
  readonly unreachable: string;
  readonly unreachableText: string;
  readonly retry: string;
}

/** What an element shows from the first answer of the backend on. */
export interface Screens {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly isBusy: boolean;
  refresh(): Promise<void>;
  render(): TemplateResult;
}

export interface ScreensOptions<Words extends object> {
  readonly locale: LocaleController<Words>;
  readonly source: () => ClientSource | undefined;
}

/**
 * An element of professionals that loads little at first: its own shell, which says that something is on its way, and then the screens with their
 * words. What stands in it once they are there is theirs.
 */
export abstract class ScreenedElement<Words extends FirstWords> extends RelaisElement {
  static override properties: PropertyDeclarations = {
    api: {},
    structure: {},
    density: { reflect: true },
    language: {},
    client: { attribute: false },
    strings: { attribute: false },
  };

  static override styles = base;

  readonly #internals = this.attachInternals();
  readonly #locale: LocaleController<Words>;
  readonly #source: ClientController;
  #screens: Screens | undefined;
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
  declare strings: Partial<Words> | undefined;

  constructor(vocabulary: Vocabulary<Words>) {
    super();
    this.#locale = new LocaleController<Words>(this, vocabulary);
    this.#source = new ClientController(this, () => this.#locale.language);
  }

  /** Brings the screens. */
  protected abstract bring(options: ScreensOptions<Words>): Promise<Screens>;

  /** Reads again what is shown. */
  async refresh(): Promise<void> {
    await this.#screens?.refresh();
  }

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
    return this.#screens?.state ?? 'loading';
  }

  async #load(): Promise<void> {
    this.#isAsked = true;
    this.#hasFailed = false;
    try {
      const options = { locale: this.#locale, source: () => this.#source.source };
      [this.#screens] = await Promise.all([this.bring(options), this.#locale.loadAll()]);
    } catch {
      this.#hasFailed = true;
      this.dispatchEvent(new RelaisErrorEvent({ code: 'not-loaded' }));
    }
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { strings: t, language } = this.#locale;
    const isBusy = this.#state === 'loading' || this.#screens?.isBusy === true;
    return html`<div class="root" part="box" lang=${language} aria-busy=${isBusy ? 'true' : nothing}>
      ${this.#screens?.render() ?? this.#renderFirst(t)}
    </div>`;
  }

  /** Before the screens have come: the parts they are made of come with them. */
  #renderFirst(t: Words): TemplateResult {
    if (!this.#hasFailed) return html`<p class="quiet">${t.loading}</p>`;
    return html`<div class="stack" role="alert">
      <h2 part="heading">${t.unreachable}</h2>
      <p>${t.unreachableText}</p>
      <button type="button" class="primary" part="action" @click=${() => this.#load()}>${t.retry}</button>
    </div>`;
  }
}
