import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createForm } from '@relais/engine/questionnaire/create';
import { answer, codes, expression, get, NOW, open, openWith, questionnaire, responseItems, SDC } from './support.ts';
import type { Given } from './support.ts';

const opened = (source: unknown) => createForm(source, { now: () => NOW });

describe('what is no questionnaire', () => {
  for (const [name, source, code] of [
    ['nothing', undefined, 'not-an-object'],
    ['a number', 12, 'not-an-object'],
    ['a list', [], 'not-an-object'],
    ['a broken text', '{"resourceType": "Questionnaire", "item": [', 'not-json'],
    ['another resource', { resourceType: 'Patient' }, 'wrong-resource'],
    ['an empty object', {}, 'wrong-resource'],
  ] as const) {
    it(`${name} opens an empty form that says why`, () => {
      const form = opened(source);
      assert.deepEqual([form.items.length, codes(form)], [0, [code]]);
      assert.equal(form.diagnostics[0]?.severity, 'error');
      assert.equal(form.response().resourceType, 'QuestionnaireResponse');
    });
  }

  it('never has its text quoted, which may be answers', () => {
    const { diagnostics } = opened('{"resourceType": "Mme Durand, née');
    assert.doesNotMatch(JSON.stringify(diagnostics), /Durand/);
  });
});

describe('a form with faults', () => {
  it('may be JSON text', () => {
    assert.equal(opened(JSON.stringify(questionnaire([{ linkId: 'a' }]))).items.length, 1);
  });

  it('keeps every part that can be used and names the others', () => {
    const form = opened({
      resourceType: 'Questionnaire',
      title: 12,
      item: [
        null,
        'x',
        { linkId: 'ok', type: 'string', required: 'yes', text: ['no'], item: 'no' },
        { linkId: 'g', type: 'group', item: { linkId: 'in', type: 'string' } },
      ],
    });
    assert.deepEqual(
      form.items.map(({ linkId, required, text }) => [linkId, required, text]),
      [
        ['ok', false, ''],
        ['g', false, ''],
      ],
    );
    assert.equal(get(form, 'in').type, 'string');
    assert.deepEqual(
      form.diagnostics.map(({ detail }) => detail),
      [
        'Questionnaire.title string',
        'Questionnaire.item[0]',
        'Questionnaire.item[1]',
        'Questionnaire.item[2].text string',
        'Questionnaire.item[2].required boolean',
        'Questionnaire.item[2].item array',
        'Questionnaire.item[2].item[0]',
        'Questionnaire.item[3].item array',
      ],
    );
  });

  it('marks an item of an unknown type, or without linkId, and shows what is inside', () => {
    const form = opened({
      resourceType: 'Questionnaire',
      item: [
        { linkId: 'odd', type: 'hologram', item: [{ linkId: 'in', type: 'string' }] },
        { type: 'string', text: 'sans nom' },
        { linkId: 'none' },
      ],
    });
    assert.deepEqual(
      form.items.map(({ definition }) => definition.unsupported),
      ['type-unknown', 'link-id-missing', 'type-unknown'],
    );
    assert.deepEqual(codes(form), ['type-unknown', 'link-id-missing', 'type-unknown']);
    answer(form, 'in', 'x');
    assert.deepEqual(responseItems(form)?.[0]?.item?.length, 1);
  });

  it('works with two items of one linkId', () => {
    const form = open([{ linkId: 'a' }, { linkId: 'a' }, { linkId: 'g', item: [{ linkId: 'a' }] }]);
    assert.deepEqual(codes(form), ['link-id-duplicate', 'link-id-duplicate']);
    form.items.forEach((item, index) => form.answer(item.items[0] ?? item, `${index}`));
    const again = createForm(form.questionnaire, { now: () => NOW });
    assert.equal(again.items.length, 3);
    assert.deepEqual(JSON.stringify(form.response()).match(/"valueString":"\d"/g)?.length, 3);
  });

  it('ends where an object holds itself, or goes too deep', () => {
    const endless: Record<string, unknown> = { linkId: 'a', type: 'group' };
    endless['item'] = [endless, endless];
    assert.deepEqual(codes(opened({ resourceType: 'Questionnaire', item: [endless] })), ['endless', 'endless']);
    let deep: Given = { linkId: 'deepest' };
    for (let i = 0; i < 5000; i++) deep = { linkId: `g${i}`, type: 'group', item: [deep] };
    assert.deepEqual(codes(opened({ resourceType: 'Questionnaire', item: [deep] })), ['too-deep']);
  });

  it('tells a regular expression that is none, and goes without', () => {
    const extension = [{ url: 'http://hl7.org/fhir/StructureDefinition/regex', valueString: '[' }];
    const form = open([{ linkId: 'a', extension }]);
    answer(form, 'a', 'x');
    assert.deepEqual([codes(form), get(form, 'a').issues], [['regex-invalid'], []]);
  });

  it('goes without the options that can be no answer', () => {
    const answerOption = [{ valueCoding: null }, { valueInteger: 'x' }, {}, { valueCoding: { code: 'a' } }] as never;
    const form = open([{ linkId: 'a', type: 'choice', answerOption }]);
    assert.deepEqual(
      get(form, 'a').options.map(({ label }) => label),
      ['a'],
    );
  });

  it('switches off only options that can be answers', () => {
    const condition = { ...expression('x', 'false'), url: 'expression' };
    const toggle = {
      url: `${SDC}answerOptionsToggleExpression`,
      extension: [{ url: 'option', valueCoding: null }, condition],
    };
    const answerOption = [{ valueCoding: { code: 'a' } }];
    const form = openWith([{ linkId: 'a', type: 'choice', answerOption, extension: [toggle] }]);
    assert.equal(get(form, 'a').options[0]?.disabled, false);
  });

  it('takes script in any text as text', () => {
    const script = '<script>alert(1)</script>';
    const form = open(
      questionnaire(
        [
          {
            linkId: script,
            text: script,
            prefix: script,
            enableWhen: [{ question: script, operator: script as '=', answerString: script }],
          },
        ],
        { title: script },
      ),
    );
    answer(form, script, script);
    assert.deepEqual(responseItems(form), [{ linkId: script, text: script, answer: [{ valueString: script }] }]);
  });

  it('is left as it came', () => {
    const source = questionnaire([{ linkId: 'a', type: 'choice', answerOption: [{ valueCoding: { code: 'x' } }] }]);
    const before = structuredClone(source);
    const frozen = deepFreeze(source);
    const form = openWith(frozen);
    answer(form, 'a', { code: 'x' });
    form.response();
    assert.deepEqual(frozen, before);
  });
});

