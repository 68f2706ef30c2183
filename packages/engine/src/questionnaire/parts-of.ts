import type { FormItem } from './form-item.ts';
import type { Typed } from './values.ts';

/** Of the values an item is to start with, those that none of the parts of its form refuses. */
export function acceptedBy(item: FormItem, values: readonly Typed[]): readonly Typed[] {
  return values.filter((value) => item.form.parts.every((part) => part.accepts?.(item, value) ?? true));
}
