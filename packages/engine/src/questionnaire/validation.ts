import { isDemanded } from './demanded.ts';
import type { FormAnswer, FormItem, Issue } from './form-item.ts';
import type { IssueCode } from './issue-codes.ts';
import { labelOf, optionOf } from './options.ts';

/** A `targetConstraint` that does not hold, as the expressions find it. */
export interface BrokenConstraint {
  readonly code: 'constraint' | 'constraint-unjudged';
  readonly severity: Issue['severity'];
  /** Its text in the language of the form. */
  readonly message: (item: FormItem) => string;
}

/** Tells an issue; `limit`: what it is about, as a person reads it. */
export type Tell = (code: IssueCode, limit?: string, answer?: FormAnswer, severity?: Issue['severity']) => void;

/** Judges one enabled item; given by a part of the form. */
export type Check = (item: FormItem, tell: Tell) => void;

/** What is wrong with one item now. Nothing is asked of a disabled one. */
export function issuesOf(item: FormItem, checks: readonly Check[]): Issue[] {
  const { definition } = item;
  if (!item.enabled || definition.type === 'display') return [];
  const issues: Issue[] = [];
  const tell: Tell = (code, limit = '', answer, severity = 'error') => {
    issues.push({ code, severity, item, answer, message: describe(item, code, limit) });
  };
  if (definition.key) checkQuestion(item, tell);
  else if (definition.parent) checkGroup(item, tell);
  for (const check of checks) check(item, tell);
  const broken = (item.dynamic?.get('constraints') ?? []) as readonly BrokenConstraint[];
  for (const { code, severity, message } of broken) {
    issues.push({ code, severity, item, answer: undefined, message: message(item) });
  }
  return issues;
}

/** The repetitions of a group are judged together, on the first of them. */
function checkGroup(item: FormItem, tell: Tell): void {
  const { repetitions } = item;
  const count = repetitions.filter(({ wasPresent }) => wasPresent).length;
  // One fault, where it can be mended: what is missing of an empty group is told by what is asked for in it.
  const isToldInside = count === 0 && item.required && item.items.some((child) => child.enabled && isWanted(child));
  if (item === repetitions[0] && !isToldInside) checkCount(item, count, tell);
}

function isWanted(item: FormItem): boolean {
  return leastOf(item) > 0 && !item.hidden;
}

function leastOf(item: FormItem): number {
  return Math.max(Number(item.limit('minOccurs') ?? 0), Number(item.required));
}

function checkQuestion(item: FormItem, tell: Tell): void {
  const { values } = item;
  const refused = item.answers.filter(({ rejected }) => rejected !== undefined);
  for (const answer of refused) {
    // As text, since the range of `integer` is the same everywhere.
    const isBeyond = item.type === 'integer' && Number.isInteger(answer.rejected);
    tell('value-type', isBeyond ? '2\u202f147\u202f483\u202f647' : '', answer);
  }
  if (values.length > 0 || refused.length === 0) checkCount(item, values.length, tell);
  if (item.optionsState === 'ready') checkOptions(item, values, tell);
}

function checkCount(item: FormItem, count: number, tell: Tell): void {
  const min = leastOf(item);
  const max = item.limit('maxOccurs');
  if (count < min && isDemanded(item) && !item.hidden) {
    if (min === 1) tell('required');
    else tell('min-occurs', String(min));
  }
  if (max !== undefined && count > Number(max)) tell('max-occurs', String(Number(max)));
}

function checkOptions(item: FormItem, values: readonly FormAnswer[], tell: Tell): void {
  const { options } = item;
  for (const answer of values) {
    const isFree = item.type === 'open-choice' && answer.key === 'valueString';
    const option = optionOf(options, answer);
    if (option?.exclusive && values.length > 1) tell('option-exclusive', '', answer);
    if (option ? option.disabled : !isFree) tell('option', labelOf(answer, {}, item.form), answer);
  }
}

function describe({ form: { messages }, type }: FormItem, code: IssueCode, limit: string): string {
  if (code === 'constraint') return code;
  const ofGroup = type === 'group' ? messages?.[`group-${code}` as 'group-required']?.(limit) : undefined;
  if (ofGroup) return ofGroup;
  return (code === 'value-type' ? messages?.[code]?.(type, limit) : messages?.[code]?.(limit)) ?? code;
}
