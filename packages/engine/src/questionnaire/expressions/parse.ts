/**
 * The syntax of FHIRPath 2.0 (http://hl7.org/fhirpath/N1/grammar.html), all of it, so that what an expression reads is known
 * even when another engine evaluates it.
 */
export type Ast =
  | { readonly op: 'literal'; readonly value: unknown; readonly type: 'string' | 'number' | 'boolean' | 'moment' }
  | { readonly op: 'quantity'; readonly value: number; readonly unit: string }
  | { readonly op: 'empty' }
  | { readonly op: 'variable'; readonly name: string }
  | { readonly op: 'member'; readonly base: Ast | undefined; readonly name: string }
  | { readonly op: 'call'; readonly base: Ast | undefined; readonly name: string; readonly args: readonly Ast[] }
  | { readonly op: 'index'; readonly base: Ast; readonly index: Ast }
  | { readonly op: 'type'; readonly base: Ast; readonly operator: 'is' | 'as'; readonly name: string }
  | { readonly op: 'unary'; readonly operand: Ast }
  | { readonly op: 'binary'; readonly operator: string; readonly left: Ast; readonly right: Ast };

const TOKENS =
  /\s+|\/\/[^\n]*|\/\*[^]*?\*\/|(@T?\d[\d:.TZ+-]*)|(\d+(?:\.\d+)?)|('(?:[^'\\]|\\[^])*')|(`(?:[^`\\]|\\[^])*`)|(\$?[A-Za-z_]\w*)|(<=|>=|!=|!~|[-+*/&|=~<>.,()[\]{}%])/y;

interface Token {
  readonly kind: 'moment' | 'number' | 'string' | 'name' | 'quoted' | 'sign';
  readonly text: string;
}

const kinds: Token['kind'][] = ['moment', 'number', 'string', 'quoted', 'name', 'sign'];

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

  function expression(level = 0): Ast {
    if (level === 0) deepen();
    const operators = LEVELS[level];
    if (!operators) return unary();
    let left = expression(level + 1);
    for (let operator = peek(); operator !== undefined && operators.includes(operator); operator = peek()) {
      place++;
      if (operator === 'is' || operator === 'as') left = { op: 'type', base: left, operator, name: typeName() };
      else left = { op: 'binary', operator, left, right: expression(level + 1) };
    }
    if (level === 0) depth--;
    return left;
  }

  function unary(): Ast {
    if (accept('-')) return { op: 'unary', operand: unary() };
    if (accept('+')) return unary();
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
    if (accept('%')) return { op: 'variable', name: unquote(take()) };
    const { kind, text } = tokens[place] ?? take();
    if (kind === 'name' || kind === 'quoted') {
      if (kind === 'name' && (text === 'true' || text === 'false')) {
        place++;
        return { op: 'literal', value: text === 'true', type: 'boolean' };
      }
      return invocation(undefined);
    }
    place++;
    if (kind === 'string') return { op: 'literal', value: unquote({ kind, text }), type: 'string' };
    if (kind === 'moment') return { op: 'literal', value: text.slice(1), type: 'moment' };
    if (kind === 'number') return number(Number(text));
    throw new SyntaxError(`unexpected ${text}`);
  }

  function number(value: number): Ast {
    const next = tokens[place];
    const isUnit = next?.kind === 'string' || (next?.kind === 'name' && DURATIONS.test(next.text));
    if (!isUnit) return { op: 'literal', value, type: 'number' };
    return { op: 'quantity', value, unit: unquote(take()) };
  }

  function invocation(base: Ast | undefined): Ast {
    const name = unquote(take());
    if (!accept('(')) return { op: 'member', base, name };
    const args: Ast[] = [];
    if (!accept(')')) {
      do args.push(argument(name));
      while (accept(','));
      expect(')');
    }
    return { op: 'call', base, name, args };
  }

  /** `is`, `as` and `ofType` take the name of a type where others take an expression. */
  function argument(name: string): Ast {
    return ['is', 'as', 'ofType'].includes(name) ? { op: 'literal', value: typeName(), type: 'string' } : expression();
  }

  function typeName(): string {
    let name = unquote(take());
    while (accept('.')) name = unquote(take());
    return name;
  }

  const ast = expression();
  if (place < tokens.length) throw new SyntaxError(`unexpected ${tokens[place]?.text ?? ''}`);
  return ast;
}

function unquote({ kind, text }: Token): string {
  if (kind === 'name') return text;
  if (kind !== 'string' && kind !== 'quoted') throw new SyntaxError(`name expected before ${text}`);
  return text.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|[^])/g, (_, code: string) => {
    if (code.length === 5) return String.fromCharCode(parseInt(code.slice(1), 16));
    return ({ n: '\n', r: '\r', t: '\t', f: '\f' } as Record<string, string>)[code] ?? code;
  });
}
