import type { FormDefinition } from '../definitions.ts';
import { parse } from '../expressions/parse.ts';
import type { Ast } from '../expressions/parse.ts';
import { templateOf } from '../expressions/queries.ts';
import { usesOf } from '../expressions/uses.ts';
import type { Use } from '../expressions/uses.ts';
import { nameOf } from '../extensions.ts';
import { isObject } from '../values.ts';
import type { Found } from './finding.ts';

/** What expressions read that is not there: items no form has, elements no item has. */
export function lostReads(definition: FormDefinition): Found[] {
  return usesOf(definition).flatMap((use) => {
    if (use.language === 'other' || use.purpose.kind === 'batch') return [];
    const parts = use.language === 'query' ? templateOf(use.source) : [use.source];
    return parts.flatMap((part) => readsOf(part, use, definition));
  });
}

function readsOf(source: string, { at: { linkId } }: Use, { byLinkId }: FormDefinition): Found[] {
  const tree = tryParse(source);
  if (!tree) return [];
  const items = new Set<string>();
  const names = new Set<string>();
  visit(tree, true, { items, names });
  return [
    ...[...items]
      .filter((id) => !byLinkId.has(id))
      .map((id): Found => ({ code: 'item-unknown', severity: 'error', linkId, detail: id })),
    ...[...names].map((name): Found => ({ code: 'element-unknown', severity: 'error', linkId, detail: name })),
  ];
}

function tryParse(source: string): Ast | undefined {
  try {
    return parse(source);
  } catch {
    return undefined;
  }
}

interface Seen {
  readonly items: Set<string>;
  readonly names: Set<string>;
}

/** `isOwn`: whether `$this` is a part of the response that is being filled in. */
function visit(tree: Ast, isOwn: boolean, seen: Seen): void {
  switch (tree.op) {
    case 'member':
      if (tree.base) visit(tree.base, isOwn, seen);
      // `null` is no word of FHIRPath: it names an element that nothing has.
      else if (/^(null|undefined|None)$/.test(tree.name)) seen.names.add(tree.name);
      return;
    case 'call': {
      if (tree.base) visit(tree.base, isOwn, seen);
      const isInner = tree.base ? isOwnPath(tree.base, isOwn) : isOwn;
      const [criterion] = tree.args;
      if (tree.name === 'where' && criterion && isInner) for (const id of linkIdsOf(criterion)) seen.items.add(id);
      for (const argument of tree.args) visit(argument, isInner, seen);
      return;
    }
    case 'index':
      visit(tree.base, isOwn, seen);
      return visit(tree.index, isOwn, seen);
    case 'type':
      return visit(tree.base, isOwn, seen);
    case 'direction':
    case 'unary':
      return visit(tree.operand, isOwn, seen);
    case 'binary':
      visit(tree.left, isOwn, seen);
      return visit(tree.right, isOwn, seen);
    default:
      return;
  }
}

/** Whether a path starts in the response that is being filled in, and not in a resource of the record or a variable. */
function isOwnPath(tree: Ast, isOwn: boolean): boolean {
  switch (tree.op) {
    case 'variable':
      return ['resource', 'rootResource', 'context', 'QuestionnaireResponse'].includes(tree.name);
    case 'member':
    case 'call':
      return tree.base ? isOwnPath(tree.base, isOwn) : isOwn;
    case 'index':
      return isOwnPath(tree.base, isOwn);
    default:
      return false;
  }
}

/** The linkIds a criterion asks for, where it asks for nothing else in their place: `linkId = 'a' or linkId = 'b'` asks for both. */
function linkIdsOf(tree: Ast): string[] {
  if (tree.op !== 'binary') return [];
  const { operator, left, right } = tree;
  if (operator === 'or' || operator === 'and') return [...linkIdsOf(left), ...linkIdsOf(right)];
  if (operator !== '=' && operator !== 'in') return [];
  const isLinkId = (side: Ast): boolean => side.op === 'member' && side.name === 'linkId';
  return isLinkId(left) ? literalsOf(right) : isLinkId(right) ? literalsOf(left) : [];
}

function literalsOf(tree: Ast): string[] {
  if (tree.op === 'literal' && typeof tree.value === 'string') return [tree.value];
  return tree.op === 'binary' && tree.operator === '|' ? [...literalsOf(tree.left), ...literalsOf(tree.right)] : [];
}

// ——— Expressions where nothing evaluates them ———

/** Extensions whose expressions are evaluated elsewhere than in the form: extraction, and those that name their own support. */
const ELSEWHERE =
  /^(templateExtract|templateExtractBundle|templateExtractValue|templateExtractContext|definitionExtract|definitionExtractValue|observationExtract|isSubject)/i;

/** Expressions that stand where neither this kit nor, often, anybody evaluates them. */
export function unusedExpressions(definition: FormDefinition): Found[] {
  const used = new Set(usesOf(definition).map(({ at, source }) => `${at.index} ${source}`));
  return definition.all.flatMap((item) =>
    expressionsIn(item.source, '').flatMap(({ name, source }): Found[] => {
      const isUsed = used.has(`${item.index} ${source}`) || ELSEWHERE.test(name);
      if (isUsed) return [];
      return [
        {
          code: 'expression-unused',
          severity: 'warning',
          linkId: item.linkId || undefined,
          detail: `${name}: ${source}`,
        },
      ];
    }),
  );
}

/** The expressions of an element, by the short name of the outermost extension they stand in. */
function expressionsIn(element: object, name: string): { name: string; source: string }[] {
  return Object.entries(element).flatMap(([key, value]: [string, unknown]) => {
    if (['item', 'contained'].includes(key) || !isObject(value)) return [];
    if (key === 'valueExpression') {
      return typeof value['expression'] === 'string' ? [{ name, source: value['expression'] }] : [];
    }
    const list: unknown[] = Array.isArray(value) ? value : [value];
    return list.filter(isObject).flatMap((part) => {
      const url = key.endsWith('xtension') && typeof part['url'] === 'string' ? nameOf(part['url']) : '';
      return expressionsIn(part, name || url);
    });
  });
}
