import type { FormItem, Quantity } from '@relais/sdk/questionnaire';
import { unitName } from '@relais/sdk/questionnaire/parts';
import { asidesOf } from './asides-of.ts';

/** The unit of a number, as it is written behind it: that of the answer, where it has one of its own. */
export function unitOf(item: FormItem, index = 0): string {
  if (item.type === 'quantity' && item.units.length > 1) return '';
  const { value } = item.answers[index] ?? {};
  const quantity: Quantity = typeof value === 'object' && value !== null ? value : {};
  const [aside] = asidesOf(item, 'unit');
  if (aside) return quantity.unit ?? quantity.code ?? aside.text;
  if (!['integer', 'decimal', 'quantity'].includes(item.type)) return '';
  // A unit that is typed stands in a field of its own.
  return item.units.length > 0 || item.type !== 'quantity' ? unitName(item.units, quantity, item.form) : '';
}
