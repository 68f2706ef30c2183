export { createProtocols } from './protocols.ts';
export type { Protocols, VersionName } from './protocols.ts';
export { ProtocolNotProvenError, ProtocolStepRefusedError, protocolRefusals } from './errors.ts';
export type { ProtocolFailure } from './errors.ts';
// The rules a page answers at once with; the server asks the same functions.
export {
  answerForm,
  checkProtocol,
  conclude,
  isOpenOn,
  judgeForm,
  nextStates,
  protocolOn,
  protocolQuestionnaire,
  stateOn,
} from '@relais/engine/protocol';
export type { CounterExample, Finding, ProtocolReport, Verdict } from '@relais/engine/protocol';
