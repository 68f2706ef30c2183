import type { Ast } from './parse.ts';

/** What a criterion asks of the linkId, and whether that is all it asks; undefined when it does not ask. */
export interface LinkIdTest {
  readonly test: (linkId: string) => boolean;
  readonly exact: boolean;
  /** Whether it names linkIds, and not those it does not want. */
  readonly positive: boolean;
}

export function byLinkId(ast: Ast): LinkIdTest | undefined {
  if (ast.op !== 'binary') return undefined;
  const { operator } = ast;
  if (operator === 'or' || operator === 'and') {
    const [left, right] = [byLinkId(ast.left), byLinkId(ast.right)];
    if (operator === 'and' && (!left || !right))
      return left || right ? { ...(left ?? right)!, exact: false } : undefined;
    if (!left || !right) return undefined;
    const exact = left.exact && right.exact;
    const positive = left.positive && right.positive;
    if (operator === 'or') return { test: (linkId) => left.test(linkId) || right.test(linkId), exact, positive };
    return { test: (linkId) => left.test(linkId) && right.test(linkId), exact, positive };
  }
  const listed = isLinkId(ast.left) ? literalsOf(ast.right) : isLinkId(ast.right) ? literalsOf(ast.left) : undefined;
  if (!listed || (operator !== 'in' && listed.length > 1)) return undefined;
  if (operator === '!=') return { test: (linkId) => !listed.includes(linkId), exact: true, positive: false };
  if (operator !== '=' && operator !== 'in') return undefined;
  return { test: (linkId) => listed.includes(linkId), exact: true, positive: true };
}

function isLinkId(ast: Ast): boolean {
  return (
    ast.op === 'member' &&
    ast.name === 'linkId' &&
    (!ast.base || (ast.base.op === 'member' && ast.base.name === '$this'))
  );
}

function literalsOf(ast: Ast): string[] | undefined {
  if (ast.op === 'literal' && typeof ast.value === 'string') return [ast.value];
  if (ast.op !== 'binary' || ast.operator !== '|') return undefined;
  const [left, right] = [literalsOf(ast.left), literalsOf(ast.right)];
  return left && right && [...left, ...right];
}
