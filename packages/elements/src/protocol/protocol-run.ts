import type { ConsentCollector, ConsentRecord, ConsentText, TextValues } from '@relais/sdk/consent/parts';
import type { Client } from '@relais/sdk';
import type { CaseAnswer } from '@relais/sdk/protocol/tree';
import type { AlertAnswer, EndQuestion, RunObstacle } from '@relais/sdk/run';
import { localeOf } from '@relais/sdk/locale';
import { type PropertyValues, type TemplateResult } from 'lit';
import type { Consent } from '../consent/index.ts';
import type { LetterPort } from '../letter/index.ts';
import type { Questionnaire } from '../questionnaire/index.ts';
import type { ClientController } from '../ui/client-controller.ts';
import type { ClientSource } from '../ui/client-source.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { html } from '../ui/html.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import type { Vocabulary } from '../ui/locale-context.ts';
import { LocaleController } from '../ui/locale-controller.ts';
import { styles } from './protocol-run.styles.ts';
import { RunController } from './run-controller.ts';
import { renderRun, sayAlert } from './screen.ts';
import type { View } from './view.ts';
import type { Callee, ConsentPort, Ending, Patient, RunPicture, RunPort, RunResult, Stage } from './types.ts';
import { first } from './words/fr-first.ts';
import type { ProtocolRunStrings } from './words/fr.ts';
import { RelaisElement } from '../ui/relais-element.ts';

/** What is said before a protocol is open; the rest comes with what judges. */
const VOCABULARY: Vocabulary<ProtocolRunStrings> = {
  fr: first as Partial<ProtocolRunStrings> as ProtocolRunStrings,
  whole: () => import('./judging.ts').then(({ fr }) => fr),
  others: { en: () => import('./words/en.ts').then(({ en }) => en) },
};

/**
 * Guides one run of a protocol: eligibility, consent, identity, questions with their alerts as they arise, and the outcome with the reasons that led
 * there. An urgency takes the screen until it was seen; a doctor is called where a rule says so.
 *
 * Needs no backend: the host hands over protocol, patient and texts, and hears of alerts by `relais-run-alert`, which it answers with `answerAlert`.
 * With `runs` (`createRuns(client)` of the SDK) the run is kept, its rules asked again, and délégants called one after the other. What was answered
 * is in `result`, `response` and `photographs`, never in an event.
 *
 * @element relais-protocol
 * @summary Guides one run of a protocol.
 *
 * @fires {RunStartedEvent} relais-run-started - The run has begun.
 * @fires {RunAlertEvent} relais-run-alert - A rule calls for a doctor. `detail.rule` says which.
 * @fires {RelaisErrorEvent} relais-error - What the structure's backend has for the run could not be fetched.
 * @fires {RunEndedEvent} relais-run-ended - The run has ended; read how from `result`.
 *
 * @csspart run - The box around everything.
 * @csspart title - The name of the step.
 * @csspart training - The mark of a run to learn by.
 * @csspart criterion - Who may be included, or may not.
 * @csspart notice - What has to be known.
 * @csspart alert - An alert.
 * @csspart urgent - The urgency that takes the screen.
 * @csspart verdict - What the answers come to.
 * @csspart reason - A rule that holds, and why.
 * @csspart narrative - The run as text.
 * @csspart dialog - The dialog in which a code is scanned.
 * @csspart camera - What the camera sees, in it.
 * @csspart action - A button.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-alarm] - Ground of an urgency.
 * @cssprop [--relais-color-on-alarm] - Text on it.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-max-inline-size=42em] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate training - It is a run to learn by.
 * @cssstate alert - An alert waits to be seen or answered.
 * @cssstate done - The run has ended.
 */
export class ProtocolRun extends RelaisElement {
  static override properties = {
    protocol: { attribute: false },
    protocolId: { attribute: 'protocol-id' },
    api: {},
    structure: {},
    client: { attribute: false },
    patient: { attribute: false },
    known: { attribute: false },
    texts: { attribute: false },
    values: { attribute: false },
    collector: { attribute: false },
    organization: { attribute: false },
    records: { attribute: false },
    consents: { attribute: false },
    runs: { attribute: false },
    letters: { attribute: false },
    callees: { attribute: false },
    missing: { attribute: false },
    training: { type: Boolean },
    now: { attribute: false },
    language: {},
    strings: { attribute: false },
    chosen: { state: true, attribute: false },
    callee: { state: true, attribute: false },
    copied: { state: true, attribute: false },
  };

