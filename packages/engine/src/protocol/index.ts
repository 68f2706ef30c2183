export { answersOfCase, expectedOf, writeCases } from './cases.ts';
export { checkProtocol } from './check/check-protocol.ts';
export type { ProtocolReport } from './check/check-protocol.ts';
export type { CounterExample, Finding, FindingCode } from './check/finding.ts';
export { isOpenOn, nextStates, stateOn, takeStep } from './life-cycle.ts';
export type { StepContext, StepRefusal } from './life-cycle.ts';
export { answerForm, judgeForm, parametersOn, protocolQuestionnaire } from './protocol-form.ts';
export { conclude } from './verdict.ts';
export type { Verdict } from './verdict.ts';
