import type { AskedRange, DutyAnswer, DutyCallView, StructureInfo } from '@relais/sdk';
import type { DutyAnswersClient, DutyLink } from '@relais/sdk/duty-call';
import { adoptStyles, nothing, type TemplateResult } from 'lit';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { choiceField } from '../ui/fields/chosen.ts';
import { form, submitButton } from '../ui/fields/form.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { button, heading, loading, message, type Part } from '../ui/flow/screens.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { troubleOf, type Trouble } from '../ui/flow/trouble.ts';
import { createFormat, type Format } from '../ui/format.ts';
import { html } from '../ui/html.ts';
import { isOfLink, LinkController, type LinkHost } from '../ui/link/link-controller.ts';
import type { LinkedScreen } from '../ui/link/linked-element.ts';
import { LocaleController } from '../ui/locale-controller.ts';
import { zoneNote } from '../ui/zone-note.ts';
import { DutyAnsweredEvent } from './duty-call-events.ts';
import { styles } from './duty-call.styles.ts';
import { fr, type DutyCallStrings } from './words/fr.ts';

const VOCABULARY = { fr, others: { en: async () => (await import('./words/en.ts')).en } };

/** What is known once the call has been opened. */
interface Opened {
  readonly link: DutyLink;
  readonly answers: DutyAnswersClient;
  readonly structure: StructureInfo;
}

type Shown =
  | { readonly name: 'loading' }
  | { readonly name: 'noLink' }
  | { readonly name: 'asked'; readonly view: DutyCallView; readonly isFaulty?: boolean }
  | { readonly name: 'answered'; readonly view: DutyCallView }
  | { readonly name: 'closed'; readonly view: DutyCallView }
  | { readonly name: 'trouble'; readonly trouble: Trouble };

/** What an answer is drawn on: the element, with what its host says of it. */
export interface DutyHost extends LinkHost {
  language: string | undefined;
  strings: Partial<DutyCallStrings> | undefined;
}

