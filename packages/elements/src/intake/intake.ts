import type { Client } from '@relais/sdk';
import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { ClientController } from '../ui/client-controller.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { html } from '../ui/html.ts';
import type { Vocabulary } from '../ui/locale-context.ts';
import { LocaleController } from '../ui/locale-controller.ts';
import { styles } from './intake.styles.ts';
import type { Screen } from './desk-screen.ts';
import { first } from './words/first.ts';
import type { IntakeStrings } from './words/fr.ts';
import { RelaisElement } from '../ui/relais-element.ts';

/** What is said before the desk has come comes at once; the rest with it. */
const VOCABULARY: Vocabulary<IntakeStrings> = {
  fr: first as IntakeStrings,
  whole: () => import('./desk-screen.ts').then(({ fr }) => fr),
  others: { en: () => import('./words/en.ts').then(({ en }) => en) },
};

/**
 * A request on behalf of a patient, written while they speak: who calls, the number and where they are; signs and reason; who is to be seen; then one of
 * three ends, a seat with the reason why this one, the call-back list, or elsewhere. Several calls stand side by side, half written, and outlive a
 * reload on this device, encrypted.
 *
 * The keys F2 (another call), F4 (another call, same reason), F8 (propose a seat) and F9 (call-back list) work
 * wherever the focus is in the element.
 *
 * @element relais-intake
 * @summary A request by telephone: seat, call-back, or redirection.
 *
 * @attr {'comfortable' | 'compact'} [density=comfortable] - How close things stand.
 *
 * @fires {IntakeRecordedEvent} relais-intake-recorded - A request has been recorded. Ids alone: `detail.intakeId`, `outcome`, `bookingId`, `callbackId`.
 * @fires {RelaisErrorEvent} relais-error - Something failed, told by the code of the SDK's error.
 *
 * @csspart action - A button that acts.
 * @csspart control - A field.
 * @csspart field - A field with its name.
 * @csspart notice - What has to be known.
 * @csspart option - A sign, or a box to tick.
 * @csspart tab - A call under way.
 * @csspart badge - How something stands.
 * @csspart heading - The title of a screen.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - What helps.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-alarm] - Ground of « 15 ».
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-density=0] - From 0 (comfortable) to 1 (compact).
 * @cssprop [--relais-max-inline-size=none] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate loading - The desk opens.
 * @cssstate ready - Requests can be written.
 * @cssstate failed - The desk could not be opened.
 */
export class Intake extends RelaisElement {
  static override properties = {
    api: {},
    structure: {},
    language: {},
    entryPoint: { attribute: 'entry-point' },
    label: {},
    client: { attribute: false },
    strings: { attribute: false },
  };

  static override styles = styles;

  readonly #internals = this.attachInternals();
  readonly #locale: LocaleController<IntakeStrings>;
  readonly #clients: ClientController;
  #screen: Screen | undefined;
  #isAsked = false;
  #hasFailed = false;

  /** Address of the backend, before `/api/v1`; empty for the page's own origin. Without it, the provider's. */
  declare api: string | undefined;

  /** Id of the structure. Without it, the provider's. */
  declare structure: string | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** Who usually calls here: a code of the contract, `patient` when absent. */
  declare entryPoint: string;

  /** Label of seats reserved for patients a protocol has oriented; with it, the desk can say that somebody is one. */
  declare label: string;

  /** A client of the host's, in place of `api` and `structure`. */
  declare client: Client | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<IntakeStrings> | undefined;

  constructor() {
    super();
    this.entryPoint = 'patient';
    this.label = '';
    this.#locale = new LocaleController<IntakeStrings>(this, VOCABULARY);
    this.#clients = new ClientController(this, () => this.#locale.language);
  }

  /** Here and not in `willUpdate`, which comes before the controllers have taken up a changed client or language. */
  protected override update(changed: PropertyValues<this>): void {
    if (!this.#isAsked) void this.#load();
    this.#screen?.desk.follow(this.#clients.source, this.#locale.language);
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

  /** The desk, with its words. */
  async #load(): Promise<void> {
    this.#isAsked = true;
    this.#hasFailed = false;
    try {
      const [{ createScreen }] = await Promise.all([import('./desk-screen.ts'), this.#locale.loadAll()]);
      this.#screen = createScreen(this, Intake.elementStyles);
    } catch {
      this.#hasFailed = true;
      this.dispatchEvent(new RelaisErrorEvent({ code: 'unreachable' }));
    }
    this.requestUpdate();
  }

  #retry = (): void => void this.#load();

  #press = (event: KeyboardEvent): void => this.#screen?.press(event);

  protected override render(): TemplateResult {
    const t = this.#locale.strings;
    const isBusy = this.#state === 'loading' || this.#screen?.desk.isBusy === true;
    return html`<div
      class="root"
      lang=${this.#locale.language}
      aria-busy=${isBusy ? 'true' : nothing}
      @keydown=${this.#press}
    >
      ${this.#screen?.render(t) ?? this.#renderFirst(t)}
    </div>`;
  }

  /** Before the desk has come: the parts it is made of come with it. */
  #renderFirst(t: IntakeStrings): TemplateResult {
    if (!this.#hasFailed) return html`<p class="quiet">${t.loading}</p>`;
    return html`<div class="stack" role="alert">
      <h2 part="heading">${t.unreachable}</h2>
      <p>${t.unreachableText}</p>
      <button type="button" class="primary" part="action" @click=${this.#retry}>${t.retry}</button>
    </div>`;
  }
}
