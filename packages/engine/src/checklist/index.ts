export { checklistQuestionnaire } from './checklist-questionnaire.ts';
export { answerWords, askedAs, cautionsOf, isStillAsked, signsOfAnswers, withQuestions } from './reason-questions.ts';
export { evaluateChecklist } from './evaluate-checklist.ts';

export type { JudgedList } from './reason-questions.ts';
export type { ChecklistResult } from './evaluate-checklist.ts';
