import type { Fault, Quiz, QuizAnswers, QuizResult } from '@relais/model';

interface QuizItem {
  readonly linkId: string;
  readonly type: string;
  readonly item?: readonly QuizItem[];
  readonly answerOption?: readonly { readonly valueCoding?: { readonly code?: string } }[];
}

/** The questions of a quiz with the codes of their options, in order; groups are looked into, displays are none. */
function questionsOf({
  item,
}: Quiz['questionnaire']): { readonly linkId: string; readonly codes: readonly string[] }[] {
  const walk = (items: readonly QuizItem[]): QuizItem[] => items.flatMap((one) => [one, ...walk(one.item ?? [])]);
  return walk(item as readonly QuizItem[])
    .filter(({ type }) => type === 'choice')
    .map(({ linkId, answerOption = [] }) => ({
      linkId,
      codes: answerOption.flatMap(({ valueCoding }) => valueCoding?.code ?? []),
    }));
}

/** What keeps a quiz from being marked: a question without what is right, or an answer that cannot be chosen. */
export function findQuizFaults({ questionnaire, key }: Quiz): Fault[] {
  const questions = questionsOf(questionnaire);
  const known = new Set(questions.map(({ linkId }) => linkId));
  if (questions.length === 0) return [{ path: 'questionnaire.item', message: 'has no question of type choice' }];
  return [
    ...Object.keys(key).flatMap((linkId): Fault[] =>
      known.has(linkId)
        ? []
        : [{ path: `key.${linkId}`, message: 'is no question of type choice', accepted: [...known].join(', ') }],
    ),
    ...questions.flatMap(({ linkId, codes }): Fault[] => {
      const right = Object.hasOwn(key, linkId) ? (key[linkId] ?? []) : [];
      const path = `key.${linkId}`;
      if (right.length === 0) return [{ path, message: 'does not say what is right', accepted: codes.join(', ') }];
      return right.every((code) => codes.includes(code))
        ? []
        : [{ path, message: 'names no option of the question', accepted: codes.join(', ') }];
    }),
  ];
}

/** How many questions are wholly right: all options that are, and no other. */
export function markQuiz({ questionnaire, key, passMark }: Quiz, answers: QuizAnswers): QuizResult {
  const questions = questionsOf(questionnaire);
  const right = questions.filter(({ linkId }) => {
    const given = new Set(Object.hasOwn(answers, linkId) ? answers[linkId] : []);
    const wanted = new Set(key[linkId]);
    return given.size === wanted.size && [...given].every((code) => wanted.has(code));
  }).length;
  // Of ten questions and a mark of 0.7, seven: not more, because 0.7 × 10 is a little more than seven.
  const needed = Math.ceil(passMark * questions.length - 1e-9);
  return { right, questions: questions.length, passed: right >= needed };
}

/** How many questions a quiz has. */
export function countQuestions({ questionnaire }: Pick<Quiz, 'questionnaire'>): number {
  return questionsOf(questionnaire).length;
}