describe('an expression that fails', () => {
  const calculated = (text: string, language = 'text/fhirpath') => [
    {
      url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
      valueExpression: { language, expression: text },
    },
  ];

  it('costs its own result and is told, with its text', () => {
    const form = openWith([
      { linkId: 'syntax', extension: calculated('%resource.item.where(') },
      { linkId: 'types', extension: calculated(`1 + 'a'`) },
      { linkId: 'unknown', extension: calculated('%resource.item.noSuchFunction()') },
      { linkId: 'cql', extension: calculated('define X', 'text/cql') },
      { linkId: 'good', extension: calculated(`'ok'`) },
    ]);
    assert.equal(get(form, 'good').value, 'ok');
    assert.deepEqual(form.diagnostics.map(({ linkId, code }) => [linkId, code]).sort(), [
      ['cql', 'expression-unsupported'],
      ['syntax', 'expression-unsupported'],
      ['types', 'expression-failed'],
      ['unknown', 'expression-unsupported'],
    ]);
  });
});

describe('ten thousand items', () => {
  const items: Given[] = Array.from({ length: 100 }, (_, g) => ({
    linkId: `g${g}`,
    item: Array.from({ length: 99 }, (_, q) => ({
      linkId: `q${g}.${q}`,
      type: 'boolean',
      ...(q > 0 && { enableWhen: [{ question: `q${g}.${q - 1}`, operator: '=' as const, answerBoolean: true }] }),
    })),
  }));

  it('open, answer and resume', () => {
    const form = open(items);
    form.edit(() => {
      for (let q = 0; q < 99; q++) answer(form, `q50.${q}`, true);
    });
    assert.equal(get(form, 'q50.98').enabled, true);
    assert.equal(responseItems(form)?.[0]?.item?.length, 99);
  });

  it('beyond the limit are cut, and that is told', () => {
    const many = Array.from({ length: 50_010 }, (_, index) => ({ linkId: `${index}`, type: 'display' }));
    const form = opened({ resourceType: 'Questionnaire', item: many });
    assert.equal(form.items.length, 50_000);
    assert.deepEqual(new Set(codes(form)), new Set(['too-many-items']));
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