  static override styles = styles;

  readonly #internals = this.attachInternals();
  readonly #controller: RunController = new RunController(this, () => this.#locale.loadAll());
  readonly #locale: LocaleController<ProtocolRunStrings> = new LocaleController<ProtocolRunStrings>(this, VOCABULARY);
  readonly #live = new LiveRegionController(this);
  /** What finds the backend comes with what asks it, once the host names a protocol. */
  #clients: ClientController | undefined;
  /** For which client, protocol and patient what the backend knows was fetched. */
  #connected: readonly unknown[] = [];
  #connecting: Promise<void> = Promise.resolve();
  #shown: Stage | undefined;
  #heard = 0;
  #wasUrgent = false;

  /** The protocol as the structure has it on the day: an object, its JSON text or the FHIR Bundle of one. */
  declare protocol: unknown;

  /** Id of a protocol of the structure, in place of `protocol`: text, proofs, délégants and runs are then those of its backend. */
  declare protocolId: string | undefined;

  /** Address of the backend, before `/api/v1`; empty for the page's own origin. Without it, the provider's. */
  declare api: string | undefined;

  /** Id of the structure at the backend. Without it, the provider's. */
  declare structure: string | undefined;

  /** A client the host has made. */
  declare client: Client | undefined;

  /** The patient, as the host's record has them. Another one begins another run. */
  declare patient: Patient | undefined;

  /** What the host knows already, by question: `{ 'od.age': 13 }`. */
  declare known: Readonly<Record<string, CaseAnswer>> | undefined;

  /** Texts of the consent: `relais-consent-text/1`. */
  declare texts: readonly ConsentText[] | undefined;

  /** What stands for the names in braces of the texts. */
  declare values: TextValues | undefined;

  /** Who performs the run. */
  declare collector: ConsentCollector | undefined;

  /** Where it is performed. */
  declare organization: { readonly name: string; readonly finess?: string } | undefined;

  /** The proofs of the patient so far. */
  declare records: readonly ConsentRecord[] | undefined;

  /** Keeps proofs of consent; without it the host hears `relais-consent-decided` and keeps them. */
  declare consents: ConsentPort | undefined;

  /** Keeps runs and reaches délégants; without it the host does. */
  declare runs: RunPort | undefined;

  /** Keeps and sends what leaves the run (`createLetters(client)` of the SDK); without it nothing is shown of that. */
  declare letters: LetterPort | undefined;

  /** Who can be called, first who is called first. */
  declare callees: readonly Callee[] | undefined;

  /** What keeps the run from starting, where the host knows it already. */
  declare missing: readonly RunObstacle[] | undefined;

  /** A run to learn by: marked everywhere, and never counted. */
  declare training: boolean;

  /** The clock, milliseconds since the epoch; the device's when absent. */
  declare now: (() => number) | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<ProtocolRunStrings> | undefined;

  declare private chosen: Partial<Ending>;
  declare private callee: string | undefined;
  declare private copied: 'copied' | 'notCopied' | undefined;

  constructor() {
    super();
    this.training = false;
    this.chosen = {};
  }

  /** Where the run stands. */
  get stage(): Stage {
    return this.#controller.stage;
  }

  /** The answers so far. */
  get response() {
    return this.#controller.response;
  }

  /** What the run has come to; undefined until it has ended. */
  get result(): RunResult | undefined {
    const { run, end, said, isTraining, response, judged } = this.#controller;
    if (!end) return undefined;
    return {
      run,
      outcome: end.outcome,
      target: end.target,
      training: isTraining,
      said,
      response,
      evaluation: judged?.evaluation,
      narrative: this.#narrative(),
      photographs: this.photographs,
    };
  }

  /** The photographs that are attached so far; those of a run that has ended are in `result`, too. */
  get photographs(): readonly RunPicture[] {
    return this.#controller.photographs?.photographs.pictures ?? [];
  }

  /** Gives the answer of a délégant to an alert, which a host without `runs` has reached in its own way. */
  answerAlert(rule: string, answer: AlertAnswer, professional?: string): Promise<void> {
    return this.#controller.takeAnswer(rule, answer, professional);
  }

