import type { Protocol, Run, RunPerson } from '@relais/model';
import { writeMembers } from '../../core/fhir-extensions.ts';

interface Resource {
  readonly [member: string]: unknown;
  readonly resourceType: string;
  readonly id: string;
}

export interface RunBundle {
  readonly resourceType: 'Bundle';
  readonly type: 'collection';
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Resource }[];
}

/** Somebody a run names, with what other software knows them by. */
export type RunActor = RunPerson & { readonly rpps?: string | undefined };

/** All that a run is told of to other software. */
export interface RunTold {
  readonly run: Run;
  readonly protocol: Protocol;
  readonly people: readonly RunActor[];
  /** What was found, in sentences. */
  readonly findings: readonly { readonly heading: string; readonly text: string }[];
}

const OWN = 'urn:relais:run:';
const LOINC = 'http://loinc.org';
const RPPS = 'https://rpps.esante.gouv.fr';

/**
 * A run as FHIR R4 has it, by the words of the glossary: the run is a CarePlan, its answers a QuestionnaireResponse, alerts are DetectedIssues, an
 * act a Procedure, a reprise or a redirection a Task; a Composition holds them together as the letter to the doctor tells them.
 */
export function runBundle(told: RunTold): RunBundle {
  const resources = [
    carePlanOf(told),
    ...responseOf(told),
    ...told.run.alerts.map((_, index) => issueOf(told, index)),
    ...procedureOf(told),
    ...taskOf(told),
    ...compositionOf(told),
  ];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ fullUrl: urlOf(resource), resource })),
  };
}

/** FHIR has no `_` in ids, and ids of runs no `.`. */
export function fhirIdOf(run: string): string {
  return run.replaceAll('_', '.');
}

/** The run that a resource is of, by its id. */
export function runIdOf(fhirId: string): string {
  return fhirId.replace(/-issue-\d+$/, '').replaceAll('.', '_');
}

function carePlanOf({ run, protocol, people }: RunTold): Resource {
  const { outcome, target, level } = run;
  return {
    resourceType: 'CarePlan',
    id: fhirIdOf(run.id),
    instantiatesCanonical: [`urn:relais:protocol:${protocol.id}|${protocol.version}`],
    status: statusOf(run),
    intent: 'plan',
    title: protocol.title,
    subject: patientOf(run),
    period: periodOf(run),
    created: run.startedAt,
    author: personOf(people, run.delegate),
    contributor: run.delegator === undefined ? undefined : [personOf(people, run.delegator)],
    extension: writeMembers(OWN, { outcome, target, level, training: run.training, needsReview: run.needsReview }),
  };
}

function statusOf({ state, outcome }: Run): string {
  if (state === 'open') return 'active';
  return outcome === 'refused' || outcome === 'abandoned' ? 'revoked' : 'completed';
}

function responseOf({ run, people }: RunTold): Resource[] {
  if (!run.response) return [];
  return [
    {
      ...run.response,
      id: fhirIdOf(run.id),
      status: responseStatusOf(run),
      basedOn: [referenceTo('CarePlan', run)],
      subject: patientOf(run),
      authored: run.endedAt ?? run.startedAt,
      author: personOf(people, run.delegate),
    },
  ];
}

/** Its page keeps answers as they are given: whether all are there, the run says. */
function responseStatusOf({ state, evaluation }: Run): string {
  if (state === 'open') return 'in-progress';
  return evaluation?.missing.length === 0 ? 'completed' : 'stopped';
}

function issueOf({ run, protocol, people }: RunTold, index: number): Resource {
  const { rule, kind, raisedAt, acknowledgedAt, answered, emergencyAt, lapsedAt } = run.alerts[index]!;
  const detail = protocol.rules.find(({ id }) => id === rule)?.action.text ?? rule;
  const done = [
    acknowledgedAt && {
      action: saying('vu par le délégué'),
      date: acknowledgedAt,
      author: personOf(people, run.delegate),
    },
    answered && {
      action: coded(`${OWN}alert-answer`, answered.answer),
      date: answered.at,
      author: personOf(people, answered.professional),
    },
    emergencyAt && { action: saying('personne n’a répondu, appel au 15'), date: emergencyAt },
  ];
  return {
    resourceType: 'DetectedIssue',
    id: `${fhirIdOf(run.id)}-issue-${index + 1}`,
    status: lapsedAt === undefined ? 'final' : 'cancelled',
    code: coded(`${OWN}rule`, rule),
    severity: kind === 'stop' ? 'moderate' : 'high',
    patient: patientOf(run),
    identifiedDateTime: raisedAt,
    implicated: [referenceTo('CarePlan', run)],
    detail,
    mitigation: some(done.filter((one) => one !== undefined)),
    extension: writeMembers(OWN, { kind }),
  };
}

