import type { ItemDefinition } from './definitions.ts';
import type { FormItem } from './form-item.ts';

/** The nearest item that holds both, in the questionnaire. */
export function commonParent(one: ItemDefinition, other: ItemDefinition): ItemDefinition {
  let a = one;
  let b = other;
  while (a !== b) {
    if (a.depth > b.depth && a.parent) a = a.parent;
    else if (b.parent) b = b.parent;
    else break;
  }
  return a;
}

/** Whether `inner` is `outer` or stands inside it. */
export function isWithin(inner: ItemDefinition, outer: ItemDefinition): boolean {
  return inner.index >= outer.index && inner.index < outer.end;
}

/** The repetition of an item above (or the same) in which another stands. */
export function ancestorAt(item: FormItem, depth: number): FormItem {
  let result = item;
  while (result.definition.depth > depth && result.parent) result = result.parent;
  return result;
}
