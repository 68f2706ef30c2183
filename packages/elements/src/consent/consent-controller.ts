import { CONSENT_KINDS, fillText } from '@relais/sdk/consent/parts';
import type {
  ConsentCode,
  ConsentDecision,
  ConsentRecord,
  ConsentStanding,
  ConsentText,
  ProofGap,
} from '@relais/sdk/consent/parts';
import type { ConsentVerification } from '@relais/sdk/consent/proofs';
import type { ReactiveController } from 'lit';
import { ConsentDecidedEvent } from './shared/consent-events.ts';
import { loadDeciding, type DecidingModule } from './shared/load-deciding.ts';
import type { Asking, Choices, ConsentHost, GivenReading, ReadingState, Said, Stage } from './shared/types.ts';

/** Where the eye goes first on each screen. */
const FOCUS_OF: Readonly<Record<Stage, string>> = {
  overview: '.banner',
  asking: 'input',
  refusing: '.reason h2',
  urgency: '.reason h2',
  referral: '.reason h2',
  keeping: '.banner',
  unkept: '.unkept button',
};

const OF_AGE = 18;

/**
 * Owns: what has been said and asked so far, with the instants, and the proofs made here. The host owns the texts, who the patient and the
 * professional are, and where proofs are kept.
 */
export class ConsentController implements ReactiveController, Asking {
  stage: Stage = 'overview';
  /** Points that were said. */
  readonly said = new Set<string>();
  firstAskedAt: string | undefined;
  choices: Choices = usualChoices(undefined);
  /** Proofs made here, after those of the host. */
  made: (ConsentRecord & { readonly evidence?: string })[] = [];
  /** What is wrong with the host's proofs; undefined until they have been checked. */
  faults: readonly string[] | undefined = [];
  gaps: readonly ProofGap[] = [];
  /** What gets the focus once it is drawn: what had it is gone. */
  focusNext: string | undefined;
  /** Language and form of the text that was chosen among those there are. */
  chosen: Pick<ConsentText, 'language' | 'format'> | undefined;

  /** What is known of what the patient was given to read beforehand. */
  reading: (Pick<GivenReading, 'id'> & ReadingState) | undefined;

  readonly #host: ConsentHost;
  readonly #underWay = new Set<Promise<unknown>>();
  #evidence: Promise<unknown> | undefined;
  #informedAt: string | undefined;
  #isDeciding = false;
  /** What weighs proofs: there since the first of them was. */
  #deciding: DecidingModule | undefined;
  #checked: unknown;
  #patientId: string | undefined;
  #given: GivenReading | undefined;
  /** What is being asked: what was said of another thing has not been said of this one. */
  #about: string | undefined;

