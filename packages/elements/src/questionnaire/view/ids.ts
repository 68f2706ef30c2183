import type { FormItem } from '@relais/sdk/questionnaire';

/** Ids of what is drawn of an item, unique in the form. */
export function boxId(item: FormItem): string {
  return `q${item.id}`;
}

export function controlId(item: FormItem, index = 0): string {
  return `f${item.id}-${index}`;
}

export function nameId(item: FormItem): string {
  return `n${item.id}`;
}

export function helpId(item: FormItem): string {
  return `h${item.id}`;
}

export function faultId(item: FormItem): string {
  return `e${item.id}`;
}

export function unitId(item: FormItem, index = 0): string {
  return `u${item.id}-${index}`;
}
