// Protocols as they are read and tried, without a backend.
export {
  answerForm,
  explainForm,
  outlineOf,
  protocolQuestionnaire,
  regimeOn,
  withoutRules,
} from '@relais/engine/protocol/explain';
export type {
  Explanation,
  Figure,
  FigureCase,
  Ground,
  Operand,
  Outline,
  OutlineQuestion,
  OutlineRule,
  OutlineTerm,
  Reason,
  RuleState,
  Stage,
  StageKind,
  Statement,
  Verdict,
} from '@relais/engine/protocol/explain';
export type {
  CaseAnswer,
  Protocol,
  ProtocolCriterion,
  ProtocolRule,
  RapidTestItems,
  RedirectionTarget,
  RunOutcome,
} from '@relais/model';
