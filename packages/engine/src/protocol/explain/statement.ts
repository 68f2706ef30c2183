import { parse } from '../../questionnaire/expressions/parse.ts';
import type { Ast } from '../../questionnaire/expressions/parse.ts';

/** A constant that answers are compared with; with the parameter it comes from, where it has one. */
export interface Operand {
  readonly value: boolean | number | string;
  readonly parameter?: string | undefined;
}

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** What an expression says, to be put in words: the conditions it is made of (`one`: one of two, not both), down to one answer or one term. */
export type Statement =
  | { readonly kind: 'all' | 'any' | 'one'; readonly parts: readonly Statement[] }
  | { readonly kind: 'not'; readonly part: Statement }
  /** `in`: is one of the values. `among`: the value is one of several answers. `given`: there is an answer. */
  | {
      readonly kind: 'answer';
      readonly linkId: string;
      readonly is: Comparison | 'in' | 'among' | 'given';
      readonly values: readonly Operand[];
    }
  | { readonly kind: 'term'; readonly name: string; readonly is?: Comparison; readonly value?: Operand }
  /** Beyond what can be put in words: as it is written. */
  | {
      readonly kind: 'formula';
      readonly text: string;
      readonly reads: readonly string[];
      readonly terms: readonly string[];
    };

/** A number that an expression gives. */
export type Figure =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'answer'; readonly linkId: string }
  | { readonly kind: 'term'; readonly name: string }
  | { readonly kind: 'sum'; readonly parts: readonly Figure[] }
  /** The first whose condition is true; else `otherwise`, else nothing. */
  | { readonly kind: 'cases'; readonly cases: readonly FigureCase[]; readonly otherwise: Figure | undefined };

export interface FigureCase {
  readonly when: Statement;
  readonly then: Figure;
}

/** What expressions may name: parameters with their values, and terms. */
export interface StatementScope {
  readonly parameters: ReadonlyMap<string, number>;
  readonly terms: ReadonlySet<string>;
}

/** Thrown on the way when something is beyond words. */
class BeyondWords extends Error {}

function beyond(): never {
  throw new BeyondWords();
}

/** What a condition says. Never throws: what cannot be read is given as it is written. */
export function readStatement(source: string, scope: StatementScope): Statement {
  return tryRead(source, (tree) => new Reader(scope).statement(tree)) ?? formulaOf(source, scope);
}

/** The number that an expression gives; undefined when it gives none, or is beyond words. */
export function readFigure(source: string, scope: StatementScope): Figure | undefined {
  return tryRead(source, (tree) => new Reader(scope).figure(tree));
}