  constructor(host: ConsentHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const { patient, records, reading } = this.#host;
    if (patient?.id !== this.#patientId) this.#startFor(patient);
    if (this.#about !== this.#matter) this.#startAbout();
    if (records !== this.#checked) void this.#check(records);
    if (reading && reading !== this.#given) void this.follow(reading);
    this.#given = reading;
  }

  get code(): ConsentCode {
    return this.#host.code ?? this.#host.texts?.[0]?.code ?? 'careByProtocol';
  }

  get isInformation(): boolean {
    return CONSENT_KINDS[this.code] === 'information';
  }

  /** The proofs of the patient there are, those made here included. */
  get records(): readonly ConsentRecord[] {
    const given = (this.#host.records ?? []).filter(({ proof }) => !this.made.some((one) => one.proof.id === proof.id));
    return [...given, ...this.made];
  }

  /** Texts about this decision in their newest version, one of each language and form. */
  get texts(): readonly ConsentText[] {
    const newest = new Map<string, ConsentText>();
    for (const text of this.#host.texts ?? []) {
      if (text.code === this.code) newest.set(`${text.language} ${text.format}`, text);
    }
    return [...newest.values()];
  }

  /** The text that is shown, its names filled in. @throws {TextIncompleteError} */
  get text(): ConsentText | undefined {
    const { texts, chosen } = this;
    const text = texts.find((one) => one.language === chosen?.language && one.format === chosen.format) ?? texts[0];
    return text && fillText(text, this.#host.values ?? {});
  }

  /** The same in the professional's own language, where there is one: who asks must be able to read the list. */
  textFor(language: string): ConsentText | undefined {
    const { text, texts } = this;
    const own = texts.find((one) => one.id === text?.id && one.language.slice(0, 2) === language);
    return text && own && text.language.slice(0, 2) !== language ? fillText(own, this.#host.values ?? {}) : text;
  }

  get isInformed(): boolean {
    return this.text?.points.every(({ id }) => this.said.has(id)) === true;
  }

  get standing(): ConsentStanding {
    const { patient, protocol, run: runId, texts, recipients } = this.#host;
    if (!this.#deciding || this.records.length === 0)
      return { state: this.isInformation ? 'toInform' : 'toCollect', allowed: false };
    return this.#deciding.standingOf(
      this.records.map(({ proof }) => proof),
      {
        code: this.code,
        patientId: patient?.id ?? '',
        protocol: this.code === 'careByProtocol' ? protocol : undefined,
        runId,
        recipientId: recipients?.[0]?.id,
        at: this.#instant(),
        texts,
      },
    );
  }

  say(id: string, isSaid: boolean): void {
    if (isSaid) this.said.add(id);
    else this.said.delete(id);
    this.#informedAt = this.isInformed ? (this.#informedAt ?? this.#instant()) : undefined;
    if (!this.isInformed) this.firstAskedAt = undefined;
    this.#host.requestUpdate();
  }

  /** The patient has read all of it. */
  sayAll(): void {
    for (const { id } of this.text?.points ?? []) this.say(id, true);
  }

  /** Another language or form: what was said before was another text. */
  choose(text: Pick<ConsentText, 'language' | 'format'>): void {
    this.chosen = text;
    this.#forgetSaid();
    this.#host.requestUpdate();
  }

  /** The first of the two moments. */
  ask(): void {
    this.firstAskedAt = this.#instant();
    this.focusNext = '.primary';
    this.#host.requestUpdate();
  }

  change(choices: Partial<Choices>): void {
    this.choices = { ...this.choices, ...choices };
    this.gaps = [];
    this.#host.requestUpdate();
  }

  go(stage: Stage): void {
    this.stage = stage;
    this.gaps = [];
    this.focusNext = FOCUS_OF[stage];
    this.#host.requestUpdate();
  }

  /** Begins anew, as for somebody who has changed their mind. */
  restart(): void {
    this.#forgetSaid();
    this.choices = usualChoices(this.#host.patient);
    this.go('asking');
  }

  /** Whether something is being digested, sealed or kept. */
  get isBusy(): boolean {
    return this.#underWay.size > 0;
  }

  /** What was made here in one writing, with the proofs before it; undefined when nothing was. */
  get written(): string | undefined {
    return this.made.length > 0 ? this.#deciding?.writeConsentFile(this.#sent()) : undefined;
  }

  /** Has a consent wait for the digest of its evidence. */
  take(evidence: Promise<void>): Promise<void> {
    this.#evidence = evidence;
    return this.#during(evidence);
  }

  /** Seals a decision, if nothing is lacking, and hands it to the host. A second press while it is at it is the same one. */
  async decide(decision: ConsentDecision, said: Said = {}): Promise<void> {
    if (this.#isDeciding) return;
    this.#isDeciding = true;
    try {
      if (!(await this.#during(this.#seal(decision, said)))) return;
    } finally {
      this.#isDeciding = false;
    }
    await this.keep();
  }

  /** @returns whether there is a new proof */
  async #seal(decision: ConsentDecision, said: Said): Promise<boolean> {
    const patientId = this.#patientId;
    if (decision === 'given') await this.#evidence;
    const { decide } = await this.#load();
    const { gaps, record } = await decide({ ...this.#asked(), decision, said });
    // Somebody else is shown by now.
    if (patientId !== this.#patientId) return false;
    this.gaps = gaps;
    if (!record) {
      this.focusNext = '.summary';
      return false;
    }
    this.made = [...this.made, record];
    // The next decision is another conversation, with a signature of its own.
    this.#forgetSaid();
    this.choices = { ...this.choices, evidence: undefined };
    return true;
  }

  /** Hands the latest proof to the host, once more if it was not kept. */
  keep(): Promise<void> {
    return this.#during(this.#keep());
  }

  async #keep(): Promise<void> {
    const record = this.made.at(-1);
    if (!record) return;
    // A host may send its form as soon as it hears of the decision: the form has it by then.
    await this.#host.updateComplete;
    const event = new ConsentDecidedEvent(record.proof.id);
    this.#host.dispatchEvent(event);
    const { kept } = event;
    this.go(kept ? 'keeping' : 'overview');
    try {
      await kept;
      this.go('overview');
    } catch {
      this.go('unkept');
    }
  }

  /** Asks whether what was given to be read has been. What cannot be known is not said to be so, and nothing waits for it. */
  async follow(given: GivenReading): Promise<void> {
    const patientId = this.#patientId;
    try {
      const state = await given.state();
      if (patientId === this.#patientId) this.reading = { ...state, id: given.id };
    } catch {
      return;
    }
    this.#host.requestUpdate();
  }

  /** One writing of all proofs there are, to be checked anywhere. */
  async file(): Promise<string> {
    return (await this.#load()).writeConsentFile(this.#sent());
  }

  /** The proofs there are with their texts; evidence is not sent along. */
  #sent(): ConsentRecord[] {
    return this.records.map(({ proof, text }) => (text === undefined ? { proof } : { proof, text }));
  }

  async #load(): Promise<DecidingModule> {
    this.#deciding = await loadDeciding();
    return this.#deciding;
  }

  async #during<Result>(work: Promise<Result>): Promise<Result> {
    this.#underWay.add(work);
    this.#host.requestUpdate();
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
      this.#host.requestUpdate();
    }
  }

  /** Which decision, about what, and by which text; `choose` sees to its language and form. */
  get #matter(): string {
    const { protocol, run, recipients, values } = this.#host;
    const versions = this.texts.map(({ id, version }) => `${id} ${version}`);
    return JSON.stringify([this.code, protocol, run, recipients, values, [...new Set(versions)]]);
  }

  #forgetSaid(): void {
    this.said.clear();
    this.#informedAt = this.firstAskedAt = undefined;
  }

  /** Who decides and how stays as it was chosen; what was said, asked and signed was about something else. */
  #startAbout(): void {
    const isFirst = this.#about === undefined;
    this.#about = this.#matter;
    if (isFirst) return;
    this.#forgetSaid();
    this.gaps = [];
    this.choices = { ...this.choices, evidence: undefined };
    this.stage = 'overview';
  }

  #startFor(patient: ConsentHost['patient']): void {
    this.#patientId = patient?.id;
    this.#forgetSaid();
    this.made = [];
    this.gaps = [];
    this.reading = undefined;
    this.choices = usualChoices(patient);
    this.stage = 'overview';
  }

  /** What is shown as given must be so: the host's proofs are checked before any of them counts. */
  async #check(records: readonly ConsentRecord[] | undefined): Promise<void> {
    this.#checked = records;
    this.faults = records?.length ? undefined : [];
    if (!records?.length) return;
    let faults: ConsentVerification['faults'];
    try {
      const { verifyConsent } = await this.#load();
      ({ faults } = await verifyConsent({ formatVersion: 'relais-consents/1', records }));
    } catch {
      // What checks could not be fetched: nothing counts until it is, and the next update tries again.
      if (records === this.#checked) this.#checked = undefined;
      return;
    }
    if (records !== this.#checked) return;
    this.faults = [...new Set(faults.map(({ what }) => what))];
    this.#host.requestUpdate();
  }

  /** All that a decision is made of. */
  #asked() {
    const { code, choices, records, firstAskedAt, reading } = this;
    return {
      code,
      choices,
      records,
      firstAskedAt,
      reading,
      informedAt: this.#informedAt,
      host: this.#host,
      instant: (later?: number) => this.#instant(later),
      text: () => this.text,
    };
  }

  #instant(later = 0): string {
    const now = this.#host.now?.() ?? Date.now();
    return `${new Date(now + later).toISOString().slice(0, 19)}Z`;
  }
}

/** The patient decides, by word of mouth, here; for a minor or under a guardianship of the person somebody else does. */
function usualChoices(patient: ConsentHost['patient']): Choices {
  const capacity =
    patient && patient.ageYears < OF_AGE
      ? 'parent'
      : patient?.regime === 'guardianshipOfPerson'
        ? 'guardian'
        : 'patient';
  return {
    givers: [{ capacity }],
    assent: undefined,
    interpreter: { kind: 'none' },
    channel: 'onSite',
    method: 'oral',
    evidence: undefined,
  };
}
