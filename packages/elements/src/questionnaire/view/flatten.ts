import type { FormItem } from '@relais/sdk/questionnaire';

/** An item and all inside it, from the top down. */
export function flatten(item: FormItem): FormItem[] {
  return [item, ...item.items.flatMap(flatten)];
}
