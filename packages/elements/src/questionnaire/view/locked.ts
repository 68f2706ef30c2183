import type { FormItem } from '@relais/sdk/questionnaire';

/** Whether nothing in an item can be answered: itself, or all the questions a group holds. */
export function isLocked(item: FormItem): boolean {
  if (item.readOnly || item.type !== 'group') return item.readOnly;
  const asked = item.items.filter(({ type, hidden }) => type !== 'display' && !hidden);
  return asked.length > 0 && asked.every(isLocked);
}
