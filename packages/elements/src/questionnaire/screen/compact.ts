// What stands close where the density is compact: loaded there alone.
import type { FormItem } from '@relais/sdk/questionnaire';
import { isAside } from '../view/look.ts';
import { kindOf } from '../view/kinds.ts';
import { plainName } from '../view/naming.ts';
import type { Module, View } from '../view/types.ts';
import { styles } from './compact.styles.ts';

/** Kinds answered in a field of one line. */
const LINES = ['string', 'number', 'date', 'time', 'select', 'quantity', 'url', 'boolean'];
/** Characters of a name beside its field, and of all answers together on a line. */
const LONGEST_NAME = 90;
const LONGEST_LINE = 60;

/** `brief`: two stand side by side; `beside`: its name stands beside its field. */
function brief(view: View, item: FormItem): string {
  const { options, repeats } = item;
  const kind = kindOf(item);
  const isLong = plainName(view, item).length > LONGEST_NAME;
  if (isLong || view.asides?.has(item) || item.items.some((child) => !isAside(child))) return '';
  if (kind === 'tick') return 'brief';
  if (LINES.includes(kind)) return repeats ? '' : 'brief beside';
  const line = options.reduce((sum, { label }) => sum + label.length + 4, 0);
  return kind === 'list' && line <= LONGEST_LINE ? 'brief' : '';
}

/** Whether the name of an item says once more what stands right above it. */
function repeated({ text, parent, definition }: FormItem): boolean {
  const first = definition.parent?.items.find((sibling) => !isAside({ definition: sibling }));
  return text === parent?.text && first === definition && !definition.repeats;
}

export const module: Module = { brief, repeated, styles };
