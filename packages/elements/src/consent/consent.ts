import type {
  ConsentCode,
  ConsentCollector,
  ConsentPatient,
  ConsentRecipient,
  ConsentRecord,
  ConsentState,
  ConsentText,
  TextValues,
} from '@relais/sdk/consent/parts';
import type { Client } from '@relais/sdk';
import { type PropertyValues, type TemplateResult } from 'lit';
import { html } from '../ui/html.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import { LocaleController } from '../ui/locale-controller.ts';
import type { Vocabulary } from '../ui/locale-context.ts';
import type { ConsentVerification } from '@relais/sdk/consent/proofs';
import { ConsentController } from './consent-controller.ts';
import { styles } from './shared/consent.styles.ts';
import { renderConsent } from './screen.ts';
import { loadDeciding } from './shared/load-deciding.ts';
import type { CodePort, GivenReading, LaterScreens, OwnScreens, ReadingLink } from './shared/types.ts';
import { first } from './words/fr-first.ts';
import type { ConsentStrings } from './words/fr.ts';
import { RelaisElement } from '../ui/relais-element.ts';

/** What is not said first comes with the later screens, and no earlier one says it. */
const vocabulary: Vocabulary<ConsentStrings> = {
  fr: first as ConsentStrings,
  whole: async () => (await import('./words/fr.ts')).fr,
  others: { en: async () => (await import('./words/en.ts')).en },
};

/**
 * Informs a patient, takes a decision twice asked, proves it and takes it back: one decision an element, never several in one box. Needs no backend:
 * the host hands over texts, patient and the proofs so far, and gets the next one. What was decided is in `record`, never in an event.
 *
 * Inside a `<form>` it takes part in it: its proofs travel under `name`, and a `required` one keeps the form from being submitted until what
 * is asked is allowed. Works under a Content-Security-Policy of `script-src 'self'; style-src 'self'`, and with Trusted Types.
 *
 * @element relais-consent
 * @summary Takes, proves and withdraws a consent.
 *
 * @fires {ConsentDecidedEvent} relais-consent-decided - A proof is sealed; read it from `record`, and give `waitUntil` the promise that it is kept.
 * @fires {ConsentTalkRequestEvent} relais-consent-talk-request - The patient wants to talk to somebody before deciding.
 *
 * @slot - With `view="access"`: what is shown while the access is open.
 *
 * @csspart consent - The box around everything.
 * @csspart banner - How the decision stands.
 * @csspart title - The title of the text.
 * @csspart point - One line of what has to be said.
 * @csspart question - What is asked.
 * @csspart notice - What has to be known.
 * @csspart action - A button.
 * @csspart copy - The copy that is printed.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-border-control] - Edges of controls.
 * @cssprop [--relais-color-danger] - A refusal, or what is wrong.
 * @cssprop [--relais-color-success] - What may be done.
 * @cssprop [--relais-color-warning] - What has to be asked again.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-max-inline-size=42em] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate allowed - What is asked about may be done.
 * @cssstate blocked - It may not.
 * @cssstate busy - A decision is being sealed or kept.
 */
export class Consent extends RelaisElement {
  static readonly formAssociated = true;

  static override properties = {
    texts: { attribute: false },
    values: { attribute: false },
    code: {},
    patient: { attribute: false },
    collector: { attribute: false },
    organization: { attribute: false },
    records: { attribute: false },
    protocol: { attribute: false },
    run: {},
    recipients: { attribute: false },
    validDays: { type: Number, attribute: 'valid-days' },
    serious: { type: Boolean },
    required: { type: Boolean, reflect: true },
    readonly: { type: Boolean, reflect: true },
    now: { attribute: false },
    codes: { attribute: false },
    readingLink: { attribute: false },
    reading: { attribute: false },
    view: {},
    api: {},
    structure: {},
    client: { attribute: false },
    link: {},
    language: {},
    strings: { attribute: false },
    name: { reflect: true },
  };

  static override styles = styles;

