import { isDemanded } from '@relais/sdk/questionnaire';
import type { FormAnswer, FormItem } from '@relais/sdk/questionnaire';
import { nothing } from 'lit';
import type { View } from './types.ts';
import { faultId, helpId, unitId } from './ids.ts';

/** What a question is called where its label is not beside it; its place among its answers when it has several. */
export function nameOf(view: View, item: FormItem, index = 0): string {
  return view.t.nth(plainName(view, item), index + 1, item.answers.length);
}

export function plainName(view: View, item: FormItem): string {
  const { prefix, text, parent, linkId } = item;
  const above = parent?.text ? parent.text : linkId;
  return view.named.get(item) ?? ([prefix, text].filter(Boolean).join(' ') || above);
}

type Id = string | false | undefined;

/** Ids of what tells more about a field: its unit, help, faults, and others before them. */
export function describedBy(view: View, item: FormItem, index = 0, ...others: Id[]): string | typeof nothing {
  return describedWith(view, item, ...others, view.unit?.(item, index) && unitId(item, index));
}

/** The same of a question, which has no unit. */
export function describedWith(view: View, item: FormItem, ...others: Id[]): string | typeof nothing {
  const ids = [...others, view.asides?.has(item) && helpId(item), view.issuesOf(item).length > 0 && faultId(item)];
  return ids.filter(Boolean).join(' ') || nothing;
}

/**
 * Whether an answer is asked for now: nothing is demanded of what a person cannot change, nor inside an optional group before it has an
 * answer (SDC, `required`).
 */
export function isAsked(item: FormItem): boolean {
  return item.required && !item.readOnly && isDemanded(item);
}

export function isInvalid(view: View, item: FormItem, answer?: FormAnswer): boolean {
  return view
    .issuesOf(item)
    .some(
      (issue) =>
        issue.severity === 'error' && (issue.answer === undefined || answer === undefined || issue.answer === answer),
    );
}