/** Owns: which call is opened, what is chosen for each of its ranges, and the answer. */
export class DutyScreen implements LinkedScreen {
  readonly #host: DutyHost;
  readonly #locale: LocaleController<DutyCallStrings>;
  readonly #link: LinkController;
  readonly #focus: { focusTarget: string | undefined; clearFocusTarget(): void } = {
    focusTarget: undefined,
    clearFocusTarget() {
      this.focusTarget = undefined;
    },
  };
  #opened: Opened | undefined;
  #shown: Shown = { name: 'loading' };
  #isSending = false;
  /** By the numbers of ranges. It outlives a failure: what was chosen is there again once the network is. */
  #chosen: ReadonlyMap<number, DutyAnswer> = new Map();

  constructor(host: DutyHost) {
    this.#host = host;
    this.#locale = new LocaleController<DutyCallStrings>(host, VOCABULARY);
    this.#link = new LinkController(host, () => this.#locale.language);
    new FocusController(host, () => this.#focus);
    adoptStyles(host.renderRoot as ShadowRoot, styles);
    // Added last: by then the client is chosen.
    host.addController(this);
  }

  hostUpdate(): void {
    const before = this.#link.fragment;
    if (!this.#link.follow()) return;
    if (before !== this.#link.fragment) this.#chosen = new Map();
    void this.#open();
  }

  /** Resolves once the words of the language are there. */
  get ready(): Promise<void> {
    return this.#locale.ready;
  }

  get state(): string {
    if (this.#isSending) return 'loading';
    const { name } = this.#shown;
    return name === 'trouble' || name === 'noLink' ? 'failed' : name;
  }

  #show(shown: Shown, focus = 'heading'): void {
    this.#shown = shown;
    this.#focus.focusTarget = focus;
    this.#host.requestUpdate();
  }

  /** Reads the call of the link. Nothing is answered by it. */
  #open = async (): Promise<void> => {
    const { source, fragment } = this.#link;
    const isStill = this.#link.ask();
    this.#show({ name: 'loading' });
    try {
      const { createDutyAnswers, parseDutyFragment } = await import('./answers.ts');
      if (!isStill()) return;
      const link = parseDutyFragment(fragment);
      if (!link) return this.#show({ name: 'noLink' });
      if (!source) {
        if (!this.#link.takeStructure(link.structureId))
          this.#show({ name: 'trouble', trouble: { name: 'misconfigured' } });
        return;
      }
      const client = await source.load();
      const answers = createDutyAnswers(client);
      const [view, structure] = await Promise.all([answers.read(link), client.structure.describe()]);
      if (!isStill()) return;
      this.#opened = { link, answers, structure };
      this.#take(view);
    } catch (error) {
      if (isStill()) this.#fail(error);
    }
  };

  #take(view: DutyCallView): void {
    const before = view.ranges.flatMap(({ number, answer }) => (answer ? [[number, answer] as const] : []));
    this.#chosen = new Map([...before, ...this.#chosen]);
    this.#show({ name: view.status === 'open' ? 'asked' : 'closed', view });
  }

  #fail(error: unknown): void {
    const trouble = troubleOf(error, Date.now());
    this.#show(isOfLink(trouble) ? { name: 'noLink' } : { name: 'trouble', trouble });
    this.#host.dispatchEvent(new RelaisErrorEvent({ code: (error as { code?: string }).code ?? 'unexpected' }));
  }

  async #send(view: DutyCallView): Promise<void> {
    const { answers, link } = this.#opened ?? {};
    if (!answers || !link || this.#isSending) return;
    const asked = new Set(view.ranges.filter(isAsked).map(({ number }) => number));
    const chosen = [...this.#chosen].filter(([range]) => asked.has(range));
    if (chosen.length === 0) return this.#show({ name: 'asked', view, isFaulty: true }, 'summary');
    this.#isSending = true;
    this.#host.requestUpdate();
    try {
      const kept = await answers.answer(
        link,
        chosen.map(([range, answer]) => ({ range, answer })),
      );
      this.#show({ name: 'answered', view: kept });
      this.#host.dispatchEvent(new DutyAnsweredEvent({ answerId: kept.id }));
    } catch (error) {
      // Closed while the page stood open: how it stands is read anew, and said.
      if ((error as { code?: string }).code === 'duty-call-closed') await this.#open();
      else this.#fail(error);
    } finally {
      this.#isSending = false;
      this.#host.requestUpdate();
    }
  }

  render(): TemplateResult {
    const { strings: t, language } = this.#locale;
    const isBusy = this.#shown.name === 'loading' || this.#isSending;
    return html`<div class="root" part="box" lang=${language} aria-busy=${isBusy ? 'true' : 'false'}>
      <div class="stack">${this.#renderShown(t)}</div>
    </div>`;
  }

  #renderShown(t: DutyCallStrings): TemplateResult {
    const shown = this.#shown;
    switch (shown.name) {
      case 'loading':
        return loading(t.opening);
      case 'noLink':
        return message(heading(t.noLink), [t.noLinkText]);
      case 'asked':
        return this.#renderAsked(t, shown);
      case 'answered':
        return html`${heading(t.sent)}
          <p>${t.sentText}</p>
          ${this.#renderStanding(t, shown.view)}
          <div class="actions">${button(t.change, () => this.#show({ name: 'asked', view: shown.view }))}</div>`;
      case 'closed':
        return html`${heading(t.closed)}
          <p>${t.closedText}</p>
          ${this.#renderStanding(t, shown.view)}
          <div class="actions">${this.#call(t)}</div>`;
      case 'trouble':
        return troubleScreen(t, shown.trouble, {
          retry: this.#open,
          help: this.#opened?.structure.phone ? this.#call(t) : html`<slot></slot>`,
        });
    }
  }

  #renderAsked(t: DutyCallStrings, { view, isFaulty }: Extract<Shown, { name: 'asked' }>): TemplateResult {
    const { name, word, closesAt, answeredAt, ranges } = view;
    const format = this.#format(t);
    const [first] = ranges;
    const asked = ranges.filter(isAsked);
    const faults = isFaulty && asked[0] ? [{ id: fieldOf(asked[0]), text: t.noneChosen }] : [];
    const list = html`<ul role="list" class="ranges">
      ${ranges.map(
        (range) =>
          html`<li class=${range.state === 'yours' ? 'yours' : nothing}>
            ${isAsked(range) ? this.#question(t, range) : this.#standing(t, range)}
          </li>`,
      )}
    </ul>`;
    return html`${heading(t.title)}
      <p>${t.intro(name, this.#opened?.structure.name ?? '')}</p>
      ${word === undefined ? nothing : html`<blockquote class="notice" part="notice">${word}</blockquote>`}
      <p>${t.until(format.date(Date.parse(closesAt) - 1))}</p>
      ${answeredAt === undefined ? nothing : html`<p>${t.answeredAt(format.at(answeredAt))}</p>`}
      ${first ? zoneNote(t, format, first.startAt) : nothing}
      ${
        asked.length === 0
          ? html`${list}
              <p>${t.nothingLeft}</p>`
          : form(
              t,
              faults,
              html`${list}
                <div class="actions">${submitButton(t.send)}</div>`,
              () => this.#send(view),
            )
      }`;
  }

  #question(t: DutyCallStrings, range: AskedRange): TemplateResult {
    const { number, isBusy } = range;
    const help = [this.#where(range), ...(isBusy ? [t.busy] : [])].join(' · ');
    return choiceField(t, {
      ...{ id: fieldOf(range), label: this.#when(t, range), help, isRow: true },
      options: (['yes', 'ifNeeded', 'no'] as const).map((value) => ({ value, text: t.answers[value] })),
      chosen: this.#chosen.get(number),
      choose: (answer) => {
        this.#chosen = new Map([...this.#chosen, [number, answer as DutyAnswer]]);
        this.#host.requestUpdate();
      },
    });
  }

  #renderStanding(t: DutyCallStrings, { ranges }: DutyCallView): TemplateResult {
    return html`<ul role="list" class="ranges" aria-label=${t.ranges}>
      ${ranges.map((range) => html`<li class=${range.state === 'yours' ? 'yours' : nothing}>${this.#standing(t, range)}</li>`)}
    </ul>`;
  }

  #standing(t: DutyCallStrings, range: AskedRange): TemplateResult {
    const { state, answer, isBusy } = range;
    return html`<strong>${this.#when(t, range)}</strong>
      <div class="quiet" translate="no">${this.#where(range)}</div>
      ${state === 'open' ? nothing : html`<div>${t.states[state]}</div>`}
      ${isBusy && (state === 'open' || state === 'yours') ? html`<div>${t.busy}</div>` : nothing}
      <div>${answer === undefined ? t.noAnswer : t.yourAnswer(t.answers[answer])}</div>`;
  }

  #when(t: DutyCallStrings, { startAt, endAt }: AskedRange): string {
    const format = this.#format(t);
    return t.range(format.date(startAt), format.time(startAt), format.end(endAt));
  }

  #where({ siteId, practiceId }: AskedRange): string {
    const { sites = [], practices = [] } = this.#opened?.structure ?? {};
    const site = sites.find(({ id }) => id === siteId);
    const practice = practices.find(({ id }) => id === practiceId)?.name;
    const place = [site?.name ?? siteId, site?.commune].filter(Boolean).join(', ');
    return practice === undefined || practice === site?.name ? place : `${practice}, ${place}`;
  }

  #format(t: DutyCallStrings): Format {
    return createFormat(t, this.#locale.language, this.#opened?.structure.timezone ?? 'Europe/Paris');
  }

  #call(t: DutyCallStrings): Part {
    const phone = this.#opened?.structure.phone;
    return phone === undefined
      ? nothing
      : html`<a class="button" href="tel:${phone.replaceAll(' ', '')}">${t.callUs(phone)}</a>`;
  }
}

function fieldOf({ number }: AskedRange): string {
  return `range-${number}`;
}

/** The others say how they stand, and ask nothing. */
function isAsked({ state }: AskedRange): boolean {
  return state === 'open';
}
