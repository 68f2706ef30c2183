import type {
  ActivityDefinition,
  PlanAction,
  PlanDefinition,
  Protocol,
  ProtocolBundle,
  ProtocolRule,
  UsageContext,
} from '@relais/model';
import { variableOf } from '../variable.ts';
import { OWN, writeExtension, writeMembers } from './extension-codec.ts';

export const KINDS = `${OWN}kind`;
export const RULES = `${OWN}rule`;
export const ACTIVITIES = `${OWN}activity`;
export const PROFESSIONS = `${OWN}profession`;
const USAGE = 'http://terminology.hl7.org/CodeSystem/usage-context-type';

/**
 * A protocol as a FHIR R4 Bundle: a PlanDefinition with its rules as actions, the Questionnaire as it is, an ActivityDefinition for each
 * prescription and document. What FHIR has no element for is in extensions, so that `protocolOfBundle` gives the protocol back.
 */
export function bundleOf(protocol: Protocol): ProtocolBundle {
  const resources = [
    planOf(protocol),
    protocol.questionnaire,
    ...protocol.prescriptions.map(({ title, text, ...rest }) => {
      return { ...activityOf(protocol, 'prescription', rest.id, title, rest), description: text };
    }),
    ...protocol.documents.map(({ title, ...rest }) => activityOf(protocol, 'document', rest.id, title, rest)),
  ];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ fullUrl: String(resource.url), resource })),
  };
}

function planOf(protocol: Protocol): PlanDefinition {
  // What is taken out here stands in elements of FHIR; the rest, with the id, in extensions.
  const { version, title, kind, date, notice, responsible, sources, regimes, parameters, terms, ...others } = protocol;
  const { rules, questionnaire, prescriptions: _, documents: __, ...rest } = others;
  const artifacts = Object.entries(sources).map(([label, citation]) => ({ type: 'citation', label, citation }));
  return {
    resourceType: 'PlanDefinition',
    url: urlOf(protocol.id),
    version,
    title,
    status: 'draft',
    type: coded(KINDS, kind),
    date,
    description: notice,
    author: [{ name: responsible }],
    ...(regimes.length > 0 && { useContext: regimes.map(contextOf) }),
    ...(artifacts.length > 0 && { relatedArtifact: artifacts }),
    extension: [
      ...parameters.map((one) => variable('parameter', one, String(one.value))),
      ...terms.map((one) => variable('term', one, one.expression)),
      ...writeMembers(rest),
    ],
    action: [askingOf(title, questionnaire), ...rules.map((rule) => actionOf(rule, protocol))],
  };
}

/** The first action: the questionnaire is answered. */
function askingOf(title: string, { url, version }: Protocol['questionnaire']): PlanAction {
  return { title, code: [coded(RULES, 'questionnaire')], definitionCanonical: `${url}|${version}` };
}

function contextOf({ profession, ...rest }: Protocol['regimes'][number]): UsageContext {
  return {
    code: { system: USAGE, code: 'user' },
    valueCodeableConcept: coded(PROFESSIONS, profession),
    extension: writeMembers(rest),
  };
}

/** A parameter or a term: a name that expressions may use. */
function variable(kind: string, whole: { name: string; label: string }, expression: string) {
  const { url, valueExpression } = variableOf(whole.name, expression);
  const extension = [writeExtension(`${OWN}${kind}`, whole)];
  return { url, valueExpression: { extension, description: whole.label, ...valueExpression } };
}

function actionOf(rule: ProtocolRule, protocol: Protocol): PlanAction {
  const { id, when, action, ...rest } = rule;
  const { kind, text, ...details } = action;
  const canonical = activityIn(rule, protocol);
  return {
    prefix: id,
    title: text,
    code: [coded(RULES, kind)],
    ...(when !== undefined && {
      condition: [{ kind: 'applicability', expression: { language: 'text/fhirpath', expression: when } }],
    }),
    ...(canonical !== undefined && { definitionCanonical: canonical }),
    extension: writeMembers({ ...rest, details }),
  };
}

/** The activity that a rule leads to. */
function activityIn({ action }: ProtocolRule, { id, version }: Protocol): string | undefined {
  const [kind, name] =
    action.kind === 'document'
      ? ['document', action.document]
      : ['prescription', action.kind === 'outcome' ? action.prescription : undefined];
  return name === undefined ? undefined : `${urlOf(id)}:${kind}:${name}|${version}`;
}

function activityOf(
  { id, version }: Protocol,
  kind: 'prescription' | 'document',
  name: string,
  title: string,
  rest: object,
): ActivityDefinition {
  return {
    resourceType: 'ActivityDefinition',
    url: `${urlOf(id)}:${kind}:${name}`,
    version,
    title,
    status: 'draft',
    code: coded(ACTIVITIES, kind),
    extension: writeMembers(rest),
  };
}

function coded(system: string, code: string) {
  return { coding: [{ system, code }] };
}

const urlOf = (id: string): string => `${OWN}${id}`;
