// All that shows a form.
import { judgeForm, loadMessages, openUnjudged, readForm } from '@relais/sdk/questionnaire';
import type { Bundle, Change, Diagnostic, Form, OpenOptions } from '@relais/sdk/questionnaire';
import type { QuestionnaireSourceError } from '@relais/sdk/questionnaire/source';
import { adoptStyles, nothing, type CSSResultOrNative, type LitElement, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { LiveRegionController } from '../../ui/live-region-controller.ts';
import type { Vocabulary } from '../../ui/locale-context.ts';
import { LocaleController, type Localized } from '../../ui/locale-controller.ts';
import type { QuestionnaireStrings } from '../words/fr.ts';
import { form } from '../words/fr/form.ts';
import { basic } from '../fields/basic.ts';
import { FormView } from './form-view.ts';
import { flatten } from '../view/flatten.ts';
import { renderForm } from '../view/form.ts';
import { isLarge, loadField, loadModules, loadWays, modulesFor } from './loader.ts';
import type { Beginner } from './beginner.ts';
import type { Narrative } from './narrative.ts';
import { nextTask, pauses } from './pauses.ts';
import type { Module, View, ViewHost } from '../view/types.ts';
import { styles } from './screen.styles.ts';

const WORDS: Vocabulary<QuestionnaireStrings> = {
  // What else is said is fetched together with what says it.
  fr: form as QuestionnaireStrings,
  whole: () => import('../words/fr.ts').then(({ fr }) => fr),
  others: { en: () => import('../words/en.ts').then(({ en }) => en) },
};

type Given = Pick<OpenOptions, 'context' | 'terminology' | 'query' | 'requiredGroups' | 'unjudged' | 'now'>;

/** What the element is given by its host page. */
export type Sources = { readonly [Name in keyof Given]: Given[Name] | undefined } & {
  readonly questionnaire: unknown;
  readonly src: string | undefined;
  readonly bundle: Bundle | undefined;
  /** The response to go on with, if any, once it is known to which form. */
  readonly resume: (questionnaire: unknown) => Promise<unknown>;
  /** Whether there is certainly none. */
  readonly isFresh: boolean;
};

export type ScreenElement = LitElement & Localized<QuestionnaireStrings>;

/** What the screen may ask of its element. */
export interface ScreenCalls {
  /** Whether the answers are to be read only. */
  isReadonly(): boolean;
  /** Whether a button of ours finishes. */
  finishes(): boolean;
  finish(): void;
  /** Whether the person has finished, and changed nothing since. */
  isCompleted(): boolean;
  /** The browser has brought the focus here, where an answer is missing or wrong. */
  report(): void;
  /** An edit has come to rest: `linkIds` of what changed. */
  changed(linkIds: readonly string[]): void;
  /** A field has been left with another answer. */
  committed(): void;
  /** Another form can be answered from now on. */
  opened(): void;
  failed(code: string, linkId?: string): void;
}

/** What is said around a form and is not the form. */
export interface Surroundings {
  above(view: View): unknown;
  below(view: View): unknown;
}

type Trouble = { readonly code: string; readonly text: (t: QuestionnaireStrings) => string };

/**
 * Owns: the form that is open, the language it speaks, its drawing piece by piece. The element owns what it tells the page.
 */
export class Screen implements ViewHost {
  view: FormView | undefined;
  /** While what judges the answers is on its way: resolves once it has come, or cannot be had. */
  judged: Promise<void> | undefined;
  around: Surroundings | undefined;
  readonly loadField = loadField;
  readonly #host: ScreenElement;
  readonly #calls: ScreenCalls;
  readonly #locale: LocaleController<QuestionnaireStrings>;
  readonly #liveRegion: LiveRegionController;
  #trouble: Trouble | undefined;
  #language = '';
  #opening = 0;
  #unsubscribe: (() => void) | undefined;
  #isPrinting = false;
  #sources: Sources | undefined;
  #beginner: Beginner | undefined;
  /** The first items of a large form, until it is read whole. */
  #beginning: FormView | undefined;

  constructor(host: ScreenElement, calls: ScreenCalls, firstStyles: CSSResultOrNative[]) {
    this.#host = host;
    this.#calls = calls;
    this.#locale = new LocaleController(host, WORDS);
    this.#liveRegion = new LiveRegionController(host);
    adoptStyles(host.renderRoot as ShadowRoot, [...firstStyles, styles]);
    for (const type of TYPING) host.renderRoot.addEventListener(type, keepInside);
  }

  get renderRoot(): HTMLElement | DocumentFragment {
    return this.#host.renderRoot;
  }

  get updateComplete(): Promise<boolean> {
    return this.#host.updateComplete;
  }

  get form(): Form | undefined {
    return this.view?.form;
  }

  /** A form, or words that say why there is none, are on the screen. */
  get isSettled(): boolean {
    return this.view !== undefined || this.#trouble !== undefined;
  }

  requestUpdate(): void {
    this.#host.requestUpdate();
  }

  say(text: string): void {
    this.#liveRegion.say(text);
  }

  committed(): void {
    this.#calls.committed();
  }

  dispatch(event: Event): void {
    this.#host.dispatchEvent(event);
  }

  loadWords(): Promise<void> {
    return this.#locale.loadAll();
  }

  /** Opens a form in place of the one shown; the last call wins. Never rejects. */
  async open(sources: Sources): Promise<void> {
    const turn = ++this.#opening;
    this.#sources = sources;
    this.#trouble = undefined;
    await this.#locale.ready;
    const pause = pauses();
    this.#beginning = undefined;
    await this.#begin(sources);
    try {
      const [form, ways] = await this.#load(sources, pause);
      await pause();
      const needed = modulesFor(form);
      if (this.isCompact) needed.add('compact');
      if (this.#calls.isReadonly() || this.around) needed.add('feedback');
      // A layout and numbers have no words; what else is fetched brings its own.
      const speaks = [...needed].some((name) => name !== 'scales' && name !== 'number');
      const [modules] = await Promise.all([loadModules(needed), speaks && this.loadWords()]);
      await pause();
      if (turn !== this.#opening) return;
      const unreadable = form.definition.diagnostics.find(isUnreadable);
      if (unreadable) this.#showTrouble({ code: unreadable.code, text: (t) => t.diagnostics[unreadable.code] });
      else this.#show(form, [basic, ...ways, ...modules]);
    } catch (error) {
      if (turn === this.#opening) this.#fail(error);
    }
    this.#host.requestUpdate();
  }

  get language(): string {
    return this.#locale.language;
  }

  get t(): QuestionnaireStrings {
    return this.#locale.strings;
  }

  get isCompact(): boolean {
    return getComputedStyle(this.#host).getPropertyValue('--relais-density').trim() === '1';
  }

  /** Brings what shows the beginning of a large form before it is read. Never rejects: without it a form is shown once it is. */
  async foresee(): Promise<void> {
    try {
      const { loadBeginner } = await import('./beginning.ts');
      this.#beginner ??= await loadBeginner(this);
    } catch {
      // The form says itself what cannot be had of it.
    }
  }

  /** Resolves once the beginning is on the screen, where there is one. */
  async #begin(sources: Sources): Promise<void> {
    if (!sources.isFresh || this.view || this.around || this.#calls.isReadonly()) return;
    this.#beginning = this.#beginner?.begin(sources);
    if (this.#beginning) await this.#beginner?.shown();
  }

  async #load(sources: Sources, pause: () => Promise<void>): Promise<[Form, Module[]]> {
    const { questionnaire, src, bundle, resume, isFresh, now = Date.now, ...given } = sources;
    const source = questionnaire ?? (src ? await fetchFrom(src) : undefined);
    const definition = readForm(source);
    if (isFresh && isLarge(definition) && !this.#beginner)
      void this.foresee().then(
        () => this.#sources === sources && void this.#begin({ ...sources, questionnaire: source }),
      );
    const ways = loadWays(definition, () => this.loadWords());
    // Whoever waits for it hears of its failure; until then nobody does.
    ways.catch(() => undefined);
    const population = bundle && (await import('@relais/sdk/questionnaire/populate'));
    const response = await resume(source);
    const form = await openUnjudged(definition, {
      supports: async () => (await import('./supported.ts')).supported,
      ...given,
      query: given.query ?? (bundle && population?.bundleQuery(bundle)),
      response,
      now,
      language: this.#locale.language,
      pause,
    });
    if (population && response === undefined) population.populateFromObservations(form, bundle);
    return [form, await ways];
  }

  #show(form: Form, modules: readonly Module[]): void {
    const beginning = this.#beginning;
    this.#drop();
    this.#language = this.#locale.language;
    const view = new FormView(form, this, this.#locale.strings, modules);
    view.finish = () => void this.#finish();
    // What was there stays there.
    if (beginning) view.draw(flatten(beginning.form.root).length);
    this.view = view;
    let reported = 0;
    const reportErrors = (): void => {
      const fresh = form.diagnostics.slice(reported);
      reported = form.diagnostics.length;
      for (const { code, linkId } of fresh.filter(isError)) this.#calls.failed(code, linkId);
      if (fresh.some(isError))
        this.loadWords().then(
          () => this.#host.requestUpdate(),
          () => undefined,
        );
    };
    this.#unsubscribe = form.subscribe((change) => {
      view.feedback?.note(view, change);
      if (hasAnswers(change)) this.#calls.changed(linkIdsOf(change));
      this.#host.requestUpdate();
      reportErrors();
    });
    this.judged = undefined;
    void this.judge();
    this.#calls.opened();
    reportErrors();
    if (beginning) this.#beginner?.handOver(beginning, view);
  }

  /**
   * Brings what judges the answers: nobody has to wait for it before there are any. Tried again when the form is to be finished, which it cannot be
   * without; whoever fills it in is told then.
   */
  async judge(): Promise<void> {
    const form = this.form!;
    // Of a form that is judged there is nothing to do.
    await (this.judged ??= judgeForm(form).catch(() => undefined));
    if (this.form === form) this.judged = undefined;
    this.requestUpdate();
  }

  async #finish(): Promise<void> {
    const { view } = this;
    if (!view) return;
    if (!view.form.isJudged) await this.judge();
    if (view.errors.length === 0) {
      // Nobody finishes an empty form by a slip. Where the question cannot be had, nothing keeps her.
      if (!view.feedback) await this.#bringFeedback(view).catch(() => undefined);
      if (view.feedback?.asks(view)) return;
    }
    this.#calls.finish();
    if (this.#calls.isCompleted()) this.say(this.#locale.strings.completed);
  }

  #fail(error: unknown): void {
    const { status } = error as Partial<QuestionnaireSourceError>;
    this.#showTrouble(
      status
        ? { code: 'refused', text: (t) => t.formRefused(status) }
        : { code: 'unreachable', text: (t) => t.formUnreachable },
    );
  }

  /** Says why there is no form. */
  #showTrouble(trouble: Trouble): void {
    this.close();
    this.#trouble = trouble;
    this.#calls.failed(trouble.code);
  }

  /** Shows no form, whatever is on its way. */
  close(): void {
    this.#opening++;
    this.#trouble = undefined;
    this.#drop();
    this.#host.requestUpdate();
  }

  #drop(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = this.view = this.#beginning = undefined;
  }

  /** Takes up a changed language and the state of the element, before it draws. */
  prepare(): void {
    const { view } = this;
    const { strings, language } = this.#locale;
    if (!view) return;
    view.t = strings;
    view.finishes = this.#calls.finishes();
    view.isCompleted = this.#calls.isCompleted();
    if (language !== this.#language) void this.#translate(view, language);
  }

  async #translate(view: FormView, language: string): Promise<void> {
    this.#language = language;
    const messages = await loadMessages(language).catch(() => undefined);
    // Another language may have been wanted meanwhile, and have come before.
    if (messages && this.view === view && this.#language === language) view.form.setLanguage(language, messages);
  }

  /** Draws the next piece of a large form once the last one is drawn. */
  drawOn(spent: number): void {
    const { view } = this;
    if (!view) return;
    // Without it a form can still be answered.
    if (view.isDrawn || this.#calls.isReadonly()) this.#bringFeedback(view).catch(() => undefined);
    if (view.isDrawn) return;
    void nextTask().then(() => {
      view.drawOn(spent);
      this.#host.requestUpdate();
    });
  }

  /** What is wanted once the form is drawn: the list of faults, and that of the answers, for a printer waits for nobody. */
  async #bringFeedback(view: FormView): Promise<void> {
    if (view.feedback) return;
    const [modules] = await Promise.all([loadModules(['feedback']), this.loadWords()]);
    // Safe to do again, where it has been asked for twice.
    modules.forEach((module) => view.adopt(module));
    // What was answered meanwhile can be taken back from now on.
    for (const item of flatten(view.form.root)) if (item.touched) view.touch(item);
    this.#host.requestUpdate();
  }

  /** Resolves once what brings the list of faults, where one is to be shown, has come or failed. */
  async listsFaults(): Promise<void> {
    if (this.view?.showsErrors) await this.#bringFeedback(this.view).catch(() => undefined);
  }

  /** Moves the focus to the list of faults, or to the first of them where the list cannot be had. */
  async focusFaults(): Promise<void> {
    await this.#host.updateComplete;
    const list = this.#host.renderRoot.querySelector<HTMLElement>('#summary');
    const [first] = this.view?.errors ?? [];
    if (list) list.focus();
    else if (first) await this.view?.focus(this.view.feedback?.mending(first) ?? first.item);
  }

  /** What the answers say, in sentences. */
  async narrate(): Promise<Narrative | undefined> {
    const [{ narrativeOf }] = await Promise.all([import('./narrative.ts'), this.loadWords()]);
    this.prepare();
    return this.view && narrativeOf(this.view);
  }

  print(isPrinting: boolean): void {
    this.#isPrinting = isPrinting;
    this.#host.requestUpdate();
  }

  render(): TemplateResult {
    const { strings: t, language } = this.#locale;
    const isBusy = !this.isSettled || this.view?.isDrawn === false;
    return html`<div class="root sheet" part="form" lang=${language} aria-busy=${isBusy ? 'true' : nothing}>
      <span class="hidden" id="anchor" tabindex="-1" @focus=${() => this.#calls.report()}></span>
      ${this.#content(t)}
      <p class="hidden" role="status">${this.#liveRegion.text}</p>
    </div>`;
  }

  #content(t: QuestionnaireStrings): TemplateResult {
    const { view } = this;
    if (this.#trouble) return this.#renderTrouble(t, this.#trouble);
    const drawn = view ?? this.#beginning;
    if (!drawn) return bones(this.#opening > 0 && t.loadingForm);
    const title = drawn.form.root.text;
    return html`<div class="stack">
      ${title ? html`<h1 part="title">${drawn.richly(drawn.form.questionnaire, 'title', title)}</h1>` : nothing}
      ${this.around?.above(drawn)} ${this.#answers(drawn)}
      ${drawn.attempted && !drawn.form.isJudged && !this.judged ? html`<p class="fault" role="alert">${t.formUnreachable}</p>` : nothing}
      ${view ? this.around?.below(view) : bones(t.loadingForm)}
    </div>`;
  }

  /** On paper the fields give way to the list; on the screen they stay as they are, with what is being typed. */
  #answers(view: FormView): TemplateResult {
    const { feedback } = view;
    if (feedback && this.#calls.isReadonly()) return feedback.summary(view);
    const onPaper = this.#isPrinting && view === this.view && feedback;
    return html`<div class=${onPaper ? 'stack on-screen' : 'stack'}>${renderForm(view)}</div>
      ${onPaper ? html`<div class="on-paper">${onPaper.summary(view)}</div>` : nothing}`;
  }

  #renderTrouble(t: QuestionnaireStrings, trouble: Trouble): TemplateResult {
    return html`<div class="stack" role="alert">
      <h2 part="title">${t.formFailed}</h2>
      <p>${trouble.text(t)}</p>
      ${
        this.#sources?.questionnaire == null
          ? html`<button type="button" part="action" @click=${() => this.#sources && this.open(this.#sources)}>
              ${t.retry}
            </button>`
          : nothing
      }
    </div>`;
  }
}

/** What stands where something is still to come. */
function bones(words: string | false): TemplateResult {
  return html`<div class="stack bones">
    ${words ? html`<p class="quiet">${words}</p>` : nothing}
    <i></i><i></i><i></i>
  </div>`;
}

/** Most forms are handed over; what fetches the others comes with them. */
async function fetchFrom(address: string): Promise<string> {
  const { fetchQuestionnaire } = await import('@relais/sdk/questionnaire/source');
  return fetchQuestionnaire(address);
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

/** Whether nothing of a form could be read. A response that cannot be read costs the answers it held, not the form. */
function isUnreadable({ code }: Diagnostic): boolean {
  return ['not-json', 'not-an-object', 'wrong-resource'].includes(code);
}

const TYPING = ['beforeinput', 'input', 'compositionstart', 'compositionupdate', 'compositionend'];

/** What is typed would be told to the whole page; the element tells in its own events that, and where, answers changed. */
function keepInside(event: Event): void {
  event.stopPropagation();
}

/** Whether an edit has changed answers, and not only how they are asked: a language, options that have arrived. */
function hasAnswers({ items }: Change): boolean {
  return [...items.values()].some((aspects) => aspects.has('value') || aspects.has('items') || aspects.has('enabled'));
}

function linkIdsOf({ items }: Change): string[] {
  return [...new Set([...items.keys()].flatMap(({ parent, linkId }) => (parent ? linkId : [])))];
}
