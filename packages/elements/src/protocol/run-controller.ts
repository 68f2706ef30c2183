import type { ConsentRecord, ConsentText } from '@relais/sdk/consent/parts';
import type { EndQuestion, NonInclusionReason, RunAt, RunEnd, RunObstacle, Runs, RunState } from '@relais/sdk/run';
import type { AlertAnswer } from '@relais/sdk/run';
import type { Form, QuestionnaireResponse } from '@relais/sdk/questionnaire';
import type { ReactiveController } from 'lit';
import type { Consent, ConsentDecidedEvent } from '../consent/index.ts';
import type * as Judging from './judging.ts';
import { LeavingController } from '../ui/leaving-controller.ts';
import { randomUuid } from '../ui/random-uuid.ts';
import { Delivery } from './delivery.ts';
import type { PhotographsScreen } from './photographs-screen.ts';
import { RunAlertEvent, RunEndedEvent, RunStartedEvent } from './run-events.ts';
import type { Alerts, Ending, Judged, OpenProtocol, RunHost, Stage } from './types.ts';

/** The steps of a run, in their order. */
export const STAGES: readonly Stage[] = ['eligibility', 'consent', 'identity', 'questions', 'outcome', 'done'];

/** Answers that change nothing of the alerts are kept once nobody has answered for so long. */
const SAVE_MS = 2000;
const AGAIN_MS = 5000;

/** Where who is not included goes. */
const GENERAL_PRACTITIONER = { outcome: 'redirected', target: 'generalPractitioner' } as const;
const REFUSED = { outcome: 'refused', target: undefined } as const;

const ABANDONED: SaidEnd = { outcome: 'abandoned' };

/** How a run ends, without when. */
type SaidEnd = Omit<Parameters<Runs['end']>[1], 'endedAt'>;

type Trouble = 'notLoaded' | 'unreadable' | 'unknownProtocol' | 'notStarted' | 'notEnded' | 'unsaved';

/**
 * Owns: where the run stands, its answers with what follows from them, its alerts, and what is still to be kept. The host owns protocol, patient and
 * proofs, and where runs are kept.
 */
export class RunController implements ReactiveController {
  stage: Stage = 'eligibility';
  trouble: Trouble | undefined;
  isBusy = false;
  judging: typeof Judging | undefined;
  open: OpenProtocol | undefined;
  /** What the form begins with, each time it is shown. */
  first: QuestionnaireResponse | undefined;
  judged: Judged | undefined;
  alerts: Alerts = [];
  people: RunState['people'] = [];
  review: RunState['review'];
  /** What the server says is missing, once it was asked. */
  missing: readonly RunObstacle[] | undefined;
  end: RunEnd | undefined;
  /** What was answered with yes of what the end asks. */
  said: readonly EndQuestion[] = [];
  /** Counts through a minute, where a question asks for it; with what judges. */
  counter: Judging.MinuteCounter | undefined;
  /** Scans the bar code of a test, where the browser can; with what judges. */
  scan: Judging.TestScan | undefined;
  /** Where the protocol says that one may be attached. */
  photographs: PhotographsScreen | undefined;
  endedAt: string | undefined;
  /** What became of the run that was open when another patient or protocol came. */
  left: 'abandoned' | 'open' | undefined;
  /** One press: to learn by. */
  isTraining = false;
  run = '';
  /** Resolves once the protocol given last is open. */
  ready: Promise<void> = Promise.resolve();

  /** What met no network, and waits for it on this device. */
  readonly delivery: Delivery;

