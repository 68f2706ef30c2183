import { evaluateChecklist, toInstant } from '@relais/sdk';
import type {
  Client,
  DeskSettings,
  ExplainedSlots,
  FoundAttendingDoctor,
  ReasonAnswer,
  ReasonQuestion,
  IntakeReceipt,
  KnownCancelled,
  KnownRequest,
  SeatFilters,
  SlotKey,
  StructureInfo,
} from '@relais/sdk';
import {
  answerWords,
  askedAs,
  beginIntake,
  cautionsOf,
  createIntakes,
  explainProposal,
  isStillAsked,
  sameCall,
  sameReason,
  signsOfAnswers,
  withQuestions,
} from '@relais/sdk/intake';
import type { IntakeDraft, IntakeFields, Intakes } from '@relais/sdk/intake';
import type { ReactiveController } from 'lit';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { FlowController } from '../ui/flow/flow-controller.ts';
import type { Host, Screen } from '../ui/flow/stage.ts';
import type { Failure } from '../ui/flow/trouble.ts';
import type { ClientSource } from '../ui/client-source.ts';
import { BookingChanges, type DoneChange, type ShownChange } from './changes.ts';
import { IntakeRecordedEvent } from './intake-events.ts';
import { toRefusal, type Answers, type Refusal } from './refusal.ts';
import { faultsOf, toRequest, unreadAnswers, type Decision, type FaultId, type ReadingContext } from './request.ts';

/** What this page knows of a request besides what is written. */
export interface Work {
  readonly faults: readonly FaultId[];
  readonly known: readonly KnownRequest[];
  /** Bookings to come that were cancelled. */
  readonly cancelled?: readonly KnownCancelled[] | undefined;
  /** What is being changed of a booking that is known. */
  readonly change?: ShownChange | undefined;
  /** What is known by this number could not be asked: nothing is no answer then. */
  readonly isUnsearched?: boolean | undefined;
  readonly refusal?: Refusal | undefined;
  /** Doctors of the directory whose name begins as it is typed; not there while none has been looked for. */
  readonly doctors?: readonly FoundAttendingDoctor[] | undefined;
  readonly isDoctorUnsearched?: boolean | undefined;
  readonly slots?: ExplainedSlots | undefined;
  readonly receipt?: IntakeReceipt | undefined;
  readonly choices?: Partial<Choices> | undefined;
  readonly isLeaving?: boolean | undefined;
  /** What was answered in an earlier sitting is no longer asked so. */
  readonly isAnswerGone?: boolean | undefined;
}

/** What has been chosen of an end that is not taken yet. */
export interface Choices {
  readonly chosenClass: string;
  readonly note: string;
  readonly target: string;
}

export interface IntakeHost extends Host {
  readonly entryPoint: string;
  readonly label: string;
}

/** Short enough that a reload loses half a word at most. */
const KEPT_AFTER_MS = 150;
const SEARCHED_AFTER_MS = 300;
/** What a seat needs is all that can be asked. */
const SEAT: Decision = { kind: 'seat', token: '' };
const NOTHING: Work = { faults: [], known: [] };
const TWICE = ['duplicate-booking', 'request-known', 'possible-duplicate'] as const;
const IDENTITY: readonly (keyof IntakeFields)[] = ['phone', 'familyName', 'givenName', 'birthDate'];

/** Owns: the requests that are being written, what is known and kept of each, and what becomes of them. The host owns what is drawn. */
export class IntakeController implements ReactiveController {
  readonly flow: FlowController<Screen>;
  drafts: readonly IntakeDraft[] = [];
  /** The one that is shown. */
  current = '';
  /** What is being done, if anything: gestures wait. */
  isBusy = false;
  /** The device does not keep what is written. */
  isUnkept = false;
  info!: StructureInfo;
  settings!: DeskSettings;
  /** Of bookings that are known by a number. */
  readonly changes: BookingChanges;
  /** What has been done to a booking is told where the screen says so. */
  onChange: (done: DoneChange) => void = () => undefined;

  readonly #host: IntakeHost;
  readonly #works = new Map<string, Work>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #client: Client | undefined;
  #intakes!: Intakes;
  #source: ClientSource | undefined;
  #language = '';

