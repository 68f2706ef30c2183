export { checklistQuestionnaire } from './checklist-questionnaire.ts';
export { evaluateChecklist } from './evaluate-checklist.ts';

export type { ChecklistResult } from './evaluate-checklist.ts';
