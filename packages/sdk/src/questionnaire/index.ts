// Questionnaires, without a backend: the engine that answers at once in the page.
export { judgeForm, loadMessages, openForm, openUnjudged, readForm } from '@relais/engine/questionnaire';
export type {
  Change,
  Diagnostic,
  DiagnosticCode,
  Form,
  FormDefinition,
  FormAnswer,
  FormItem,
  Issue,
  IssueCode,
  ItemDefinition,
  Messages,
  NotCarriedOver,
  OpenOptions,
  Option,
  ResponseDetails,
  Typed,
  ValueKey,
} from '@relais/engine/questionnaire';
export type { Extraction } from '@relais/engine/questionnaire/extract';
export type { ExpansionRequest, Terminology } from '@relais/engine/questionnaire/parts';
export type {
  Attachment,
  Bundle,
  Coding,
  Extension,
  Quantity,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  Reference,
  ValueSet,
} from '@relais/model/fhir';
export {
  extensionOf,
  extensionsOf,
  isDemanded,
  isSameChoice,
  labelOf,
  localized,
  optionOf,
  readExtension,
  readText,
} from '@relais/engine/questionnaire';
