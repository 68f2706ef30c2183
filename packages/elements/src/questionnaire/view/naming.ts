import { readText } from '@relais/sdk/questionnaire';
import type { FormAnswer, FormItem, Quantity } from '@relais/sdk/questionnaire';
import { nothing } from 'lit';
import type { View } from './types.ts';
import { faultId, helpId, unitId } from './ids.ts';
import { asides } from './look.ts';

/** What a question is called where its label is not beside it; its place among its answers when it has several. */
export function nameOf(view: View, item: FormItem, index = 0): string {
  return view.t.nth(plainName(view, item), index + 1, item.answers.length);
}

export function plainName(view: View, item: FormItem): string {
  return view.named.get(item) ?? ([item.prefix, item.text].filter(Boolean).join(' ') || item.linkId);
}

type Id = string | false | undefined;

/** Ids of what tells more about a field: its unit, help, faults, and others before them. */
export function describedBy(view: View, item: FormItem, index = 0, ...others: Id[]): string | typeof nothing {
  return describedWith(view, item, ...others, unitOf(item, index) && unitId(item, index));
}

/** The same of a question, which has no unit. */
export function describedWith(view: View, item: FormItem, ...others: Id[]): string | typeof nothing {
  const ids = [...others, hasHelp(item) && helpId(item), view.issuesOf(item).length > 0 && faultId(item)];
  return ids.filter(Boolean).join(' ') || nothing;
}

export function hasHelp(item: FormItem): boolean {
  return helpsOf(item).length > 0 || Boolean(formatOf(item));
}

/** How an answer is to be written, in the words of the form. Dates are written in one way only, which their fields tell. */
export function formatOf({ type, definition }: FormItem): string | undefined {
  return /^(?:date|time)/.test(type) ? undefined : readText(definition.source, 'entryFormat');
}

/** What helps to answer a question, as it is shown under its name. */
export function helpsOf(item: FormItem): FormItem[] {
  return ['help', 'prompt', 'legal'].flatMap((purpose) => asides(item, purpose));
}

/** The unit of a number, as it is written behind it: that of the answer, where it has one of its own. */
export function unitOf(item: FormItem, index = 0): string {
  if (item.type === 'quantity' && item.units.length > 1) return '';
  const own = ownUnitOf(item.answers[index]?.value);
  const [aside] = asides(item, 'unit');
  if (aside) return own || aside.text;
  const [unit] = item.units;
  if (!['integer', 'decimal', 'quantity'].includes(item.type)) return '';
  return own || (unit?.display ?? unit?.code ?? '');
}

function ownUnitOf(value: unknown): string {
  const { unit, code } = (typeof value === 'object' && value !== null ? value : {}) as Quantity;
  return unit ?? code ?? '';
}

export function isInvalid(view: View, item: FormItem, answer?: FormAnswer): boolean {
  return view
    .issuesOf(item)
    .some(
      (issue) =>
        issue.severity === 'error' && (issue.answer === undefined || answer === undefined || issue.answer === answer),
    );
}
