import type {
  Bundle,
  Extraction,
  Form,
  OpenOptions,
  QuestionnaireResponse,
  ResponseDetails,
  Terminology,
} from '@relais/sdk/questionnaire';
import type { Drafts } from '@relais/sdk/questionnaire/drafts';
import { type PropertyValues, type TemplateResult } from 'lit';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { html } from '../ui/html.ts';
import type { QuestionnaireStrings } from './words/fr.ts';
import type { DraftController } from './draft-controller.ts';
import {
  QuestionnaireChangeEvent,
  QuestionnaireCompleteEvent,
  QuestionnaireDraftEvent,
  QuestionnaireValidityEvent,
} from './questionnaire-events.ts';
import { styles } from './questionnaire.styles.ts';
import { Screen, type ScreenCalls } from './screen/screen.ts';
import type { Narrative } from './screen/narrative.ts';
import { RelaisElement } from '../ui/relais-element.ts';

/** What opens another form when it changes. */
const SOURCES = [
  'questionnaire',
  'src',
  'response',
  'launchContext',
  'terminology',
  'query',
  'bundle',
  'draft',
  'drafts',
  'requiredGroups',
  'unjudged',
] as const;

/** One fault of the answers, in the words the person reads: they name an answer only where it is no longer offered. */
export interface QuestionnaireIssue {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly linkId: string | undefined;
  readonly message: string;
}

/**
 * Shows a FHIR R4 Questionnaire (with SDC), lets it be answered and gives a QuestionnaireResponse. Needs no backend: the host
 * hands the form over and reads the response.
 *
 * Inside a `<form>` it takes part in it: its response travels under `name`, and the form is not submitted while an answer is
 * missing or wrong. Works under a Content-Security-Policy of `script-src 'self'; style-src 'self'`, and with Trusted Types
 * required when `trusted-types lit-html dompurify` allows the two policies (without the second, markup is shown as plain text).
 *
 * A question whose extension `urn:relais:questionnaire:slot` (`valueString`) names a slot has room behind it for what the host puts there.
 *
 * @element relais-questionnaire
 * @summary Fills in a FHIR Questionnaire.
 *
 * @fires {QuestionnaireChangeEvent} relais-change - Answers have changed, with all that followed. `detail.linkIds` says where.
 * @fires {QuestionnaireValidityEvent} relais-validity - The number of errors or warnings has changed.
 * @fires {QuestionnaireCompleteEvent} relais-complete - The person has finished; give `waitUntil` the promise that it is saved.
 * @fires {QuestionnaireDraftEvent} relais-draft - The draft has been saved, resumed, discarded, or cannot be saved.
 * @fires {SignatureRequestEvent} relais-signature-request - The person wants to sign; answer by calling `sign`.
 * @fires {RelaisErrorEvent} relais-error - The form could not be opened, or a part of it is not supported.
 * @fires {Event} input - An answer has changed.
 * @fires {Event} change - A field has been left with another answer.
 *
 * @csspart form - The box around everything.
 * @csspart title - The title of the form.
 * @csspart group - A group of questions.
 * @csspart legend - The name of a group.
 * @csspart field - A question with its answers.
 * @csspart label - The words of a question.
 * @csspart help - What helps to answer.
 * @csspart control - A field, list or box to answer in.
 * @csspart option - One choice and its words.
 * @csspart fault - What is wrong with an answer.
 * @csspart display - A text of the form.
 * @csspart notice - What the person has to know about the form.
 * @csspart error-summary - The list of what is left to correct.
 * @csspart progress - Which page of how many.
 * @csspart action - A button.
 * @csspart answers - The list of all answers.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-border-control] - Edges of controls.
 * @cssprop [--relais-color-danger] - Mistakes.
 * @cssprop [--relais-color-success] - What is done.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-max-inline-size=52em] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate loading - The form is on its way.
 * @cssstate ready - The form can be answered.
 * @cssstate failed - The form could not be opened.
 * @cssstate completed - The person has finished.
 */
