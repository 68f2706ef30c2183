import type { DoctorAnswer, DoctorQuestionView, StructureInfo } from '@relais/sdk';
import type { DoctorLink, DoctorQuestions } from '@relais/sdk/doctor-question';
import { adoptStyles, nothing, type TemplateResult } from 'lit';
import { RelaisErrorEvent } from '../ui/error-event.ts';
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
import { DoctorAnsweredEvent } from './doctor-answer-events.ts';
import { styles } from './doctor-answer.styles.ts';
import { fr, type DoctorAnswerStrings } from './words/fr.ts';

const VOCABULARY = { fr, others: { en: async () => (await import('./words/en.ts')).en } };

/** What is known once the question has been opened. */
interface Opened {
  readonly link: DoctorLink;
  readonly questions: DoctorQuestions;
  readonly structure: StructureInfo;
}

type Shown =
  | { readonly name: 'loading' }
  | { readonly name: 'noLink' }
  | { readonly name: 'view'; readonly view: DoctorQuestionView }
  | { readonly name: 'trouble'; readonly trouble: Trouble; readonly retry: () => unknown };

/** What a question is drawn on: the element, with what its host says of it. */
export interface DoctorHost extends LinkHost {
  language: string | undefined;
  strings: Partial<DoctorAnswerStrings> | undefined;
}

/** Owns: which question is opened, and the answer. */
export class DoctorScreen implements LinkedScreen {
  readonly #host: DoctorHost;
  readonly #locale: LocaleController<DoctorAnswerStrings>;
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

  constructor(host: DoctorHost) {
    this.#host = host;
    this.#locale = new LocaleController<DoctorAnswerStrings>(host, VOCABULARY);
    this.#link = new LinkController(host, () => this.#locale.language);
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
    if (this.#isSending || this.#shown.name === 'loading') return 'loading';
    if (this.#shown.name !== 'view') return 'failed';
    const { state } = this.#shown.view;
    return state === 'open' ? 'asked' : state === 'sees' || state === 'cannot' ? 'answered' : 'closed';
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    this.#focus.focusTarget = 'heading';
    this.#host.requestUpdate();
  }

  /** Reads the question of the link. Nothing is answered by it. */
  #open = async (): Promise<void> => {
    const { source, fragment } = this.#link;
    const isStill = this.#link.ask();
    this.#show({ name: 'loading' });
    try {
      const { createDoctorQuestions, parseDoctorFragment } = await import('./answers.ts');
      if (!isStill()) return;
      const link = parseDoctorFragment(fragment);
      if (!link) return this.#show({ name: 'noLink' });
      if (!source) {
        if (!this.#link.takeStructure(link.structureId))
          this.#show({ name: 'trouble', trouble: { name: 'misconfigured' }, retry: this.#open });
        return;
      }
      const client = await source.load();
      const questions = createDoctorQuestions(client);
      const [view, structure] = await Promise.all([questions.read(link), client.structure.describe()]);
      if (!isStill()) return;
      this.#opened = { link, questions, structure };
      this.#show({ name: 'view', view });
    } catch (error) {
      if (isStill()) this.#fail(error, this.#open);
    }
  };

  #fail(error: unknown, retry: () => unknown): void {
    const trouble = troubleOf(error, Date.now());
    this.#show(isOfLink(trouble) ? { name: 'noLink' } : { name: 'trouble', trouble, retry });
    this.#host.dispatchEvent(new RelaisErrorEvent({ code: (error as { code?: string }).code ?? 'unexpected' }));
  }

  /** A second press while the first is on its way is none; after a failure the same answer is sent again, to the same effect. */
  async #answer(answer: DoctorAnswer): Promise<void> {
    const { questions, link } = this.#opened ?? {};
    if (!questions || !link || this.#isSending) return;
    this.#isSending = true;
    this.#host.requestUpdate();
    try {
      this.#show({ name: 'view', view: await questions.answer(link, answer) });
      this.#host.dispatchEvent(new DoctorAnsweredEvent({ answer }));
    } catch (error) {
      // Too late: how it stands is read anew, and said.
      if ((error as { code?: string }).code === 'doctor-question-over') await this.#open();
      else this.#fail(error, () => this.#answer(answer));
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

  #renderShown(t: DoctorAnswerStrings): TemplateResult {
    const shown = this.#shown;
    switch (shown.name) {
      case 'loading':
        return loading(t.opening);
      case 'noLink':
        return message(heading(t.noLink), [t.noLinkText]);
      case 'view':
        return this.#renderView(t, shown.view);
      case 'trouble':
        return troubleScreen(t, shown.trouble, {
          retry: shown.retry,
          help: this.#opened?.structure.phone ? this.#call(t) : html`<slot></slot>`,
        });
    }
  }

  #renderView(t: DoctorAnswerStrings, view: DoctorQuestionView): TemplateResult {
    if (view.state === 'open') return this.#renderAsked(t, view);
    const [title, text] = {
      sees: [t.saidSees, t.saidSeesText],
      cannot: [t.saidCannot, t.saidCannotText],
      desk: [t.desk, t.deskText],
      over: [t.over, t.overText],
    }[view.state];
    return html`${heading(title ?? '')}
      <p>${text}</p>
      <div class="actions">${view.state === 'cannot' ? nothing : this.#call(t)}</div>`;
  }

  #renderAsked(t: DoctorAnswerStrings, { arrivedAt, until }: DoctorQuestionView): TemplateResult {
    const format = this.#format(t);
    return html`${heading(t.title)}
      <p>${t.intro(this.#opened?.structure.name ?? '')}</p>
      <p>${t.arrived(format.at(arrivedAt))}</p>
      <p class="notice" part="notice">${t.until(format.at(until))}</p>
      ${zoneNote(t, format, until)}
      <p class="quiet">${t.who}</p>
      <div class="actions">
        ${button(t.sees, () => this.#answer('sees'), 'primary')} ${button(t.cannot, () => this.#answer('cannot'))}
        ${this.#call(t)}
      </div>`;
  }

  #format(t: DoctorAnswerStrings): Format {
    return createFormat(t, this.#locale.language, this.#opened?.structure.timezone ?? 'Europe/Paris');
  }

  #call(t: DoctorAnswerStrings): Part {
    const phone = this.#opened?.structure.phone;
    return phone === undefined
      ? nothing
      : html`<a class="button" href="tel:${phone.replaceAll(' ', '')}">${t.callUs(phone)}</a>`;
  }
}
