import type { QuestionnaireResponse, ResponseAnswer, ResponseItem } from '@relais/model/fhir';
import type { FormAnswer, FormItem, FormState, Holder } from '../form-item.ts';
import { answersInTree, childrenInTree, responseHead } from '../response-tree.ts';

/**
 * The form as the JSON tree expressions see: like the response, with the enabled groups it leaves out. Kept from one evaluation
 * to the next; an edit makes anew only the items it changed and those above them.
 */
const items = new WeakMap<FormItem, { stamp: number; json: ResponseItem }>();
const answers = new WeakMap<object, FormAnswer>();

export function viewOfForm(form: FormState): QuestionnaireResponse {
  const { item } = viewOf(form.root);
  return { ...responseHead(form), ...(item && { item }) };
}

export function viewOf(item: FormItem): ResponseItem {
  const known = items.get(item);
  if (known?.stamp === item.stamp) return known.json;
  const { definition } = item.definition.source;
  const given = answersInTree(item).map(viewOfAnswer);
  const children = item.definition.key ? [] : viewsIn(item);
  const json: ResponseItem = {
    linkId: item.linkId,
    ...(definition && { definition }),
    ...(item.text && { text: item.text }),
    ...(given.length > 0 && { answer: given }),
    ...(children.length > 0 && { item: children }),
  };
  items.set(item, { stamp: item.stamp, json });
  return json;
}

/** The answer a part of the tree is the view of. */
export function answerOf(json: unknown): FormAnswer | undefined {
  return typeof json === 'object' && json !== null ? answers.get(json) : undefined;
}

function viewsIn(holder: Holder): ResponseItem[] {
  return childrenInTree(holder).map(viewOf);
}

function viewOfAnswer(answer: FormAnswer): ResponseAnswer {
  const children = viewsIn(answer);
  const { value } = answer;
  // A copy: the engine marks the objects it hands out, and a host may have frozen its own.
  const json: ResponseAnswer = {
    ...answer.origin,
    ...(answer.isAnswered && {
      [answer.key]: typeof value === 'object' ? (JSON.parse(JSON.stringify(value)) as typeof value) : value,
    }),
    ...(children.length > 0 && { item: children }),
  };
  answers.set(json, answer);
  return json;
}
