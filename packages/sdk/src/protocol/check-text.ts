import { bundleOf, checkProtocol, readProtocol, takePlan, writeCases } from '@relais/engine/protocol';
import type { Finding, ProtocolFault, ProtocolReport, TakenPlan } from '@relais/engine/protocol';
import type { Protocol, ProtocolCases } from '@relais/model';
import type { QuestionnaireItem } from '@relais/model/fhir';
import { readJsonText } from './json-text.ts';
import type { JsonFaultCode, JsonText, TextPlace } from './json-text.ts';

/** What the checker says, with where it stands in the text. */
export type PlacedFinding = Finding & { readonly place: TextPlace };
export type PlacedFault = ProtocolFault & { readonly place: TextPlace };

/** What can be said of a text that should be a protocol. */
export type CheckedText =
  | { readonly state: 'not-json'; readonly fault: JsonFaultCode; readonly place: TextPlace }
  | { readonly state: 'not-a-protocol'; readonly faults: readonly PlacedFault[] }
  /** A PlanDefinition of others: what could be taken of it is a draft to go on with. */
  | { readonly state: 'plan-of-others'; readonly plan: TakenPlan }
  | {
      readonly state: 'checked';
      readonly protocol: Protocol;
      /** Whether the text was the FHIR Bundle of one. */
      readonly isBundle: boolean;
      readonly report: Omit<ProtocolReport, 'findings'> & { readonly findings: readonly PlacedFinding[] };
    };

/** Reads and proves a protocol, or the FHIR Bundle of one, from its text; a plan of others is taken as far as it can be. May take a second: ask a worker. */
export function checkText(text: string): CheckedText {
  const json = readJsonText(text);
  if ('fault' in json) return { state: 'not-json', ...json };
  const plan = takePlan(json.value);
  if (plan) return { state: 'plan-of-others', plan };
  const read = readProtocol(json.value);
  if ('faults' in read) {
    // What is wrong in a Bundle is named as in the protocol it holds, which stands nowhere in the text.
    const placeOf = (path: ProtocolFault['path']): TextPlace => json.placeOf(read.isBundle ? [] : path);
    return { state: 'not-a-protocol', faults: read.faults.map((fault) => ({ ...fault, place: placeOf(fault.path) })) };
  }
  const { protocol, isBundle } = read;
  const report = checkProtocol(protocol);
  const findings = report.findings.map((finding) => ({
    ...finding,
    place: placeOfFinding(json, protocol, finding.path),
  }));
  return { state: 'checked', protocol, isBundle, report: { ...report, findings } };
}

/** The table of cases of the protocol in a text that has been checked. */
export function casesOfText(text: string, now: () => number): Promise<ProtocolCases> {
  return writeCases(protocolIn(text), now);
}

/** The FHIR Bundle of the protocol in a text that has been checked. */
export function bundleOfText(text: string): unknown {
  return bundleOf(protocolIn(text));
}

function protocolIn(text: string): Protocol {
  const checked = checkText(text);
  if (checked.state !== 'checked') throw new TypeError(checked.state);
  return checked.protocol;
}

function placeOfFinding(json: JsonText, protocol: Protocol, path: string): TextPlace {
  return json.placeOf(pathInText(protocol, path));
}

/** Where the path of a finding (`rules/7b`) leads in the document. */
function pathInText(protocol: Protocol, path: string): readonly (string | number)[] {
  const [list = '', ...rest] = path.split('/');
  const id = rest.join('/');
  if (list === 'questionnaire') return ['questionnaire', ...itemPath(protocol.questionnaire.item, id)];
  if (list === 'criteria') return criterionPath(protocol, id);
  const entries: unknown = protocol[list as keyof Protocol];
  if (!Array.isArray(entries)) return [];
  const [named = ''] = list === 'prescriptions' ? rest : [id];
  const index = (entries as Record<string, unknown>[]).findIndex((entry, at) =>
    [entry['id'], entry['linkId'], entry['name'], entry['profession'], String(at)].includes(named),
  );
  return index < 0 ? [list] : [list, index];
}

function criterionPath({ inclusion, exclusion }: Protocol, id: string): (string | number)[] {
  const at = inclusion.findIndex((one) => one.id === id);
  return at >= 0 ? ['inclusion', at] : ['exclusion', exclusion.findIndex((one) => one.id === id)];
}

/** The path to the item that a linkId names, as far as it is there; `od.trod/required` is about the item. */
function itemPath(items: readonly QuestionnaireItem[], name: string): (string | number)[] {
  for (const [index, { linkId, item = [] }] of items.entries()) {
    if (linkId === name || name.startsWith(`${linkId}/`)) return ['item', index];
    const below = itemPath(item, name);
    if (below.length > 0) return ['item', index, ...below];
  }
  return [];
}
