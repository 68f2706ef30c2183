import type { Client } from '@relais/sdk';
import { type TemplateResult } from 'lit';
import { ClientController } from '../ui/client-controller.ts';
import type { ClientSource } from '../ui/client-source.ts';
import { html } from '../ui/html.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import { LocaleController } from '../ui/locale-controller.ts';
import { LetterController, type LetterPort } from './letter-controller.ts';
import { LetterHandedEvent } from './letter-events.ts';
import { styles } from './letter.styles.ts';
import { renderLetters } from './screen.ts';
import { fr, type LetterStrings } from './words/fr.ts';
import { RelaisElement } from '../ui/relais-element.ts';

const VOCABULARY = { fr, others: { en: async () => (await import('./words/en.ts')).en } };

/**
 * What leaves a run that has ended: the letter to the treating doctor, the prescription, the patient's sheet, a certificate. Each is read before it is
 * made, and shows where it stands: to hand over, waiting, sent, or why it did not leave. PDF and packages are made by the backend and fetched on a press.
 *
 * @element relais-letter
 * @summary Documents of a run: read, made, sent, printed.
 *
 * @slot inform - Shown while the patient was not told what goes to their doctor: a `relais-consent` of code `exchangeWithCarers`.
 *
 * @fires {LetterHandedEvent} relais-letter-handed - A letter was made, sent or handed over. `detail.state` says where it stands.
 *
 * @csspart letters - The box around everything.
 * @csspart heading - The title.
 * @csspart letter - One document.
 * @csspart badge - Where it stands.
 * @csspart field - A field with its name.
 * @csspart control - What is typed into.
 * @csspart notice - What has to be known.
 * @csspart action - The main button of a document.
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
 * @cssprop [--relais-max-inline-size=42em] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate loading - The letters are on their way.
 * @cssstate failed - They could not be had.
 */
export class LetterElement extends RelaisElement {
  static override properties = {
    api: {},
    structure: {},
    run: {},
    language: {},
    client: { attribute: false },
    letters: { attribute: false },
    strings: { attribute: false },
  };

  static override styles = styles;

  readonly #internals = this.attachInternals();
  readonly #locale = new LocaleController<LetterStrings>(this, VOCABULARY);
  readonly #clients: ClientController;
  readonly #live = new LiveRegionController(this);
  readonly #controller: LetterController;
  #source: ClientSource | undefined;
  /** Made of the client, where the host hands over none. */
  #own: LetterPort | undefined;

  /** Address of the backend, before `/api/v1`; empty for the page's own origin. Without it, the provider's. */
  declare api: string | undefined;

  /** Id of the structure at the backend. Without it, the provider's. */
  declare structure: string | undefined;

  /** Id of the run. */
  declare run: string | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. Letters are French whatever it is. */
  declare language: string | undefined;

  /** A client the host has made. */
  declare client: Client | undefined;

  /** What keeps letters, in place of a client: `createLetters(client)` of the SDK, or a host's own. */
  declare letters: LetterPort | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<LetterStrings> | undefined;

  constructor() {
    super();
    this.#clients = new ClientController(this, () => this.#locale.language);
    this.#controller = new LetterController(this, ({ id, kind, delivery }) => {
      const { strings: t } = this.#locale;
      this.#live.say(t.done(t.kinds[kind], t.states[delivery.state]));
      this.dispatchEvent(new LetterHandedEvent({ run: this.run ?? '', letter: id, state: delivery.state }));
    });
    // Added last: by then the client is chosen.
    this.addController({ hostUpdate: () => this.#follow() });
  }

  /** Asks again where the letters stand. */
  refresh(): Promise<void> {
    return this.#controller.load();
  }

  #follow(): void {
    const { source } = this.#clients;
    if (!this.letters && source !== this.#source) {
      this.#source = source;
      this.#own = undefined;
      void this.#connect(source);
    }
    const port = this.letters ?? this.#own;
    this.#controller.follow(port, this.run);
    if (!port && !source && !this.#controller.trouble) this.#controller.fail({ code: 'address' });
  }

  async #connect(source: ClientSource | undefined): Promise<void> {
    if (!source) return;
    try {
      const [client, { createLetters }] = await Promise.all([source.load(), import('./letters.ts')]);
      if (source !== this.#source) return;
      this.#own = createLetters(client);
      this.requestUpdate();
    } catch (error) {
      if (source === this.#source) this.#controller.fail(error, () => void this.#connect(source));
    }
  }

  protected override updated(): void {
    const { states } = this.#internals;
    states.clear();
    if (this.#controller.trouble) states.add('failed');
    else if (!this.#controller.letters) states.add('loading');
  }

  /** Resolves once the words of the language are there. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const result = await super.getUpdateComplete();
    await this.#locale.ready;
    return this.isUpdatePending ? super.getUpdateComplete() : result;
  }

  protected override render(): TemplateResult {
    const { strings: t, language } = this.#locale;
    return html`<div class="root" part="letters" lang=${language}>
      ${renderLetters({ t, language, letters: this.#controller })}
      <p class="hidden" role="status">${this.#live.text}</p>
    </div>`;
  }
}
