import type { FormItem } from '@relais/sdk/questionnaire';
import { flatten } from './flatten.ts';

/** Whether a form is about to be finished with nothing answered at all, or nothing of what it calls required. */
export function unanswered(root: FormItem): 'all' | 'required' | undefined {
  const asked = flatten(root).filter(({ definition, enabled, hidden, readOnly }) => {
    return definition.key && enabled && !hidden && !readOnly;
  });
  // What is calculated is nobody's answer.
  const isEmpty = ({ values, computed, overridden }: FormItem): boolean =>
    values.length === 0 || (computed !== undefined && !overridden);
  const required = asked.filter((item) => item.required);
  if (asked.every(isEmpty)) return asked.length > 0 ? 'all' : undefined;
  return required.length > 0 && required.every(isEmpty) ? 'required' : undefined;
}
