import { fillText, sealProof, shownText } from '@relais/engine/consent';
import { answerForm, judgeForm, protocolQuestionnaire } from '@relais/engine/protocol';
import { openForm } from '@relais/engine/questionnaire';
import { evaluationOf } from '@relais/engine/run';
import { toInstant } from '@relais/model';
import type { CaseAnswer, ConsentProof, ConsentText, Profession, Protocol, RunState } from '@relais/model';
import { sha256 } from '#digest';
import { pick } from './demand.ts';
import type { Patient } from './patients.ts';
import type { Ask, Step } from './steps.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;
/** What becomes of whoever comes to the nurse, and what the délégant says when called: no source gives shares. */
const COMING = { run: 0.9, notEligible: 0.06, patientRefused: 0.04 };
const ANSWERS = { continue: 0.45, takeOver: 0.55 };
const OF_AGE = 18;

type Answers = Readonly<Record<string, CaseAnswer>>;

/** Who works with which protocol in a structure of the demonstration, and what their patients have. */
export interface DemoRuns {
  readonly protocol: string;
  /** Patients of an ordinary day. */
  readonly day: number;
  readonly ages: { readonly from: number; readonly to: number };
  readonly delegate: {
    readonly subject: string;
    readonly name: string;
    readonly rpps: string;
    readonly profession: Profession;
  };
  readonly delegator: { readonly subject: string; readonly name: string };
  readonly dpo: string;
  /** What answers differ in from the ordinary case; `child`: of those under 15, whose treatment goes by weight. */
  readonly cases: readonly { readonly share: number; readonly differs: Answers; readonly child?: Answers }[];
}

export interface RunsOf {
  readonly ask: Ask;
  readonly runs: DemoRuns;
  readonly protocol: Protocol;
  /** Answers of the protocol's ordinary case. */
  readonly ordinary: Answers;
  readonly consent: ConsentText;
  readonly structure: string;
}

/** Runs of a protocol, from the consent to the countersignature, through the routes that its element uses. */
export class Runs {
  readonly #of: RunsOf;
  readonly #proofs = new Map<string, ConsentProof>();
  readonly #toSign: string[] = [];

  constructor(of: RunsOf) {
    this.#of = of;
  }

  /** Whether the délégué has a part in the protocol by now. */
  async haveBegun(): Promise<boolean> {
    const { ask, runs } = this.#of;
    const { body } = await ask(runs.delegate.subject, 'GET', '/runs');
    return (body['protocols'] as { id: string }[]).some(({ id }) => id === runs.protocol);
  }

