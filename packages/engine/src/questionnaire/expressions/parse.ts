/**
 * The syntax of FHIRPath 2.0 (http://hl7.org/fhirpath/N1/grammar.html), all of it, so that what an expression reads is known
 * even when another engine evaluates it. Of what follows in FHIRPath 3.0 it knows long numbers and the direction of a sort.
 */
export type Ast =
  | {
      readonly op: 'literal';
      readonly value: unknown;
      readonly type: 'string' | 'number' | 'long' | 'boolean' | 'moment' | 'type';
      /** As it is written. */
      readonly text: string;
    }
  | {
      readonly op: 'quantity';
      readonly value: number;
      readonly unit: string;
      /** Number and unit as they are written. */
      readonly texts: readonly [string, string];
    }
  | { readonly op: 'empty' }
  | { readonly op: 'variable'; readonly name: string }
  | { readonly op: 'member'; readonly base: Ast | undefined; readonly name: string }
  | { readonly op: 'call'; readonly base: Ast | undefined; readonly name: string; readonly args: readonly Ast[] }
  | { readonly op: 'index'; readonly base: Ast; readonly index: Ast }
  | {
      readonly op: 'type';
      readonly base: Ast;
      readonly operator: 'is' | 'as';
      readonly name: string;
      readonly text: string;
    }
  | { readonly op: 'direction'; readonly operand: Ast; readonly text: string }
  | { readonly op: 'unary'; readonly operator: '+' | '-'; readonly operand: Ast }
  | { readonly op: 'binary'; readonly operator: string; readonly left: Ast; readonly right: Ast };

const CLOCK = String.raw`\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?`;
const TOKENS = new RegExp(
  [
    // White space and comments.
    String.raw`\s+|\/\/[^\n]*|\/\*[^]*?\*\/`,
    String.raw`(@\d{4}(?:-\d\d){0,2}(?:T(?:${CLOCK}(?:Z|[+-]\d\d:\d\d)?)?)?|@T${CLOCK})`,
    String.raw`(\d+(?:\.\d+|L)?)`,
    String.raw`('(?:[^'\\]|\\[^])*')`,
    '(`(?:[^`\\\\]|\\\\[^])*`)',
    String.raw`(\$(?:this|index|total))`,
    String.raw`([A-Za-z_]\w*)`,
    String.raw`(<=|>=|!=|!~|[-+*/&|=~<>.,()[\]{}%])`,
  ].join('|'),
  'y',
);

interface Token {
  readonly kind: 'moment' | 'number' | 'string' | 'name' | 'quoted' | 'special' | 'sign';
  readonly text: string;
}

const kinds: Token['kind'][] = ['moment', 'number', 'string', 'quoted', 'special', 'name', 'sign'];

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < source.length) {
    const at = TOKENS.lastIndex;
    const match = TOKENS.exec(source);
    if (!match) throw new SyntaxError(`unexpected character at ${at}`);
    // The group that took part in the match says what it is; none for white space and comments.
    const kind = kinds[match.slice(1).findIndex(Boolean)];
    if (kind) tokens.push({ kind, text: match[0] });
  }
  return tokens;
}

/** Binary operators by how tightly they bind, the loosest first. */
const LEVELS: readonly (readonly string[])[] = [
  ['implies'],
  ['or', 'xor'],
  ['and'],
  ['in', 'contains'],
  ['=', '~', '!=', '!~'],
  ['<=', '<', '>', '>='],
  ['|'],
  ['is', 'as'],
  ['+', '-', '&'],
  ['*', '/', 'div', 'mod'],
];

/** What is a name only between backquotes. The words of durations are more of them in the grammar, with no doubt to gain. */
const RESERVED = ['and', 'or', 'xor', 'implies', 'div', 'mod', 'true', 'false'];

const DURATIONS = /^(year|month|week|day|hour|minute|second|millisecond)s?$/;

