import type { Client, SignedInState, SignedOutReason } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../ui/html.ts';
import { LocaleController } from '../ui/locale-controller.ts';
import { SessionController, type Shown } from './session-controller.ts';
import { SignedInEvent, SignedOutEvent } from './session-events.ts';
import { styles } from './session.styles.ts';
import { fr, type SessionStrings } from './words/fr.ts';
import { RelaisElement } from '../ui/relais-element.ts';

const VOCABULARY = { fr, others: { en: async () => (await import('./words/en.ts')).en } };

/**
 * Shows who is signed in at the backend, for which structure and as what, and lets them sign in, change activity and sign out. For pages of the
 * backend's own origin. Signing out clears the device of what was sent and locks what was not.
 *
 * @element relais-session
 * @summary Who is signed in, and the way in and out.
 *
 * @fires {SignedInEvent} relais-signed-in - Somebody is signed in. `detail.structureId` says where.
 * @fires {SignedOutEvent} relais-signed-out - Nobody is signed in. `detail.reason` says why.
 *
 * @csspart box - The box around everything.
 * @csspart name - The name of who is signed in.
 * @csspart action - A button or a link that acts.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Structure and activity.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-max-inline-size=none] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate loading - It is being asked who is there.
 * @cssstate signed-in - Somebody is.
 * @cssstate signed-out - Nobody is.
 * @cssstate failed - It could not be asked.
 */
export class SessionElement extends RelaisElement {
  static override properties = {
    api: {},
    structure: {},
    returnTo: { attribute: 'return-to' },
    language: {},
    client: { attribute: false },
    strings: { attribute: false },
    isLeaving: { state: true },
  };

  static override styles = styles;

  readonly #internals = this.attachInternals();
  readonly #locale: LocaleController<SessionStrings>;
  readonly #controller: SessionController;
  #told = '';

  /** Address of the backend, before `/api/v1`; empty for the page's own origin. Without it, the provider's. */
  declare api: string | undefined;

  /** Id of the structure. Without it, the provider's. */
  declare structure: string | undefined;

  /** Path of the page to come back to after signing in or out; the present one when absent. */
  declare returnTo: string | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** A client made with `withSession()`, in place of `api` and `structure`. */
  declare client: Client | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<SessionStrings> | undefined;

  declare isLeaving: boolean;

  constructor() {
    super();
    this.isLeaving = false;
    this.#locale = new LocaleController<SessionStrings>(this, VOCABULARY);
    this.#controller = new SessionController(this, () => this.#locale.language, this.#tell);
  }

  /** Where it is said who is there; what can be done follows. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.who')?.focus();
  }

  protected override updated(): void {
    const { states } = this.#internals;
    states.clear();
    states.add(this.#state);
  }

  /** Resolves once the words of the language are there. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const result = await super.getUpdateComplete();
    await this.#locale.ready;
    return this.isUpdatePending ? super.getUpdateComplete() : result;
  }

  get #state(): 'loading' | 'signed-in' | 'signed-out' | 'failed' {
    const { status } = this.#controller.shown;
    if (status === 'unknown') return 'loading';
    if (status === 'signedIn') return 'signed-in';
    return status === 'signedOut' ? 'signed-out' : 'failed';
  }

  /** Each fact is told once, however often it is confirmed. */
  #tell = (shown: Shown): void => {
    if (shown.status !== 'signedIn' && shown.status !== 'signedOut') return;
    const fact = shown.status === 'signedIn' ? `in ${shown.person.id}` : `out ${shown.reason}`;
    if (fact === this.#told) return;
    this.#told = fact;
    if (shown.status === 'signedIn') this.dispatchEvent(new SignedInEvent({ structureId: shown.structure.id }));
    else this.dispatchEvent(new SignedOutEvent({ reason: shown.reason }));
  };

  #signOut = async (): Promise<void> => {
    this.isLeaving = true;
    try {
      await this.#controller.session?.signOut(this.returnTo);
    } finally {
      this.isLeaving = false;
      await this.updateComplete;
      // The button that was pressed is gone.
      this.focus();
    }
  };

  #retry = (): void => void this.#controller.retry();

  protected override render(): TemplateResult {
    const t = this.#locale.strings;
    return html`<div
      class="root"
      part="box"
      lang=${this.#locale.language}
      role="group"
      aria-label=${t.sessionLabel}
      aria-busy=${this.#state === 'loading' || this.isLeaving ? 'true' : 'false'}
    >
      ${this.#renderShown(this.#controller.shown, t)}
    </div>`;
  }

  #renderShown(shown: Shown, t: SessionStrings): TemplateResult {
    switch (shown.status) {
      case 'unknown':
        return html`<p class="quiet">${t.sessionAsking}</p>`;
      case 'signedIn':
        return this.#renderSignedIn(shown, t);
      case 'signedOut':
        return this.#renderSignedOut(shown, t);
      case 'missing':
        return this.#renderLine(t.signInMissing);
      case 'unnamed':
        return this.#renderLine(t.noStructure);
      case 'failed':
      case 'unloaded':
        return this.#renderLine(t.sessionUnreachable, this.#renderButton(t.retry, this.#retry));
    }
  }

  #renderSignedIn({ person, structure, isOffline }: SignedInState, t: SessionStrings): TemplateResult {
    const { givenName = '', familyName = '' } = person;
    const roles = [...new Set(person.roles.map(({ role }) => t.roles[role]))].join(', ');
    const name = `${givenName} ${familyName}`.trim();
    return html`<div class="line">
        <div class="who" role="status" tabindex="-1">
          <p class="name" part="name" translate="no">${name || roles}</p>
          <p class="quiet">
            <span translate="no">${structure.name}</span>${name ? html`<span>&nbsp;· ${roles}</span>` : nothing}
          </p>
        </div>
        <div class="actions">
          <a class="button" part="action" href=${this.#controller.session?.activityUrl(this.returnTo) ?? ''}
            >${t.changeActivity}</a
          >
          <button type="button" part="action" ?disabled=${this.isLeaving} @click=${this.#signOut}>
            ${this.isLeaving ? t.signingOut : t.signOut}
          </button>
        </div>
      </div>
      ${isOffline ? html`<p class="note quiet">${t.sessionOffline}</p>` : nothing}`;
  }

  #renderSignedOut(
    { reason, canSignIn, isUntold = false }: { reason: SignedOutReason; canSignIn: boolean; isUntold?: boolean },
    t: SessionStrings,
  ): TemplateResult {
    const text = t.signedOut[reason];
    if (!canSignIn) return this.#renderLine(`${text} ${t.signInMissing}`);
    const link = html`<a
      class="button primary"
      part="action"
      href=${this.#controller.session?.signInUrl(this.returnTo) ?? ''}
      >${t.signIn}</a
    >`;
    return html`${this.#renderLine(text, link)} ${isUntold ? html`<p class="note">${t.signOutUntold}</p>` : nothing}`;
  }

  #renderLine(text: string, action?: TemplateResult): TemplateResult {
    return html`<div class="line">
      <p class="who" role="status" tabindex="-1">${text}</p>
      ${action ? html`<div class="actions">${action}</div>` : nothing}
    </div>`;
  }

  #renderButton(text: string, onClick: () => void): TemplateResult {
    return html`<button type="button" part="action" @click=${onClick}>${text}</button>`;
  }
}
