// What reads a protocol and judges its answers: fetched once there is one, with the form that asks.
import '../consent/relais-consent.ts';
import '../questionnaire/relais-questionnaire.ts';
import type { ConsentRecord, ConsentText } from '@relais/sdk/consent/parts';
import { standingOf } from '@relais/sdk/consent/proofs';
import { readProtocol } from '@relais/sdk/protocol/reading';
import { answerForm, explainForm, outlineOf, protocolQuestionnaire, withoutRules } from '@relais/sdk/protocol/tree';
import type { CaseAnswer, Protocol } from '@relais/sdk/protocol/tree';
import { openForm } from '@relais/sdk/questionnaire';
import type { Form, QuestionnaireResponse } from '@relais/sdk/questionnaire';
import { evaluationOf } from '@relais/sdk/run';
import { withRoomToScan } from './test-scan.ts';
import type { Judged, OpenProtocol } from './types.ts';

export { endQuestions, endRefusals, outcomeOfAnswer } from '@relais/sdk/run';
export { regimeOn, withoutRules } from '@relais/sdk/protocol/tree';
export { linkEmergencyNumbers } from '../ui/emergency-numbers.ts';
export { MinuteCounter, renderCounters } from './minute-counter.ts';
export { TestScan, expiredIn, renderScans } from './test-scan.ts';
export { answersOf, narrativeOf, reasonsOf } from './narrative.ts';
export { fr } from './words/fr.ts';

/** Opens a protocol, given as an object, its JSON text or the FHIR Bundle of one; undefined when it is none. */
export function openProtocol(source: unknown): OpenProtocol | undefined {
  const read = readProtocol(typeof source === 'string' ? parse(source) : source);
  if ('faults' in read) return undefined;
  const { protocol } = read;
  const asked = protocolQuestionnaire(protocol, protocol.date);
  const questionnaire = { ...asked, title: undefined, item: withRoomToScan(asked.item ?? [], { protocol }) };
  return { protocol, outline: outlineOf(protocol), questionnaire };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What rules make of a response: the function that the server has. */
export async function judge(open: OpenProtocol, response: QuestionnaireResponse, now: number): Promise<Judged> {
  const form = await openFormOf(open, now, withoutRules(response));
  const explanation = explainForm(open.protocol, open.outline, form);
  const values = new Map(open.outline.questions.map(({ linkId }) => [linkId, valuesIn(form, linkId)]));
  return { explanation, evaluation: evaluationOf(explanation.verdict), values };
}

function valuesIn(form: Form, linkId: string): (boolean | number | string)[] {
  const item = form.item(linkId);
  return item?.enabled ? item.values.map(({ value }) => scalarOf(value)) : [];
}

/** The code of a choice; anything else as it is written. */
function scalarOf(value: unknown): boolean | number | string {
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  return typeof value === 'object' && value !== null && 'code' in value ? String(value.code) : String(value);
}

/** What the host knows already, as a response to begin with. */
export async function responseFor(
  open: OpenProtocol,
  known: Readonly<Record<string, CaseAnswer>>,
  now: number,
): Promise<QuestionnaireResponse> {
  const form = await openFormOf(open, now);
  answerForm(form, known);
  return withoutRules(form.response());
}

/** The response with more answers, which were measured or read. */
export async function responseWith(
  open: OpenProtocol,
  response: QuestionnaireResponse,
  answers: Readonly<Record<string, number | string>>,
  now: number,
): Promise<QuestionnaireResponse> {
  const form = await openFormOf(open, now, withoutRules(response));
  form.edit(() => {
    for (const [linkId, value] of Object.entries(answers)) {
      const item = form.item(linkId);
      if (item) form.answer(item, value);
    }
  });
  return withoutRules(form.response());
}

function openFormOf({ protocol }: OpenProtocol, now: number, response?: QuestionnaireResponse): Promise<Form> {
  const source = protocolQuestionnaire(protocol, protocol.date);
  return openForm(source, { now: () => now, language: 'fr', ...(response && { response }) });
}

/** Whether the patient has agreed already. */
export function hasAgreed(
  records: readonly ConsentRecord[],
  {
    protocol: { id, version },
    code,
    patientId,
    runId,
    at,
    texts,
  }: {
    readonly protocol: Protocol;
    readonly code: ConsentText['code'];
    readonly patientId: string;
    readonly runId: string;
    readonly at: string;
    readonly texts: readonly ConsentText[];
  },
): boolean {
  const proofs = records.map(({ proof }) => proof);
  return standingOf(proofs, { code, patientId, runId, at, texts, protocol: { id, version } }).allowed;
}
