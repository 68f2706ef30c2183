import type { Client } from '@relais/sdk';
import {
  type CSSResultGroup,
  type PropertyDeclarations,
  type PropertyValues,
  type ReactiveController,
  type TemplateResult,
} from 'lit';
import { base } from '../base.styles.ts';
import { RelaisErrorEvent } from '../error-event.ts';
import { html } from '../html.ts';
import { RelaisElement } from '../relais-element.ts';

/** What an element shows that is opened by a link. */
export interface LinkedScreen extends ReactiveController {
  /** One of the states that the element says it has. */
  readonly state: string;
  /** Resolves once the words of the language are there. */
  readonly ready: Promise<void>;
  render(): TemplateResult;
}

/** That what is shown could not be loaded: its words are in what is missing, hence both languages. */
export interface LostWords {
  readonly fr: string;
  readonly en: string;
}

/**
 * An element that somebody without an account opens by a link. It loads little at first: what draws it comes by itself, so that no other element's
 * first load grows by it.
 */
export abstract class LinkedElement<Words extends object> extends RelaisElement {
  static override properties: PropertyDeclarations = {
    api: {},
    structure: {},
    link: {},
    language: {},
    client: { attribute: false },
    strings: { attribute: false },
  };

  static override styles: CSSResultGroup = base;

  readonly #internals = this.attachInternals();
  readonly #lost: LostWords;
  #screen: LinkedScreen | undefined;
  #loading: Promise<void> | undefined;
  #hasFailed = false;

  /** Address of the backend, before `/api/v1`; empty for the page's own origin. Without it, the provider's. */
  declare api: string | undefined;

  /** Id of the structure; that of the link when absent. */
  declare structure: string | undefined;

  /** Fragment of the link; that of the page's address when absent. */
  declare link: string | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** A client made by the host, in place of `api` and `structure`. */
  declare client: Client | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<Words> | undefined;

  constructor(lost: LostWords) {
    super();
    this.#lost = lost;
  }

  /** Brings what draws the element. */
  protected abstract bring(): Promise<LinkedScreen>;

  /** Whether it is to be seen by now. */
  protected get isWanted(): boolean {
    return true;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
  }

  protected override update(changed: PropertyValues<this>): void {
    if (this.isWanted) this.#loading ??= this.#load();
    super.update(changed);
  }

  protected override updated(): void {
    const { states } = this.#internals;
    states.clear();
    states.add(this.#hasFailed ? 'failed' : (this.#screen?.state ?? 'loading'));
  }

  /** Resolves once what draws it is there, and the words of the language. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const result = await super.getUpdateComplete();
    await this.#loading;
    await this.#screen?.ready;
    return this.isUpdatePending ? super.getUpdateComplete() : result;
  }

  async #load(): Promise<void> {
    this.#hasFailed = false;
    try {
      this.#screen = await this.bring();
    } catch {
      this.#hasFailed = true;
      this.dispatchEvent(new RelaisErrorEvent({ code: 'not-loaded' }));
    }
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    if (this.#screen) return this.#screen.render();
    if (this.#hasFailed) return this.#renderLost();
    // What is not wanted takes no room: its tag may be known before that of the element it stands in.
    if (!this.isWanted) return html``;
    return html`<div class="root" aria-busy="true">
      <div class="stack bones"><i></i><i></i><i></i></div>
    </div>`;
  }

  #renderLost(): TemplateResult {
    return html`<div class="root">
      <p role="alert" lang="fr">${this.#lost.fr} <span lang="en">${this.#lost.en}</span></p>
      <slot></slot>
      <button type="button" part="action" @click=${() => (this.#loading = this.#load())}>
        Réessayer / <span lang="en">Try again</span>
      </button>
    </div>`;
  }
}
