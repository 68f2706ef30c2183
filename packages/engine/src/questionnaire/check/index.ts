// How a rule reads: a checker needs the parser and nothing that evaluates.
export { parse as parseExpression } from '../expressions/parse.ts';
export type { Ast as ExpressionTree } from '../expressions/parse.ts';
export { askedOf, expressionIn, insideAnswer } from './asking.ts';
export * as logic from './conditions.ts';
export type { Amount, Range } from './conditions.ts';
export type { Answer, Calculation, Choice, Condition, Question, QuestionType, State } from './question.ts';
export { isPartial, MOST_COMBINED_OPTIONS, questionOf, settleAnswers } from './questions.ts';
export { dependenciesOf, MOST_EVALUATIONS, Search } from './search.ts';
export type { Constraint, Places } from './search.ts';
export { amountIn, ExpressionFault, readCondition, readMeaning } from './subset.ts';
export type { ExpressionFaultCode, Meaning, SubsetScope } from './subset.ts';
export * from './truth.ts';
