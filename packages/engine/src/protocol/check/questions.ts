import type { Protocol } from '@relais/model';
import { questionOf } from '../../questionnaire/check/index.ts';
import type { Question } from '../../questionnaire/check/index.ts';
import { readForm } from '../../questionnaire/index.ts';
import type { FormDefinition } from '../../questionnaire/index.ts';

/** No test is looked at that has expired: the form refuses it by itself, and nothing green follows. */
const FAR_AHEAD = '2099-12-31';

/** The questions of a protocol, in the order of its questionnaire. */
export function readQuestions(protocol: Protocol): { definition: FormDefinition; questions: Map<string, Question> } {
  const definition = readForm(protocol.questionnaire);
  const questions = new Map<string, Question>();
  const expiries = new Set(protocol.items.map(({ rapidTest }) => rapidTest?.expiry));
  for (const item of definition.all) {
    if (item.key && !questions.has(item.linkId)) {
      const said = protocol.items.find(({ linkId }) => linkId === item.linkId);
      const sample = expiries.has(item.linkId) ? FAR_AHEAD : undefined;
      questions.set(item.linkId, questionOf(item, questions.size, { ...said, sample }));
    }
  }
  return { definition, questions };
}
