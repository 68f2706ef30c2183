import type { NotCarriedOver, QuestionnaireResponse } from '@relais/sdk/questionnaire';
import { writeValue } from '@relais/sdk/questionnaire/summary';
import type { View } from './view/types.ts';

type ResponseItem = NonNullable<QuestionnaireResponse['item']>[number];

/**
 * What a draft held and the form has no place for, one text for each question: with the answer, to be given again elsewhere,
 * where the question is gone altogether.
 */
export function lostAnswers(view: View, { item = [] }: QuestionnaireResponse): string[] {
  const texts = view.form.notCarriedOver.flatMap((lost) => textsOf(view, lost, flatten(item)));
  return [...new Set(texts)];
}

function textsOf(view: View, { linkId, reason }: NotCarriedOver, all: readonly ResponseItem[]): string[] {
  const sources = all.filter((item) => item.linkId === linkId);
  if (reason === 'unknown-item') return flatten(sources).flatMap((item) => statementOf(view, item));
  return [view.form.item(linkId)?.text || (sources[0]?.text ?? linkId)];
}

/** Nothing for a group, whose questions speak for it. */
function statementOf(view: View, { linkId, text, answer = [] }: ResponseItem): string[] {
  const values = answer.flatMap((one) => {
    const [key, value] = Object.entries(one).find(([name]) => name.startsWith('value')) ?? [];
    return key === undefined ? [] : [writeValue({ key: key as `value${string}`, value }, view.form.language, view.t)];
  });
  return values.length > 0 ? [view.t.statement(text ?? linkId, values.join(', '))] : [];
}

/** Items with all they hold, those inside answers too. */
function flatten(items: readonly ResponseItem[]): ResponseItem[] {
  return items.flatMap((item) => [
    item,
    ...flatten(item.item ?? []),
    ...(item.answer ?? []).flatMap((answer) => flatten(answer.item ?? [])),
  ]);
}
