import type { FormItem } from '@relais/sdk/questionnaire';
import { hasControl, isAside } from './look.ts';

/** The displays of a question or group for one purpose. */
export function asidesOf(item: FormItem, purpose: string): FormItem[] {
  return item.items.filter((child) => isAside(child) && hasControl(child, purpose) && child.enabled);
}