  readonly #host: RunHost;
  readonly #loadWords: () => Promise<void>;
  #source: unknown;
  #patientId: string | undefined;
  #revision = 1;
  #response: QuestionnaireResponse | undefined;
  #isStarted = false;
  /** When the start was asked for first: asked again, it is the same start. */
  #startedAt: string | undefined;
  #nonInclusion: 'sending' | 'recorded' | 'kept' | 'unsent' | undefined;
  #found: { readonly reason: NonInclusionReason; readonly decidedAt: string } | undefined;
  #turn = 0;
  #saving: Promise<void> | undefined;
  #isStale = false;
  /** Whether answers are on their way: what is heard of the run meanwhile is of those before. */
  #isSaving = false;
  /** How the run is being ended, before that is sent. */
  #ending: SaidEnd | 'sent' | undefined;
  /** Rules whose alerts were seen here, and the server has not heard so. */
  readonly #unheard = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unfollow: (() => void) | undefined;

  /** @param loadWords brings the words that are not said first */
  constructor(host: RunHost, loadWords: () => Promise<void>) {
    this.#host = host;
    this.#loadWords = loadWords;
    host.addController(this);
    this.delivery = new Delivery(host, (photographs) => {
      this.photographs?.photographs.hear(photographs);
      void this.#readAgain();
    });
    new LeavingController(host, () => this.#wouldLose);
  }

  hostUpdate(): void {
    const { protocol, patient } = this.#host;
    if (protocol !== this.#source) this.#openSource(protocol);
    if (patient?.id !== this.#patientId) this.restart();
    if (this.stage === 'eligibility' && this.#host.training) this.isTraining = true;
  }

  hostConnected(): void {
    if (this.#isStarted && this.stage !== 'done') this.#follow();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#unfollow?.();
    this.#unfollow = undefined;
  }

  /** Whether something of the run is in this page alone, now that it is under way. */
  get isInPage(): boolean {
    return this.delivery.isInPage && this.#isStarted && this.stage !== 'done';
  }

  /** Whether a page that is left now takes something along that nobody else has. */
  get #wouldLose(): boolean {
    if (!this.delivery.isInPage) return false;
    return this.delivery.state === 'kept' || this.#isStale || this.#isSaving || this.isBusy || this.#unheard.size > 0;
  }

  get isStarted(): boolean {
    return this.#isStarted;
  }

  get response(): QuestionnaireResponse | undefined {
    return this.#response;
  }

  get now(): number {
    return this.#host.now?.() ?? Date.now();
  }

  /** What forms go by: they stay open for hours, and are judged by the day the run began, as the server does. */
  readonly clock = (): number => (this.#startedAt === undefined ? this.now : Date.parse(this.#startedAt));

  /** Run in one's own right: nobody is called, and whoever runs it concludes. */
  get isOwnRight(): boolean {
    const { profession } = this.#host.collector ?? {};
    if (!this.judging || !this.open || !profession) return false;
    const regime = this.judging.regimeOn(this.open.protocol, profession, this.#instant().slice(0, 10));
    return regime !== undefined && regime !== 'delegation';
  }

  /** What the patient agrees to. */
  get consentCode() {
    return this.isOwnRight ? 'careByOwnCompetence' : 'careByProtocol';
  }

  /** What keeps the run from starting; nothing to learn by. */
  get obstacles(): readonly RunObstacle[] {
    return this.isTraining ? [] : (this.missing ?? this.#host.missing ?? []);
  }

  /** Whether nobody is told of an alert: there is no network, or it came back so late that the server calls nobody any more. */
  isUntold({ calls, emergencyAt }: Alerts[number]): boolean {
    const { state } = this.delivery;
    if (!this.#host.runs || this.isTraining) return false;
    return state === 'kept' || (state === 'sent' && !this.#isStale && calls.length === 0 && emergencyAt === undefined);
  }

  /** Whether the server has counted that the patient is not included, or will by itself once there is a network. */
  get nonInclusion(): 'sending' | 'recorded' | 'kept' | 'unsent' | undefined {
    const { state } = this.delivery;
    if (this.#nonInclusion !== 'kept' || state === 'kept') return this.#nonInclusion;
    return state === 'refused' ? 'unsent' : 'recorded';
  }

  /** The first urgency that nobody has seen. */
  get urgency(): Alerts[number] | undefined {
    return this.alerts.find(
      ({ kind, acknowledgedAt, lapsedAt }) =>
        kind === 'urgent' && acknowledgedAt === undefined && lapsedAt === undefined,
    );
  }

  /** Begins anew, as for another patient. */
  restart(): void {
    void this.#leave();
    this.hostDisconnected();
    this.delivery.startAnew();
    this.#turn += 1;
    this.#patientId = this.#host.patient?.id;
    this.stage = 'eligibility';
    this.judged = this.end = this.endedAt = this.review = this.missing = this.trouble = undefined;
    this.alerts = [];
    this.said = [];
    this.counter?.stop();
    this.scan?.forget();
    this.photographs?.photographs.forget();
    this.#unheard.clear();
    this.#revision = 1;
    this.#response = this.first = this.#startedAt = this.#nonInclusion = undefined;
    this.#isStarted = this.#isStale = this.isBusy = false;
    this.#ending = undefined;
    this.isTraining = this.#host.training;
    this.run = this.#host.runs?.createId() ?? randomUuid();
    this.#host.requestUpdate();
  }

  #openSource(source: unknown): void {
    this.#source = source;
    this.open = undefined;
    this.ready = this.load();
    if (this.#patientId !== undefined) this.restart();
  }

  /** Loads what reads and judges, and opens the protocol. */
  async load(): Promise<void> {
    const source = this.#source;
    if (source === undefined || source === null || source === '') return;
    this.trouble = undefined;
    try {
      [this.judging] = await Promise.all([import('./judging.ts'), this.#loadWords()]);
      this.counter ??= new this.judging.MinuteCounter(this.#host, () => this.now);
      this.scan ??= new this.judging.TestScan(this.#host, () => this.now);
    } catch {
      this.trouble = 'notLoaded';
    }
    if (source === this.#source && this.judging) {
      this.open = this.judging.openProtocol(source);
      if (!this.open) this.trouble = 'unreadable';
      else if (this.open.protocol.photographs?.length) await this.#loadPhotographs();
    }
    this.#host.requestUpdate();
  }

  async #loadPhotographs(): Promise<void> {
    try {
      const { PhotographsScreen } = await import('./photographs-screen.ts');
      this.photographs ??= new PhotographsScreen(this.#host, this);
    } catch {
      // No run is kept from beginning for want of them.
    }
  }

  go(stage: Stage): void {
    this.stage = stage;
    if (this.left === 'abandoned') this.left = undefined;
    this.trouble = undefined;
    // The form is drawn anew, with what was answered so far.
    if (stage === 'questions') this.first = this.#response;
    this.#host.requestUpdate();
  }

  /** Lets it be tried again once what was missing is there. */
  tryAgain(): void {
    this.missing = undefined;
    this.#host.requestUpdate();
  }

  train(): void {
    this.isTraining = true;
    this.go('identity');
  }

  /** After eligibility: consent, unless there is one already. */
  afterEligibility(): void {
    this.go(this.isTraining || this.hasAgreedTo(this.consentCode, this.#host.records ?? []) ? 'identity' : 'consent');
  }

  /** The patient is not included: nothing begins, and it is counted without a word of who it is. Nothing to learn by is. */
  async exclude(reason: NonInclusionReason): Promise<void> {
    const end = reason === 'notEligible' ? GENERAL_PRACTITIONER : REFUSED;
    await this.conclude(end);
    if (this.stage !== 'done') return;
    this.#found = { reason, decidedAt: this.#instant() };
    await this.recordNonInclusion();
  }

  /** Once more what was not counted. */
  async recordNonInclusion(): Promise<void> {
    const { open, run: id } = this;
    const { runs } = this.#host;
    const record = runs?.recordNonInclusion;
    if (!record || !open || !this.#found || this.isTraining || this.nonInclusion === 'sending') return;
    const { id: protocol, version } = open.protocol;
    const turn = this.#turn;
    const become = (nonInclusion: RunController['nonInclusion']) => {
      if (turn !== this.#turn) return;
      this.#nonInclusion = nonInclusion;
      this.#host.requestUpdate();
    };
    become('sending');
    try {
      const recorded = record({ id, protocol, version, ...this.#found }).then(() => 'recorded' as const);
      become((await this.delivery.reach(runs, recorded)) ?? 'kept');
    } catch {
      become('unsent');
    }
  }

  /** Whether these proofs say so, for this run. */
  hasAgreedTo(code: ConsentText['code'], records: readonly ConsentRecord[]): boolean {
    const { patient, texts = [] } = this.#host;
    if (!this.open || !this.judging || !patient) return false;
    return this.judging.hasAgreed(records, {
      protocol: this.open.protocol,
      code,
      patientId: patient.id,
      runId: this.run,
      at: this.#instant(),
      texts,
    });
  }

  /** Keeps what was decided, by the host's port where there is one. Resolves once it is kept, on this device at least. */
  async keepDecision(event: Event): Promise<void> {
    const { record } = event.target as Consent;
    const { consents } = this.#host;
    if (!record) return;
    this.#host.decided = [...this.#host.decided, record];
    const kept = consents && this.delivery.reach(consents, consents.record(record));
    if (kept) (event as ConsentDecidedEvent).waitUntil(kept);
    await kept;
  }

  /** Starts the run, and the questions. */
  async start(): Promise<void> {
    const { open, judging } = this;
    const { patient, known = {}, runs } = this.#host;
    if (!open || !judging || !patient || this.isBusy) return;
    const turn = this.#turn;
    this.isBusy = true;
    this.trouble = undefined;
    this.#host.requestUpdate();
    try {
      const { regime: _, treatments: __, allergies: ___, ...who } = patient;
      const { id: protocol, version } = open.protocol;
      const training = this.isTraining && { training: true };
      this.#startedAt ??= this.#instant();
      const request = { id: this.run, protocol, version, patient: who, startedAt: this.#startedAt, ...training };
      const state = await this.delivery.reach(runs, runs?.start(request));
      if (turn !== this.#turn) return void (await this.#giveUp(runs, request.id, state?.revision));
      const form = await judging.openUnseen(open, this.clock());
      judging.answerForm(form, known);
      if (turn !== this.#turn) return void (await this.#giveUp(runs, request.id, state?.revision));
      this.#isStarted = true;
      if (state) this.#take(state);
      this.#judge(form);
      this.#follow();
      this.go('questions');
      this.#host.dispatchEvent(new RunStartedEvent(this.run));
    } catch (error) {
      if (turn !== this.#turn) return;
      if (codeOf(error) === 'run-not-startable') {
        this.missing = (error as { missing?: readonly RunObstacle[] }).missing ?? [];
        this.go('eligibility');
      } else this.trouble = 'notStarted';
    } finally {
      if (turn === this.#turn) this.isBusy = false;
      this.#host.requestUpdate();
    }
  }

  /** Another patient came while the server was asked for the start: nobody goes on with what has begun. */
  async #giveUp(runs: RunHost['runs'], run: string, revision = 1): Promise<void> {
    await this.#endAs(runs, { id: run, revision }, ABANDONED);
  }

  /** Another patient or protocol has come: what was answered of the run before is kept, and nobody goes on with it. */
  async #leave(): Promise<void> {
    const { runs } = this.#host;
    const { run: id, judged } = this;
    const [response, unheard, saving] = [this.#response, [...this.#unheard], this.#saving];
    if (!runs || !this.#isStarted || this.stage === 'done' || this.#ending === 'sent') return;
    const end = this.#ending ?? ABANDONED;
    const isStale = this.#isStale || this.#isSaving;
    let revision = this.#revision;
    if (end === ABANDONED) this.left = 'abandoned';
    try {
      await saving;
      if (isStale && response && judged) {
        const save = (at: number) => runs.save({ id, revision: at }, { response, evaluation: judged.evaluation });
        const saved = await this.delivery.reach(runs, goingOnFrom(revision, save));
        revision = saved?.revision ?? revision;
      }
      for (const rule of unheard) await this.delivery.reach(runs, runs.acknowledge(id, rule));
      await this.#endAs(runs, { id, revision }, end);
    } catch {
      this.left = 'open';
      this.#host.requestUpdate();
    }
  }

  /** Ends a run that another patient has taken the place of, whatever the server knows of it by now. */
  async #endAs(runs: RunHost['runs'], { id, revision }: RunAt, end: SaidEnd): Promise<void> {
    if (!runs) return;
    const endedAt = this.#instant();
    const ended = goingOnFrom(revision, (at) => runs.end({ id, revision: at }, { ...end, endedAt }));
    await this.delivery.reach(runs, ended);
  }

  /** Judges the answers as they stand in the form that is shown, at once, and keeps them. */
  answer(form: Form | undefined): void {
    if (!form || !this.#isStarted || this.stage === 'done') return;
    this.#isStale = true;
    this.#judge(form);
  }

  #judge(form: Form): void {
    const { open, judging } = this;
    if (!open || !judging) return;
    this.#response = judging.responseOf(form);
    this.judged = judging.judge(open, form);
    const hasNew = this.#raise(this.judged);
    this.#host.requestUpdate();
    this.#keepLater(hasNew ? 0 : SAVE_MS);
  }

  /** Raises alerts as the server will, so that they are there at once. @returns whether any is new */
  #raise({ evaluation }: Judged): boolean {
    const rules = this.open?.protocol.rules ?? [];
    const known = new Map(this.alerts.map((alert) => [alert.rule, alert]));
    let hasNew = false;
    for (const { id, action } of rules) {
      if (!evaluation.rules.includes(id) || !['urgent', 'stop', 'alert'].includes(action.kind)) continue;
      const before = known.get(id);
      if (before && before.lapsedAt === undefined) continue;
      const { lapsedAt: _, ...raised } = before ?? {
        rule: id,
        kind: action.kind as Alerts[number]['kind'],
        raisedAt: this.#instant(),
        calls: [],
        lapsedAt: undefined,
      };
      known.set(id, raised);
      hasNew = true;
      if (action.kind === 'alert') this.#host.dispatchEvent(new RunAlertEvent(this.run, id));
    }
    for (const [rule, alert] of known) {
      if (evaluation.rules.includes(rule) || alert.answered || alert.lapsedAt !== undefined) continue;
      known.set(rule, { ...alert, lapsedAt: this.#instant() });
      hasNew = true;
    }
    this.alerts = [...known.values()];
    return hasNew;
  }

  #keepLater(milliseconds: number): void {
    if (!this.#host.runs || (!this.#isStale && this.#unheard.size === 0)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#keep(), milliseconds);
  }

  /** Keeps the answers, one request at a time and the latest last. */
  async #keep(): Promise<void> {
    clearTimeout(this.#timer);
    // Several may have waited for the same request: each but the first finds another under way.
    while (this.#saving) await this.#saving;
    const { runs } = this.#host;
    const [response, judged, run, turn] = [this.#response, this.judged, this.run, this.#turn];
    if (!runs || !response || !judged || (!this.#isStale && this.#unheard.size === 0)) return;
    const isStale = this.#isStale;
    this.#isStale = false;
    this.#saving = this.#send(async () => {
      if (isStale) {
        const at = { id: run, revision: this.#revision };
        this.#isSaving = true;
        const saved = runs.save(at, { response, evaluation: judged.evaluation });
        const state = await this.delivery.reach(runs, saved).finally(() => (this.#isSaving = false));
        if (turn !== this.#turn) return;
        if (state) this.#take(state);
      }
      for (const rule of this.#unheard) {
        await this.delivery.reach(runs, runs.acknowledge(run, rule));
        if (turn !== this.#turn) return;
        this.#unheard.delete(rule);
      }
    }).finally(() => (this.#saving = undefined));
    await this.#saving;
  }

  /** A write that failed is tried again; one that another has overtaken goes on from there. */
  async #send(write: () => Promise<void>): Promise<void> {
    const turn = this.#turn;
    try {
      await write();
      if (turn === this.#turn && this.trouble === 'unsaved') this.trouble = undefined;
    } catch (error) {
      if (turn !== this.#turn) return;
      const { revision } = error as { revision?: number };
      const isOvertaken = codeOf(error) === 'run-changed' && revision !== undefined;
      if (isOvertaken) this.#revision = revision;
      else this.trouble = 'unsaved';
      this.#isStale = true;
      if (codeOf(error) !== 'run-ended') this.#keepLater(isOvertaken ? 0 : AGAIN_MS);
      else await this.#refresh();
    }
    this.#host.requestUpdate();
  }

  /** What the server has of alerts and reviews counts. */
  #take({ revision, state, alerts, people, review, outcome, target }: RunState): void {
    this.#revision = revision;
    this.people = people;
    this.review = review;
    const told = new Map(alerts.map((alert) => [alert.rule, alert]));
    const own = new Map(this.alerts.map((alert) => [alert.rule, alert]));
    this.alerts = [
      ...alerts.map((alert) => this.#join(alert, own.get(alert.rule))),
      ...this.alerts.filter(({ rule }) => !told.has(rule)),
    ];
    if (state === 'ended' && outcome) this.#finish({ outcome, target });
    this.#host.requestUpdate();
  }

  /** What was seen and answered here, and raised or put right by answers that the server does not have yet, stays. */
  #join(told: Alerts[number], own: Alerts[number] | undefined): Alerts[number] {
    if (!own) return told;
    const acknowledgedAt = own.acknowledgedAt ?? told.acknowledgedAt;
    const isAhead = this.#isStale || this.#isSaving || this.delivery.state === 'kept';
    const lapsedAt = isAhead ? own.lapsedAt : told.lapsedAt;
    // Of an answer given by telephone the server knows once all that waits is sent.
    const answered = told.answered ?? (this.delivery.state === 'kept' ? own.answered : undefined);
    return { ...told, acknowledgedAt, lapsedAt, answered };
  }

  #follow(): void {
    const { runs } = this.#host;
    if (!runs || this.#unfollow) return;
    const changed = ({ runs: ids }: { readonly runs: readonly string[] }) => {
      if (ids.includes(this.run)) void this.#refresh();
    };
    this.#unfollow = runs.subscribe({ onChange: changed, onReset: () => void this.#refresh() });
  }

  /** Asks how the run stands, where somebody else may have answered. */
  async #refresh(): Promise<void> {
    const isWaiting = this.alerts.some(({ answered, calls }) => !answered && calls.length > 0);
    if (isWaiting || this.trouble === 'unsaved') await this.#readAgain();
  }

  async #readAgain(): Promise<void> {
    const { runs } = this.#host;
    const turn = this.#turn;
    if (!runs || !this.#isStarted) return;
    try {
      const run = await runs.read(this.run);
      if (turn === this.#turn && run.revision >= this.#revision) this.#take(run);
    } catch {
      // Heard of again with the next change.
    }
  }

  /** The délégué has seen an alert. */
  async acknowledge(rule: string): Promise<void> {
    this.#change(rule, { acknowledgedAt: this.#instant() });
    if (!this.#host.runs) return;
    this.#unheard.add(rule);
    await this.#keep();
  }

  /** Takes an answer down, as it was given on the telephone or by a host's own way to the délégant. */
  async takeAnswer(rule: string, answer: AlertAnswer, professional = ''): Promise<void> {
    const { runs } = this.#host;
    if (runs && professional !== '') {
      const [run, turn] = [this.run, this.#turn];
      await this.#keep();
      // Another patient has come meanwhile.
      if (turn !== this.#turn) return;
      await this.#send(async () => {
        const state = await this.delivery.reach(runs, runs.answer(run, rule, { answer, saidBy: professional }));
        if (turn !== this.#turn) return;
        if (state) this.#take(state);
        else this.#takeDown(rule, answer, professional);
      });
    } else this.#takeDown(rule, answer, professional);
  }

  #takeDown(rule: string, answer: AlertAnswer, professional: string): void {
    this.#change(rule, { answered: { answer, professional, at: this.#instant(), by: 'telephone' } });
  }

  #change(rule: string, change: Partial<Alerts[number]>): void {
    this.alerts = this.alerts.map((alert) => (alert.rule === rule ? { ...alert, ...change } : alert));
    this.#host.requestUpdate();
  }

  /** What speaks against an end. */
  refusals(end: RunEnd): readonly string[] {
    const { judging, judged, alerts, isOwnRight: ownRight } = this;
    return judging?.endRefusals({ evaluation: judged?.evaluation, alerts, ownRight }, end) ?? ['notGood'];
  }

  /** What the end asks of whoever was there. */
  questions(outcome: RunEnd['outcome']): readonly EndQuestion[] {
    const { judging, alerts, open, isOwnRight: ownRight, isTraining: training } = this;
    return judging?.endQuestions({ tariff: open?.protocol.tariff, alerts, ownRight, training }, outcome) ?? [];
  }

  /** Ends the run, if nothing speaks against it. */
  async conclude({ outcome, target, said = [] }: Ending): Promise<void> {
    if (this.isBusy || this.refusals({ outcome, target }).length > 0) return;
    const { runs } = this.#host;
    this.isBusy = true;
    this.trouble = undefined;
    this.#host.requestUpdate();
    const turn = this.#turn;
    this.said = this.questions(outcome).filter((question) => said.includes(question));
    try {
      if (runs && this.#isStarted) {
        const beside = Object.fromEntries(this.said.map((question) => [question, true]));
        const end: SaidEnd = { outcome, ...(target === undefined ? {} : { target }), ...beside };
        this.#ending = end;
        await this.#keep();
        // Overtaken by another write, they go on from there.
        if (turn === this.#turn && this.#isStale) await this.#keep();
        // Another patient has come meanwhile, and what is said is sent by who left the run: it is not of them.
        if (turn !== this.#turn) return;
        // A run that is ended takes no answers any more: what was given last would be lost.
        if (this.#isStale) return;
        this.#ending = 'sent';
        const at = { id: this.run, revision: this.#revision };
        const ended = runs.end(at, { ...end, endedAt: this.#instant() });
        const state = await this.delivery.reach(runs, ended);
        if (state && turn === this.#turn) this.review = state.review;
      }
      if (turn === this.#turn) this.#finish({ outcome, target });
    } catch (error) {
      if (turn !== this.#turn) {
        this.left = 'open';
        return;
      }
      const { revision } = error as { revision?: number };
      if (codeOf(error) === 'run-changed' && revision !== undefined) this.#revision = revision;
      this.trouble = 'notEnded';
    } finally {
      if (turn === this.#turn) {
        this.isBusy = false;
        this.#ending = undefined;
      }
      this.#host.requestUpdate();
    }
  }

  #finish(end: RunEnd): void {
    if (this.stage === 'done') return;
    this.end = end;
    this.endedAt = this.#instant();
    this.hostDisconnected();
    this.stage = 'done';
    this.#host.dispatchEvent(new RunEndedEvent(this.run));
  }

  #instant(): string {
    return `${new Date(this.now).toISOString().slice(0, 19)}Z`;
  }
}

/** Writes on a revision, and once more on that which the server names: another write of the same page was still on its way. */
async function goingOnFrom<T>(revision: number, write: (revision: number) => Promise<T>): Promise<T> {
  try {
    return await write(revision);
  } catch (error) {
    const { revision: now } = error as { revision?: number };
    if (codeOf(error) !== 'run-changed' || now === undefined) throw error;
    return write(now);
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