  readonly #internals = this.attachInternals();
  readonly #controller: ConsentController = new ConsentController(this);
  readonly #locale = new LocaleController<ConsentStrings>(this, vocabulary);
  readonly #live = new LiveRegionController(this);
  #later: LaterScreens | undefined;
  #own: OwnScreens | undefined;
  #isDisabled = false;
  #wasSaid = '';

  /** Texts of every language and form there is, with their earlier versions first: `relais-consent-text/1`. */
  declare texts: readonly ConsentText[] | undefined;

  /** What stands for the names in braces of the texts: `{ professional: 'Nora Belkacem' }`. */
  declare values: TextValues | undefined;

  /** Which decision is asked for; that of the first text when absent. */
  declare code: ConsentCode | undefined;

  /** Who it is about. The name is shown and printed, and in no proof. */
  declare patient: (ConsentPatient & { readonly name?: string }) | undefined;

  /** Who asks. */
  declare collector: ConsentCollector | undefined;

  /** Where it is asked. */
  declare organization: { readonly name: string; readonly finess?: string } | undefined;

  /** The proofs of the patient so far, with their texts. */
  declare records: readonly ConsentRecord[] | undefined;

  /** The protocol that care is given by. */
  declare protocol: { readonly id: string; readonly version: string } | undefined;

  /** The run that a consent to care is for. Without it, it is for a day, or for `valid-days`. */
  declare run: string | undefined;

  /** Of a share outside the team: with whom. */
  declare recipients: readonly ConsentRecipient[] | undefined;

  /** Of a follow-up: how many days a consent to care is for. */
  declare validDays: number | undefined;

  /** The act is one that both parents of a minor decide. */
  declare serious: boolean;

  /** The host's form waits until what is asked is allowed. */
  declare required: boolean;

  /** Shows how it stands, and asks nothing. */
  declare readonly: boolean;

  /** The clock, milliseconds since the epoch; the device's when absent. */
  declare now: (() => number) | undefined;

  /** Sends one-time codes; without it none are offered. */
  declare codes: CodePort | undefined;

  /** Makes a link by which the patient reads the text beforehand on her own telephone; without it none is offered. */
  declare readingLink: ((text: ConsentText) => Promise<ReadingLink>) | undefined;

  /** What the patient was given to read beforehand, on another day. */
  declare reading: GivenReading | undefined;

  /**
   * A page behind a link, which takes no decision. `reading`: the text that a patient reads on her own telephone. `access`: the window of somebody
   * she lets look; what the host puts inside the element is shown while it is open, and closed at once when she takes it back.
   */
  declare view: 'reading' | 'access' | undefined;

  /** Address of the backend, of a page behind a link. */
  declare api: string | undefined;

  /** Id of the structure, of a page behind a link. */
  declare structure: string | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<ConsentStrings> | undefined;

  /** Under which name the proofs travel in the host's form. */
  declare name: string | undefined;

  /** A client of the SDK that the host has made, in place of `api` and `structure`. */
  declare client: Client | undefined;

  /** The address that was opened, for hosts whose own says something else; of the page when absent. */
  declare link: string | undefined;

  constructor() {
    super();
    this.serious = false;
    this.required = false;
    this.readonly = false;
  }

  /** The latest proof made here, with the text that was shown and, where there is any, its evidence. */
  get record(): (ConsentRecord & { readonly evidence?: string }) | undefined {
    return this.#controller.made.at(-1);
  }

  /** How the decision stands: `given`, `refused`, `withdrawn`, `toCollect`… */
  get state(): ConsentState | 'checking' | 'invalid' {
    const { faults, standing } = this.#controller;
    if (faults === undefined) return 'checking';
    return faults.length > 0 ? 'invalid' : standing.state;
  }

  /** Whether what is asked about may be done. */
  get allowed(): boolean {
    return this.#controller.faults?.length === 0 && this.#controller.standing.allowed;
  }

