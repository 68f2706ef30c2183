// What shows a protocol needs no more than this: neither the checker nor, before anybody tries it, the evaluator of expressions.
export { answerForm, protocolQuestionnaire, withoutRules } from '../protocol-form.ts';
export { regimeOn } from '../regime.ts';
export type { Verdict } from '../verdict.ts';
export { outlineOf } from './outline.ts';
export type { Outline, OutlineQuestion, OutlineRule, OutlineTerm, Stage, StageKind } from './outline.ts';
export { explainForm } from './reasons.ts';
export type { Explanation, Ground, Reason, RuleState } from './reasons.ts';
export type { Comparison, Figure, FigureCase, Operand, Statement } from './statement.ts';
