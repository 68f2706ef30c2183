import { CONSENT_KINDS, DECISIONS_OF } from '@relais/model/consent/kinds';
import type { ConsentCode, ConsentDecision, ConsentDraft } from '@relais/model';

/** Why a proof proves nothing. */
export type ProofGap =
  | 'decision-of-another-kind'
  | 'protocol-missing'
  | 'recipients-missing'
  | 'text-missing'
  | 'not-informed'
  | 'asked-once'
  | 'times-out-of-order'
  | 'period-missing'
  | 'period-too-long'
  | 'giver-missing'
  | 'representative-needed'
  | 'both-parents-needed'
  | 'guardian-needed'
  | 'patient-decides'
  | 'name-missing'
  | 'verification-missing'
  | 'assent-missing'
  | 'doctor-needed'
  | 'interpreter-name-missing'
  | 'evidence-missing'
  | 'reason-missing'
  | 'referral-missing';

/** Decided for one run, or for a time that is said. */
const ENDING: readonly ConsentCode[] = ['careByProtocol', 'careByOwnCompetence', 'photograph'];

/** Of age in France (Code civil, article 388). */
const OF_AGE = 18;
/** Ours: an urgency exception covers the urgency, and consent is asked for again within a day. */
export const URGENCY_MS = 24 * 3_600_000;

/**
 * What a proof lacks to count: who, about which text, by whom, when, how, what. A yes must have been informed, asked twice and given by whoever may
 * give it. A no, a withdrawal or a call for a doctor needs none of that: by any means and in one action.
 */
export function judgeProof(proof: ConsentDraft): ProofGap[] {
  const kind = CONSENT_KINDS[proof.code];
  const allowed: readonly ConsentDecision[] = DECISIONS_OF[kind];
  if (!allowed.includes(proof.decision)) return ['decision-of-another-kind'];
  const gaps: ProofGap[] = proof.code === 'careByProtocol' && !proof.protocol ? ['protocol-missing'] : [];
  switch (proof.decision) {
    case 'given':
      return [...gaps, ...judgeInformation(proof), ...judgeConsent(proof)];
    case 'informed':
      return [...gaps, ...judgeInformation(proof), ...judgeGiver(proof)];
    case 'urgencyException':
      return [...gaps, ...judgeUrgency(proof)];
    case 'referredToDoctor':
      return proof.referral ? gaps : [...gaps, 'referral-missing'];
    case 'refused':
    case 'objected':
    case 'withdrawn':
    case 'expired':
      return proof.givenBy.length === 0 && proof.decision !== 'expired' ? [...gaps, 'giver-missing'] : gaps;
  }
}

function judgeInformation(proof: ConsentDraft): ProofGap[] {
  const { informedAt, text, interpreter, validFrom, validUntil } = proof;
  const until = validUntil ?? validFrom;
  return [
    ...when(text === undefined, 'text-missing'),
    ...when(informedAt === undefined, 'not-informed'),
    ...when(interpreter.kind === 'person' && interpreter.name === undefined, 'interpreter-name-missing'),
    ...when((informedAt ?? proof.confirmedAt) > proof.confirmedAt || until < validFrom, 'times-out-of-order'),
    ...when((proof.readBeforehand?.readAt ?? proof.confirmedAt) > proof.confirmedAt, 'times-out-of-order'),
  ];
}

function judgeConsent(proof: ConsentDraft): ProofGap[] {
  const { firstAskedAt, confirmedAt, scope, code, method, evidence, validUntil } = proof;
  return [
    ...when(firstAskedAt === undefined, 'asked-once'),
    ...when((firstAskedAt ?? confirmedAt) > confirmedAt, 'times-out-of-order'),
    ...when(ENDING.includes(code) && scope.runId === undefined && validUntil === undefined, 'period-missing'),
    ...when(code === 'shareOutsideTeam' && !scope.recipients?.length, 'recipients-missing'),
    ...when(method !== 'oral' && !evidence, 'evidence-missing'),
    ...judgeGiver(proof),
  ];
}

function judgeUrgency({ reason, validFrom, validUntil }: ConsentDraft): ProofGap[] {
  if (reason === undefined) return ['reason-missing'];
  if (validUntil === undefined) return ['period-missing'];
  return when(Date.parse(validUntil) - Date.parse(validFrom) > URGENCY_MS, 'period-too-long');
}

/**
 * Who may say yes. A minor: who holds parental authority, both for a serious act, and the minor's own will is sought. Under safeguard, curatorship
 * or a guardianship of property alone: the person, and nobody else. Under a guardianship of the person: the guardian, and the person is asked.
 */
function judgeGiver(proof: ConsentDraft): ProofGap[] {
  const { givenBy, patient, scope } = proof;
  if (givenBy.length === 0) return ['giver-missing'];
  if (patient.ageYears < OF_AGE) {
    const parents = givenBy.filter(({ capacity }) => capacity === 'parent');
    const guardians = givenBy.filter(({ capacity }) => capacity === 'guardian' || capacity === 'legalRepresentative');
    const representatives = [...parents, ...guardians];
    if (representatives.length < givenBy.length || representatives.length === 0) return ['representative-needed'];
    const needsBoth = scope.serious === true && guardians.length === 0;
    return [...when(needsBoth && parents.length < 2, 'both-parents-needed'), ...judgeRepresented(proof)];
  }
  if (patient.regime === 'guardianshipOfPerson') {
    if (givenBy.some(({ capacity }) => capacity !== 'guardian')) return ['guardian-needed'];
    return judgeRepresented(proof);
  }
  return when(givenBy.length > 1 || givenBy[0]?.capacity !== 'patient', 'patient-decides');
}

function judgeRepresented({ givenBy, assent }: ConsentDraft): ProofGap[] {
  const [one, other] = givenBy;
  return [
    ...when(
      givenBy.some(({ name }) => name === undefined),
      'name-missing',
    ),
    // The same parent twice is not both.
    ...when(other !== undefined && one?.name === other.name, 'both-parents-needed'),
    ...when(
      givenBy.some(({ verification }) => verification === undefined),
      'verification-missing',
    ),
    ...when(assent === undefined || assent === 'notSought', 'assent-missing'),
    // A will against it is never weighed by software.
    ...when(assent === 'opposes', 'doctor-needed'),
  ];
}

function when(isSo: boolean, gap: ProofGap): ProofGap[] {
  return isSo ? [gap] : [];
}
