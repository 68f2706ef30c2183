import type { Client } from '@relais/sdk';
import { type PropertyValues, type ReactiveController, type TemplateResult } from 'lit';
import { base } from '../ui/base.styles.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { html } from '../ui/html.ts';
import type { InscriptionStrings } from './inscription/words/fr.ts';
import type { ListsStrings } from './lists/words/fr.ts';
import type { WaitlistStrings } from './words/fr.ts';
import { RelaisElement } from '../ui/relais-element.ts';

/** What draws the element, of one kind of view. */
interface Screen {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly isLive: boolean;
  readonly ready: Promise<void>;
  refresh(): Promise<void>;
  render(): TemplateResult;
}

type Kind = 'board' | 'lists' | 'inscription';

/** A page pays for the view it shows. */
const SCREENS: Readonly<Record<Kind, () => Promise<(host: Waitlist, drawNow: () => void) => Screen>>> = {
  board: async () => {
    const { WaitlistScreen } = await import('./screen.ts');
    return (host, drawNow) => new WaitlistScreen(host, drawNow);
  },
  lists: async () => {
    const { ListsScreen } = await import('./lists/lists-screen.ts');
    return (host) => new ListsScreen(host);
  },
  inscription: async () => {
    const { InscriptionScreen } = await import('./inscription/inscription-screen.ts');
    return (host) => new InscriptionScreen(host);
  },
};

/**
 * The call-back board: who waits to be called, in a fair order that says its reason, who has taken which call, and how each ended. Live on every
 * board at once; readable and usable without a network, what was done being sent later. For people of the structure's desk who have signed in.
 * Its other views are the waiting lists of the structure (who is on each with which priority and why, the rules that put people there, files that
 * are imported) and, for the public, the page where one writes somebody on a list that is open.
 *
 * @element relais-waitlist
 * @summary The call-back board and the waiting lists of a desk.
 *
 * @fires {CallbackClaimedEvent} relais-callback-claimed - Whoever sits here has taken a call. `detail.callbackId` says which.
 * @fires {CallbackClosedEvent} relais-callback-closed - A call has ended here. `detail.outcome` says how.
 * @fires {WaitingListChangeEvent} relais-waiting-list-change - A waiting list, or who is on it, has changed here. `detail.list` says which.
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
export class Waitlist extends RelaisElement {
  static override properties = {
    api: {},
    structure: {},
    view: {},
    list: {},
    language: {},
    client: { attribute: false },
    strings: { attribute: false },
  };

  static override styles = [base];

  readonly #internals = this.attachInternals();
  #screen: Screen | undefined;
  /** What the screen has added to the element: gone with it. */
  #parts: ReactiveController[] | undefined;
  #kind: Kind = 'board';
  #loading: Promise<void> | undefined;
  #hasFailed = false;

  /** Address of the backend, before `/api/v1`; empty for the page's own origin. Without it, the provider's. */
  declare api: string | undefined;

  /** Id of the structure. Without it, the provider's. */
  declare structure: string | undefined;

  /**
   * `board` to work with, `wall` for a screen in the office: large, without anybody's name; `lists` for the waiting lists; `inscription` for the
   * public page of a list.
   */
  declare view: 'board' | 'wall' | 'lists' | 'inscription' | undefined;

  /** Code of the list the public writes somebody on, in the view `inscription`. */
  declare list: string | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** A client made by the host, in place of `api` and `structure`. */
  declare client: Client | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<WaitlistStrings & ListsStrings & InscriptionStrings> | undefined;

  /** Reads again what is shown. */
  async refresh(): Promise<void> {
    await this.#screen?.refresh();
  }

  /** The title, from where the list follows. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
  }

  override addController(controller: ReactiveController): void {
    this.#parts?.push(controller);
    super.addController(controller);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const kind = this.view === 'lists' || this.view === 'inscription' ? this.view : 'board';
    if (this.hasUpdated && (!changed.has('view') || kind === this.#kind)) return;
    this.#kind = kind;
    this.#leave();
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

  /** What draws the view comes by itself: a page may hold the tag long before anybody has signed in. */
  async #load(): Promise<void> {
    const kind = this.#kind;
    this.#hasFailed = false;
    try {
      const create = await SCREENS[kind]();
      if (kind !== this.#kind) return;
      this.#parts = [];
      this.#screen = create(this, () => this.performUpdate());
    } catch {
      if (kind !== this.#kind) return;
      this.#hasFailed = true;
      this.dispatchEvent(new RelaisErrorEvent({ code: 'not-loaded' }));
    }
    this.requestUpdate();
  }

  #leave(): void {
    for (const part of this.#parts ?? []) {
      part.hostDisconnected?.();
      this.removeController(part);
    }
    this.#parts = this.#screen = undefined;
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
