import type { FormItem } from '@relais/sdk/questionnaire';
import { hasControl } from './look.ts';

/** A list longer than that is searched rather than scrolled. */
const LONG_LIST = 30;
/** Choices up to this many are shown at once. */
const SHORT_LIST = 7;

/** The kind of control an item is answered with. */
export function kindOf(item: FormItem): string {
  const { type } = item;
  if (type === 'choice' || type === 'open-choice') return kindOfChoice(item);
  if (item.optionsState !== 'none') return kindOfChoice(item);
  if (type === 'reference') return 'reference';
  const isNumber = type === 'integer' || type === 'decimal' || type === 'quantity';
  if (isNumber && hasControl(item, 'slider')) return 'slider';
  if (type === 'boolean') return hasControl(item, 'check-box', 'checkbox') ? 'tick' : 'boolean';
  return type === 'integer' || type === 'decimal' ? 'number' : type;
}

function kindOfChoice(item: FormItem): string {
  const { options, optionsState, type } = item;
  const isOpen = type === 'open-choice';
  if (hasControl(item, 'autocomplete', 'lookup') || optionsState === 'remote') return 'combobox';
  if (optionsState === 'loading' || optionsState === 'unavailable') return 'waiting';
  const list = isOpen ? 'open-list' : 'list';
  if (hasControl(item, 'radio-button', 'check-box')) return list;
  if (hasControl(item, 'drop-down')) return item.repeats || isOpen ? 'combobox' : 'select';
  if (options.length > LONG_LIST) return 'combobox';
  return options.length <= SHORT_LIST || item.repeats || isOpen ? list : 'select';
}
