import type { QuestionnaireResponse } from '@relais/model/fhir';
import { FormAnswer, FormItem, hasContent } from './form-item.ts';
import type { FormState } from './form-item.ts';
import { optionOf, weightOf } from './options.ts';
import { isObject } from './values.ts';

/**
 * Whether an item is in the response as expressions see it: a question with an answer, and every enabled group, even an empty one the
 * response leaves out, because expressions count on it; but not a repetition nobody has begun.
 */
export function isInTree(item: FormItem): boolean {
  const { definition } = item;
  if (!item.enabled || item.type === 'display') return false;
  return (!definition.key && !definition.repeats) || item.isPresent;
}

export function answersInTree(item: FormItem): FormAnswer[] {
  if (!item.enabled) return [];
  return item.answers.filter(hasContent);
}

export function childrenInTree(node: unknown): FormItem[] {
  const isHolder = node instanceof FormAnswer || (node instanceof FormItem && !node.definition.key);
  return isHolder ? node.items.filter(isInTree) : [];
}

/** What an expression finds of the response besides its items. */
export function responseHead(form: FormState): QuestionnaireResponse {
  const head: QuestionnaireResponse = { status: 'in-progress', ...form.resumed, resourceType: 'QuestionnaireResponse' };
  delete head.item;
  return head;
}

/**
 * The weight of an answer, or of an object of a resource, for a score: the one of the option it is (SDC puts it there), else the one it
 * carries itself.
 */
export function weight(answer: unknown): number | undefined {
  if (!(answer instanceof FormAnswer)) return weightOf(isObject(answer) ? answer : undefined);
  const carried = weightOf(isObject(answer.value) ? answer.value : undefined) ?? weightOf(answer.origin);
  return optionOf(answer.question.options, answer)?.weight ?? carried;
}