export class Questionnaire extends RelaisElement {
  static readonly formAssociated = true;

  static override properties = {
    questionnaire: { attribute: false },
    src: {},
    response: { attribute: false, noAccessor: true },
    launchContext: { attribute: false },
    terminology: { attribute: false },
    query: { attribute: false },
    bundle: { attribute: false },
    draft: {},
    drafts: { attribute: false },
    readonly: { type: Boolean, reflect: true },
    withoutAction: { type: Boolean, attribute: 'without-action' },
    requiredGroups: { type: Boolean, attribute: 'required-groups' },
    unjudged: {},
    now: { attribute: false },
    language: {},
    strings: { attribute: false },
    name: { reflect: true },
  };

  static override styles = styles;

  readonly #internals = this.attachInternals();
  #screen: Screen | undefined;
  #given: unknown;
  #opening: Promise<void> | undefined;
  #draft: DraftController | undefined;
  #isCompleted = false;
  /** Whether the host had a finished response before, which is amended from now on. */
  #isAmending = false;
  #isDisabled = false;
  #turn = 0;
  #counts = { errors: -1, warnings: -1 };

  /** A FHIR R4 Questionnaire, as an object or as JSON text. */
  declare questionnaire: unknown;

  /** Address of a Questionnaire, when none is handed over. */
  declare src: string | undefined;

  /** Resources by the names the form gives them (`launchContext`): `{ patient, user, encounter }`. */
  declare launchContext: OpenOptions['context'];

  /** Gives the options of value sets the form does not contain. */
  declare terminology: Terminology | undefined;

  /** Answers a FHIR query of the form (`x-fhir-query`), relative to the host's FHIR server. */
  declare query: OpenOptions['query'];

  /** What the host knows of the patient: answers the form's queries in place of `query`, and its linked observations. */
  declare bundle: Bundle | undefined;

  /**
   * Name of the draft: what is answered is kept on this device under it, encrypted, until the form is finished, seven days at
   * most, and resumed in the same form when no `response` is given. Without it nothing is kept.
   */
  declare draft: string | undefined;

  /**
   * Where drafts are kept and for whom, made once by `createDrafts({ owner })` of `@relais/sdk/questionnaire/drafts`. Without
   * it, on this device for whoever uses it.
   */
  declare drafts: Drafts | undefined;

  /** Shows the answers as a list to read. */
  declare readonly: boolean;

  /** Leaves the button that finishes out; the host calls `complete()`, or submits its form. */
  declare withoutAction: boolean;

  /**
   * Asks for the required questions of every group that does not repeat. Without it a group may be left out with all that is required in
   * it, as SDC has it, and a person who finishes with none of the required questions answered is asked first.
   */
  declare requiredGroups: boolean;

  /** `allow`: a constraint of the form that cannot be judged here is a warning, for the host judges it; else it keeps the form from being finished. */
  declare unjudged: OpenOptions['unjudged'];

  /** The clock that forms opened from then on go by, milliseconds since the epoch; the device's when absent. */
  declare now: (() => number) | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<QuestionnaireStrings> | undefined;

  /** Under which name the response travels in the host's form. */
  declare name: string | undefined;

  constructor() {
    super();
    this.readonly = false;
    this.withoutAction = false;
    this.requiredGroups = false;
    // A label of the page was pressed: the browser presses the element itself, and leaves the rest to it.
    this.addEventListener('click', (event) => event.composedPath()[0] === this && this.focus());
  }

  /** The response as it stands; set one to resume it. */
  get response(): QuestionnaireResponse | undefined {
    return this.responseWith();
  }

