import type { FormItem } from './form-item.ts';
import { ancestorAt } from './lineage.ts';
import type { Rule, RuledForm } from './rules.ts';
import { collect } from './walk.ts';

/**
 * The questions a value that nobody can edit is made of and that a person can answer, those without an answer first: where to go
 * when it is missing. What is calculated in turn gives way to what it is made of.
 */
export function sourcesOf(item: FormItem): FormItem[] {
  const found = new Set<FormItem>();
  gather(item, found, new Set());
  const asked = [...found].filter((one) => one.enabled && !one.hidden && !one.readOnly);
  asked.sort((a, b) => a.definition.index - b.definition.index || a.id - b.id);
  return [...asked.filter(isEmpty), ...asked.filter((one) => !isEmpty(one))];
}

function isEmpty({ values }: FormItem): boolean {
  return values.length === 0;
}

function gather(item: FormItem, found: Set<FormItem>, seen: Set<FormItem>): void {
  if (seen.has(item)) return;
  seen.add(item);
  for (const { of, within } of readsOf(item)) {
    if (of === '*') continue;
    for (const source of collect(ancestorAt(item, within.depth), of)) {
      if (source.definition.key && source !== item) found.add(source);
      if (source.readOnly) gather(source, found, seen);
    }
  }
}

/** What its calculation reads, and the variables it names. */
function readsOf({ form, definition }: FormItem): Rule['reads'] {
  const calculations = (form as RuledForm)
    .rulesAt(definition)
    .filter(({ writes, once }) => writes === 'value' && !once);
  const rules = new Set(calculations);
  for (const { after } of rules) for (const rule of after) rules.add(rule);
  return [...rules].flatMap(({ reads }) => reads);
}
