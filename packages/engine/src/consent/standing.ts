import { CONSENT_KINDS } from '@relais/model/consent/kinds';
import type { ConsentCode, ConsentProof, ConsentText, Instant } from '@relais/model';
import { judgeProof } from './judge-proof.ts';

/** How a decision stands, as the banner says it. */
export type ConsentState =
  /** Nothing was decided. */
  | 'toCollect'
  | 'given'
  | 'refused'
  | 'withdrawn'
  /** Its time is over, or it was for another run. */
  | 'expired'
  /** The text has changed in its risks or recipients. */
  | 'newVersion'
  /** Care was urgent and nobody could be asked: to be regularised. */
  | 'urgency'
  | 'referredToDoctor'
  /** Of an information with a right to object. */
  | 'toInform'
  | 'informed'
  | 'objected';

/** What is asked of the proofs of a patient. */
export interface ConsentQuestion {
  readonly code: ConsentCode;
  readonly patientId: string;
  readonly protocol?: { readonly id: string; readonly version: string } | undefined;
  /** The run it is for; a consent for one run covers no other. */
  readonly runId?: string | undefined;
  /** Of a share outside the team: with whom. */
  readonly recipientId?: string | undefined;
  readonly at: Instant;
  /**
   * The versions of the text, in the order they came, of all languages. Without any nothing is known of a change, and a consent to another version
   * of the protocol than the one asked about does not count.
   */
  readonly texts?: readonly TextVersion[] | undefined;
}

export type TextVersion = Pick<ConsentText, 'id' | 'version' | 'materialChange' | 'protocol'>;

export interface ConsentStanding {
  readonly state: ConsentState;
  /** Whether what was asked about may be done now. */
  readonly allowed: boolean;
  /** What it stands on. */
  readonly proof?: ConsentProof;
}

/**
 * How a decision stands by the proofs of a patient, which must have been verified. A yes counts from whoever knew of every withdrawal: one made
 * elsewhere, by a device that had not heard of it, never undoes it, whatever the clocks say. Of yes and no the later counts.
 */
export function standingOf(proofs: readonly ConsentProof[], question: ConsentQuestion): ConsentStanding {
  const { yeses, noes } = weigh(proofs, question);
  const [best, ...others] = yeses.map((proof) => judgeYes(proof, question));
  if (best) return others.find(({ allowed }) => allowed && !best.allowed) ?? best;
  const [no] = noes;
  if (no) return { state: stateOfNo(no), allowed: false, proof: no };
  return { state: isConsent(question.code) ? 'toCollect' : 'toInform', allowed: false };
}

/** The noes about a question, and the yeses that stand against all of them; the latest first. */
function weigh(proofs: readonly ConsentProof[], question: ConsentQuestion) {
  const chain = new Chain(proofs);
  const about = proofs.filter((proof) => isAbout(proof, question)).sort(latestFirst);
  const noes = about.filter(isNo);
  const yeses = about.filter((proof) => isYes(proof) && noes.every((no) => outlives(proof, no, chain)));
  return { yeses, noes };
}

/** An access that somebody outside the structure, or another carer, was given to what concerns a patient. */
export interface ConsentAccess {
  readonly code: Extract<ConsentCode, 'exchangeWithCarers' | 'shareOutsideTeam'>;
  readonly patientId: string;
  readonly recipientId: string;
  readonly protocol?: { readonly id: string; readonly version: string } | undefined;
}

/**
 * Whether a recipient may have access: carers of the patient who were named, when the patient was informed and has not objected; others when the
 * patient consented to share with them. A withdrawal of the care itself closes what its protocol had opened.
 */
export function mayAccess(
  proofs: readonly ConsentProof[],
  { code, patientId, recipientId, protocol }: ConsentAccess,
  at: Instant,
  texts?: readonly TextVersion[],
): boolean {
  const share = standingOf(proofs, { code, patientId, recipientId, at, texts });
  return share.allowed && !(protocol && isCareWithdrawn(proofs, { code: 'careByProtocol', patientId, protocol, at }));
}

/** Whoever withdrew and then refused when asked again has withdrawn all the same. */
function isCareWithdrawn(proofs: readonly ConsentProof[], question: ConsentQuestion): boolean {
  const { yeses, noes } = weigh(proofs, question);
  return yeses.length === 0 && noes.some(({ decision }) => decision === 'withdrawn');
}

const YES = ['given', 'informed', 'urgencyException'];

