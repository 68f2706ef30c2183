import { answerWords, askedAs, evaluateChecklist, signsOfAnswers, withQuestions } from '@relais/engine';
import type { ChecklistResult } from '@relais/engine';
import type { IntakeRequest } from '@relais/model';
import type { Documents } from '../core/documents.ts';
import { invalid } from '../core/http/parse.ts';
import { ProblemError } from '../core/problem.ts';
import { deskSettingsDocument } from '../desk/index.ts';
import type { KeptAnswer } from './tables.ts';

export interface JudgedAnswers {
  readonly kept: readonly KeptAnswer[];
  readonly equipment: readonly string[];
  readonly needsClinician: boolean;
}

/**
 * What the answers to the questions of a reason lead to, judged again by the judge of the severity checklist.
 * @throws {ProblemError} `invalid-request`, `checklist-blocks-booking`. What was answered is in neither.
 */
export function judgeAnswers(
  documents: Documents,
  { reason, answers = [], decision }: Pick<IntakeRequest, 'reason' | 'answers' | 'decision'>,
): JudgedAnswers {
  const { reasonQuestions = [] } = documents.of(deskSettingsDocument) ?? {};
  const questions = reasonQuestions.find((asked) => asked.reason === reason)?.questions ?? [];
  const kept = answers.map(({ question: id, value, asked }, at): KeptAnswer => {
    const question = questions.find((one) => one.id === id);
    if (!question) {
      const accepted = questions.map((one) => one.id).join(', ') || 'none: nothing is asked for this reason';
      throw invalid({ path: `answers.${at}.question`, message: 'is not asked for this reason', accepted });
    }
    const answer = answerWords(question, value);
    if (!answer) {
      const choices = question.options?.map(({ code }) => code).join(', ');
      const accepted = choices ?? (question.kind === 'yesNo' ? 'yes, no' : 'a number');
      throw invalid({ path: `answers.${at}.value`, message: 'is no answer to this question', accepted });
    }
    if (asked !== undefined && asked !== askedAs(question, value)) {
      const accepted = 'the words it is asked in now';
      throw invalid({ path: `answers.${at}.asked`, message: 'is not how it is asked', accepted });
    }
    const equipment = question.actions?.find(({ on }) => on === value)?.equipment;
    return {
      ...{ question: question.text, answer },
      ...(question.toDoctor && { toDoctor: true }),
      ...(equipment !== undefined && { equipment }),
    };
  });
  const yes = signsOfAnswers(questions, answers);
  const result: ChecklistResult = evaluateChecklist(withQuestions(undefined, questions), { version: '', yes });
  const needsClinician = result.outcome === 'clinician-callback';
  if (needsClinician && decision.kind === 'seat')
    throw new ProblemError('checklist-blocks-booking', { outcome: 'clinician-callback' });
  return { kept, needsClinician, equipment: result.outcome === 'continue' ? result.requiredEquipment : [] };
}