  /** Somebody comes to the délégué. */
  begin(at: number, findPatient: () => Patient, chance: () => number): Step {
    const coming = pick(COMING, chance());
    if (coming !== 'run') return { at, act: () => this.#leaveOut(at, coming) };
    const { ages, cases } = this.#of.runs;
    let patient = findPatient();
    while (!isBetween(ageOn(patient, at), ages)) patient = findPatient();
    const one = cases[Number(pick(Object.fromEntries(cases.map(({ share }, index) => [index, share])), chance()))]!;
    const age = ageOn(patient, at);
    const answers = { ...this.#of.ordinary, ...(age < 15 && one.child ? one.child : one.differs), 'od.age': age };
    const run = { id: crypto.randomUUID(), patient, age, answers, answer: pick(ANSWERS, chance()) };
    const lasts = (9 + chance() * 9) * MINUTE_MS;
    return { at, act: () => this.#start(run, at, lasts) };
  }

  /** What was done in the délégant's name that day. */
  countersign(at: number): Step {
    const act = async () => {
      const runs = this.#toSign.splice(0);
      const { ask, runs: of } = this.#of;
      if (runs.length > 0) await ask(of.delegator.subject, 'POST', '/run-countersignatures', { runs });
      return [];
    };
    return { at, act };
  }

  /** How content both are, once a year. */
  async stateSatisfaction(): Promise<Step[]> {
    const { ask, runs } = this.#of;
    const said = { protocol: runs.protocol, level: 'satisfied' };
    await ask(runs.delegate.subject, 'POST', '/protocol-satisfaction', { ...said, part: 'delegate' });
    await ask(runs.delegator.subject, 'POST', '/protocol-satisfaction', { ...said, part: 'delegator' });
    return [];
  }

  async #leaveOut(at: number, reason: 'notEligible' | 'patientRefused'): Promise<Step[]> {
    const { ask, runs, protocol } = this.#of;
    const said = { id: crypto.randomUUID(), protocol: runs.protocol, version: protocol.version, reason };
    await ask(runs.delegate.subject, 'POST', '/non-inclusions', { ...said, decidedAt: toInstant(at) });
    return [];
  }

  async #start(run: Planned, at: number, lasts: number): Promise<Step[]> {
    const { ask, runs, protocol } = this.#of;
    const { id, patient, age } = run;
    await this.#consent(run, at);
    const { sex, commune, attendingDoctor } = patient.facts;
    const who = { ...identityOf(patient), ageYears: age, sex, commune, attendingDoctor };
    const start = { id, protocol: runs.protocol, version: protocol.version, patient: who, startedAt: toInstant(at) };
    const { status } = await ask(runs.delegate.subject, 'POST', '/runs', start);
    return status === 201 ? [{ at: at + lasts, act: (later) => this.#answer(run, at, later) }] : [];
  }

  /** Said yes to, aloud; for a child a parent does. */
  async #consent({ patient, age }: Planned, at: number): Promise<void> {
    const { ask, runs, protocol, consent, structure } = this.#of;
    const { delegate, delegator, dpo } = runs;
    const text = shownText(fillText(consent, { professional: delegate.name, doctor: delegator.name, dpo }));
    const { familyName } = patient.person;
    const { id, identityStatus } = identityOf(patient);
    const parent = { capacity: 'parent', name: `Parent ${familyName}`, verification: 'known' } as const;
    const before = (minutes: number) => toInstant(at - minutes * MINUTE_MS);
    const proof = await sealProof(
      {
        ...({ formatVersion: 'relais-consent-proof/1', code: 'careByProtocol', decision: 'given' } as const),
        id: crypto.randomUUID(),
        patient: { id, identityStatus, ageYears: age, regime: 'none' },
        protocol: { id: runs.protocol, version: protocol.version },
        text: {
          ...{ id: consent.id, version: consent.version, language: consent.language, format: consent.format },
          sha256: sha256(text),
        },
        givenBy: [age < OF_AGE ? parent : { capacity: 'patient' }],
        ...(age < OF_AGE && { assent: 'agrees' as const }),
        interpreter: { kind: 'none' },
        collectedBy: { name: delegate.name, profession: delegate.profession, rpps: delegate.rpps },
        structure: { name: structure },
        ...({ channel: 'onSite', method: 'oral', zone: 'Europe/Paris', scope: {} } as const),
        ...{ informedAt: before(3), firstAskedAt: before(2), confirmedAt: before(1), validFrom: before(1) },
        validUntil: toInstant(at + DAY_MS),
      },
      this.#proofs.get(id),
      sha256,
    );
    this.#proofs.set(id, proof);
    await ask(delegate.subject, 'POST', '/consents', { proof, text });
  }

  /** Answers, what they raise, and how the run ends by them. */
  async #answer({ id, answers, answer }: Planned, startedAt: number, at: number): Promise<Step[]> {
    const { ask, runs, protocol } = this.#of;
    const { subject } = runs.delegate;
    const form = await openForm(protocolQuestionnaire(protocol, protocol.date), {
      now: () => startedAt,
      language: 'fr',
    });
    answerForm(form, answers);
    const evaluation = evaluationOf(judgeForm(protocol, form));
    const said = { revision: 1, response: form.response(), evaluation };
    const saved = await ask(subject, 'PUT', `/runs/${id}/answers`, said);
    const { revision, alerts } = saved.body as unknown as RunState;
    for (const { rule } of alerts) await ask(subject, 'POST', `/runs/${id}/acknowledgements`, { rule });
    const isCalled = evaluation.level === 'alert';
    if (isCalled) {
      for (const { rule } of alerts)
        await ask(runs.delegator.subject, 'POST', `/runs/${id}/alert-answers`, { rule, answer });
    }
    const { outcome, target } = evaluation;
    const called =
      answer === 'takeOver' ? { outcome: 'takeover', delegatorActed: true } : { outcome: 'managedByDelegate' };
    const end = isCalled ? called : { outcome, ...(target && { target }) };
    await ask(subject, 'POST', `/runs/${id}/end`, { ...end, revision, endedAt: toInstant(at) });
    this.#toSign.push(id);
    return [];
  }
}

interface Planned {
  readonly id: string;
  readonly patient: Patient;
  readonly age: number;
  readonly answers: Answers;
  readonly answer: keyof typeof ANSWERS;
}

/** As the pharmacy's record, another than the centre's, has them. */
function identityOf({ number, person }: Patient) {
  const { familyName, givenName, birthDate } = person;
  return {
    id: `dossier-${String(number).padStart(4, '0')}`,
    identityStatus: 'qualified' as const,
    ...{ familyName, givenName, birthDate },
  };
}

function ageOn({ person }: Patient, at: number): number {
  return Math.floor((at - Date.parse(person.birthDate)) / YEAR_MS);
}

function isBetween(age: number, { from, to }: DemoRuns['ages']): boolean {
  return age >= from && age <= to;
}
