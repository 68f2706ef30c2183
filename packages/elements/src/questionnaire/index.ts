// What the rest of the package may know of the questionnaire.
export { Questionnaire } from './questionnaire.ts';
export type { QuestionnaireIssue } from './questionnaire.ts';
export {
  QuestionnaireChangeEvent,
  QuestionnaireCompleteEvent,
  QuestionnaireDraftEvent,
  QuestionnaireValidityEvent,
} from './questionnaire-events.ts';
export { SignatureRequestEvent } from './fields/signature-event.ts';
export type { Narrative } from './screen/narrative.ts';
export type { QuestionnaireStrings } from './words/fr.ts';
