import type { ItemDefinition } from './definitions.ts';

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
