import type { AnsweredOffer, OfferAnswer, OfferView, StructureInfo } from '@relais/sdk';
import type { OfferLink, Offers } from '@relais/sdk/freed-seat';
import { adoptStyles, nothing, type TemplateResult } from 'lit';
import { CountdownController } from '../ui/countdown-controller.ts';
import { linkEmergencyNumbers } from '../ui/emergency-numbers.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { button, heading, loading, message, type Part } from '../ui/flow/screens.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { troubleOf, type Trouble } from '../ui/flow/trouble.ts';
import { createFormat, type Format } from '../ui/format.ts';
import { html } from '../ui/html.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import { isOfLink, LinkController, type LinkHost } from '../ui/link/link-controller.ts';
import type { LinkedScreen } from '../ui/link/linked-element.ts';
import { LocaleController } from '../ui/locale-controller.ts';
import { zoneNote } from '../ui/zone-note.ts';
import { OfferAnsweredEvent } from './seat-offer-events.ts';
import { styles } from './seat-offer.styles.ts';
import { fr, type SeatOfferStrings } from './words/fr.ts';
import type * as form from './need-form.ts';
import type * as parts from './offers.ts';

const VOCABULARY = { fr, others: { en: async () => (await import('./words/en.ts')).en } };

/** What is known once the offer has been opened. */
interface Opened {
  readonly parts: typeof parts;
  readonly link: OfferLink;
  readonly offers: Offers;
  readonly structure: StructureInfo;
  readonly now: () => number;
}

type Shown =
  | { readonly name: 'loading' }
  | { readonly name: 'noLink' }
  | { readonly name: 'offer'; readonly offer: OfferView; readonly isAskedTwice?: boolean }
  | { readonly name: 'answered'; readonly answered: AnsweredOffer }
  | { readonly name: 'ended' }
  | { readonly name: 'duplicate' }
  | { readonly name: 'trouble'; readonly trouble: Trouble };

/** Refusals that end an offer here, and what is shown of each. */
const ENDS: Readonly<Record<string, 'ended' | 'duplicate'>> = {
  'offer-ended': 'ended',
  'hold-expired': 'ended',
  'duplicate-booking': 'duplicate',
};

/** What an answer is drawn on: the element, with what its host says of it. */
export interface OfferHost extends LinkHost {
  managePage: string | undefined;
  language: string | undefined;
  strings: Partial<SeatOfferStrings> | undefined;
}