  constructor(host: IntakeHost) {
    this.#host = host;
    this.flow = new FlowController<Screen>(host, { first: { name: 'loading' }, now: () => this.now });
    this.changes = new BookingChanges({
      intakes: () => this.#intakes,
      read: () => this.work.change ?? {},
      show: (change, id) => this.#note({ change }, id),
      current: () => this.current,
      run: (work) => this.#try(work),
      searchAgain: (id) => this.#search(id),
      focus: (id) => this.flow.focus(id),
      tell: (done) => this.onChange(done),
    });
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('pagehide', this.#keepAll);
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.#keepAll);
    this.#keepAll();
  }

  /** Opens the desk of a structure; again for another structure, language or person. */
  follow(source: ClientSource | undefined, language: string): void {
    if (source === this.#source && language === this.#language) return;
    [this.#source, this.#language] = [source, language];
    this.#works.clear();
    this.flow.replace({ name: 'loading' });
    void this.flow.run(() => this.#open(source, language));
  }

  get now(): number {
    return this.#client?.now() ?? Date.now();
  }

  get draft(): IntakeDraft {
    return this.drafts.find(({ id }) => id === this.current) ?? this.drafts[0]!;
  }

  get work(): Work {
    return this.#works.get(this.current) ?? NOTHING;
  }

  get language(): string {
    return this.#language;
  }

  get label(): string {
    return this.#host.label;
  }

  /** By the structure's calendar. */
  get today(): string {
    return this.#context.today;
  }

  /** Of another request than the one that is shown. */
  workOf(id: string): Work {
    return this.#works.get(id) ?? NOTHING;
  }

  /** What the signs that are there lead to; undefined where they are not asked, or not yet answered and none stops. */
  get verdict() {
    const { signsAnsweredAt, regulatedBy } = this.draft.fields;
    const result = this.#judged;
    const isOver = signsAnsweredAt !== '' || regulatedBy !== '';
    return result.outcome !== 'continue' || isOver ? result : undefined;
  }

  /** What the signs and the answers lead to so far. */
  get #judged() {
    const { signs, regulatedBy, answers } = this.draft.fields;
    const list = this.#list;
    const asked = regulatedBy === '' ? signs : [];
    const yes = [...asked, ...signsOfAnswers(this.questions, answers)];
    return evaluateChecklist(list, { version: list.version, yes });
  }

  /** What a site must have for it, whether or not all signs have been looked for. */
  get #equipment(): string[] {
    const judged = this.#judged;
    return judged.outcome === 'continue' ? [...judged.requiredEquipment] : [];
  }

  /** What is asked besides for the reason that is chosen. */
  get questions(): readonly ReasonQuestion[] {
    return this.#questionsOf(this.draft.fields.reason);
  }

  /** What is to be minded, with the answers that are there. */
  get cautions(): readonly string[] {
    const language = this.#language === 'en' ? 'en' : 'fr';
    return cautionsOf(this.questions, this.draft.fields.answers).map((words) => words[language]);
  }

  /** An answer of the request of this id; an empty one is none. */
  answer(id: string, question: string, value: string): void {
    const { reason, answers } = this.#draftOf(id).fields;
    const others = answers.filter((one) => one.question !== question);
    const found = this.#questionsOf(reason).find((one) => one.id === question);
    const isThere = found !== undefined && value !== '';
    this.set(id, { answers: isThere ? [...others, { question, value, asked: askedAs(found, value) }] : others });
    this.#note({ isAnswerGone: false }, id);
  }

  /** Whether the answer to a question has been refused, and stands there still. */
  isUnread(question: string): boolean {
    const isRefused = this.work.faults.includes('answers');
    return isRefused && unreadAnswers(this.draft.fields, this.#context).some((one) => one.question === question);
  }

  #questionsOf(reason: string): readonly ReasonQuestion[] {
    return this.settings.reasonQuestions?.find((asked) => asked.reason === reason)?.questions ?? [];
  }

  /** The signs and the answers that lead somewhere, as one list for one judge. */
  get #list() {
    const list = this.draft.fields.regulatedBy === '' ? this.info.checklist : undefined;
    return withQuestions(list, this.questions);
  }

  /** The reason of a proposal in one sentence. */
  explain(proposal: NonNullable<IntakeDraft['proposal']>): string {
    return explainProposal(proposal.reason, this.#language === 'en' ? 'en' : 'fr');
  }

  // ——— Calls ———

  choose(id: string): void {
    this.current = id;
    this.#host.requestUpdate();
  }

  /** A call that comes in while another is being written: that one stays as it is. */
  begin(): void {
    this.#add(beginIntake(this.now, this.#host.entryPoint));
  }

  beginSameCall(): void {
    this.#add(sameCall(this.draft, this.now));
  }

  beginSameReason(): void {
    this.#add(sameReason(this.draft, this.now));
  }

  /** Asks before what has been written is erased. */
  leave(isLeaving: boolean): void {
    this.#note({ isLeaving });
    this.flow.focus(isLeaving ? 'leave' : 'drop');
  }

  /** The request that is shown is over, or given up: what is kept for it goes. */
  async close(): Promise<void> {
    const { id, proposal } = this.draft;
    const isDone = this.work.receipt !== undefined;
    this.#stopTimers(id);
    this.drafts = this.drafts.filter((draft) => draft.id !== id);
    this.#works.delete(id);
    if (this.drafts.length === 0) this.begin();
    else this.choose(this.drafts.at(-1)!.id);
    this.flow.focus('who');
    await this.#intakes.drafts.drop(id).catch(this.#tell);
    if (proposal && !isDone) await this.#intakes.giveBack(proposal).catch(this.#tell);
  }

  // ——— What is written ———

  /** Of the request of this id, whichever is shown by then; one that is over takes nothing more. */
  set(id: string, fields: Partial<IntakeFields>): void {
    const former = this.drafts.find((draft) => draft.id === id);
    if (!former || this.workOf(id).receipt) return;
    // Answers go with their reason: nothing is held that nobody sees.
    const isOther = fields.reason !== undefined && fields.reason !== former.fields.reason;
    this.#put({ ...former, fields: { ...former.fields, ...(isOther && { answers: [] }), ...fields } });
    const faults = this.workOf(id).faults.filter(
      (fault) => !(fault in fields) && !(fault === 'signs' && 'signsAnsweredAt' in fields),
    );
    this.#note({ faults }, id);
    if ('doctorName' in fields) this.#soon(`doctors ${id}`, SEARCHED_AFTER_MS, () => this.#searchDoctors(id));
    if (IDENTITY.some((name) => name in fields)) this.#soon(`search ${id}`, SEARCHED_AFTER_MS, () => this.#search(id));
  }

  /** A sign is there, or is not after all: whoever said that these were all is asked again. */
  tick(id: string, sign: string, isThere: boolean): void {
    const others = this.#draftOf(id).fields.signs.filter((one) => one !== sign);
    this.set(id, { signs: isThere ? [...others, sign] : others, signsAnsweredAt: '' });
  }

  /** These are all the signs there are. */
  endSigns(): void {
    this.set(this.current, { signsAnsweredAt: toInstant(this.now) });
    this.flow.focus('reason');
  }

  askSignsAgain(): void {
    this.set(this.current, { signsAnsweredAt: '' });
    this.flow.focus('signs');
  }

  // ——— What becomes of it ———

  /** Keeps a seat, the one asked for (above its session's capacity if need be) or the one whose turn it is, and puts the focus where it is confirmed. */
  async propose(slot?: SlotKey, overbook = false): Promise<void> {
    const { id, proposal, fields } = this.draft;
    const lacks = faultsOf(this.draft, SEAT, this.#context).filter((fault) => fault === 'signs');
    if (lacks.length > 0) return this.#refuse(lacks);
    await this.#do(async () => {
      // What is proposed anew is weighed without the seat kept so far; one that is asked for is exchanged for it by the server.
      if (proposal && !slot) {
        await this.#intakes.giveBack(proposal);
        this.#put({ ...this.#draftOf(id), proposal: undefined });
      }
      const kept = await this.#intakes.propose({
        intake: id,
        ...(slot && { slot: { practiceId: slot.practiceId, start: slot.start } }),
        ...(overbook && { overbook }),
        ...(fields.label && { label: fields.label }),
        filters: this.#seatFilters,
      });
      this.#put({ ...this.#draftOf(id), proposal: kept });
      this.#note({ slots: undefined }, id);
      if (this.current === id) this.flow.focus('confirm');
    });
  }

  /** What a seat must be for this person: near enough, and with what the signs call for. */
  get #seatFilters(): SeatFilters {
    const { commune } = this.draft.fields;
    const equipment = this.#equipment;
    return { ...(commune && { commune }), ...(equipment.length > 0 && { equipment }) };
  }

  async giveBack(): Promise<void> {
    const { id, proposal } = this.draft;
    if (!proposal) return;
    await this.#do(async () => {
      await this.#intakes.giveBack(proposal);
      this.#put({ ...this.#draftOf(id), proposal: undefined });
      this.flow.focus('propose');
    });
  }

  /** Every slot of a date, and why it cannot be had. */
  async showSlots(date?: string): Promise<void> {
    const { id, fields } = this.draft;
    const equipment = this.#equipment;
    await this.#do(async () => {
      const slots = await this.#intakes.explain({
        ...{ date, equipment },
        ...(fields.commune && { commune: fields.commune }),
        ...(fields.label && { label: fields.label }),
      });
      this.#note({ slots }, id);
    });
  }

  hideSlots(): void {
    this.#note({ slots: undefined });
    this.flow.focus('all-slots');
  }

  /** Whether somebody's treating doctor is asked first here: the desk has to know which. */
  get asksDoctor(): boolean {
    return this.settings.doctorFirst !== undefined && this.draft.fields.attendingDoctor === 'here';
  }

  /** The treating doctor who has been chosen of the directory. */
  get doctor(): FoundAttendingDoctor | undefined {
    const { doctor } = this.draft.fields;
    return this.asksDoctor ? this.work.doctors?.find(({ id }) => id === doctor) : undefined;
  }

  /** What is chosen of the ends: the class the signs name and « 15 » after a grave one, unless the desk says otherwise. */
  get choices(): Choices {
    const samu = this.settings.redirections.find(({ code }) => code === 'samu');
    const isRed = this.verdict?.outcome === 'call-15';
    return {
      chosenClass: this.#classOfSigns() ?? '',
      note: '',
      target: isRed ? (samu?.code ?? '') : '',
      ...this.work.choices,
    };
  }

  setChoices(id: string, choices: Partial<Choices>): void {
    const { faults, choices: former } = this.workOf(id);
    const others = faults.filter((fault) => fault !== 'class' && fault !== 'target');
    this.#note({ choices: { ...former, ...choices }, faults: others }, id);
  }

  /** Puts the person on the call-back list as it has been chosen. */
  queue(): Promise<void> {
    const { chosenClass, note } = this.choices;
    const text = note.trim();
    // A seat that is freed meanwhile is offered to whoever it suits.
    const wants = this.#seatFilters;
    const hasWants = Object.keys(wants).length > 0;
    return this.record({
      kind: 'callback',
      class: chosenClass,
      ...(text && { note: text }),
      ...(hasWants && { wants }),
    });
  }

  /** Records the request that is shown with where it ends. */
  async record(decision: Decision, answers: Answers = {}): Promise<void> {
    const { draft } = this;
    const faults = faultsOf(draft, decision, this.#context);
    if (faults.length > 0) return this.#refuse(faults);
    await this.#do(
      async () => {
        const request = toRequest(draft, decision, this.#context, toInstant(this.now));
        const receipt = await this.#intakes
          .record({ ...request, ...answers })
          .catch((error: unknown) => this.#askAnew(error, draft.id));
        this.#stopTimers(draft.id);
        this.#note({ receipt, refusal: undefined, slots: undefined }, draft.id);
        const { id: intakeId, outcome, booking, callback } = receipt;
        const ids = { bookingId: booking?.id, callbackId: callback };
        this.#host.dispatchEvent(new IntakeRecordedEvent({ intakeId, outcome, ...ids }));
        if (this.current === draft.id) this.flow.focus('done');
        await this.#intakes.drafts.drop(draft.id).catch(this.#tell);
      },
      { decision, answers },
    );
  }

  /** The former one stands: this request is not made. */
  async keepFormer(): Promise<void> {
    this.#note({ refusal: undefined });
    await this.giveBack();
    this.flow.focus('heading');
  }

  async #open(source: ClientSource | undefined, language: string): Promise<void> {
    if (!source) throw Object.assign(new Error('No backend is named'), { code: 'address' });
    const client = await source.load();
    const intakes = createIntakes(client);
    const [info, settings] = await Promise.all([
      client.structure.describe({ language: language === 'en' ? 'en' : 'fr' }),
      intakes.settings(),
    ]);
    const drafts = await intakes.drafts.list().catch(this.#tell);
    if (source !== this.#source) return;
    [this.#client, this.#intakes] = [client, intakes];
    [this.info, this.settings] = [info, settings];
    this.drafts = (drafts ?? []).map((draft) => this.#dropUnasked(draft));
    if (this.drafts.length > 0) this.current = this.drafts.at(-1)!.id;
    else this.#add(beginIntake(this.now, this.#host.entryPoint));
    this.flow.replace({ name: 'desk' }, 'who');
    for (const { id, fields } of this.drafts) {
      void this.#search(id);
      if (fields.doctorName) void this.#searchDoctors(id);
    }
  }

  get #context(): ReadingContext {
    const timeZone = this.info.timezone;
    // As Swedish writes it: `YYYY-MM-DD`.
    const today = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone }).format(this.now);
    return { version: this.info.checklist?.version, today, isAnswer: this.#isAnswer };
  }

  /** Questions may have changed since the desk was opened: answers that are asked no more go. @throws {unknown} what it was given */
  async #askAnew(refused: unknown, id: string): Promise<never> {
    const { answers } = this.#draftOf(id).fields;
    const { code } = refused as Failure;
    if ((code === 'invalid-request' || code === 'checklist-blocks-booking') && answers.length > 0) {
      this.settings = await this.#intakes.settings();
      this.#put(this.#dropUnasked(this.#draftOf(id)));
    }
    throw refused;
  }

  /** Answers that could not be seen any more are not kept, and the desk is told to ask again. */
  #dropUnasked(draft: IntakeDraft): IntakeDraft {
    const questions = this.#questionsOf(draft.fields.reason);
    const answers = draft.fields.answers.filter((answer) => isStillAsked(questions, answer));
    if (answers.length < draft.fields.answers.length) this.#note({ isAnswerGone: true }, draft.id);
    return { ...draft, fields: { ...draft.fields, answers } };
  }

  #isAnswer = (reason: string, { question, value }: ReasonAnswer): boolean => {
    const asked = this.#questionsOf(reason).find(({ id }) => id === question);
    return asked !== undefined && answerWords(asked, value) !== undefined;
  };

  /** The class of call-back that the signs ask for; the soonest a clinician has where an answer asks for one. */
  #classOfSigns(): string | undefined {
    const { verdict } = this;
    const { checklist } = this.info;
    if (verdict?.outcome !== 'clinician-callback') return undefined;
    const named = (checklist?.items ?? [])
      .filter(({ id }) => verdict.itemIds.includes(id))
      .map(({ action }) => checklist?.actions[action]?.class);
    const byAnswers = verdict.itemIds.every((id) => checklist?.items.every((item) => item.id !== id) ?? true);
    const soonest = this.settings.classes
      .filter(({ clinicianOnly, rank }) => clinicianOnly === true && rank > 0)
      .sort((one, other) => one.rank - other.rank)[0];
    return byAnswers ? soonest?.code : this.settings.classes.find(({ code }) => named.includes(code))?.code;
  }

  #add(draft: IntakeDraft): void {
    this.drafts = [...this.drafts, draft];
    this.current = draft.id;
    this.flow.focus('who');
    if (draft.fields.phone) void this.#search(draft.id);
    if (draft.fields.doctorName) void this.#searchDoctors(draft.id);
  }

  #draftOf(id: string): IntakeDraft {
    return this.drafts.find((draft) => draft.id === id) ?? this.draft;
  }

  #put(draft: IntakeDraft): void {
    this.drafts = this.drafts.map((one) => (one.id === draft.id ? draft : one));
    this.#soon(`keep ${draft.id}`, KEPT_AFTER_MS, () => this.#keep(draft.id));
    this.#host.requestUpdate();
  }

  #note(work: Partial<Work>, id = this.current): void {
    this.#works.set(id, { ...this.workOf(id), ...work });
    this.#host.requestUpdate();
  }

  #refuse(faults: readonly FaultId[]): void {
    this.#note({ faults, refusal: undefined });
    const [first] = faults;
    const [unread] = first === 'answers' ? unreadAnswers(this.draft.fields, this.#context) : [];
    this.flow.focus(unread ? `answer-${unread.question}` : first!);
  }

  /** Does something for the request that is shown, unless something is being done; what it fails for is said beside it. */
  async #do(work: () => Promise<void>, recording?: { decision: Decision; answers: Answers }): Promise<void> {
    if (this.isBusy) return;
    const id = this.current;
    this.isBusy = true;
    this.#note({ refusal: undefined, faults: [] });
    try {
      await work();
    } catch (error) {
      this.#fail(error as Failure, id, recording);
    } finally {
      this.isBusy = false;
      this.#host.requestUpdate();
    }
  }

  /** Does something, unless something is being done, and gives what is to be said where it fails. */
  async #try(work: () => Promise<void>): Promise<Refusal | undefined> {
    if (this.isBusy) return undefined;
    this.isBusy = true;
    this.#host.requestUpdate();
    try {
      await work();
      return undefined;
    } catch (error) {
      this.#tell(error);
      const { code = 'unexpected' } = error as Failure;
      return toRefusal(error as Failure, code, this.now);
    } finally {
      this.isBusy = false;
      this.#host.requestUpdate();
    }
  }

  #fail(error: Failure, id: string, recording: { decision: Decision; answers: Answers } | undefined): void {
    const { code = 'unexpected' } = error;
    this.#host.dispatchEvent(new RelaisErrorEvent({ code }));
    const twice = TWICE.find((one) => one === code);
    if (code === 'hold-expired') this.#put({ ...this.#draftOf(id), proposal: undefined });
    const refusal: Refusal =
      twice && recording
        ? { kind: 'twice', code: twice, ...recording, former: formerOf(error) }
        : toRefusal(error, code, this.now);
    this.#note({ refusal }, id);
    if (this.current === id) this.flow.focus('refusal');
  }

  async #search(id: string): Promise<void> {
    const draft = this.drafts.find((one) => one.id === id);
    if (!draft || this.workOf(id).receipt) return;
    const { phone } = toRequest(draft, SEAT, this.#context, '');
    const isWrong = faultsOf(draft, SEAT, this.#context).includes('phone');
    if (isWrong) return this.#note({ known: [], cancelled: [], isUnsearched: false }, id);
    const unreadable = faultsOf(draft, SEAT, this.#context);
    const isNamed = (['familyName', 'givenName', 'birthDate'] as const).every((name) => !unreadable.includes(name));
    const { person } = toRequest(draft, SEAT, this.#context, '');
    const named = isNamed &&
      person && { familyName: person.familyName, givenName: person.givenName, birthDate: person.birthDate };
    const found = await this.#intakes.search({ phone, ...(named && { person: named }) }).catch(this.#tell);
    if (this.drafts.some((one) => one.id === id))
      this.#note(
        { known: found?.known ?? [], cancelled: found?.cancelled ?? [], isUnsearched: found === undefined },
        id,
      );
  }

  /** What is known by the number, asked once more. */
  searchAgain(): Promise<void> {
    return this.#search(this.draft.id);
  }

  async #searchDoctors(id: string): Promise<void> {
    const name = this.#draftOf(id).fields.doctorName.trim();
    if (name === '') return this.#note({ doctors: undefined, isDoctorUnsearched: false }, id);
    const doctors = await this.#intakes.doctors(name).catch(this.#tell);
    // What has been typed meanwhile is looked for by itself.
    if (this.drafts.some((one) => one.id === id && one.fields.doctorName.trim() === name))
      this.#note({ doctors, isDoctorUnsearched: doctors === undefined }, id);
  }

  async #keep(id: string): Promise<void> {
    const draft = this.drafts.find((one) => one.id === id);
    if (!draft || this.workOf(id).receipt) return;
    try {
      await this.#intakes.drafts.keep(draft);
      this.isUnkept = false;
    } catch (error) {
      this.#tell(error);
      this.isUnkept = true;
    }
    this.#host.requestUpdate();
  }

  #keepAll = (): void => {
    for (const [name, timer] of this.#timers) {
      if (!name.startsWith('keep ')) continue;
      clearTimeout(timer);
      this.#timers.delete(name);
      void this.#keep(name.slice('keep '.length));
    }
  };

  #soon(name: string, milliseconds: number, work: () => Promise<void> | void): void {
    clearTimeout(this.#timers.get(name));
    const run = (): void => {
      this.#timers.delete(name);
      void work();
    };
    this.#timers.set(name, setTimeout(run, milliseconds));
  }

  #stopTimers(id: string): void {
    for (const name of [`keep ${id}`, `search ${id}`, `doctors ${id}`]) {
      clearTimeout(this.#timers.get(name));
      this.#timers.delete(name);
    }
  }

  #tell = (error: unknown): undefined => {
    const { code = 'unexpected' } = error as Failure;
    this.#host.dispatchEvent(new RelaisErrorEvent({ code }));
    return undefined;
  };
}

/** What the request would take the place of. */
function formerOf(error: Failure): NonNullable<Answers['replaces']> | undefined {
  const { bookingId, callback } = error as Failure & { readonly bookingId?: string; readonly callback?: string };
  if (bookingId !== undefined) return { booking: bookingId };
  return callback === undefined ? undefined : { callback };
}