  /** Begins anew with the same patient. */
  restart(): void {
    this.chosen = {};
    this.copied = undefined;
    this.#controller.restart();
  }

  /** What the host names is fetched once there is all it takes, and again for another patient. */
  #fetch(): void {
    const isStuck = this.#controller.trouble === 'notLoaded' || this.#isLoading;
    if (!this.protocolId || !this.patient || isStuck) return;
    if (!this.#clients) {
      this.#connecting = this.#connectLater();
      return;
    }
    const { source } = this.#clients;
    const wanted = [source, this.protocolId, this.patient.id] as const;
    if (!source || wanted.every((one, at) => one === this.#connected[at])) return;
    this.#connected = wanted;
    this.#connecting = this.#connect(source, this.protocolId, this.patient.id);
  }

  async #connectLater(): Promise<void> {
    this.#isLoading = true;
    try {
      const { ClientController } = await import('./connecting.ts');
      this.#clients ??= new ClientController(this, () => this.#locale.language);
    } catch {
      this.#controller.trouble = 'notLoaded';
    } finally {
      this.#isLoading = false;
      this.requestUpdate();
    }
  }

  async #connect(source: ClientSource, protocol: string, patient: string): Promise<void> {
    const wanted = this.#connected;
    try {
      const [client, { connect }] = await Promise.all([source.load(), import('./connecting.ts')]);
      const given = await connect(client, protocol, patient, this.now?.() ?? Date.now());
      if (wanted !== this.#connected) return;
      if (!given) this.#controller.trouble = 'unknownProtocol';
      const { knownAt, ...parts } = given ?? {};
      this.knownAt = knownAt;
      // What the host has handed over itself stays.
      for (const [name, value] of Object.entries(parts)) {
        const known = this as unknown as Record<string, unknown>;
        if (value !== undefined && (known[name] === undefined || this.#fetched.has(name))) {
          known[name] = value;
          this.#fetched.add(name);
        }
      }
    } catch (error) {
      if (wanted !== this.#connected) return;
      this.#controller.trouble = 'notLoaded';
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'not-loaded';
      this.dispatchEvent(new RelaisErrorEvent({ code }));
    }
    this.requestUpdate();
  }

  /** Proofs that were taken in this run. */
  decided: readonly ConsentRecord[] = [];

  /** When this device was last told what the backend has for the run, where there is no network now. */
  knownAt: number | undefined;

  #isLoading = false;
  readonly #fetched = new Set<string>();

  /** Opens the protocol again, which could not be had. */
  readonly #retry = (): void => {
    this.#controller.trouble = undefined;
    this.#connected = [];
    if (this.protocol === undefined) this.requestUpdate();
    else this.#controller.ready = this.#controller.load();
  };

  /** Resolves once the protocol given last is open. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const result = await super.getUpdateComplete();
    await this.#connecting;
    await this.#controller.ready;
    return this.isUpdatePending ? super.getUpdateComplete() : result;
  }

  protected override updated(_: PropertyValues): void {
    const { alerts, isTraining, stage } = this.#controller;
    const { states } = this.#internals;
    states.clear();
    if (isTraining) states.add('training');
    if (stage === 'done') states.add('done');
    const standing = alerts.filter(({ lapsedAt }) => lapsedAt === undefined);
    if (standing.some(({ kind, acknowledgedAt, answered }) => !acknowledgedAt || (kind === 'alert' && !answered)))
      states.add('alert');
    this.#fetch();
    this.#speak(standing);
    this.#openUrgency();
    this.#moveFocus();
  }

  /** An alert that has come is said aloud and brought into sight; an urgency says itself, as the dialog it is. */
  #speak(standing: RunController['alerts']): void {
    if (standing.length > this.#heard) {
      const come = standing.slice(this.#heard).filter(({ kind }) => kind !== 'urgent');
      this.#live.say(come.map((alert) => sayAlert(this.#locale.strings, this.#controller, alert)).join(' '));
      // The form is long, and the question that raised it far below.
      if (!this.#controller.urgency) [...this.renderRoot.querySelectorAll<HTMLElement>('.alert')].at(-1)?.focus();
    }
    this.#heard = standing.length;
  }

  #openUrgency(): void {
    const dialog = this.renderRoot.querySelector<HTMLDialogElement>('dialog.urgency');
    if (dialog && !dialog.open) dialog.showModal();
    // What had the focus is gone with the dialog: what it said is read on.
    if (!dialog && this.#wasUrgent) this.renderRoot.querySelector<HTMLElement>('.alert')?.focus();
    this.#wasUrgent = dialog !== null;
  }

  /** A new step is read from its name on. */
  #moveFocus(): void {
    const { stage } = this.#controller;
    const title = this.renderRoot.querySelector<HTMLElement>('.step h2');
    if (!title || stage === this.#shown) return;
    const isFirst = this.#shown === undefined;
    this.#shown = stage;
    if (!isFirst) title.focus();
  }

  readonly #consentDecided = (event: Event): void => {
    const consent = event.target as Consent;
    const { run } = this.#controller;
    const go = () => {
      // Another patient may have come meanwhile, who has agreed to nothing.
      if (run === this.#controller.run) this.#afterConsent(consent);
    };
    void this.#controller.keepDecision(event).then(go, () => undefined);
  };

  #afterConsent(consent: Consent): void {
    if (consent.allowed) this.#controller.go('identity');
    else if (['refused', 'withdrawn'].includes(consent.state)) void this.#refuse();
  }

  /** A proof that was recorded is counted by itself. */
  #refuse(): Promise<void> {
    if (this.consents) return this.#controller.conclude({ outcome: 'refused' });
    return this.#controller.exclude('consentRefused');
  }