function isConsent(code: ConsentCode): boolean {
  return CONSENT_KINDS[code] === 'consent';
}

/** Of a proof that lacks something, a yes counts for nothing and a no counts all the same. */
function isYes(proof: ConsentProof): boolean {
  const { sequence: _, previous: __, seal: ___, ...draft } = proof;
  return YES.includes(proof.decision) && judgeProof(draft).length === 0;
}

function isNo({ decision }: ConsentProof): boolean {
  return !YES.includes(decision) && decision !== 'expired';
}

function isAbout(proof: ConsentProof, { code, patientId, protocol }: ConsentQuestion): boolean {
  if (proof.code !== code || proof.patient.id !== patientId) return false;
  // A no that names no protocol is about all of them.
  if (protocol && !proof.protocol) return isNo(proof) || code !== 'careByProtocol';
  return !protocol || code !== 'careByProtocol' || proof.protocol?.id === protocol.id;
}

/** Whether a yes stands against a no. An exception for urgency never does: it is for who cannot be asked, not for who has said no. */
function outlives(yes: ConsentProof, no: ConsentProof, chain: Chain): boolean {
  if (yes.decision === 'urgencyException') return false;
  if (chain.knew(yes, no)) return true;
  if (no.decision === 'withdrawn' || chain.knew(no, yes)) return false;
  return yes.confirmedAt > no.confirmedAt;
}

function stateOfNo({ decision }: ConsentProof): ConsentState {
  switch (decision) {
    case 'refused':
    case 'objected':
    case 'referredToDoctor':
      return decision;
    default:
      return 'withdrawn';
  }
}

function judgeYes(proof: ConsentProof, question: ConsentQuestion): ConsentStanding {
  const { at, runId, recipientId, code } = question;
  const isOfRun = proof.scope.runId === undefined || runId === undefined || proof.scope.runId === runId;
  const isOver = proof.validUntil !== undefined && proof.validUntil < at;
  const isEarly = proof.validFrom > at;
  if (isOver || isEarly || !isOfRun) return { state: 'expired', allowed: false, proof };
  const isTold =
    code !== 'shareOutsideTeam' ||
    recipientId === undefined ||
    proof.scope.recipients?.some(({ id }) => id === recipientId) === true;
  if (!isTold) return { state: 'toCollect', allowed: false };
  if (proof.decision === 'urgencyException') return { state: 'urgency', allowed: true, proof };
  if (isOutdated(proof, question)) return { state: 'newVersion', allowed: false, proof };
  return { state: isConsent(code) ? 'given' : 'informed', allowed: true, proof };
}

/** Whether a later version of the text changes risks or recipients; a mended word does not. */
function isOutdated({ text, protocol }: ConsentProof, { protocol: asked, texts }: ConsentQuestion): boolean {
  const versions = (texts ?? []).filter((one) => one.id === text?.id);
  const index = versions.findIndex(({ version }) => version === text?.version);
  const later = versions.slice(index + 1).filter(({ version }) => version !== text?.version);
  if (index >= 0 && later.some(({ materialChange }) => materialChange)) return true;
  if (!asked || !protocol || asked.version === protocol.version) return false;
  // Nobody has said that the other version of the protocol changes nothing for the patient.
  return index < 0 || !later.some((one) => one.protocol?.version === asked.version);
}

/** Of one instant the one further along, then by name: the same answer wherever the proofs came from, and in whatever order. */
function latestFirst(one: ConsentProof, other: ConsentProof): number {
  if (one.confirmedAt !== other.confirmedAt) return one.confirmedAt > other.confirmedAt ? -1 : 1;
  if (one.sequence !== other.sequence) return other.sequence - one.sequence;
  return one.id < other.id ? -1 : 1;
}

/** Which proofs were known when another was made: those its links lead back to. */
class Chain {
  readonly #proofs: ReadonlyMap<string, ConsentProof>;

  constructor(proofs: readonly ConsentProof[]) {
    this.#proofs = new Map(proofs.map((proof) => [proof.id, proof]));
  }

  knew(later: ConsentProof, earlier: ConsentProof): boolean {
    let link = later.previous;
    // Each link leads to a lower place, so that a forged circle ends too.
    for (let place = later.sequence; link !== null;) {
      const one = this.#proofs.get(link.id);
      if (one?.seal.hash !== link.hash || one.sequence >= place) return false;
      if (one.id === earlier.id) return true;
      ({ previous: link, sequence: place } = one);
    }
    return false;
  }
}
