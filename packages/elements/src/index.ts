// Registers every element. One element alone: `@relais/elements/slot-picker`.
import './protocol/relais-protocol.ts';
import './protocol-tree/relais-protocol-tree.ts';
import './action-log/relais-action-log.ts';
import './dashboard/relais-dashboard.ts';
import './indicator/relais-indicator.ts';
import './intake/relais-intake.ts';
import './letter/relais-letter.ts';
import './load/relais-load.ts';
import './matters/relais-matters.ts';
import './open-now/relais-open-now.ts';
import './planning/relais-planning.ts';
import './provider/relais-provider.ts';
import './consent/relais-consent.ts';
import './questionnaire/relais-questionnaire.ts';
import './questionnaire-summary/relais-questionnaire-summary.ts';
import './doctor-answer/relais-doctor-answer.ts';
import './duty-call/relais-duty-call.ts';
import './request/relais-request.ts';
import './seat-offer/relais-seat-offer.ts';
import './session/relais-session.ts';
import './slot-picker/relais-slot-picker.ts';
import './supervision/relais-supervision.ts';
import './team/relais-team.ts';
import './visit/relais-visit.ts';
import './waitlist/relais-waitlist.ts';

export { ProtocolRun, RunAlertEvent, RunEndedEvent, RunStartedEvent } from './protocol/index.ts';
export type { ConsentPort, ProtocolRunStrings, RunPort, RunPicture, RunResult } from './protocol/index.ts';
export { ProtocolNodeEvent, ProtocolTree } from './protocol-tree/index.ts';
export type { ProtocolTreeStrings } from './protocol-tree/index.ts';
export { Consent, ConsentDecidedEvent, ConsentTalkRequestEvent } from './consent/index.ts';
export type { CodePort, ConsentStrings } from './consent/index.ts';
export { ActionDeclaredEvent, ActionLog } from './action-log/index.ts';
export type { ActionLogPort, ActionLogStrings } from './action-log/index.ts';
export { BoardsChangeEvent, Dashboard, DashboardChangeEvent } from './dashboard/index.ts';
export type { Board, DashboardStrings, Tile } from './dashboard/index.ts';
export { FigureExportEvent, FigureLineEvent, Indicator } from './indicator/index.ts';
export type { FiguresPort, IndicatorStrings, IndicatorView } from './indicator/index.ts';
export { Intake, IntakeRecordedEvent } from './intake/index.ts';
export type { IntakeStrings } from './intake/index.ts';
export { LetterElement, LetterHandedEvent } from './letter/index.ts';
export type { LetterPort, LetterStrings } from './letter/index.ts';
export { LedgerCorrectedEvent, LoadElement } from './load/index.ts';
export type { LoadStrings } from './load/index.ts';
export { MattersElement } from './matters/index.ts';
export type { MatterLinks, MattersStrings } from './matters/index.ts';
export { OpenNowElement } from './open-now/index.ts';
export type { OpenNowStrings } from './open-now/index.ts';
export { PlanningElement, PlanningPublishedEvent } from './planning/index.ts';
export type { PlanningStrings } from './planning/index.ts';
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
export { DoctorAnsweredEvent, DoctorAnswerElement } from './doctor-answer/index.ts';
export { RequestElement, RequestLeftEvent, RequestWithdrawnEvent } from './request/index.ts';
export type { RequestStrings } from './request/index.ts';
export { DutyAnsweredEvent, DutyCallElement } from './duty-call/index.ts';
export type { DoctorAnswerStrings } from './doctor-answer/index.ts';
export type { DutyCallStrings } from './duty-call/index.ts';
export { OfferAnsweredEvent, SeatOfferElement } from './seat-offer/index.ts';
export type { SeatOfferStrings } from './seat-offer/index.ts';
export { SessionElement, SignedInEvent, SignedOutEvent } from './session/index.ts';
export type { SessionStrings } from './session/index.ts';
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
export { SupervisionElement } from './supervision/index.ts';
export type { SupervisionStrings } from './supervision/index.ts';
export { RunRequestEvent, TeamChangeEvent, TeamElement } from './team/index.ts';
export type { TeamStrings } from './team/index.ts';
export { VisitClosedEvent, VisitElement } from './visit/index.ts';
export type { VisitStrings } from './visit/index.ts';
export { CallbackClaimedEvent, CallbackClosedEvent, WaitingListChangeEvent, Waitlist } from './waitlist/index.ts';
export type { InscriptionStrings, ListsStrings, WaitlistStrings } from './waitlist/index.ts';

export { RelaisErrorEvent } from './ui/error-event.ts';
export { clientContext, sessionContext } from './ui/contexts.ts';
export type { Locale } from './ui/locale-context.ts';
export { localeContext } from './ui/locale-context.ts';
export type { Session } from './ui/session.ts';
export type { ClientSettings, ClientSource } from './ui/client-source.ts';