/** Owns: which offer is opened, what is shown of it, and the answer. */
export class OfferScreen implements LinkedScreen {
  readonly #host: OfferHost;
  readonly #locale: LocaleController<SeatOfferStrings>;
  readonly #link: LinkController;
  readonly #live: LiveRegionController;
  readonly #countdown: CountdownController;
  readonly #focus: { focusTarget: string | undefined; clearFocusTarget(): void } = {
    focusTarget: undefined,
    clearFocusTarget() {
      this.focusTarget = undefined;
    },
  };
  #opened: Opened | undefined;
  #shown: Shown = { name: 'loading' };
  #isSending = false;
  /** What a booking needs and the list does not know; its code is loaded by the few who are asked. */
  #need: form.NeedForm | undefined;

  constructor(host: OfferHost) {
    this.#host = host;
    this.#locale = new LocaleController<SeatOfferStrings>(host, VOCABULARY);
    this.#link = new LinkController(host, () => this.#locale.language);
    this.#live = new LiveRegionController(host);
    this.#countdown = new CountdownController(host, {
      now: () => this.#opened?.now() ?? Date.now(),
      announce: (seconds) => this.#live.say(this.#locale.strings.leftAloud(this.#locale.strings.duration(seconds))),
      end: () => void this.#show({ name: 'ended' }),
    });
    new FocusController(host, () => this.#focus);
    adoptStyles(host.renderRoot as ShadowRoot, styles);
    // Added last: by then the client is chosen.
    host.addController(this);
  }

  hostUpdate(): void {
    if (this.#link.follow()) void this.#open();
  }

  /** Resolves once the words of the language are there. */
  get ready(): Promise<void> {
    return this.#locale.ready;
  }

  get state(): string {
    if (this.#isSending) return 'loading';
    const { name } = this.#shown;
    if (name === 'trouble' || name === 'noLink') return 'failed';
    return name === 'duplicate' ? 'ended' : name;
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    if (shown.name === 'offer' && this.#opened) this.#countdown.start(Date.parse(shown.offer.expiresAt));
    else this.#countdown.stop();
    this.#focus.focusTarget = 'heading';
    this.#host.requestUpdate();
  }

  /** Reads the offer of the link. Nothing is answered by it. */
  #open = async (): Promise<void> => {
    const { source, fragment } = this.#link;
    const isStill = this.#link.ask();
    this.#show({ name: 'loading' });
    try {
      const parts = await import('./offers.ts');
      if (!isStill()) return;
      const link = parts.parseOfferFragment(fragment);
      if (!link) return this.#show({ name: 'noLink' });
      if (!source) {
        if (!this.#link.takeStructure(link.structureId))
          this.#show({ name: 'trouble', trouble: { name: 'misconfigured' } });
        return;
      }
      const client = await source.load();
      const offers = parts.createOffers(client);
      const [offer, structure] = await Promise.all([offers.read(link), client.structure.describe()]);
      if (!isStill()) return;
      this.#opened = { parts, link, offers, structure, now: () => client.now() };
      await this.#prepare(offer);
      if (isStill()) this.#show(toShown(offer));
    } catch (error) {
      if (isStill()) this.#fail(error);
    }
  };

  async #prepare({ needs, status }: OfferView): Promise<void> {
    if (status !== 'open' || needs.length === 0 || this.#need) return;
    const { NeedForm } = await import('./need-form.ts');
    this.#need = new NeedForm(() => this.#host.requestUpdate());
  }

  #fail(error: unknown): void {
    const trouble = troubleOf(error, Date.now());
    this.#show(isOfLink(trouble) ? { name: 'noLink' } : { name: 'trouble', trouble });
    this.#host.dispatchEvent(new RelaisErrorEvent({ code: (error as { code?: string }).code ?? 'unexpected' }));
  }

  async #answer(offer: OfferView, answer: OfferAnswer): Promise<void> {
    const { offers, link } = this.#opened ?? {};
    if (!offers || !link || this.#isSending) return;
    this.#isSending = true;
    this.#host.requestUpdate();
    try {
      const answered = await offers.answer(link, answer);
      this.#show({ name: 'answered', answered });
      const said = answer.answer === 'yes' ? 'yes' : 'no';
      this.#host.dispatchEvent(new OfferAnsweredEvent({ offerId: offer.id, answer: said }));
    } catch (error) {
      const { code = '' } = error as { code?: string };
      const end = ENDS[code];
      if (end) this.#show({ name: end });
      else if (code === 'possible-duplicate') this.#show({ name: 'offer', offer, isAskedTwice: true });
      else this.#fail(error);
    } finally {
      this.#isSending = false;
      this.#host.requestUpdate();
    }
  }

  #sayYes(offer: OfferView, more: { anotherPerson?: true } = {}): void {
    // The day at the place, whatever the zone of the device.
    const today = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone: this.#timeZone }).format(
      this.#opened?.now(),
    );
    const known = offer.needs.length > 0 ? this.#need?.read(offer.needs, today) : {};
    if (known) void this.#answer(offer, { answer: 'yes', ...known, ...more });
    else {
      this.#focus.focusTarget = 'summary';
      this.#host.requestUpdate();
    }
  }

  render(): TemplateResult {
    const { strings: t, language } = this.#locale;
    const isBusy = this.#shown.name === 'loading' || this.#isSending;
    return html`<div class="root" part="box" lang=${language} aria-busy=${isBusy ? 'true' : 'false'}>
      <div class="stack">${this.#renderShown(t)}</div>
      <p class="hidden" role="status">${this.#live.text}</p>
    </div>`;
  }

  #renderShown(t: SeatOfferStrings): TemplateResult {
    const shown = this.#shown;
    switch (shown.name) {
      case 'loading':
        return loading(t.opening);
      case 'noLink':
        return message(heading(t.noLink), [t.noLinkText]);
      case 'offer':
        return this.#renderOffer(t, shown);
      case 'answered':
        return this.#renderAnswered(t, shown.answered);
      case 'ended':
        return message(heading(t.ended), [t.endedText, linkEmergencyNumbers(t.emergency)], this.#call(t));
      case 'duplicate':
        return message(heading(t.duplicate), [t.duplicateText], this.#call(t));
      case 'trouble':
        return troubleScreen(t, shown.trouble, {
          retry: this.#open,
          help: this.#opened?.structure.phone ? this.#call(t) : html`<slot></slot>`,
        });
    }
  }

  #renderOffer(t: SeatOfferStrings, { offer, isAskedTwice }: Extract<Shown, { name: 'offer' }>): TemplateResult {
    const { remaining } = this.#countdown;
    const format = this.#format(t);
    const left = t.left(t.duration(remaining));
    const answers = html`<div class="answers">
        <button
          type="button"
          class="primary"
          part="action"
          ?disabled=${this.#isSending}
          @click=${() => this.#sayYes(offer)}
        >
          ${t.yes}
        </button>
        ${button(t.no, () => this.#answer(offer, { answer: 'no' }))}
      </div>
      <p class="quiet">${t.noText}</p>`;
    return html`${heading(t.title)}
      <p>${t.intro}</p>
      ${this.#ticket(
        t,
        offer,
        html`<div>
          <dt>${t.keptUntil}</dt>
          <dd><span>${format.time(offer.expiresAt)}</span> <span aria-hidden="true">${`(${left})`}</span></dd>
        </div>`,
      )}
      ${zoneNote(t, format, offer.seat.start)}
      ${offer.needs.length > 0 ? (this.#need?.render(t, offer.needs, this.#opened?.structure.reasons ?? []) ?? nothing) : nothing}
      ${isAskedTwice ? this.#renderDuplicate(t, offer) : answers}
      <p>${linkEmergencyNumbers(t.emergency)}</p>`;
  }

  #renderDuplicate(t: SeatOfferStrings, offer: OfferView): TemplateResult {
    return html`<section class="notice stack" part="notice" aria-labelledby="twice">
      <h3 id="twice">${t.possibleDuplicate}</h3>
      <p>${t.possibleDuplicateText}</p>
      <div class="answers">
        ${button(t.anotherPerson, () => this.#sayYes(offer, { anotherPerson: true }), 'primary')}
        ${button(t.no, () => this.#answer(offer, { answer: 'no' }))}
      </div>
    </section>`;
  }

  #renderAnswered(t: SeatOfferStrings, answered: AnsweredOffer): TemplateResult {
    const { status, booking, token } = answered;
    if (status !== 'accepted') return message(heading(t.declined), [t.declinedText, linkEmergencyNumbers(t.emergency)]);
    const { parts } = this.#opened ?? {};
    const manage =
      parts && this.#host.managePage !== undefined && booking && token !== undefined
        ? new URL(`#${parts.bookingFragment(booking.id, token)}`, new URL(this.#host.managePage, location.href)).href
        : undefined;
    const reference = booking
      ? html`<div>
          <dt>${t.reference}</dt>
          <dd translate="no">${booking.reference}</dd>
        </div>`
      : nothing;
    return html`${heading(t.accepted)} ${this.#ticket(t, answered, reference)}
      <p>${t.acceptedText}</p>
      ${manage === undefined ? nothing : html`<p><a href=${manage}>${t.manage}</a></p>`} ${this.#call(t)}`;
  }

  #ticket(t: SeatOfferStrings, { seat }: OfferView, more: Part): TemplateResult {
    const site = this.#opened?.structure.sites.find(({ id }) => id === seat.siteId);
    return html`<dl class="ticket" part="ticket">
      <div>
        <dt>${t.when}</dt>
        <dd class="when">${this.#format(t).at(seat.start)}</dd>
      </div>
      <div>
        <dt>${t.where}</dt>
        <dd translate="no">${[site?.name ?? seat.siteId, site?.commune].filter(Boolean).join(', ')}</dd>
      </div>
      ${more}
    </dl>`;
  }

  get #timeZone(): string {
    return this.#opened?.structure.timezone ?? 'Europe/Paris';
  }

  #format(t: SeatOfferStrings): Format {
    return createFormat(t, this.#locale.language, this.#timeZone);
  }

  #call(t: SeatOfferStrings): Part {
    const phone = this.#opened?.structure.phone;
    return phone === undefined
      ? nothing
      : html`<a class="button" href="tel:${phone.replaceAll(' ', '')}">${t.callUs(phone)}</a>`;
  }
}

function toShown(offer: OfferView): Shown {
  if (offer.status === 'open') return { name: 'offer', offer };
  return offer.status === 'ended' ? { name: 'ended' } : { name: 'answered', answered: offer };
}
