// What the rest of the package may know of the questionnaire.
export { Questionnaire } from './questionnaire.ts';
export type { QuestionnaireIssue } from './questionnaire.ts';
export {
  QuestionnaireChangeEvent,
  QuestionnaireCompleteEvent,
  QuestionnaireDraftEvent,
  QuestionnaireValidityEvent,
} from './questionnaire-events.ts';
export { SignatureRequestEvent } from './signature-event.ts';
export type { Narrative } from './view/narrative.ts';
export type { QuestionnaireStrings } from './words/fr.ts';
