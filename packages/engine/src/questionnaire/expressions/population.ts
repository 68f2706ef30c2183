import type { FormItem } from '../form-item.ts';
import type { Rule } from '../rules.ts';
import { walk } from '../walk.ts';
import type { Expression } from './expression.ts';
import type { Named } from './named.ts';

/**
 * `itemPopulationContext`: "it will create a group repetition for each row returned from the query, and it will set the
 * specified variable name to that resource repetition" (SDC, Expression-based Population). Several rows for an item that does
 * not repeat are an error, and nothing is populated.
 */
export function populationRule(expression: Expression, name: Named | undefined): Rule {
  const { use, reads, after } = expression;
  return {
    at: use.at,
    writes: 'variable',
    reads,
    after,
    once: true,
    run: (item) => {
      const { form, holder, definition, repetitions } = item;
      const begun = repetitions.length > 1 || isTouched(item) || name?.value(item).length;
      if (!name || !holder || form.resuming || begun) return false;
      const rows = expression.values(item) ?? [];
      if (rows.length > 1 && !definition.repeats) {
        form.tell('warning', 'expression-type', definition.linkId, use.source);
        return false;
      }
      const items: FormItem[] = rows.map((_, index) => (index === 0 ? item : form.growGroup(holder, definition)));
      items.forEach((one, index) => name.set(one, [rows[index]]));
      return rows.length > 0;
    },
  };
}

/** Whether a person answered something in it. */
function isTouched(item: FormItem): boolean {
  let touched = false;
  walk(item, (one) => (touched ||= one.touched));
  return touched;
}