  /** Fetches all that may be needed later: a nurse at her patient's home may be out of reach by then. */
  async prepare(): Promise<void> {
    if (this.view) return this.#openLink(this.view);
    const [later] = await Promise.all([import('./later/index.ts'), loadDeciding(), this.#locale.loadAll()]);
    this.#later ??= later.createLater(this, this.#controller);
    this.requestUpdate();
  }

  /** All proofs as a file that `relais verify-consent` checks. */
  file(): Promise<string> {
    return this.#controller.file();
  }

  /**
   * Checks a file of proofs, byte for byte, and holds it against the code of a printed copy where one is given.
   * @throws {RangeError} when what is given as a code is none
   */
  async verify(file: string, printedCode?: string): Promise<ConsentVerification> {
    const { readConsentCode, verifyConsent } = await loadDeciding();
    const anchor = printedCode === undefined ? undefined : readConsentCode(printedCode);
    if (printedCode !== undefined && !anchor) throw new RangeError('This is not the code of a printed copy');
    return verifyConsent(file, anchor ? [anchor] : []);
  }

  /** Takes the decision back, at once and without a question: a consent is withdrawn, an information objected to. */
  withdraw(): Promise<void> {
    return this.#controller.decide(this.#controller.isInformation ? 'objected' : 'withdrawn');
  }

  /** Prints the copy of the latest proof, with its code. */
  async print(): Promise<void> {
    await this.prepare();
    await this.#later?.print();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && this.#own) void this.#own.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#own?.close();
  }

  formDisabledCallback(isDisabled: boolean): void {
    this.#isDisabled = isDisabled;
    this.requestUpdate();
  }

  protected override firstUpdated(): void {
    void this.prepare().catch(() => {
      // Asked for again when it is needed, which says that it could not be had.
    });
  }

  protected override updated(_: PropertyValues): void {
    const { states } = this.#internals;
    states.clear();
    states.add(this.allowed ? 'allowed' : 'blocked');
    if (this.#controller.isBusy) states.add('busy');
    this.#share();
    this.#speak();
    this.#later?.updated();
    this.#moveFocus();
  }

  /** The page behind a link, in place of everything else. */
  async #openLink(view: 'reading' | 'access'): Promise<void> {
    const [own] = await Promise.all([this.#own ?? this.#createOwn(view), this.#locale.loadAll()]);
    this.#own = own;
    await own.open();
  }

  async #createOwn(view: 'reading' | 'access'): Promise<OwnScreens> {
    if (view === 'access') return new (await import('./later/access-page.ts')).AccessPage(this);
    return new (await import('./later/reading-page.ts')).ReadingPage(this, this.#controller);
  }

  #moveFocus(): void {
    const { focusNext } = this.#controller;
    const next = focusNext === undefined ? undefined : this.renderRoot.querySelector<HTMLElement>(focusNext);
    if (!next) return;
    this.#controller.focusNext = undefined;
    next.focus();
  }

  /** Says a new state aloud, and nothing on first sight. */
  #speak(): void {
    const words = this.#locale.strings.states[this.state];
    if (this.#wasSaid !== '' && words !== this.#wasSaid) this.#live.say(words);
    this.#wasSaid = words;
  }

  #share(): void {
    const words = this.#locale.strings.states[this.state];
    const anchor = this.renderRoot.querySelector<HTMLElement>('[part=banner]') ?? undefined;
    if (this.required && !this.allowed) this.#internals.setValidity({ valueMissing: true }, words, anchor);
    else this.#internals.setValidity({});
    this.#internals.setFormValue(this.#controller.written ?? null);
  }

  protected override render(): TemplateResult {
    const { strings: t, language } = this.#locale;
    return html`<div class="root" part="consent" lang=${language}>
      ${renderConsent({
        t,
        language,
        host: this,
        consent: this.#controller,
        state: this.state,
        later: this.#later,
        own: this.#own,
        isLocked: this.readonly || this.#isDisabled,
      })}
      <p class="hidden" role="status">${this.#live.text}</p>
    </div>`;
  }
}
