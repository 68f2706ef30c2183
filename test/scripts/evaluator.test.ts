import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { build } from 'vite';
import kit from '../../vite.config.ts';
import { cases, onItems } from '../engine/questionnaire/both-engines.ts';
import * as server from './evaluator.ts';

type Evaluator = typeof server;

/** As a page loads it: bundled and minified by the settings of the kit. */
const page = await buildForPages();

const RESPONSE = {
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  authored: '2026-11-09T09:30:00+01:00',
  item: [
    { linkId: 'born', answer: [{ valueDate: '1984-02-29' }] },
    { linkId: 'weight', answer: [{ valueDecimal: 0.1 }, { valueDecimal: 0.2 }, { valueInteger: 7 }] },
    {
      linkId: 'dose',
      answer: [{ valueQuantity: { value: 1500, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } }],
    },
    { linkId: 'note', answer: [{ valueString: 'Été à l’hôpital' }] },
    { linkId: 'code', answer: [{ valueCoding: { system: 'urn:a', code: 'b', display: 'B' } }] },
    { linkId: 'group', item: [{ linkId: 'deep', answer: [{ valueBoolean: true, item: [{ linkId: 'deeper' }] }] }] },
  ],
};

const EXPRESSIONS = [
  '0.1 + 0.2 = 0.3',
  'item.where(linkId = %quoted).answer.value.sum()',
  "item.where(linkId = 'weight').answer.value.avg()",
  "item.where(linkId='weight').answer.value.select($this * $index)",
  "item.where(linkId='weight').answer.value.aggregate($this + $total, 0)",
  "item.where(linkId='weight').answer.value.sort($this desc).first()",
  'item.linkId.sort()',
  'item.sort(linkId desc, answer.count() asc).linkId',
  'descendants().linkId.count() | repeat(item | answer.item).linkId',
  'QuestionnaireResponse.item[1].answer[2].value is integer',
  "item.where(linkId='dose').answer.value.ofType(Quantity).value / 3",
  "item.where(linkId='dose').answer.value as FHIR.Quantity",
  'item.answer.value.ofType(FHIR.Coding).display.upper()',
  "(item.where(linkId='dose').answer.value.ofType(Quantity) + 1 'g').toString()",
  "item.answer.value.ofType(Quantity) = 1.5 'g'",
  "2 'm' * 3 'm'",
  "1 'kg' > 999 'g' and 1 year > 11 months",
  'item.answer.value.ofType(date) + 18 years',
  'item.answer.value.ofType(date) - 1 month = @1984-01-29',
  '@2024-01-31 + 1 month | @2024-12-31T23:59:59Z + 1 second | @T23:30 + 45 minutes',
  '@2026-11-09 - 2 weeks | @2026-11-09T10:00:00.000Z - 36 hours | @2020-02-29 - 4 years',
  '@2020 < @2021 and @2020-01 <= @2020-02 and (@2020 = @2020-01).empty()',
  'authored > @2026-11-09T08:00:00Z and authored.toDate() = @2026-11-09',
  'authored.yearOf() | authored.monthOf() | authored.hourOf() | authored.timezoneOffsetOf()',
  '10 div 3 | 10 mod 3 | 7.5 div 2 | -7.5 mod 2 | 1 / 3 | 1 / 0 | 5L + 3L',
  '2.power(10) | 2.power(0.5) | 16.sqrt() | (-1).sqrt() | 1000.log(10) | 2.71828.ln() | 1.exp()',
  '1.005.round(2) | (-2.5).round() | 2.7.floor() | 2.1.ceiling() | (-2.7).truncate() | (-3).abs()',
  '1.587.lowBoundary(2) | 1.587.highBoundary() | @2020.lowBoundary() | @2020-02.highBoundary()',
  "'1.50'.toDecimal() | '3'.toInteger() | 1.0.toString() | 'a'.toInteger() | '5 days'.toQuantity() | true.toInteger()",
  "'1.0'.convertsToDecimal() and 'x'.convertsToDate().not() and '2020-01'.convertsToDate()",
  "'1 \\'mg\\''.toQuantity() ~ 1 'mg' and 1.10 ~ 1.1 and 'A B' ~ 'a b'",
  "'abc'.substring(1, 1) & 'a,b'.split(',').join('-') & ' x '.trim() & 'abc'.replace('b', 'x')",
  "'abc'.matches('^a.c$') and 'abc'.contains('b') and 'abc'.indexOf('c') = 2 and 'b' in 'abc'.toChars()",
  "'a<b'.escape('html') | 'été'.encode('base64') | 'ab'.encode('hex').decode('hex') | '\\u00e9\\n'",
  "iif(item.exists(), 'yes', 'no') | iif({}, 1, 2) | coalesce({}, 3)",
  "defineVariable('n', item.count()).select(%n * 2)",
  'item.type().name.distinct() | 1.type().name | (1.5).is(System.Decimal)',
  'item.all(linkId.exists()) and item.answer.empty().not() implies item.count() = 6',
  'item.linkId.subsetOf(item.linkId | {}) xor item.linkId.isDistinct()',
  'item.take(2).linkId.union(item.last().linkId).exclude(item.skip(1).linkId)',
  "item.linkId.intersect('dose' | 'code').combine('dose')",
  "%resource.item.extension('urn:x').exists() or children().linkId contains 'note'",
  "%`quoted` & %'quoted' & %ucum",
  "item.`linkId`.first() // a comment\n & /* another */ '!'",
  '-item[1].answer[0].value.ofType(decimal) + +1',
  'item.answer.value.ofType(string).lower().length()',
  "item.answer.value.trace('seen').hasValue()",
  "1 = '1' | (1 | 2 = 2 | 1)",
  '`div`',
  '(1 | 2).single()',
  "'a' + 1",
  '+item',
  "1 'kg' + 1 'm'",
  'unknown(1)',
  '%unknown',
  "memberOf('urn:x')",
  'resolve()',
  "'<div>a</div>'.htmlChecks()",
  "item.where(linkId='weight').answer.value.weight()",
  "%factory.Coding('a', 'b').code",
  "Coding { code: 'a' }.code",
  '0.ln() | 0.power(-1) | 10.log(1)',
  'today() <= now().toDate()',
];