  set response(value: unknown) {
    const before = this.#given;
    this.#given = value ?? undefined;
    // What is read is not what is set.
    this.requestUpdate('response', before, undefined, true, this.#given);
  }

  /**
   * The form that is open, as the SDK has it, for a host that reads or gives answers while they are given: what it answers shows at once,
   * as if it had been typed. Another one each time a form is opened.
   */
  get openForm(): Form | undefined {
    return this.#screen?.form;
  }

  /** What is wrong with the answers now. */
  get issues(): readonly QuestionnaireIssue[] {
    const issues = this.#screen?.form?.issues ?? [];
    return issues.map(({ code, severity, item, message }) => ({
      code,
      severity,
      linkId: item.linkId || undefined,
      message,
    }));
  }

  /** What is wrong with the form itself: stable codes for whoever integrates it. */
  get diagnostics(): readonly {
    code: string;
    severity: 'error' | 'warning';
    linkId?: string | undefined;
    detail?: string | undefined;
  }[] {
    return this.#screen?.form?.diagnostics ?? [];
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeprint', this.#print);
    addEventListener('afterprint', this.#print);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this.#print);
    removeEventListener('afterprint', this.#print);
  }

  formAssociatedCallback(form: HTMLFormElement | null): void {
    this.#owner?.removeEventListener('formdata', this.#travel);
    this.#owner = form;
    form?.addEventListener('formdata', this.#travel);
    this.requestUpdate();
  }

  formDisabledCallback(isDisabled: boolean): void {
    this.#isDisabled = isDisabled;
    this.requestUpdate();
  }

  formResetCallback(): void {
    void this.reset();
  }

  protected override update(changed: PropertyValues<this>): void {
    if (SOURCES.some((name) => changed.has(name))) void this.#open();
    this.#screen?.prepare();
    const start = performance.now();
    const keepFocus = this.#screen?.view?.feedback?.holdFocus(this.renderRoot);
    super.update(changed);
    keepFocus?.();
    this.#screen?.drawOn(performance.now() - start);
  }

  protected override firstUpdated(): void {
    if (!this.#isGiven) void this.#makeScreen().foresee();
  }

  protected override updated(): void {
    const { states } = this.#internals;
    states.clear();
    states.add(this.#screen?.view ? 'ready' : this.#screen?.isSettled ? 'failed' : 'loading');
    if (this.#isCompleted) states.add('completed');
    this.#validate();
  }

  /** Resolves once the form given last can be answered, and its faults are listed where they are to be. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const result = await super.getUpdateComplete();
    if (!this.#opening) return result;
    await this.#opening;
    await this.#screen?.judged;
    await this.#screen?.listsFaults();
    return super.getUpdateComplete();
  }

  /** Judges everything and shows every fault on the screen; true when nothing is wrong. */
  validate(): boolean {
    const view = this.#screen?.view;
    if (!view) return false;
    view.attempted = true;
    void this.#screen!.judge();
    view.draw();
    view.redraw();
    return view.form.isJudged && view.errors.length === 0;
  }

  /**
   * Signs the form, or one of its items, with a FHIR Signature (`who`, `when`, `type`, `data`); a later edit of what is signed
   * takes the signature back. Whether there was such an item to sign.
   */
  async sign(signature: Readonly<Record<string, unknown>>, linkId?: string): Promise<boolean> {
    const form = this.#screen?.form;
    const item = linkId === undefined ? form?.root : form?.item(linkId);
    if (!form || !item) return false;
    const { sign } = await import('@relais/sdk/questionnaire/parts');
    sign(form, signature, item);
    return true;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** Moves the focus to the first answer that is wrong or missing. */
  async focusFirstError(): Promise<void> {
    await this.#screen?.judged;
    const view = this.#screen?.view;
    const [issue] = view?.errors ?? [];
    if (view && issue) await view.focus(view.feedback?.mending(issue) ?? issue.item);
  }

  /** Opens the form anew, as it was given; its draft is discarded. */
  async reset(): Promise<void> {
    this.#isCompleted = false;
    await this.#draft?.discard();
    await this.#open();
    await this.updateComplete;
    this.#reportChange([]);
  }

  /**
   * Finishes: tells what is wrong, else gives the response the status `completed` (or `amended`). Whether it has, which it cannot before
   * `updateComplete`: what judges the answers comes after the form.
   */
  complete(): boolean {
    if (!this.validate()) {
      void this.#screen?.focusFaults();
      return false;
    }
    this.#isCompleted = true;
    this.requestUpdate();
    const event = new QuestionnaireCompleteEvent();
    this.dispatchEvent(event);
    void this.#draft?.finish(event.saved);
    return true;
  }

  /** The response as it stands, with top-level elements of the host's own: author, subject, date. */
  responseWith(details: ResponseDetails = {}): QuestionnaireResponse | undefined {
    return this.#responseOf(this.#isCompleted, details);
  }

  /** What was finished before keeps saying how, until it is edited. */
  #responseOf(isFinished: boolean, details: ResponseDetails = {}): QuestionnaireResponse | undefined {
    const response = this.#screen?.form?.response(details);
    if (!response || !isFinished || details.status || isFinal(response)) return response;
    return { ...response, status: this.#isAmending ? 'amended' : 'completed' };
  }

  /**
   * What the response says as FHIR resources, in a transaction bundle (SDC, Form Data Extraction), and what could not be
   * extracted. Undefined while there is no form.
   */
  async extract(details: ResponseDetails = {}): Promise<Extraction | undefined> {
    const form = this.#screen?.form;
    const response = this.responseWith(details);
    if (!form || !response) return undefined;
    const { extractResponse } = await import('./screen/extract.ts');
    return extractResponse(form, response);
  }

  /** What the answers say, in sentences, for a letter. Undefined while there is no form. */
  async narrate(): Promise<Narrative | undefined> {
    return this.#screen?.narrate();
  }

  override focus(options?: FocusOptions): void {
    const first = this.shadowRoot?.querySelector<HTMLElement>(
      ':is(input, select, textarea, summary):not([hidden], .menu)',
    );
    if (first) first.focus(options);
    else super.focus(options);
  }

  #owner: HTMLFormElement | null = null;

  /**
   * Given when the form is submitted, and not kept with the browser's own form state, which is written to disk in clear. Without
   * a fault it is finished; the draft stays, since nobody here knows whether it arrives.
   */
  #travel = (event: FormDataEvent): void => {
    const { name } = this;
    const isRight = this.validity.valid;
    const response = this.#responseOf(isRight && !this.#isReadonly);
    if (name && response && !this.#isDisabled) event.formData.set(name, JSON.stringify(response));
  };

  #print = ({ type }: Event): void => {
    this.#screen?.print(type === 'beforeprint');
    // A printer waits for nobody.
    this.performUpdate();
  };

  #open(): Promise<void> {
    this.#draft?.leave();
    this.#isCompleted = false;
    const turn = ++this.#turn;
    if (!this.#isGiven) {
      this.#screen?.close();
      return Promise.resolve();
    }
    this.#opening = this.#show(turn);
    return this.#opening;
  }

  async #show(turn: number): Promise<void> {
    const {
      questionnaire,
      src,
      launchContext: context,
      terminology,
      query,
      bundle,
      requiredGroups,
      unjudged,
      now,
    } = this;
    // The element is drawn first, and the form in what it has drawn.
    await Promise.resolve();
    if (turn !== this.#turn) return;
    const screen = this.#makeScreen();
    this.requestUpdate();
    await screen.open({
      ...{ questionnaire, src, resume: this.#resume(screen, turn), isFresh: !this.draft && this.#given === undefined },
      ...{ context, terminology, query, bundle, requiredGroups, unjudged, now },
    });
  }

  #makeScreen(): Screen {
    return (this.#screen ??= new Screen(this, this.#calls, Questionnaire.elementStyles));
  }

  /** The response to go on with: the one given, else the draft. A form opens without its draft rather than not at all. */
  #resume(screen: Screen, turn: number): (questionnaire: unknown) => Promise<unknown> {
    const { draft: key, drafts } = this;
    const given = this.#given;
    return async (questionnaire) => {
      if (!key) return given;
      try {
        const { DraftController } = await import('./draft-controller.ts');
        // Another form has been asked for meanwhile.
        if (turn !== this.#turn) return given;
        this.#draft ??= new DraftController(this, screen);
        const kept = await this.#draft.resume(questionnaire, { key, drafts, isWanted: given === undefined });
        return given ?? kept;
      } catch {
        this.dispatchEvent(new QuestionnaireDraftEvent('failed'));
        return given;
      }
    };
  }

  readonly #calls: ScreenCalls = {
    isReadonly: () => this.#isReadonly,
    finishes: () => !this.withoutAction && !this.#internals.form,
    finish: () => void this.complete(),
    isCompleted: () => this.#isCompleted,
    report: () => {
      this.validate();
      void this.#screen?.focusFaults();
    },
    changed: (linkIds) => this.#changed(linkIds),
    opened: () => this.#opened(),
    committed: () => {
      this.#draft?.committed();
      this.dispatchEvent(new Event('change', { bubbles: true }));
    },
    failed: (code, linkId) => void this.dispatchEvent(new RelaisErrorEvent({ code, linkId })),
  };

  #opened(): void {
    const { view } = this.#screen ?? {};
    if (!view) return;
    // A finished draft has not been saved by the host: it is no amendment.
    const before = this.#given === undefined && !this.#draft?.isResumed ? undefined : view.form.response();
    const isOwn = this.#draft?.isResumed && before?.status === 'completed';
    this.#isAmending = before !== undefined && !isOwn && isFinal(before);
    this.#draft?.opened(view);
  }

  #changed(linkIds: readonly string[]): void {
    this.#isCompleted = false;
    this.#draft?.changed();
    this.requestUpdate();
    this.#reportChange(linkIds);
  }

  #reportChange(linkIds: readonly string[]): void {
    this.#validate();
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    this.dispatchEvent(new QuestionnaireChangeEvent(linkIds));
  }

  /** Whether there is a form to show. */
  get #isGiven(): boolean {
    return this.questionnaire != null || Boolean(this.src);
  }

  get #isReadonly(): boolean {
    return this.readonly || this.#isDisabled;
  }

  /** Keeps what the host's form and its listeners know of the faults true. */
  #validate(): void {
    const issues = this.#screen?.form?.issues ?? [];
    const errors = issues.filter(({ severity }) => severity === 'error');
    const counts = { errors: errors.length, warnings: issues.length - errors.length };
    const [first] = errors;
    const anchor = this.shadowRoot?.getElementById('anchor') ?? undefined;
    // A form that is on its way, could not be opened or is not judged is not answered; and nobody can correct what is only read.
    const isJudged = this.#screen?.form?.isJudged;
    const isAwaited = this.#isGiven && !isJudged;
    const fault = first?.message ?? (isAwaited ? '…' : undefined);
    if (fault && !this.#isReadonly) this.#internals.setValidity({ customError: true }, fault, anchor);
    else this.#internals.setValidity({});
    if (counts.errors === this.#counts.errors && counts.warnings === this.#counts.warnings) return;
    this.#counts = counts;
    if (isJudged) this.dispatchEvent(new QuestionnaireValidityEvent({ valid: counts.errors === 0, ...counts }));
  }

  protected override render(): TemplateResult {
    if (this.#screen) return this.#screen.render();
    return html`<div class="root" part="form" aria-busy="true">
      <div class="stack bones"><i></i><i></i><i></i></div>
    </div>`;
  }
}

/** Whether a response has been finished. */
function isFinal({ status }: QuestionnaireResponse): boolean {
  return status === 'completed' || status === 'amended';
}
