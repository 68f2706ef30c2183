import { createForm } from '@relais/engine/questionnaire/create';
import { answerForm, judgeForm, protocolQuestionnaire } from '@relais/engine/protocol';
import type { Verdict } from '@relais/engine/protocol';
import type { Form } from '@relais/engine/questionnaire';
import { expressions } from '@relais/engine/questionnaire/expressions';
import { fr, checks, valueSets } from '@relais/engine/questionnaire/parts';
import type { CaseAnswer, Protocol, ProtocolRule } from '@relais/model';
import type { QuestionnaireItem } from '@relais/model/fhir';

export const illustrative = { status: 'illustrative' } as const;

/** A path to the answer of an item. */
export const path = (linkId: string): string => `%resource.item.where(linkId = '${linkId}').answer.value`;
export const code = (linkId: string): string => `${path(linkId)}.code`;

/** A question that must be answered; options are their own words. */
export function ask(linkId: string, type: string, more: Partial<QuestionnaireItem> & { options?: string[] } = {}) {
  const { options, ...rest } = more;
  const answerOption = options?.map((one) => ({ valueCoding: { code: one, display: one } }));
  return { linkId, text: linkId, type, required: true, ...(answerOption && { answerOption }), ...rest };
}

/** A number within limits. */
export function askNumber(linkId: string, min: number, max: number, more: Partial<QuestionnaireItem> = {}) {
  const extension = [
    { url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueInteger: min },
    { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueInteger: max },
  ];
  return ask(linkId, 'integer', { extension, ...more });
}

type Action = ProtocolRule['action'];

export function rule(id: string, when: string | undefined, action: Action): ProtocolRule {
  return { id, ...(when !== undefined && { when }), action, ...illustrative };
}

export const urgent: Action = { kind: 'urgent', target: 'samu', text: 'Appeler le 15' };
export const stop: Action = { kind: 'stop', target: 'generalPractitioner', text: 'Consultation médicale' };
export const alert: Action = { kind: 'alert', recipient: 'doctor', text: 'Appeler le médecin' };
export const green: Action = { kind: 'outcome', outcome: 'managedByDelegate', text: 'Conseils' };

/** A protocol of these questions and rules, otherwise in order; the closing item comes last. */
export function protocolOf(
  questions: readonly QuestionnaireItem[],
  rules: readonly ProtocolRule[],
  rest: Partial<Protocol> = {},
): Protocol {
  const item: QuestionnaireItem[] = [
    ...questions,
    { ...ask('autre', 'boolean'), text: 'Autre motif d’inquiétude du professionnel' },
  ];
  return {
    formatVersion: 'relais-protocol/1',
    id: 'essai',
    version: '1',
    title: 'Essai',
    kind: 'coordinationProtocol',
    responsible: 'Dre Anne Durand',
    notice: 'Exemple',
    mode: { kind: 'display' },
    sources: {},
    professions: ['nurse'],
    regimes: [{ profession: 'nurse', regime: 'ownCompetence', validFrom: '2026-01-01', ...illustrative }],
    date: '2026-11-01',
    parameters: [],
    inclusion: [],
    exclusion: [],
    questionnaire: {
      resourceType: 'Questionnaire',
      url: 'https://relais.example/q',
      version: '1',
      item: item.map((one) => ({ ...one })),
    },
    items: item.map(({ linkId }) => ({ linkId, ...illustrative })),
    terms: [],
    rules: [...rules, rule('autre', `${path('autre')} = true`, alert)],
    prescriptions: [],
    documents: [],
    consent: { text: 'Le patient consent', ...illustrative },
    activation: [],
    ...rest,
  };
}

const NOW = Date.parse('2026-11-09T09:30:00Z');

/** The form of a protocol with its rules, evaluated by the evaluator of forms. */
export function openProtocol(protocol: Protocol): Form {
  const parts = [valueSets(), checks, expressions({ timeZone: 'Europe/Paris' })];
  const source = protocolQuestionnaire(protocol, protocol.date);
  return createForm(source, { now: () => NOW, language: 'fr', messages: fr, parts });
}

export function judge(protocol: Protocol, answers: Readonly<Record<string, CaseAnswer>>): Verdict {
  const form = openProtocol(protocol);
  answerForm(form, answers);
  return judgeForm(protocol, form);
}