describe('the evaluator gives in a page what it gives on a server', () => {
  for (const source of EXPRESSIONS) {
    it(`for ${source.replace(/\s+/g, ' ')}`, () => {
      assert.deepEqual(outcome(page, source), outcome(server, source));
    });
  }

  for (const source of Object.values(cases).flat()) {
    it(`in a form for ${source}`, () => {
      assert.deepEqual(page.both(source), server.both(source));
    });
  }

  for (const [linkId, source] of onItems) {
    it(`on the item ${linkId} for ${source}`, () => {
      assert.deepEqual(page.both(source, linkId), server.both(source, linkId));
    });
  }

  it('for any sum', () => {
    fc.assert(
      fc.property(sum, (source) => {
        assert.deepEqual(outcome(page, source), outcome(server, source), source);
      }),
      { numRuns: 500 },
    );
  });
});

const { sum } = fc.letrec<{ sum: string }>((tie) => ({
  sum: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom('0', '1', '7', '0.1', '2.50', '1.005', '1000000', "2 'kg'", "500 'g'", '{}', 'item.count()'),
    fc
      .tuple(tie('sum'), fc.constantFrom('+', '-', '*', '/', 'div', 'mod', '=', '<', '|', '~'), tie('sum'))
      .map((parts) => `(${parts.join(' ')})`),
    fc
      .tuple(
        tie('sum'),
        fc.constantFrom('abs', 'floor', 'ceiling', 'round', 'truncate', 'sqrt', 'toString', 'first', 'sum', 'avg'),
      )
      .map((parts) => `(${parts.join(').')}()`),
    tie('sum').map((inner) => `-(${inner})`),
  ),
}));

/** The JSON of the results and their types; that there are none where it failed, in words that differ by names of classes. */
function outcome({ fhirpath, r4Model }: Evaluator, source: string): unknown {
  const resource = structuredClone(RESPONSE);
  const options = { resolveInternalTypes: false, preciseMath: true, traceFn: () => {} };
  try {
    const results = fhirpath.evaluate(resource, source, { resource, quoted: 'weight' }, r4Model(), options);
    return { json: JSON.stringify(fhirpath.resolveInternalTypes(results)), types: fhirpath.types(results) };
  } catch {
    return 'failed';
  }
}

/** By the settings of a build that is one module, as `form-checker.js` is. */
async function buildForPages(): Promise<Evaluator> {
  const { define, resolve, plugins, build: settings } = kit({ mode: 'form-checker', command: 'build' });
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: define!,
    resolve: resolve!,
    plugins: plugins!,
    build: {
      write: false,
      target: settings!.target!,
      lib: { entry: fileURLToPath(new URL('evaluator.ts', import.meta.url)), formats: ['es'], fileName: 'evaluator' },
      rolldownOptions: { output: { minify: { compress: true, mangle: true, codegen: true } } },
    },
  });
  const [output] = [built].flat() as { output: { code: string }[] }[];
  const url = `data:text/javascript,${encodeURIComponent(output!.output[0]!.code)}`;
  return (await import(url)) as Evaluator;
}