/** The délégué's act, of a run that she ended well. */
function procedureOf({ run, protocol, people }: RunTold): Resource[] {
  if (run.outcome !== 'managedByDelegate') return [];
  return [
    {
      resourceType: 'Procedure',
      id: fhirIdOf(run.id),
      basedOn: [referenceTo('CarePlan', run)],
      status: 'completed',
      code: { ...coded(`${OWN}protocol`, protocol.id), text: protocol.title },
      subject: patientOf(run),
      performedPeriod: periodOf(run),
      performer: [
        {
          actor: personOf(people, run.delegate),
          function: coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'PPRF'),
        },
      ],
    },
  ];
}

/** What is left to somebody else: the délégant who takes over, or whom the patient is redirected to. */
function taskOf({ run, people }: RunTold): Resource[] {
  const { outcome, target, delegator } = run;
  if (outcome !== 'takeover' && outcome !== 'redirected') return [];
  return [
    {
      resourceType: 'Task',
      id: fhirIdOf(run.id),
      basedOn: [referenceTo('CarePlan', run)],
      status: 'requested',
      intent: 'order',
      code: coded(`${OWN}outcome`, outcome),
      focus: referenceTo('CarePlan', run),
      for: patientOf(run),
      authoredOn: run.endedAt,
      requester: personOf(people, run.delegate),
      owner: outcome === 'takeover' && delegator !== undefined ? personOf(people, delegator) : undefined,
      performerType: target === undefined ? undefined : [coded(`${OWN}target`, target)],
    },
  ];
}

function compositionOf(told: RunTold): Resource[] {
  const { run, protocol, people, findings } = told;
  if (run.state !== 'ended') return [];
  const results = [...procedureOf(told), ...taskOf(told)].map(({ resourceType, id }) => ({
    reference: `${resourceType}/${id}`,
  }));
  const issues = run.alerts.map((_, index) => ({ reference: `DetectedIssue/${fhirIdOf(run.id)}-issue-${index + 1}` }));
  const sections = [
    {
      title: 'Ce qui a été constaté',
      text: narrativeOf(findings),
      entry: some(run.response ? [referenceTo('QuestionnaireResponse', run)] : []),
    },
    { title: 'Alertes et suites données', entry: some(issues) },
    { title: 'Issue', entry: [referenceTo('CarePlan', run), ...results] },
  ];
  return [
    {
      resourceType: 'Composition',
      id: fhirIdOf(run.id),
      status: 'final',
      type: coded(LOINC, '11488-4'),
      subject: patientOf(run),
      date: run.endedAt,
      author: [personOf(people, run.delegate)],
      title: protocol.title,
      // A section with nothing in it is none (cmp-2).
      section: sections.filter(({ text, entry }) => text !== undefined || entry !== undefined),
    },
  ];
}

// ——— Parts ———

function patientOf({ patient }: Run) {
  const { id, givenName, familyName } = patient;
  const display = [givenName, familyName].filter(Boolean).join(' ');
  return { identifier: { value: id }, ...(display && { display }) };
}

function personOf(people: readonly RunActor[], id: string) {
  const person = people.find(({ professional }) => professional === id);
  const identifier = person?.rpps === undefined ? { value: id } : { system: RPPS, value: person.rpps };
  return { identifier, ...(person && { display: `${person.givenName} ${person.familyName}` }) };
}

function periodOf({ startedAt, endedAt }: Run) {
  return { start: startedAt, ...(endedAt === undefined ? {} : { end: endedAt }) };
}

function referenceTo(type: string, { id }: Run) {
  return { reference: `${type}/${fhirIdOf(id)}` };
}

function urlOf({ resourceType, id }: Resource): string {
  return `${OWN}${resourceType}:${id}`;
}

function coded(system: string, code: string) {
  return { coding: [{ system, code }] };
}

function saying(text: string) {
  return { text };
}

/** FHIR has no empty lists. */
function some<Value>(values: readonly Value[]): readonly Value[] | undefined {
  return values.length > 0 ? values : undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function narrativeOf(findings: RunTold['findings']) {
  const paragraphs = findings.flatMap(({ heading, text }) => [heading, text]).filter((one) => one.trim() !== '');
  if (paragraphs.length === 0) return undefined;
  const inner = paragraphs.map((one) => `<p>${one.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign)}</p>`).join('');
  return { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>` };
}
