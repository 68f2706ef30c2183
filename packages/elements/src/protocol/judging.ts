// What reads a protocol and judges its answers: fetched once there is one, with the form that asks.
import '../consent/relais-consent.ts';
import '../questionnaire/relais-questionnaire.ts';
import type { ConsentRecord, ConsentText } from '@relais/sdk/consent/parts';
import { standingOf } from '@relais/sdk/consent/proofs';
import { readProtocol } from '@relais/sdk/protocol/reading';
import { explainForm, outlineOf, protocolQuestionnaire, withoutRules } from '@relais/sdk/protocol/tree';
import type { Protocol } from '@relais/sdk/protocol/tree';
import { openForm } from '@relais/sdk/questionnaire';
import type { Form, QuestionnaireResponse } from '@relais/sdk/questionnaire';
import { evaluationOf } from '@relais/sdk/run';
import { withRoomToScan } from './test-scan.ts';
import type { Judged, OpenProtocol } from './types.ts';

export { endQuestions, endRefusals, outcomeOfAnswer } from '@relais/sdk/run';
export { answerForm, regimeOn } from '@relais/sdk/protocol/tree';
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

/**
 * Opens the questions of a protocol with nobody to see them: for what a host knows before they are asked, and for a run that is over.
 *
 * @param now - when the run began, milliseconds since the epoch
 */
export function openUnseen({ protocol }: OpenProtocol, now: number, response?: QuestionnaireResponse): Promise<Form> {
  const source = protocolQuestionnaire(protocol, protocol.date);
  return openForm(source, { now: () => now, language: 'fr', ...(response && { response: withoutRules(response) }) });
}

/** What rules make of the answers of the form in which they are given, at once: the function that the server has. */
export function judge({ protocol, outline }: OpenProtocol, form: Form): Judged {
  const explanation = explainForm(protocol, outline, form);
  return { explanation, evaluation: evaluationOf(explanation.verdict) };
}

/** The answers that a form holds, and not what follows from them. */
export function responseOf(form: Form): QuestionnaireResponse {
  return withoutRules(form.response());
}

/** Puts what was measured or read into a form, as if it had been typed there. */
export function fillForm(form: Form, answers: Readonly<Record<string, number | string>>): void {
  form.edit(() => {
    for (const [linkId, value] of Object.entries(answers)) {
      const item = form.item(linkId);
      if (item) form.answer(item, value);
    }
  });
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
