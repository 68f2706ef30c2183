import { parse } from '../../../packages/engine/src/questionnaire/expressions/parse.ts';
import type { Ast } from '../../../packages/engine/src/questionnaire/expressions/parse.ts';

/** A node of the tree `fhirpath` evaluates; its names are those of the rules of its grammar. */
export interface TreeNode {
  readonly type: string;
  readonly text?: string;
  readonly children?: readonly TreeNode[];
  /** A name that may be that of a type: 1 outside of all arguments of functions, 2 within one. */
  readonly atRoot?: 1 | 2;
  readonly direction?: string;
  readonly value?: string;
  readonly unit?: string;
}

/**
 * What the engine reads of an expression, as the tree the parser of `fhirpath` makes of it, so that the two can be compared:
 * what an expression depends on is known by the one, whoever evaluates it.
 *
 * @throws {SyntaxError} when the text is not FHIRPath
 */
export function treeOf(source: string): TreeNode {
  return { type: 'EntireExpression', children: [nodeOf(parse(source), 1)] };
}

const LITERALS: Readonly<Record<string, string>> = {
  string: 'StringLiteral',
  number: 'NumberLiteral',
  long: 'LongNumberLiteral',
  boolean: 'BooleanLiteral',
};

const OPERATIONS: Readonly<Record<string, string>> = {
  ...named('MultiplicativeExpression', '*', '/', 'div', 'mod'),
  ...named('AdditiveExpression', '+', '-', '&'),
  ...named('UnionExpression', '|'),
  ...named('InequalityExpression', '<=', '<', '>', '>='),
  ...named('EqualityExpression', '=', '~', '!=', '!~'),
  ...named('MembershipExpression', 'in', 'contains'),
  ...named('AndExpression', 'and'),
  ...named('OrExpression', 'or', 'xor'),
  ...named('ImpliesExpression', 'implies'),
};

function named(type: string, ...operators: string[]): Record<string, string> {
  return Object.fromEntries(operators.map((operator) => [operator, type]));
}

function nodeOf(ast: Ast, atRoot: 1 | 2): TreeNode {
  switch (ast.op) {
    case 'literal':
      if (ast.type === 'type') return { type: 'TermExpression', text: ast.text };
      return literal({ type: LITERALS[ast.type] ?? momentOf(ast.text), text: ast.text });
    case 'quantity': {
      const [value, unit] = ast.texts;
      return literal({ type: 'QuantityLiteral', value, unit });
    }
    case 'empty':
      return literal({ type: 'NullLiteral' });
    case 'variable':
      return term({ type: 'ExternalConstantTerm', text: ast.name });
    case 'member':
    case 'call': {
      const { base } = ast;
      if (!base) return term({ type: 'InvocationTerm', children: [invocation(ast, atRoot)] });
      return { type: 'InvocationExpression', children: [nodeOf(base, atRoot), invocation(ast, atRoot)] };
    }
    case 'index':
      return { type: 'IndexerExpression', children: [nodeOf(ast.base, atRoot), nodeOf(ast.index, atRoot)] };
    case 'unary':
      return { type: 'PolarityExpression', text: ast.operator, children: [nodeOf(ast.operand, atRoot)] };
    case 'type': {
      const { operator: text, base } = ast;
      const specifier: TreeNode = { type: 'TypeSpecifier', text: ast.text };
      return { type: 'TypeExpression', text, children: [nodeOf(base, atRoot), specifier] };
    }
    case 'direction':
      return { type: 'SortDirectionArgument', direction: ast.text, children: [nodeOf(ast.operand, atRoot)] };
    case 'binary': {
      const { operator: text, left, right } = ast;
      return { type: OPERATIONS[text] ?? text, text, children: [nodeOf(left, atRoot), nodeOf(right, atRoot)] };
    }
  }
}

function term(child: TreeNode): TreeNode {
  return { type: 'TermExpression', children: [child] };
}

function literal(child: TreeNode): TreeNode {
  return term({ type: 'LiteralTerm', children: [child] });
}

function momentOf(text: string): string {
  return text.startsWith('@T') ? 'TimeLiteral' : text.includes('T') ? 'DateTimeLiteral' : 'DateLiteral';
}

const SPECIAL: Readonly<Record<string, string>> = {
  $this: 'ThisInvocation',
  $index: 'IndexInvocation',
  $total: 'TotalInvocation',
};

function invocation(ast: Ast & { op: 'member' | 'call' }, atRoot: 1 | 2): TreeNode {
  const { name: text } = ast;
  const identifier: TreeNode = { type: 'Identifier', text };
  if (ast.op === 'call') {
    const children = argumentsOf(ast, identifier, atRoot);
    const call: TreeNode = { type: 'Functn', text, ...(children.length > 0 && { children }) };
    return { type: 'FunctionInvocation', text, children: [call] };
  }
  const special = SPECIAL[text];
  if (special) return { type: special };
  return { type: 'MemberInvocation', text, ...(!ast.base && { atRoot }), children: [identifier] };
}

/** What a sort goes by is not a list of parameters in the grammar: each says in which direction. */
function argumentsOf({ name, args }: Ast & { op: 'call' }, identifier: TreeNode, atRoot: 1 | 2): TreeNode[] {
  if (name === 'sort') {
    return args.map((arg) => {
      const tree = nodeOf(arg, atRoot);
      return arg.op === 'direction' ? tree : { type: 'SortDirectionArgument', children: [tree] };
    });
  }
  if (args.length === 0) return [identifier];
  return [identifier, { type: 'ParamList', children: args.map((arg) => nodeOf(arg, 2)) }];
}
