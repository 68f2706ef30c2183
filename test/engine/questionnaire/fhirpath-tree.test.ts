import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { treeOf } from './fhirpath-tree.ts';
import type { TreeNode } from './fhirpath-tree.ts';

const require = createRequire(new URL('../../../packages/engine/package.json', import.meta.url));
/** The parser of `fhirpath` itself, by ANTLR. */
const reference = createRequire(require.resolve('fhirpath/src/fhirpath.js'))('./parser') as {
  parse: (source: string) => TreeNode;
};

const EXPRESSIONS = [
  'a',
  'Patient.name.given',
  "name.where(use = 'official').given.first()",
  "%resource.item.where(linkId='a').answer.value",
  "%resource.descendants().where(linkId = 'a' or linkId='b').answer.value.ordinal().sum()",
  '%`vs-name`.a',
  '%context.as.contains.in.is',
  '`div`.`a b`.`it\\`s`',
  "'it\\'s' & 'a\\u00e9\\n\\\\'",
  '1 + 2 * 3 - 4 / 5 div 6 mod 7',
  '(1 + 2) * (3 - (4))',
  '-a.b + -(3) * -1.50 - +c',
  "a.$this.where($index > 0) | %'a b' | %ucum",
  '5Lor 2.5and a',
  'a | b | c.d',
  'a = b and c != d or e ~ f xor g !~ h implies i',
  'a implies b implies c',
  'a < b and c <= d and e > f and g >= h',
  "'x' in a and b contains 'y'",
  'a is Patient or b as FHIR.Quantity is System.String',
  'a.is(Patient) and b.as(Quantity).value > 1 and c.ofType(System.String).exists()',
  'today() - 18 years >= @1990-01-01 and now() > @2015-02-04T14:34:28.123+10:00 and timeOfDay() < @T14:30',
  '@2015 < @2015-02 and @2015-02-04T > @2015-02-04T14 and @2015-02-04T14:34Z',
  "4 days + 1 'mg' - 2.50 'kg/m2'",
  '{} | {}',
  'a[0].b[1 + 1]',
  'a.where($this > 1 and $index = 0).aggregate($this + $total, 0)',
  'iif(a.empty(), b, iif(c, d, {}))',
  "a.select(Coding.code | b.where(c.exists(d = 'e')))",
  'a.repeat(item).linkId.distinct()',
  'a.sort(b desc, -c, d.e asc).first() | f.sort()',
  'true and false',
  'a // to the end\n + /* in\nbetween */ b',
  '10L + 007',
  "a.trace('x', b).type().name",
  '   a\t.\nb ( ) ',
];

