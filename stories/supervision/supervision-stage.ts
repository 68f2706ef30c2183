import { createConsentId, createConsents, fillText, sealConsent, shownText } from '@relais/sdk/consent';
import type { ConsentProof, ConsentText } from '@relais/sdk/consent';
import { sha256 } from '@relais/sdk/consent/proofs';
import { answerForm, explainForm, outlineOf, protocolQuestionnaire, withoutRules } from '@relais/sdk/protocol/tree';
import type { CaseAnswer } from '@relais/sdk/protocol/tree';
import { openForm } from '@relais/sdk/questionnaire';
import { createRuns, evaluationOf } from '@relais/sdk/run';
import type { RunEvaluation, RunResponse } from '@relais/sdk/run';
import { drawRash } from '../support/rash.ts';
import { createTeamStage, IDA, type TeamDocuments, type TeamStage } from '../team/team-stage.ts';

/** A sore throat that nothing worries about. */
const ORDINARY: Readonly<Record<string, CaseAnswer>> = {
  'od.age': 13,
  'od.pain': true,
  'od.temp': 37.9,
  'od.cough': false,
  'od.nodes': false,
  'od.tonsil': false,
  'od.aspect': 'erythemateuse',
  'od.rf.trismus': false,
  'od.rf.breath': false,
  'od.rf.neck': false,
  'od.rf.state': false,
  'od.rf.immuno': false,
  'od.rf.raa': false,
  'od.allergy': 'non',
  'od.trod': 'negatif',
  'od.other': false,
};
/** Rule 9 calls a délégant. */
export const UNCLEAR = { 'od.trod': 'non-concluant' };
export const UNCLEAR_RULE = '9';

/** How a run of Ida's goes. */
export interface RunPlan {
  readonly givenName: string;
  readonly differs?: Readonly<Record<string, CaseAnswer>>;
  readonly ends?: boolean;
  /** The page is said to have found something else than the server. */
  readonly isDiffering?: boolean;
  /** A photograph is attached, and said to show this. */
  readonly photograph?: string;
}

export interface SupervisionStage extends TeamStage {
  /** Runs odynophagie as Ida does, with a patient who has agreed. @returns the run's id */
  run(plan: RunPlan): Promise<string>;
}

/** The team of the stories of the team, with runs. */
export async function createSupervisionStage(
  documents: TeamDocuments,
  texts: readonly ConsentText[],
): Promise<SupervisionStage> {
  const stage = await createTeamStage(documents);
  const ida = stage.as('delegate', IDA);
  const [consents, runs] = [createConsents(ida), createRuns(ida)];
  const protocol = documents.protocols.find(({ id }) => id === 'odynophagie');
  if (!protocol) throw new Error('There is no odynophagie');
  const { id: name, version } = protocol;

  /** @returns what the next decision of the patient is chained to */
  async function agree(
    patientId: string,
    { code, scope, previous }: Pick<ConsentProof, 'code' | 'scope'> & { readonly previous?: ConsentProof },
  ): Promise<ConsentProof> {
    const told = texts.find((text) => text.code === code && text.language === 'fr');
    if (!told) throw new Error('There is no text of the consent');
    const values = {
      professional: 'Ida Roux',
      doctor: 'Anne Durand',
      dpo: 'dpo@exemple.fr',
      recipients: 'son médecin',
    };
    const text = shownText(fillText(told, values));
    const { id, version: of, language, format } = told;
    const at = (minutes: number) => instant(stage.backend.now() + minutes * 60_000);
    const proof = await sealConsent(
      {
        formatVersion: 'relais-consent-proof/1',
        id: createConsentId(),
        code,
        decision: 'given',
        patient: { id: patientId, identityStatus: 'qualified', ageYears: 42, regime: 'none' },
        protocol: { id: name, version },
        text: { id, version: of, language, format, sha256: await sha256(text) },
        givenBy: [{ capacity: 'patient' }],
        interpreter: { kind: 'none' },
        collectedBy: { name: 'Ida Roux', profession: 'nurse' },
        structure: { name: 'Maison de santé' },
        channel: 'onSite',
        method: 'oral',
        firstAskedAt: at(-3),
        informedAt: at(-2),
        confirmedAt: at(-1),
        zone: 'Europe/Paris',
        validFrom: at(-1),
        validUntil: at(24 * 60),
        scope,
      },
      previous,
    );
    await consents.record({ proof, text });
    return proof;
  }

  async function attach(runId: string, description: string): Promise<void> {
    const takenAt = instant(stage.backend.now());
    const picture = drawRash().toDataURL('image/jpeg').split(',')[1] ?? '';
    await runs.attachPhotograph(runId, { id: runs.createId(), item: 'od.rash', description, takenAt, picture });
  }

  return {
    ...stage,
    async run({ givenName, differs = {}, ends = false, isDiffering = false, photograph }) {
      const id = runs.createId();
      const patient = {
        id: `patient-${id}`,
        identityStatus: 'qualified',
        familyName: 'Fauvergue',
        givenName,
        ageYears: 42,
        sex: 'female',
      } as const;
      const care = await agree(patient.id, { code: 'careByProtocol', scope: {} });
      const startedAt = instant(stage.backend.now());
      const { revision } = await runs.start({ id, protocol: name, version, patient, startedAt });
      if (photograph !== undefined) {
        await agree(patient.id, { code: 'photograph', scope: { runId: id }, previous: care });
        await attach(id, photograph);
      }
      const { response, evaluation } = await answersOf(protocol, differs);
      const said: RunEvaluation = isDiffering ? { ...evaluation, level: 'none' } : evaluation;
      const saved = await runs.save({ id, revision }, { response, evaluation: said });
      if (ends) await runs.end(saved, { outcome: 'managedByDelegate', endedAt: instant(stage.backend.now()) });
      return id;
    },
  };
}

async function answersOf(
  protocol: TeamDocuments['protocols'][number],
  differs: Readonly<Record<string, CaseAnswer>>,
): Promise<{ readonly response: RunResponse; readonly evaluation: RunEvaluation }> {
  const form = await openForm(protocolQuestionnaire(protocol, protocol.date), { now: () => 0, language: 'fr' });
  answerForm(form, { ...ORDINARY, ...differs });
  const { verdict } = explainForm(protocol, outlineOf(protocol), form);
  return { response: withoutRules(form.response()), evaluation: evaluationOf(verdict) };
}

function instant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
