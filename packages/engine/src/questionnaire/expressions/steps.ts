import type { ItemDefinition } from '../definitions.ts';
import { FormAnswer, FormItem, hasContent } from '../form-item.ts';
import { isWithin } from '../lineage.ts';
import { isInTree } from '../response-tree.ts';
import { collect } from '../walk.ts';
import { navigate } from './data.ts';
import type { Ast } from './parse.ts';

/** The step a filter stands on, when it only leads to items: `item`, `repeat(item)` or `descendants()`. */
export function stepOf(
  ast: Ast | undefined,
): { name: 'item' | 'repeat' | 'descendants'; base: Ast | undefined } | undefined {
  if (ast?.op === 'member' && ast.name === 'item') return { name: 'item', base: ast.base };
  if (ast?.op !== 'call') return undefined;
  if (ast.name === 'descendants') return { name: 'descendants', base: ast.base };
  return ast.name === 'repeat' && isItemStep(ast.args[0]) ? { name: 'repeat', base: ast.base } : undefined;
}

export function isItemStep(ast: Ast | undefined): boolean {
  return ast?.op === 'member' && ast.name === 'item' && ast.base === undefined;
}

export function keep(node: unknown, definitions: readonly ItemDefinition[]): unknown[] {
  return node instanceof FormItem && definitions.includes(node.definition) ? [node] : [];
}

/** The children of a node that are of these definitions. */
export function pick(node: unknown, definitions: readonly ItemDefinition[]): FormItem[] {
  const isAnswer = node instanceof FormAnswer;
  if (!isAnswer && !(node instanceof FormItem && !node.definition.key)) return [];
  const parent = isAnswer ? node.question.definition : node.definition;
  return definitions
    .filter((definition) => definition.parent === parent)
    .flatMap((definition) => (node.children[definition.position] ?? []).filter(isInTree));
}

/** The descendants of a node that are of these definitions; through answers too, or through groups only. */
export function find(throughAnswers: boolean): typeof pick {
  return (node, definitions) => {
    if (!(node instanceof FormItem)) return [];
    return definitions
      .filter((definition) => isWithin(definition, node.definition) && definition !== node.definition)
      .flatMap((definition) => collect(node, definition))
      .filter((item) => isReachable(item, node, throughAnswers));
  };
}

function isReachable(item: FormItem, top: FormItem, throughAnswers: boolean): boolean {
  for (let at = item; at !== top; at = at.parent ?? top) {
    if (!isInTree(at)) return false;
    if (at.holder instanceof FormAnswer && !(throughAnswers && hasContent(at.holder))) return false;
  }
  return true;
}

/** All items reached by `item` again and again, level by level as FHIRPath's `repeat` gives them. */
export function below(nodes: readonly unknown[]): FormItem[] {
  const found: FormItem[] = [];
  let level = nodes.flatMap((node) => navigate(node, 'item') as FormItem[]);
  while (level.length > 0) {
    found.push(...level);
    level = level.flatMap((item) => navigate(item, 'item') as FormItem[]);
  }
  return found;
}