describe('what the engine reads of an expression', () => {
  for (const source of EXPRESSIONS) {
    it(`is what the parser of fhirpath reads: ${source.replace(/\s+/g, ' ')}`, () => {
      assert.deepEqual(treeOf(source), plain(reference.parse(source).children![0]!));
    });
  }

  it('is what the parser of fhirpath reads, for whatever the grammar allows', () => {
    fc.assert(
      fc.property(expression, (source) => {
        assert.deepEqual(treeOf(source), plain(reference.parse(source).children![0]!), source);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused where the parser of fhirpath refuses, but for names that are words of durations', () => {
    fc.assert(
      fc.property(fc.array(token, { minLength: 1, maxLength: 7 }), fc.constantFrom('', ' '), (tokens, between) => {
        const source = tokens.join(between);
        const expected = attempt(() => plain(reference.parse(source).children![0]!));
        const isLost = tokens.some((one) => ['is(', 'as(', 'ofType(', ':'].includes(one));
        const isMore = /year|`sort`/.test(source);
        const actual = attempt(() => treeOf(source));
        if (!(actual ? isMore && !expected : isLost)) assert.deepEqual(actual, expected, source);
      }),
      { numRuns: 3000 },
    );
  });

  for (const source of [
    '',
    'a +',
    'a b',
    '(a',
    "'a",
    'a..b',
    '@20',
    'a.where(',
    'a.div',
    "a.'b'",
    "a is 'b'",
    '$a',
    '$this()',
    '#',
  ]) {
    it(`is refused for ${source || 'nothing'}`, () => {
      assert.throws(() => treeOf(source), SyntaxError);
    });
  }

  it('is refused for an instance selector of FHIRPath 3.0', () => {
    assert.throws(() => treeOf("Coding { code: 'a' }"), SyntaxError);
  });
});

function attempt(read: () => TreeNode): TreeNode | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Without what nothing is evaluated by: places in the text, parentheses, and texts written twice. */
function plain(node: TreeNode): TreeNode {
  const { type, text, atRoot, direction, value, unit, children = [] } = node;
  const [first] = children;
  if (type === 'TermExpression' && first?.type === 'ParenthesizedTerm') return plain(first.children![0]!);
  if (type === 'ExternalConstantTerm')
    return { type, text: unquote(text ?? (node as { delimitedText?: string }).delimitedText ?? '') };
  if (type === 'TypeSpecifier') return { type, text: text! };
  if (type === 'QuantityLiteral') return { type, value: value!, unit: unit! };
  const isFunction = ['is', 'as', 'ofType'].includes(nameOf(node));
  const inner = children.map((child) =>
    isFunction && child.type === 'ParamList'
      ? { type: child.type, children: [asType(child.children![0]!)] }
      : plain(child),
  );
  const silent = [
    ...['TermExpression', 'InvocationExpression', 'LiteralTerm', 'IndexerExpression', 'QuantityLiteral', 'NullLiteral'],
    ...['ThisInvocation', 'IndexInvocation', 'TotalInvocation'],
  ].includes(type);
  return {
    type,
    ...(text !== undefined && !silent && { text: unquote(text, type) }),
    ...(atRoot && { atRoot }),
    ...(direction && { direction }),
    ...(value !== undefined && { value }),
    ...(unit !== undefined && { unit }),
    ...(inner.length > 0 && { children: inner }),
  };
}

function nameOf({ type, text }: TreeNode): string {
  return type === 'Functn' ? (text ?? '') : '';
}

/** An argument that names a type is read by its text alone. */
function asType({ text }: TreeNode): TreeNode {
  return { type: 'TermExpression', text: text ?? '' };
}

/** Names are evaluated without their quotes. */
function unquote(text: string, type = ''): string {
  if (type.endsWith('Literal')) return text;
  return /^[`'].*[`']$/.test(text) ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
}

const token = fc.constantFrom(
  ...[
    'a',
    'item',
    'Patient',
    '.',
    '.',
    '.',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '{}',
    ':',
    ',',
    '%',
    '$this',
    '$index',
    '$total',
  ],
  ...[
    '$a',
    'is',
    'as',
    'in',
    'contains',
    'asc',
    'desc',
    'sort',
    'sort(',
    'where(',
    'ofType(',
    'is(',
    'as(',
    '()',
    'b',
    'c',
  ],
  ...[
    'div',
    'mod',
    'and',
    'or',
    'xor',
    'implies',
    'true',
    'false',
    'year',
    'years',
    '1',
    '2.5',
    '5L',
    '007',
    "'x'",
    "'mg'",
  ],
  ...[
    "'it\\'s'",
    '`b c`',
    '`sort`',
    '@2020',
    '@2020-01-02T',
    '@2020-01-02T10:00Z',
    '@T10:00',
    '+',
    '-',
    '*',
    '/',
    '&',
    '|',
  ],
  ...[
    '<',
    '<=',
    '>',
    '>=',
    '=',
    '!=',
    '~',
    '!~',
    '// x\n',
    '/* y */',
    'FHIR.Patient',
    'System.String',
    "%'q r'",
    '%`z`',
    '"',
  ],
);

const name = fc.constantFrom('a', 'item', 'Patient', '`b c`', 'as', 'in', 'contains', 'is');
const literal = fc.constantFrom(
  ...['1', '2.50', "'x'", "'it\\'s'", 'true', 'false', '{}', '@2020-01', '@2020-01-02T03:04:05Z', '@T10:00'],
  ...["3 'mg'", '2 weeks', '1 year', '%resource', '%`x y`', '$this', '5L'],
);
const { expression } = fc.letrec<{ expression: string; term: string }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 4 },
    name,
    literal,
    fc.tuple(name, tie('expression')).map(([f, arg]) => `${f === 'is' || f === 'as' ? 'where' : f}(${arg})`),
    tie('expression').map((inner) => `(${inner})`),
  ),
  expression: fc.oneof(
    { maxDepth: 5 },
    tie('term'),
    fc.tuple(tie('term'), name).map(([base, member]) => `${base}.${member}`),
    fc.tuple(tie('term'), tie('expression')).map(([base, index]) => `${base}[${index}]`),
    fc.tuple(fc.constantFrom('-', '+'), tie('term')).map((parts) => parts.join('')),
    fc
      .tuple(tie('expression'), fc.constantFrom('is', 'as'), fc.constantFrom('Patient', 'System.String'))
      .map((parts) => parts.join(' ')),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom(
          ...['*', '/', 'div', 'mod', '+', '-', '&', '|', '<', '<=', '>', '>=', '=', '!=', '~', '!~', 'in', 'contains'],
          ...['and', 'or', 'xor', 'implies'],
        ),
        tie('expression'),
      )
      .map((parts) => parts.join(' ')),
  ),
}));
