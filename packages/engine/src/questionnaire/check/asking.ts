import type { EnableWhen } from '@relais/model/fhir';
import type { ItemDefinition } from '../definitions.ts';
import { readExtension } from '../extensions.ts';
import * as logic from './conditions.ts';
import type { Answer, Condition } from './question.ts';
import { ExpressionFault, readCondition } from './subset.ts';
import type { SubsetScope } from './subset.ts';
import { truthOf } from './truth.ts';

type Scalar = boolean | number | string;

/** What stands in a question is asked once that is answered. */
export function insideAnswer({ parent }: ItemDefinition, { questions }: SubsetScope): Condition[] {
  const question = parent?.key && questions.get(parent.linkId);
  return question ? [logic.ofAnswer(question, (answer) => truthOf(answer !== undefined))] : [];
}

/** When its own conditions ask for an item; nothing where it has none. @throws {ExpressionFault} when that is beyond the subset */
export function askedOf({ source, parent }: ItemDefinition, scope: SubsetScope): Condition[] {
  if (!parent) return [];
  const expression = expressionIn(readExtension(source, 'enableWhenExpression'));
  const conditions = (source.enableWhen ?? []).map((when) => whenOf(when, scope));
  if (conditions.length === 0) {
    return expression === undefined ? [] : [logic.holds(readCondition(expression, scope))];
  }
  const operator = source.enableBehavior === 'all' ? 'and' : 'or';
  return [conditions.reduce((all, one) => logic.combine(operator, all, one))];
}

function whenOf(when: EnableWhen, { questions }: SubsetScope): Condition {
  const question = questions.get(when.question);
  if (!question) throw new ExpressionFault('item-unknown', when.question, when.question);
  if (question.repeats && question.type !== 'choice') throw new ExpressionFault('not-proven', 'enableWhen');
  // Of other types only whether they are answered is looked at.
  if (question.type === 'other' && when.operator !== 'exists') {
    throw new ExpressionFault('not-proven', 'enableWhen', when.question);
  }
  const expected = expectedOf(when);
  if (typeof expected === 'number') question.cuts.add(expected);
  if (typeof expected === 'string') question.named.add(expected);
  const isOrder = !['exists', '=', '!='].includes(when.operator);
  if (!['boolean', 'number', 'string'].includes(typeof expected) || (isOrder && typeof expected !== 'number')) {
    throw new ExpressionFault('not-proven', 'enableWhen', when.question);
  }
  return logic.ofAnswer(question, (answer) => truthOf(isMet(when.operator, answer, expected as Scalar)));
}

export function expressionIn(value: unknown): string | undefined {
  return (value as { expression?: string } | undefined)?.expression;
}

function expectedOf(when: EnableWhen): unknown {
  const value: unknown = Object.entries(when).find(([name]) => name.startsWith('answer'))?.[1];
  return typeof value === 'object' && value !== null && 'code' in value ? value.code : value;
}

/** R4, `questionnaire-enable-operator`; `!=` is true when nothing is answered, as the questionnaire engine has it. */
function isMet(operator: EnableWhen['operator'], answer: Answer, expected: Scalar): boolean {
  if (operator === 'exists') return (answer !== undefined) === expected;
  const all: readonly Scalar[] = answer === undefined ? [] : typeof answer === 'object' ? answer : [answer];
  if (operator === '!=') return !all.includes(expected);
  return all.some((one) => {
    if (operator === '=') return one === expected;
    if (typeof one !== 'number' || typeof expected !== 'number') return false;
    return operator === '<' ? one < expected : operator === '<=' ? one <= expected : isAbove(operator, one, expected);
  });
}

function isAbove(operator: string, one: number, expected: number): boolean {
  return operator === '>' ? one > expected : one >= expected;
}
