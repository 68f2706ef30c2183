import type { Protocol } from '@relais/model';
import { questionOf } from '../../questionnaire/check/index.ts';
import type { Question } from '../../questionnaire/check/index.ts';
import { readForm } from '../../questionnaire/index.ts';
import type { FormDefinition } from '../../questionnaire/index.ts';

/** The questions of a protocol, in the order of its questionnaire. */
export function readQuestions(protocol: Protocol): { definition: FormDefinition; questions: Map<string, Question> } {
  const definition = readForm(protocol.questionnaire);
  const questions = new Map<string, Question>();
  for (const item of definition.all) {
    if (item.key && !questions.has(item.linkId)) {
      const said = protocol.items.find(({ linkId }) => linkId === item.linkId);
      questions.set(item.linkId, questionOf(item, questions.size, said));
    }
  }
  return { definition, questions };
}
