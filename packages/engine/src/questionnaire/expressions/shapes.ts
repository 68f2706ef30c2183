import type { ItemDefinition } from '../definitions.ts';
import { isWithin } from '../lineage.ts';
import type { Read } from '../rules.ts';

/** What a part of an expression can give, seen from the questionnaire alone. */
export interface Shape {
  /** `json`: from a resource, its types unknown; `system`: of a type known here. */
  readonly kind: 'item' | 'answer' | 'value' | 'json' | 'system' | 'any';
  /** The items it comes from; `*` when that cannot be told. */
  readonly items: readonly ItemDefinition[] | '*';
  /** Under which item they are looked for: the one the expression stands on, or the form. */
  readonly within: ItemDefinition;
  /** Whether the expression names its items, and does not only pass through them. */
  readonly named?: boolean;
}

/** What comes from a resource, for an expression on this item or anywhere in its form. */
export function jsonShape({ lineage: [root] }: ItemDefinition): Shape {
  return { kind: 'json', items: [], within: root! };
}

/** What the items and answers of a shape hold, for who takes them whole. */
export function contentOf({ kind, items, within }: Shape): Read[] {
  if (items === '*' || (kind !== 'item' && kind !== 'answer')) return [];
  return (inside(items, true) as readonly ItemDefinition[]).map((of) => ({ of, within, broad: true }));
}

export function childrenOf(items: Shape['items'], ofAnswers: boolean): Shape['items'] {
  if (items === '*') return items;
  return items.filter(({ key }) => (key !== undefined) === ofAnswers).flatMap((item) => item.items);
}

/** The item whose content shows one: itself, or for a group that is always there with what holds it, what that is. */
export function begunWith(item: ItemDefinition): ItemDefinition | undefined {
  let at: ItemDefinition | undefined = item;
  while (at && at.key === undefined && !at.repeats) at = at.parent;
  return at;
}

/** All items inside these, themselves included or not. */
export function inside(items: Shape['items'], self = false): Shape['items'] {
  if (items === '*') return items;
  const list: ItemDefinition[] = [];
  const add = (item: ItemDefinition): void => {
    list.push(item);
    item.items.forEach(add);
  };
  for (const item of items) (self ? [item] : item.items).forEach(add);
  return [...new Set(list)];
}

export function merge(a: Shape, b: Shape): Shape {
  if (a.kind === 'system' && b.kind === 'system') return a;
  const kind = a.kind === b.kind ? a.kind : a.kind === 'system' ? b.kind : b.kind === 'system' ? a.kind : 'any';
  const items = a.items === '*' || b.items === '*' ? '*' : [...new Set([...a.items, ...b.items])];
  const within = isWithin(a.within, b.within) ? b.within : a.within;
  return { kind: kind === 'any' && items !== '*' && items.length === 0 ? 'json' : kind, items, within };
}