function tryRead<T>(source: string, read: (tree: Ast) => T): T | undefined {
  try {
    return read(parse(source));
  } catch (error) {
    if (error instanceof BeyondWords || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function formulaOf(source: string, { terms }: StatementScope): Statement & { kind: 'formula' } {
  const named = namesIn(source).filter((name) => terms.has(name));
  return { kind: 'formula', text: source, reads: linkIdsIn(source), terms: named };
}

/** The linkIds an expression asks for, as far as they are written out. */
export function linkIdsIn(source: string): string[] {
  return [...new Set([...source.matchAll(/linkId\s*=\s*'([^']+)'/g)].map(([, linkId = '']) => linkId))];
}

export function namesIn(source: string): string[] {
  return [...new Set([...source.matchAll(/%(\w+)/g)].map(([, name = '']) => name))];
}

const COMPARISONS: readonly string[] = ['=', '!=', '<', '<=', '>', '>='] satisfies Comparison[];
const MIRRORED: Partial<Record<string, Comparison>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

class Reader {
  readonly #scope: StatementScope;

  constructor(scope: StatementScope) {
    this.#scope = scope;
  }

  statement(tree: Ast): Statement {
    if (tree.op === 'variable' && this.#scope.terms.has(tree.name)) return { kind: 'term', name: tree.name };
    if (tree.op === 'binary') return this.#binary(tree);
    if (tree.op === 'call' && tree.base && tree.args.length === 0) return this.#call(tree.name, tree.base);
    const linkId = this.#answered(tree);
    return linkId === undefined ? beyond() : { kind: 'answer', linkId, is: '=', values: [{ value: true }] };
  }

  #call(name: string, base: Ast): Statement {
    if (name === 'not') return { kind: 'not', part: this.statement(base) };
    if (name !== 'exists' && name !== 'empty') return beyond();
    const given: Statement = { kind: 'answer', linkId: this.#answered(base) ?? beyond(), is: 'given', values: [] };
    return name === 'exists' ? given : { kind: 'not', part: given };
  }

  #binary({ operator, left, right }: Ast & { op: 'binary' }): Statement {
    if (operator === 'and' || operator === 'or') {
      const kind = operator === 'and' ? 'all' : 'any';
      const parts = [this.statement(left), this.statement(right)];
      // « a or b or c » is one list of three.
      return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };
    }
    if (operator === 'xor') return { kind: 'one', parts: [this.statement(left), this.statement(right)] };
    if (operator === 'in') {
      return { kind: 'answer', linkId: this.#answered(left) ?? beyond(), is: 'in', values: this.#operands(right) };
    }
    if (operator === 'contains') {
      return { kind: 'answer', linkId: this.#answered(left) ?? beyond(), is: 'among', values: this.#operands(right) };
    }
    if (!COMPARISONS.includes(operator)) return beyond();
    const is = operator as Comparison;
    const value = this.#operand(right);
    return value
      ? this.#compare(left, is, value)
      : this.#compare(right, MIRRORED[is] ?? is, this.#operand(left) ?? beyond());
  }

  #compare(side: Ast, is: Comparison, value: Operand): Statement {
    if (side.op === 'variable' && this.#scope.terms.has(side.name)) return { kind: 'term', name: side.name, is, value };
    return { kind: 'answer', linkId: this.#answered(side) ?? beyond(), is, values: [value] };
  }

  #operands(tree: Ast): Operand[] {
    if (tree.op === 'binary' && tree.operator === '|')
      return [...this.#operands(tree.left), ...this.#operands(tree.right)];
    return [this.#operand(tree) ?? beyond()];
  }

  #operand(tree: Ast): Operand | undefined {
    if (tree.op === 'variable') {
      const value = this.#scope.parameters.get(tree.name);
      return value === undefined ? undefined : { value, parameter: tree.name };
    }
    if (tree.op === 'unary') {
      const operand = this.#operand(tree.operand);
      return typeof operand?.value === 'number'
        ? { value: tree.operator === '-' ? -operand.value : operand.value }
        : undefined;
    }
    if (tree.op !== 'literal' || !['string', 'number', 'boolean'].includes(tree.type)) return undefined;
    return { value: tree.value as Operand['value'] };
  }

  /** The linkId of `….item.where(linkId = 'x').answer.value`, or of its code. */
  #answered(tree: Ast): string | undefined {
    if (tree.op !== 'member' || !tree.base) return undefined;
    if (tree.name === 'code') return this.#answered(tree.base);
    if (tree.name === 'answer') return itemIn(tree.base);
    return tree.name.startsWith('value') ? this.#answered(tree.base) : undefined;
  }

  // ——— Numbers ———

  figure(tree: Ast): Figure {
    const operand = this.#operand(tree);
    if (typeof operand?.value === 'number') return { kind: 'number', value: operand.value };
    if (tree.op === 'variable') return this.#scope.terms.has(tree.name) ? { kind: 'term', name: tree.name } : beyond();
    if (tree.op === 'call' && tree.name === 'iif' && !tree.base) return this.#cases(tree.args);
    if (tree.op === 'binary' && tree.operator === '+') {
      const parts = [this.figure(tree.left), this.figure(tree.right)];
      return { kind: 'sum', parts: parts.flatMap((part) => (part.kind === 'sum' ? part.parts : [part])) };
    }
    return { kind: 'answer', linkId: this.#answered(tree) ?? beyond() };
  }

  #cases([test, yes, no]: readonly Ast[]): Figure {
    if (!test || !yes) return beyond();
    const first = { when: this.statement(test), then: this.figure(yes) };
    const otherwise = !no || no.op === 'empty' ? undefined : this.figure(no);
    if (otherwise?.kind !== 'cases') return { kind: 'cases', cases: [first], otherwise };
    return { ...otherwise, cases: [first, ...otherwise.cases] };
  }
}

/** The linkId that `where(linkId = 'x')` asks for. */
function itemIn(tree: Ast): string | undefined {
  const [criterion] = tree.op === 'call' && tree.name === 'where' ? tree.args : [];
  if (criterion?.op !== 'binary' || criterion.operator !== '=' || criterion.right.op !== 'literal') return undefined;
  const { left, right } = criterion;
  return left.op === 'member' && left.name === 'linkId' && !left.base ? String(right.value) : undefined;
}
