// Registers every element. One element alone: `@relais/elements/slot-picker`.
import './provider/relais-provider.ts';
import './questionnaire/relais-questionnaire.ts';
import './questionnaire-summary/relais-questionnaire-summary.ts';
import './slot-picker/relais-slot-picker.ts';

export { Provider } from './provider/index.ts';
export {
  Questionnaire,
  QuestionnaireChangeEvent,
  QuestionnaireCompleteEvent,
  QuestionnaireDraftEvent,
  QuestionnaireValidityEvent,
  SignatureRequestEvent,
} from './questionnaire/index.ts';
export type { Narrative, QuestionnaireIssue, QuestionnaireStrings } from './questionnaire/index.ts';
export { QuestionnaireSummary } from './questionnaire-summary/index.ts';
export {
  BookingCancelledEvent,
  BookingMovedEvent,
  BookingRequestEvent,
  fr,
  SlotBookedEvent,
  SlotHeldEvent,
  SlotPicker,
  SlotRedirectedEvent,
  SlotRequestEvent,
} from './slot-picker/index.ts';
export type { PickerStateName, RedirectedOutcome, Strings } from './slot-picker/index.ts';

export { RelaisErrorEvent } from './ui/error-event.ts';
export type { Locale } from './ui/contexts.ts';
export { clientContext, localeContext, sessionContext } from './ui/contexts.ts';
export type { Session } from './ui/session.ts';
export type { ClientSettings, ClientSource } from './ui/client-source.ts';
