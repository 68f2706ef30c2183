import type { ProofGap } from '@relais/engine/consent';
import type { ConsentDraft } from '@relais/model';

/** What is changed of an oral consent of a woman of 42 to care by a protocol, and what the proof then lacks. */
export interface ProofCase {
  readonly title: string;
  readonly changes: Partial<ConsentDraft>;
  readonly gaps: readonly ProofGap[];
}

const patient = { id: 'patiente-1', identityStatus: 'qualified', ageYears: 42, regime: 'none' } as const;
const aged = (ageYears: number) => ({ ...patient, ageYears });
const under = (regime: ConsentDraft['patient']['regime']) => ({ ...patient, regime });
const mother = { capacity: 'parent', name: 'Claire Morel', verification: 'identityDocument' } as const;
const father = { capacity: 'parent', name: 'Yann Morel', verification: 'known' } as const;
const guardian = { capacity: 'guardian', name: 'Paul Ferrand', verification: 'courtDecision' } as const;
const self = { capacity: 'patient' } as const;
const drawing = { kind: 'drawing', sha256: 'a'.repeat(64) } as const;
const soon = '2026-12-01T09:00:00Z';

export const proofCases: readonly ProofCase[] = [
  // Read beforehand.
  {
    title: 'a woman who had read it two days before',
    changes: { readBeforehand: { id: 'lecture-0123456789', readAt: '2026-11-28T17:20:00Z' } },
    gaps: [],
  },
  {
    title: 'a woman said to have read it beforehand, a day after she decided',
    changes: { readBeforehand: { id: 'lecture-0123456789', readAt: soon } },
    gaps: ['times-out-of-order'],
  },
  // Who gives it, by age and regime.
  { title: 'a woman of 42 for herself', changes: {}, gaps: [] },
  { title: 'a man of 18 for himself', changes: { patient: aged(18) }, gaps: [] },
  { title: 'a woman of 104 for herself', changes: { patient: aged(104) }, gaps: [] },
  { title: 'nobody', changes: { givenBy: [] }, gaps: ['giver-missing'] },
  { title: 'a mother for a woman of 42', changes: { givenBy: [mother] }, gaps: ['patient-decides'] },
  { title: 'a woman and her mother', changes: { givenBy: [self, mother] }, gaps: ['patient-decides'] },
  { title: 'a guardian without a guardianship', changes: { givenBy: [guardian] }, gaps: ['patient-decides'] },
  { title: 'a girl of 17 for herself', changes: { patient: aged(17) }, gaps: ['representative-needed'] },
  { title: 'a child of 6 for itself', changes: { patient: aged(6) }, gaps: ['representative-needed'] },
  {
    title: 'a girl of 17 with her mother as if both gave',
    changes: { patient: aged(17), givenBy: [self, mother] },
    gaps: ['representative-needed'],
  },
  {
    title: 'a mother for her daughter of 9 who agrees',
    changes: { patient: aged(9), givenBy: [mother], assent: 'agrees' },
    gaps: [],
  },
  {
    title: 'a mother for a baby who cannot say',
    changes: { patient: aged(0), givenBy: [mother], assent: 'notAble' },
    gaps: [],
  },
  {
    title: 'a mother for a daughter of 16 who agrees',
    changes: { patient: aged(16), givenBy: [mother], assent: 'agrees' },
    gaps: [],
  },
  {
    title: 'a mother for a daughter of 16 who opposes',
    changes: { patient: aged(16), givenBy: [mother], assent: 'opposes' },
    gaps: ['doctor-needed'],
  },
  {
    title: 'a mother for a son of 7 who opposes',
    changes: { patient: aged(7), givenBy: [mother], assent: 'opposes' },
    gaps: ['doctor-needed'],
  },
  {
    title: 'a mother for a son whose will was not sought',
    changes: { patient: aged(7), givenBy: [mother], assent: 'notSought' },
    gaps: ['assent-missing'],
  },
  {
    title: 'a mother for a son of whose will nothing is said',
    changes: { patient: aged(7), givenBy: [mother] },
    gaps: ['assent-missing'],
  },
  {
    title: 'a mother without a name',
    changes: { patient: aged(9), givenBy: [{ capacity: 'parent', verification: 'known' }], assent: 'agrees' },
    gaps: ['name-missing'],
  },
  {
    title: 'a mother of whom nobody has checked who she is',
    changes: { patient: aged(9), givenBy: [{ capacity: 'parent', name: 'Claire Morel' }], assent: 'agrees' },
    gaps: ['verification-missing'],
  },
  {
    title: 'a mother who says so herself',
    changes: { patient: aged(9), givenBy: [{ ...mother, verification: 'declared' }], assent: 'agrees' },
    gaps: [],
  },
  {
    title: 'both parents for a usual act',
    changes: { patient: aged(9), givenBy: [mother, father], assent: 'agrees' },
    gaps: [],
  },
  {
    title: 'one parent for a serious act',
    changes: { patient: aged(9), givenBy: [mother], assent: 'agrees', scope: { serious: true } },
    gaps: ['both-parents-needed'],
  },
  {
    title: 'both parents for a serious act',
    changes: { patient: aged(9), givenBy: [mother, father], assent: 'agrees', scope: { serious: true } },
    gaps: [],
  },
  {
    title: 'one parent twice for a serious act',
    changes: { patient: aged(9), givenBy: [mother, mother], assent: 'agrees', scope: { serious: true } },
    gaps: ['both-parents-needed'],
  },
  {
    title: 'the guardian of a minor for a serious act',
    changes: { patient: aged(9), givenBy: [guardian], assent: 'agrees', scope: { serious: true } },
    gaps: [],
  },
  {
    title: 'a legal representative of a minor',
    changes: { patient: aged(12), givenBy: [{ ...guardian, capacity: 'legalRepresentative' }], assent: 'agrees' },
    gaps: [],
  },
  { title: 'somebody under safeguard', changes: { patient: under('safeguard') }, gaps: [] },
  { title: 'somebody under curatorship', changes: { patient: under('curatorship') }, gaps: [] },
  {
    title: 'a curator instead of the person',
    changes: { patient: under('curatorship'), givenBy: [guardian] },
    gaps: ['patient-decides'],
  },
  { title: 'somebody under guardianship of property', changes: { patient: under('guardianshipOfProperty') }, gaps: [] },
  {
    title: 'the guardian of somebody’s property',
    changes: { patient: under('guardianshipOfProperty'), givenBy: [guardian] },
    gaps: ['patient-decides'],
  },
  {
    title: 'the person under guardianship of the person alone',
    changes: { patient: under('guardianshipOfPerson') },
    gaps: ['guardian-needed'],
  },
  {
    title: 'the guardian of the person, who was asked too',
    changes: { patient: under('guardianshipOfPerson'), givenBy: [guardian], assent: 'agrees' },
    gaps: [],
  },
  {
    title: 'the guardian of a person who cannot say',
    changes: { patient: under('guardianshipOfPerson'), givenBy: [guardian], assent: 'notAble' },
    gaps: [],
  },
  {
    title: 'the guardian of a person who was not asked',
    changes: { patient: under('guardianshipOfPerson'), givenBy: [guardian] },
    gaps: ['assent-missing'],
  },
  {
    title: 'the guardian of a person who opposes',
    changes: { patient: under('guardianshipOfPerson'), givenBy: [guardian], assent: 'opposes' },
    gaps: ['doctor-needed'],
  },
  {
    title: 'a son instead of the guardian',
    changes: { patient: under('guardianshipOfPerson'), givenBy: [mother], assent: 'agrees' },
    gaps: ['guardian-needed'],
  },
  // How it was asked.
  { title: 'asked once alone', changes: { firstAskedAt: undefined }, gaps: ['asked-once'] },
  { title: 'asked before anything was said', changes: { informedAt: undefined }, gaps: ['not-informed'] },
  {
    title: 'said after it was confirmed',
    changes: { informedAt: '2026-11-30T10:00:00Z' },
    gaps: ['times-out-of-order'],
  },
  {
    title: 'asked first after it was confirmed',
    changes: { firstAskedAt: '2026-11-30T10:00:00Z' },
    gaps: ['times-out-of-order'],
  },
  {
    title: 'valid until before it is valid',
    changes: { validUntil: '2026-11-29T09:00:00Z' },
    gaps: ['times-out-of-order'],
  },
  { title: 'about no text', changes: { text: undefined }, gaps: ['text-missing'] },
  {
    title: 'with an interpreter who has no name',
    changes: { interpreter: { kind: 'person' } },
    gaps: ['interpreter-name-missing'],
  },
  { title: 'with an interpreter', changes: { interpreter: { kind: 'person', name: 'Ana Souza' } }, gaps: [] },
  { title: 'with an interpreting service', changes: { interpreter: { kind: 'service' } }, gaps: [] },
  { title: 'drawn without a drawing', changes: { method: 'drawnSignature' }, gaps: ['evidence-missing'] },
  { title: 'drawn', changes: { method: 'drawnSignature', evidence: drawing }, gaps: [] },
  { title: 'by a code that nothing is kept of', changes: { method: 'oneTimeCode' }, gaps: ['evidence-missing'] },
  { title: 'by a code', changes: { method: 'oneTimeCode', evidence: { ...drawing, kind: 'code' } }, gaps: [] },
  { title: 'on a paper that was not scanned', changes: { method: 'paper' }, gaps: ['evidence-missing'] },
  { title: 'on a paper', changes: { method: 'paper', evidence: { ...drawing, kind: 'scan' } }, gaps: [] },
  // What it is about.
  { title: 'to care by no protocol', changes: { protocol: undefined }, gaps: ['protocol-missing'] },
  { title: 'for no time and no run', changes: { validUntil: undefined }, gaps: ['period-missing'] },
  { title: 'for one run', changes: { validUntil: undefined, scope: { runId: 'passage-1' } }, gaps: [] },
  {
    title: 'to care in a pharmacist’s own right',
    changes: { code: 'careByOwnCompetence', protocol: undefined },
    gaps: [],
  },
  { title: 'to share with nobody in particular', changes: { code: 'shareOutsideTeam' }, gaps: ['recipients-missing'] },
  {
    title: 'to share with the school’s doctor',
    changes: { code: 'shareOutsideTeam', scope: { recipients: [{ id: 'ecole', label: 'Médecin scolaire' }] } },
    gaps: [],
  },
  {
    title: '« given » of an exchange, which asks for no consent',
    changes: { code: 'exchangeWithCarers' },
    gaps: ['decision-of-another-kind'],
  },
  {
    title: '« informed » of care, which asks for a consent',
    changes: { decision: 'informed' },
    gaps: ['decision-of-another-kind'],
  },
  {
    title: 'informed of the exchange with the attending doctor',
    changes: { code: 'exchangeWithCarers', decision: 'informed', firstAskedAt: undefined },
    gaps: [],
  },
  {
    title: 'told of the exchange without being told',
    changes: { code: 'exchangeWithCarers', decision: 'informed', informedAt: undefined },
    gaps: ['not-informed'],
  },
  {
    title: 'objects to the exchange',
    changes: { code: 'exchangeWithCarers', decision: 'objected', informedAt: undefined, text: undefined },
    gaps: [],
  },
  {
    title: 'an objection to care, which is a refusal',
    changes: { decision: 'objected' },
    gaps: ['decision-of-another-kind'],
  },
  {
    title: 'informed of figures',
    changes: { code: 'reuseForSteering', decision: 'informed', protocol: undefined },
    gaps: [],
  },
  // A no needs nothing but somebody who says it.
  {
    title: 'refuses before anything was said',
    changes: { decision: 'refused', informedAt: undefined, firstAskedAt: undefined, text: undefined },
    gaps: [],
  },
  { title: 'refuses, by nobody', changes: { decision: 'refused', givenBy: [] }, gaps: ['giver-missing'] },
  { title: 'a girl of 12 refuses by herself', changes: { decision: 'refused', patient: aged(12) }, gaps: [] },
  {
    title: 'withdraws before being informed',
    changes: {
      decision: 'withdrawn',
      informedAt: undefined,
      firstAskedAt: undefined,
      text: undefined,
      validUntil: undefined,
    },
    gaps: [],
  },
  { title: 'withdraws after both moments', changes: { decision: 'withdrawn', validUntil: undefined }, gaps: [] },
  {
    title: 'a father withdraws what a mother gave',
    changes: { decision: 'withdrawn', patient: aged(9), givenBy: [father] },
    gaps: [],
  },
  { title: 'withdraws, by nobody', changes: { decision: 'withdrawn', givenBy: [] }, gaps: ['giver-missing'] },
  // Urgency, and what goes to a doctor.
  {
    title: 'urgency without a reason',
    changes: { decision: 'urgencyException', givenBy: [], validUntil: soon },
    gaps: ['reason-missing'],
  },
  {
    title: 'urgency with a reason',
    changes: {
      decision: 'urgencyException',
      reason: 'Malaise, ne répond pas',
      givenBy: [],
      informedAt: undefined,
      firstAskedAt: undefined,
      text: undefined,
      validUntil: soon,
    },
    gaps: [],
  },
  {
    title: 'urgency without an end',
    changes: { decision: 'urgencyException', reason: 'Malaise', givenBy: [], validUntil: undefined },
    gaps: ['period-missing'],
  },
  {
    title: 'an urgency of a week',
    changes: { decision: 'urgencyException', reason: 'Malaise', givenBy: [], validUntil: '2026-12-07T09:00:00Z' },
    gaps: ['period-too-long'],
  },
  {
    title: 'urgency as a reason to share',
    changes: { code: 'exchangeWithCarers', decision: 'urgencyException', reason: 'Malaise' },
    gaps: ['decision-of-another-kind'],
  },
  {
    title: 'a doctor is called for nothing that is said',
    changes: { decision: 'referredToDoctor' },
    gaps: ['referral-missing'],
  },
  {
    title: 'a doctor is called for a girl of 16 who wants her parents not told',
    changes: {
      decision: 'referredToDoctor',
      patient: aged(16),
      referral: { reason: 'minorAsksSecrecy', doctor: 'Dre Anne Le Goff' },
    },
    gaps: [],
  },
  {
    title: 'a doctor is called for parents who disagree',
    changes: {
      decision: 'referredToDoctor',
      patient: aged(9),
      givenBy: [mother, father],
      referral: { reason: 'parentsDisagree', doctor: 'Dre Anne Le Goff' },
    },
    gaps: [],
  },
  {
    title: 'a doctor is called for somebody who cannot understand',
    changes: { decision: 'referredToDoctor', referral: { reason: 'cannotUnderstand', doctor: 'Dre Anne Le Goff' } },
    gaps: [],
  },
];