  readonly #answered = (event: Event): void => {
    event.stopPropagation();
    this.#controller.answer((event.currentTarget as Questionnaire).openForm);
  };

  get #form(): Questionnaire | null {
    return this.renderRoot.querySelector('relais-questionnaire');
  }

  readonly #fill: View['fill'] = (answers) => {
    const form = this.#form?.openForm;
    if (form) this.#controller.judging?.fillForm(form, answers);
  };

  readonly #showResult = (): void => {
    const form = this.#form;
    const { judged } = this.#controller;
    const isDecided = judged && ['urgent', 'stop', 'alert'].includes(judged.explanation.verdict.level);
    // Something that ends the run or calls a doctor does not wait for the questions that are left.
    const isTold = judged?.evaluation.missing.length === 0;
    if (isDecided || isTold || form?.validate()) this.#controller.go('outcome');
    else void form?.complete();
  };

  readonly #say = (question: EndQuestion, isSo: boolean): void => {
    const others = (this.chosen.said ?? []).filter((one) => one !== question);
    this.chosen = { ...this.chosen, said: isSo ? [...others, question] : others };
  };

  readonly #copy = async (): Promise<void> => {
    const field = this.renderRoot.querySelector('textarea');
    try {
      await navigator.clipboard.writeText(this.#narrative());
      this.copied = 'copied';
    } catch {
      this.copied = 'notCopied';
      field?.select();
    }
  };

  #narrative(): string {
    const { strings: t, language } = this.#locale;
    const { judging, judged, open, alerts, end, endedAt, isTraining } = this.#controller;
    if (!judging || !open || !this.patient || !end) return '';
    const given = judged?.explanation.answers;
    return judging.narrativeOf(t, language, {
      open,
      patient: this.patient,
      by: this.collector?.name ?? '',
      answers: judging.answersOf(t, language, open.outline, (linkId) => given?.get(linkId) ?? []),
      explanation: judged?.explanation,
      alerts,
      end,
      at: new Date(endedAt ?? 0).toLocaleString(localeOf(language), { dateStyle: 'long', timeStyle: 'short' }),
      training: isTraining,
    });
  }

  protected override render(): TemplateResult {
    const { strings: t, language } = this.#locale;
    const view: View = {
      t,
      language,
      host: this,
      run: this.#controller,
      chosen: this.chosen,
      callee: this.callee,
      isAwaited: Boolean(this.protocol) || this.protocolId !== undefined,
      copied: this.copied,
      narrative: () => this.#narrative(),
      choose: (chosen) => (this.chosen = { ...this.chosen, ...chosen }),
      say: this.#say,
      chooseCallee: (professional) => (this.callee = professional),
      consentDecided: this.#consentDecided,
      answered: this.#answered,
      fill: this.#fill,
      showResult: this.#showResult,
      copy: () => void this.#copy(),
      retry: this.#retry,
    };
    return html`<div class="root" part="run" lang=${language}>
      ${renderRun(view)}
      <p class="hidden" role="status">${this.#live.text}</p>
    </div>`;
  }
}
