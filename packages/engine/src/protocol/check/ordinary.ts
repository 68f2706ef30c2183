import { fires, isAsked, silent } from './model.ts';
import type { ProtocolModel } from './model.ts';
import type { Constraint, Places, Question } from '../../questionnaire/check/index.ts';
import { NOT_TRUE, Search, TRUE } from '../../questionnaire/check/index.ts';

/** What leads to a rule of outcome being the one that decides: all is calm and complete, and no outcome before it holds. */
export function decidedBy(model: ProtocolModel, at: number): Constraint[] {
  const before = model.rules.slice(0, at).filter(({ rule }) => rule.action.kind === 'outcome');
  const rule = model.rules[at];
  return [...model.calm, ...model.complete, ...before.flatMap(silent), ...(rule ? fires(rule) : [])];
}

/** The rules whose outcome says that nothing worries, by their place. */
export function greenRules({ rules }: ProtocolModel): number[] {
  return rules.flatMap(({ rule: { action }, condition }, at) =>
    action.kind === 'outcome' && action.outcome === 'managedByDelegate' && condition ? [at] : [],
  );
}

/**
 * A search whose ordinary case is one in which nothing worries: as near as can be to « no » everywhere, with no prescription if one
 * ends without. Examples are told as what differs from it.
 */
export function searchFrom(model: ProtocolModel): Search {
  const search = new Search(model.questions, model.questions.map(plainAnswer));
  const greens = greenRules(model);
  const withoutDrug = greens.filter((at) => !isPrescribing(model, at));
  for (const wanted of [
    ...[...withoutDrug, ...greens].map((at) => decidedBy(model, at)),
    [...model.calm, ...model.complete],
  ]) {
    const found = search.find(wanted);
    if (typeof found === 'string') continue;
    search.ordinary = found.map((place, index) => (isLeftOut(model.questions[index], found) ? 0 : place));
    break;
  }
  return search;
}

function isPrescribing({ rules }: ProtocolModel, at: number): boolean {
  const action = rules[at]?.rule.action;
  return action?.kind === 'outcome' && action.prescription !== undefined;
}

/** Whether a question is not asked in a case: then it has no answer either. */
function isLeftOut(question: Question | undefined, places: Places): boolean {
  return question !== undefined && isAsked(question).truths(places.map((place) => [place])) !== TRUE;
}

/** « No », the first choice that tells something, a number from the middle. */
function plainAnswer({ type, answers, choices, unknown, repeats, optional }: Question): number {
  if (optional) return 0;
  if (type === 'boolean' || type === 'other') return 1;
  if (type === 'number') return Math.ceil((answers.length - 1) / 2);
  const code = choices.find((choice) => !unknown.has(choice.code) && !choice.soundsUnknown)?.code;
  const place = answers.findIndex((answer) => (repeats && Array.isArray(answer) ? answer[0] : answer) === code);
  return Math.max(place, 0);
}

export const never = (condition: Constraint['condition']): Constraint => ({ condition, allowed: NOT_TRUE });