/** @throws {SyntaxError} when the text is not FHIRPath. */
export function parse(source: string): Ast {
  const tokens = tokenize(source);
  let place = 0;
  let depth = 0;

  const peek = (): string | undefined => {
    const token = tokens[place];
    return token && token.kind !== 'string' ? token.text : undefined;
  };
  const take = (): Token => {
    const token = tokens[place++];
    if (!token) throw new SyntaxError('unexpected end');
    return token;
  };
  const accept = (text: string): boolean => peek() === text && ++place > 0;
  const expect = (text: string): void => {
    if (!accept(text)) throw new SyntaxError(`${text} expected before ${peek() ?? 'the end'}`);
  };

  const deepen = (): void => {
    if (++depth > 100) throw new SyntaxError('nested too deeply');
  };

  /** Takes operators that bind at least as tightly as those of a level. */
  function expression(loosest = 0): Ast {
    if (loosest === 0) deepen();
    let left = unary();
    for (;;) {
      const operator = peek() ?? '';
      const level = LEVELS.findIndex((operators) => operators.includes(operator));
      if (level < loosest) break;
      place++;
      if (operator === 'is' || operator === 'as') left = { op: 'type', base: left, operator, ...typeName() };
      else left = { op: 'binary', operator, left, right: expression(level + 1) };
    }
    if (loosest === 0) depth--;
    return left;
  }

  function unary(): Ast {
    for (const operator of ['+', '-'] as const)
      if (accept(operator)) return { op: 'unary', operator, operand: unary() };
    let base = term();
    for (;;) {
      if (accept('.')) base = invocation(base);
      else if (accept('[')) {
        base = { op: 'index', base, index: expression() };
        expect(']');
      } else return base;
    }
  }

  function term(): Ast {
    if (accept('(')) {
      const inner = expression();
      expect(')');
      return inner;
    }
    if (accept('{')) {
      expect('}');
      return { op: 'empty' };
    }
    if (accept('%')) return { op: 'variable', name: tokens[place]?.kind === 'string' ? unquote(take()) : name() };
    const { kind, text } = tokens[place] ?? take();
    const isBoolean = kind === 'name' && (text === 'true' || text === 'false');
    if (['name', 'quoted', 'special'].includes(kind) && !isBoolean) return invocation(undefined);
    place++;
    if (isBoolean) return { op: 'literal', value: text === 'true', type: 'boolean', text };
    if (kind === 'string') return { op: 'literal', value: unquote({ kind, text }), type: 'string', text };
    if (kind === 'moment') return { op: 'literal', value: text.slice(1), type: 'moment', text };
    if (kind === 'number') return number(text);
    throw new SyntaxError(`unexpected ${text}`);
  }

  function number(text: string): Ast {
    const value = parseFloat(text);
    if (text.endsWith('L')) return { op: 'literal', value, type: 'long', text };
    const next = tokens[place];
    const isUnit = next?.kind === 'string' || (next?.kind === 'name' && DURATIONS.test(next.text));
    if (!isUnit) return { op: 'literal', value, type: 'number', text };
    return { op: 'quantity', value, unit: unquote(take()), texts: [text, next.text] };
  }

  function invocation(base: Ast | undefined): Ast {
    if (tokens[place]?.kind === 'special') return { op: 'member', base, name: take().text };
    const called = name();
    if (!accept('(')) return { op: 'member', base, name: called };
    const args: Ast[] = [];
    if (!accept(')')) {
      do args.push(argument(called));
      while (accept(','));
      expect(')');
    }
    return { op: 'call', base, name: called, args };
  }

  /** `is`, `as` and `ofType` take the name of a type where others take an expression. */
  function argument(called: string): Ast {
    if (['is', 'as', 'ofType'].includes(called)) {
      const { name: value, text } = typeName();
      return { op: 'literal', value, type: 'type', text };
    }
    const operand = expression();
    if (called !== 'sort' || !['asc', 'desc'].includes(peek() ?? '')) return operand;
    return { op: 'direction', operand, text: take().text };
  }

  /** `name` is without its namespace, `text` as it is written. */
  function typeName(): { name: string; text: string } {
    let text = '';
    let last: string;
    do {
      text += `${text && '.'}${peek() ?? ''}`;
      last = name();
    } while (accept('.'));
    return { name: last, text };
  }

  function name(): string {
    const token = take();
    const isName = token.kind === 'quoted' || (token.kind === 'name' && !RESERVED.includes(token.text));
    if (!isName) throw new SyntaxError(`name expected before ${token.text}`);
    return unquote(token);
  }

  const ast = expression();
  if (place < tokens.length) throw new SyntaxError(`unexpected ${tokens[place]?.text ?? ''}`);
  return ast;
}

function unquote({ kind, text }: Token): string {
  if (kind === 'name') return text;
  return text.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|[^])/g, (_, code: string) => {
    if (code.length === 5) return String.fromCharCode(parseInt(code.slice(1), 16));
    return ({ n: '\n', r: '\r', t: '\t', f: '\f' } as Record<string, string>)[code] ?? code;
  });
}
