import type { AttendingDoctorStatus, Client, Sex } from '@relais/sdk';
import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { html } from '../ui/html.ts';
import { ClientController } from '../ui/client-controller.ts';
import type { ClientSource } from '../ui/client-source.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { loading } from '../ui/flow/screens.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import type { Vocabulary } from '../ui/locale-context.ts';
import { LocaleController } from '../ui/locale-controller.ts';
import { first } from './words/first.ts';
import type { Strings } from './words/fr.ts';
import { linkEmergencyNumbers } from '../ui/emergency-numbers.ts';
import { hasBookings, isMarked, markBookings, spendMark, type ReloadMark } from './booking/reload-mark.ts';
import type { Flow } from './flow.ts';
import type { PickerStateName } from './booking/picker-state.ts';
import type { PickerOptions, Prefill } from './booking/picker-options.ts';
import type { SlotPickerController } from './booking/slot-picker-controller.ts';
import { styles } from './slot-picker.styles.ts';
import { RelaisElement } from '../ui/relais-element.ts';

const PREFILLED = [
  'reason',
  'commune',
  'familyName',
  'givenName',
  'birthDate',
  'phone',
  'email',
  'equipment',
  'stepFree',
  'sex',
  'attendingDoctor',
] as const;
/** What is said before somebody acts comes at once; the rest with the screens it is for. */
const WORDS: Vocabulary<Strings> = {
  fr: first as Strings,
  whole: () => import('./flow.ts').then(({ fr }) => fr),
  others: { en: () => import('./words/en.ts').then(({ en }) => en) },
};
const HAS_LINK = /[#&]relais=/;

/**
 * Leads a patient from the severity checklist to a confirmed seat, and lets them move or cancel it by its link.
 *
 * Asks nothing of the server until somebody presses its button, opens a booking link (`#relais=…` in the page's address) or
 * `autostart` is set; on a device that remembers a booking made on it, it asks how that one stands, and shows it first. On a site that may
 * not book (`origins` in the structure's settings, `RELAIS_ORIGINS` where the backend runs) it then says so at once, with what to have
 * added, on screen and in the console.
 *
 * Works under a Content-Security-Policy of `script-src 'self'; style-src 'self'`, and with Trusted Types required when Lit's policy is
 * allowed: `trusted-types lit-html`.
 *
 * @element relais-slot-picker
 * @summary Books an unscheduled-care appointment.
 *
 * @attr {'comfortable' | 'compact'} [density=comfortable] - How close things stand: `compact` for a mouse and many rows. Without it, the provider's.
 *
 * @fires {SlotRequestEvent} relais-slot-request - A seat is about to be held. Cancelable.
 * @fires {SlotHeldEvent} relais-slot-held - A seat is held for the person.
 * @fires {BookingRequestEvent} relais-booking-request - The held seat is about to be booked. Cancelable.
 * @fires {SlotBookedEvent} relais-slot-booked - The server has confirmed the booking.
 * @fires {BookingMovedEvent} relais-booking-moved - The server has moved the booking.
 * @fires {BookingCancelledEvent} relais-booking-cancelled - The server has cancelled the booking.
 * @fires {SlotRedirectedEvent} relais-slot-redirected - The checklist led elsewhere than to a booking.
 * @fires {RelaisErrorEvent} relais-error - Something failed, told by the code of the SDK's error; the picker shows its screen for it.
 *
 * @slot - What is shown until the element works, and where it cannot: a telephone number and hours.
 * @slot privacy - What the host says of the use of these data, above the button that confirms.
 * @slot request - `relais-request`, for whoever finds no seat or is to be called back first: the picker tells it its client and the signs.
 *
 * @csspart card - The box around every screen.
 * @csspart heading - The title of the screen.
 * @csspart action - The one main action of the screen.
 * @csspart slot - The button of one slot.
 * @csspart site - One place and its slots.
 * @csspart ticket - The held seat, or the booking.
 * @csspart notice - A message inside a screen.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground of the card.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-border-control] - Edges of controls.
 * @cssprop [--relais-color-danger] - Mistakes, and the edge of warnings.
 * @cssprop [--relais-color-alarm] - Ground of the number 15.
 * @cssprop [--relais-color-on-alarm] - The number on it.
 * @cssprop [--relais-color-success] - What is confirmed.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-density=0] - The same as a number, from 0 (comfortable) to 1 (compact), for a page's styles.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-min-block-size=100svh] - Room kept from the first press on, so that nothing below moves later.
 * @cssprop [--relais-max-inline-size=42em] - Greatest width of the card.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate begun - The first screen has been left.
 * @cssstate busy - Something is being asked of the server.
 * @cssstate start - One state for each screen: `start`, `loading`, `checklist`, `urgent`, `ready`, `held`, `confirmed`, …
 */
export class SlotPicker extends RelaisElement {
  static override properties = {
    api: {},
    structure: {},
    language: {},
    strings: { attribute: false },
    client: { attribute: false },
    autostart: { type: Boolean },
    reason: {},
    commune: {},
    familyName: { attribute: 'family-name' },
    givenName: { attribute: 'given-name' },
    birthDate: { attribute: 'birth-date' },
    phone: {},
    email: {},
    equipment: {},
    stepFree: { type: Boolean, attribute: 'step-free' },
    sex: {},
    attendingDoctor: { attribute: 'attending-doctor' },
  };

  static override styles = styles;

  readonly #internals = this.attachInternals();
  readonly #locale = new LocaleController<Strings>(this, WORDS);
  readonly #client = new ClientController(this, () => this.#locale.language);
  readonly #liveRegion = new LiveRegionController(this);
  /** Present once somebody has acted. */
  #flow: Flow | undefined;
  #flowSource: ClientSource | undefined;
  #mark: ReloadMark | undefined;
  #phase: 'start' | 'loading' | 'unreachable' | 'misconfigured' = 'start';
  #shown: string | undefined;
  #language: string | undefined;
  /** Whether no booking was found on this device, though one was said to be there. */
  #hasRecalled = false;
  readonly #focus = new FocusController(this, () => this.#flow?.picker);

  /** Address of the backend, before `/api/v1`. */
  declare api: string | undefined;

  /** Id of the structure. */
  declare structure: string | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<Strings> | undefined;

  /** A client made by the host, in place of `api` and `structure`. */
  declare client: Client | undefined;

  /** Begins with the checklist, without waiting for the button. */
  declare autostart: boolean;

  /** Code of the reason for the visit, which is then not asked. */
  declare reason: string | undefined;

  /** Id of the commune the person comes from: for journeys, and for figures of activity unless the person takes it back there. */
  declare commune: string | undefined;

  /** Family name of the person seen. */
  declare familyName: string | undefined;

  /** Given name of the person seen. */
  declare givenName: string | undefined;

  /** Date of birth, `1980-03-31` or `31/03/1980`. */
  declare birthDate: string | undefined;

  /** Telephone number. */
  declare phone: string | undefined;

  /** E-mail address. */
  declare email: string | undefined;

  /** Equipment the site must have, separated by spaces, such as `suture ecg`. */
  declare equipment: string | undefined;

  /** Only sites that can be reached without a step. */
  declare stepFree: boolean;

  /** Sex of the person seen, for figures of activity: `female`, `male` or `other`. */
  declare sex: Sex | undefined;

  /** Where their declared attending doctor is, for figures of activity: `here` on the territory, `elsewhere`, or `none` without one. */
  declare attendingDoctor: AttendingDoctorStatus | undefined;

  constructor() {
    super();
    this.autostart = false;
    this.stepFree = false;
  }

  /** Name of the screen shown. */
  get state(): 'start' | PickerStateName {
    return this.#flow?.picker.state.name ?? this.#phase;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#followLink);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#followLink);
    // An element that is only being moved is back by then.
    setTimeout(() => {
      if (this.isConnected) return;
      this.#reset();
      this.requestUpdate();
    });
  }

  /** Waits for the words, so that an English page never shows a French screen first. */
  protected override async scheduleUpdate(): Promise<void> {
    await this.#locale.ready;
    await super.scheduleUpdate();
  }

  /** Here and not in `willUpdate`, which comes before the controllers have taken up a changed client or language. */
  protected override update(changed: PropertyValues<this>): void {
    if (this.#flowSource !== this.#client.source && this.#phase !== 'start') this.#reset();
    if (this.state === 'start' && this.#client.source) {
      if (this.#beginsUnasked) void this.#begin();
      else if (!this.#hasRecalled && hasBookings(this.#bookingsKey)) void this.#recall();
    }
    if (PREFILLED.some((name) => changed.has(name))) this.#flow?.picker.prefill(this.#prefill);
    super.update(changed);
  }

  protected override updated(): void {
    const { state } = this;
    const picker = this.#flow?.picker;
    this.#internals.states.clear();
    this.#internals.states.add(state);
    if (state !== 'start') this.#internals.states.add('begun');
    if (picker?.isBusy) this.#internals.states.add('busy');
    // The first screens have nobody else to say so.
    if (!picker && state !== this.#shown) this.#focus.move('heading');
    if (this.#language !== this.#locale.language) void picker?.translate();
    this.#language = this.#locale.language;
    this.#shown = state;
  }

  #followLink = (): void => {
    if (HAS_LINK.test(location.hash)) void this.#begin();
  };

  get #beginsUnasked(): boolean {
    return this.autostart || HAS_LINK.test(location.hash) || isMarked(this.#markKey);
  }

  #begin = (): Promise<void> =>
    this.#act((picker) => (HAS_LINK.test(location.hash) ? picker.openFragment(location.hash) : picker.start()));

  /** Bookings made on this device come first; without any, the first screen does. */
  async #recall(): Promise<void> {
    await this.#act(async (picker) => {
      if (await picker.showRemembered()) return;
      this.#reset();
      this.#hasRecalled = true;
      this.requestUpdate();
    });
  }

  /** Does something with what comes after the first screen, once it is there. */
  async #act(action: (picker: SlotPickerController) => Promise<void>): Promise<void> {
    const { source } = this.#client;
    this.#flowSource = source;
    if (!this.#flow) this.#enter(source ? 'loading' : 'misconfigured');
    if (!source) return;
    const mark = (this.#mark ??= spendMark(this.#markKey));
    try {
      // The SDK travels beside the screens, not after them.
      const [{ createFlow }, client] = await Promise.all([import('./flow.ts'), source.load(), this.#locale.loadAll()]);
      if (source !== this.#flowSource) return;
      this.#flow ??= createFlow(this, SlotPicker.elementStyles, this.#flowOptions(client, mark));
    } catch {
      this.dispatchEvent(new RelaisErrorEvent({ code: 'unreachable' }));
      this.#enter('unreachable');
      return;
    }
    await action(this.#flow.picker);
  }

  #flowOptions(client: Client, mark: ReloadMark): PickerOptions {
    return {
      client,
      language: () => (this.#locale.language === 'en' ? 'en' : 'fr'),
      prefill: this.#prefill,
      mark,
      noteBookings: (areThere) => markBookings(this.#bookingsKey, areThere),
      say: (text) => this.#liveRegion.say(text(this.#locale.strings)),
    };
  }

  /** Another backend or structure, or nobody to look: nothing of the present one stays. */
  #reset(): void {
    void this.#flow?.picker.dispose();
    this.#flow = this.#flowSource = this.#mark = undefined;
    this.#hasRecalled = false;
    this.#phase = 'start';
  }

  #enter(phase: 'loading' | 'unreachable' | 'misconfigured'): void {
    this.#phase = phase;
    this.requestUpdate();
  }

  get #prefill(): Prefill {
    const { reason, commune, equipment, stepFree } = this;
    const { familyName, givenName, birthDate, phone, email, sex, attendingDoctor } = this;
    const wanted = equipment?.split(/\s+/).filter(Boolean) ?? [];
    const person = { familyName, givenName, birthDate, phone, email, sex, attendingDoctor };
    return { reason, commune, stepFree, equipment: wanted, ...person };
  }

  get #markKey(): string {
    return `relais-under-way ${this.#agenda}`;
  }

  get #bookingsKey(): string {
    return `relais-booked ${this.#agenda}`;
  }

  /** Backend and structure, as far as they are known here. */
  get #agenda(): string {
    const { api = '', structure = '' } = this.#client.source?.settings ?? {};
    return `${api} ${structure}`;
  }

  protected override render(): TemplateResult {
    const { strings: t, language } = this.#locale;
    const picker = this.#flow?.picker;
    // Drawn anew with every screen: a line that stays would be seen to jump from the end of one to the end of the next.
    const foot = picker?.structure.synthetic && keyed(this.state, html`<p class="foot quiet">${t.synthetic}</p>`);
    return html`<div class="root" part="card" lang=${language} aria-busy=${picker?.isBusy ? 'true' : nothing}>
      ${this.#renderScreen(t, language)} ${foot || nothing}
      <p class="hidden" role="status">${this.#liveRegion.text}</p>
    </div>`;
  }

  #renderScreen(t: Strings, language: string): TemplateResult {
    const { state } = this;
    if (state === 'loading') return loading(t.loading);
    if (this.#flow) return html`<div class="stack">${this.#flow.render(t, language)}</div>`;
    if (state === 'start') return this.#renderStart(t);
    const [title, text] =
      state === 'unreachable' ? [t.unreachable, t.unreachableText] : [t.misconfigured, t.misconfiguredText];
    return this.#renderFirst(title, [text, html`<slot></slot>`], t.retry);
  }

  #renderStart(t: Strings): TemplateResult {
    return this.#renderFirst(
      t.title,
      [t.intro, html`<span class="emergency">${linkEmergencyNumbers(t.emergency)}</span>`],
      t.start,
    );
  }

  /** A screen that needs nothing but this file. */
  #renderFirst(title: string, texts: readonly unknown[], action: string): TemplateResult {
    return html`<div class="stack">
      <h2 part="heading" id="heading" tabindex="-1">${title}</h2>
      ${texts.map((text) => html`<p>${text}</p>`)}
      <button type="button" class="primary" part="action" @click=${this.#begin}>${action}</button>
    </div>`;
  }
}
