// Registers every element. One element alone: `@relais/elements/slot-picker`.
import './provider/relais-provider.ts';
import './questionnaire/relais-questionnaire.ts';
import './questionnaire-summary/relais-questionnaire-summary.ts';
import './slot-picker/relais-slot-picker.ts';

export { Provider } from './provider/provider.ts';
export { Questionnaire } from './questionnaire/questionnaire.ts';
export type { QuestionnaireIssue } from './questionnaire/questionnaire.ts';
export {
  QuestionnaireChangeEvent,
  QuestionnaireCompleteEvent,
  QuestionnaireDraftEvent,
  QuestionnaireValidityEvent,
} from './questionnaire/questionnaire-events.ts';
export { SignatureRequestEvent } from './questionnaire/signature-event.ts';
export { QuestionnaireSummary } from './questionnaire-summary/questionnaire-summary.ts';
export { SlotPicker } from './slot-picker/slot-picker.ts';
export {
  BookingCancelledEvent,
  BookingMovedEvent,
  BookingRequestEvent,
  SlotBookedEvent,
  SlotHeldEvent,
  SlotRedirectedEvent,
  SlotRequestEvent,
} from './slot-picker/slot-picker-events.ts';

export { RelaisErrorEvent } from './internal/error-event.ts';
export type { Locale, Session } from './internal/contexts.ts';
export { clientContext, localeContext, sessionContext } from './internal/contexts.ts';
export type { ClientSettings, ClientSource } from './internal/client-source.ts';
export type { PickerStateName } from './slot-picker/picker-state.ts';
export type { RedirectedOutcome } from './slot-picker/slot-picker-events.ts';
export type { Narrative } from './questionnaire/view/narrative.ts';
export type { QuestionnaireStrings } from './translations/questionnaire/fr.ts';
export type { Strings } from './translations/fr.ts';
export { fr } from './translations/fr.ts';
