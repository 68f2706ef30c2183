import type { ItemDefinition } from './definitions.ts';
import { FormItem } from './form-item.ts';
import type { Holder } from './form-item.ts';

/** The items of a definition under an item or an answer, in document order. */
export function collect(base: Holder, definition: ItemDefinition): FormItem[] {
  const found: FormItem[] = [];
  if (base instanceof FormItem) gather(base, definition, found);
  else gatherIn(base, base.question.definition.depth, definition, found);
  return found;
}

function gather(item: FormItem, target: ItemDefinition, found: FormItem[]): void {
  const { definition, answers } = item;
  if (definition === target) found.push(item);
  else if (answers.length === 0) gatherIn(item, definition.depth, target, found);
  else for (const answer of answers) gatherIn(answer, definition.depth, target, found);
}

function gatherIn(holder: Holder, depth: number, target: ItemDefinition, found: FormItem[]): void {
  const step = target.lineage[depth + 1];
  for (const item of (step && holder.children[step.position]) ?? []) gather(item, target, found);
}

/** Calls for an item and everything in it, parents first. */
export function walk(item: FormItem, visit: (item: FormItem) => void): void {
  visit(item);
  eachChild(item, (child) => walk(child, visit));
}

/** Calls for the items directly inside one, those of its answers included. */
export function eachChild(item: FormItem, visit: (item: FormItem) => void): void {
  item.children.forEach((repetitions) => repetitions.forEach(visit));
  for (const { children } of item.answers) children.forEach((repetitions) => repetitions.forEach(visit));
}
