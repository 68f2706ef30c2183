import type { NotCarriedOver } from '@relais/sdk/questionnaire';
import { writeValue } from '@relais/sdk/questionnaire/summary';
import type { View } from '../view/types.ts';

type ResponseItem = NonNullable<NotCarriedOver['source']>;

/**
 * What a response held and the form has no place for, one text for each question: with the answer, to be given again elsewhere,
 * where it can be told.
 */
export function lostAnswers(view: View): string[] {
  return [...new Set(view.form.notCarriedOver.flatMap((lost) => textsOf(view, lost)))];
}

function textsOf(view: View, { linkId, reason, source }: NotCarriedOver): string[] {
  const { t, form } = view;
  if (reason === 'unreadable') return [t.lostUnreadable];
  const all = source ? flatten([source]) : [];
  // What a mark modifies may mean the contrary of what it says.
  const texts = reason === 'modifier' ? [] : all.flatMap((item) => statementOf(view, item));
  if (texts.length > 0) return texts;
  const question = form.item(linkId)?.text || (source?.text ?? linkId);
  return reason === 'modifier' ? [[question, t.lostModifier].filter(Boolean).join(' – ')] : question ? [question] : [];
}

/** Nothing for a group, whose questions speak for it. */
function statementOf(view: View, { linkId, text, answer = [] }: ResponseItem): string[] {
  const values = answer.flatMap((one) => {
    const [key, value] = Object.entries(one).find(([name]) => name.startsWith('value')) ?? [];
    return key === undefined ? [] : [writeValue({ key: key as `value${string}`, value }, view.form.language, view.t)];
  });
  const question = view.form.item(linkId)?.text || (text ?? linkId);
  return values.length > 0 ? [view.t.statement(question, values.join(', '))] : [];
}

/** Items with all they hold, those inside answers too. */
function flatten(items: readonly ResponseItem[]): ResponseItem[] {
  return items.flatMap((item) => [
    item,
    ...flatten(item.item ?? []),
    ...(item.answer ?? []).flatMap((answer) => flatten(answer.item ?? [])),
  ]);
}
