import { protocolQuestionnaire } from '@relais/engine/protocol';
import { openForm } from '@relais/engine/questionnaire';
import { narrate, summarize } from '@relais/engine/questionnaire/summary';
import type { Protocol, Run } from '@relais/model';

/** What was answered, in words. */
export interface RunNarrative {
  readonly findings: readonly { readonly heading: string; readonly text: string }[];
  /** What a dose is made of, by question. */
  readonly doses: ReadonlyMap<string, { readonly label: string; readonly value: string }>;
}

/** The answers of a run in sentences, in French: letters and other software are told the same. */
export async function narrateRun(
  protocol: Protocol,
  { response }: Pick<Run, 'response'>,
  timeZone: string,
): Promise<RunNarrative> {
  if (!response) return { findings: [], doses: new Map() };
  const questionnaire = protocolQuestionnaire(protocol, protocol.date);
  const form = await openForm(questionnaire, { response, now: () => 0, language: 'fr' });
  const words = { yes: 'oui', no: 'non', timeZone };
  const statement = (question: string, answer: string) => `${unasked(question)}\u00a0: ${answer}`;
  const asked = new Set(protocol.prescriptions.flatMap(({ doseItems }) => doseItems));
  const doses = summarize(form, words).flatMap(({ item, text, answers }) =>
    asked.has(item.linkId) && answers?.length
      ? [[item.linkId, { label: unasked(text), value: answers.join(', ') }] as const]
      : [],
  );
  return { findings: narrate(form, { ...words, statement }), doses: new Map(doses) };
}

/** A question as the name of its answer. */
function unasked(question: string): string {
  return question.replace(/\s*[?:]\s*$/, '');
}
