export { QuestionnaireSummary } from './questionnaire-summary.ts';
