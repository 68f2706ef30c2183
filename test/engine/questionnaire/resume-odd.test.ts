import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { resumeFrom } from '@relais/engine/questionnaire/parts';
import type { Extension, QuestionnaireResponse, ResponseItem } from '@relais/model/fhir';
import { lost } from './lost.ts';
import { answer, codes, expression, get, openWith, questionnaire, responseItems, valuesOf } from './support.ts';
import type { Given } from './support.ts';

const ABSENT: Extension = { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'declined' };
const UNKNOWN: Extension = { url: 'https://a.example/negated', valueBoolean: true };

function resumed(items: Given[], stored: unknown, rest: Partial<QuestionnaireResponse> = {}) {
  return openWith(questionnaire(items), {}, [
    resumeFrom({ resourceType: 'QuestionnaireResponse', ...rest, item: stored }),
  ]);
}

const text = (linkId: string, valueString: string): ResponseItem => ({ linkId, answer: [{ valueString }] });

describe('what a response writes in a wrong place', () => {
  const parent: Given = { linkId: 'p', type: 'boolean', item: [{ linkId: 'k' }] };
  const group: Given = { linkId: 'g', type: 'group', repeats: true, item: [{ linkId: 'x' }] };

  it('is taken in beside the one answer it can belong to', () => {
    const form = resumed([parent], [{ linkId: 'p', answer: [{ valueBoolean: true }], item: [text('k', 'beside')] }]);
    assert.deepEqual([valuesOf(form, 'p'), valuesOf(form, 'k'), lost(form)], [[true], ['beside'], []]);
  });

  it('is told beside several, of which nobody can tell the one', () => {
    const many = { ...parent, type: 'string', repeats: true };
    const stored = [{ linkId: 'p', answer: [{ valueString: 'a' }, { valueString: 'b' }], item: [text('k', 'whose')] }];
    const form = resumed([many], stored);
    assert.deepEqual([valuesOf(form, 'p'), lost(form)], [['a', 'b'], [['k', 'misplaced', 'whose']]]);
  });

  it('is taken in as repetitions where a group packs them as answers', () => {
    const stored = [{ linkId: 'g', answer: [{ item: [text('x', '1')] }, { item: [text('x', '2')] }] }];
    const form = resumed([group], stored);
    assert.deepEqual([valuesOf(form, 'x', 0), valuesOf(form, 'x', 1), lost(form)], [['1'], ['2'], []]);
  });

  it('is taken in as the items of a group that does not repeat', () => {
    const form = resumed([{ ...group, repeats: false }], [{ linkId: 'g', answer: [{ item: [text('x', '1')] }] }]);
    assert.deepEqual([valuesOf(form, 'x'), lost(form)], [['1'], []]);
  });

  it('is told where a group has a value', () => {
    for (const type of ['group', 'display']) {
      const form = resumed([{ linkId: 'h', type }], [text('h', 'a value')]);
      assert.deepEqual(lost(form), [['h', 'type', 'a value']], type);
    }
  });

  it('is taken in where a repeating question stands as several items', () => {
    const form = resumed([{ linkId: 'q', type: 'string', repeats: true }], [text('q', 'a'), text('q', 'b')]);
    assert.deepEqual([valuesOf(form, 'q'), lost(form)], [['a', 'b'], []]);
  });
});

describe('what a response says beside its values', () => {
  it('stays with its value, and goes when that is changed', () => {
    const kept = { valueString: 'v', _valueString: { extension: [ABSENT] }, extension: [UNKNOWN] };
    const form = resumed([{ linkId: 'a' }], [{ linkId: 'a', answer: [kept] }]);
    assert.deepEqual([responseItems(form)?.[0]?.answer, lost(form)], [[kept], []]);
    answer(form, 'a', 'w');
    assert.deepEqual(responseItems(form)?.[0]?.answer, [{ valueString: 'w' }]);
  });

  it('is told where it gives no value', () => {
    const items: Given[] = [
      { linkId: 'a', type: 'date' },
      { linkId: 'b' },
      { linkId: 'c' },
      { linkId: 'd', type: 'quantity' },
    ];
    const form = resumed(items, [
      { linkId: 'a', answer: [{ _valueDate: { extension: [ABSENT] } }] },
      { linkId: 'b', answer: [{ extension: [ABSENT] }] },
      { linkId: 'c', extension: [ABSENT] },
      { linkId: 'd', answer: [{ valueQuantity: { unit: 'kg' } }] },
    ]);
    assert.deepEqual(
      lost(form).map(([linkId, reason]) => [linkId, reason]),
      ['a', 'b', 'c', 'd'].map((linkId) => [linkId, 'no-value']),
    );
    assert.equal(responseItems(form), undefined);
  });

  it('stops the reading of what it modifies, and that is told to everybody', () => {
    const items: Given[] = [{ linkId: 'a' }, { linkId: 'b' }, { linkId: 'g', type: 'group', item: [{ linkId: 'c' }] }];
    const modifierExtension = [UNKNOWN];
    const form = resumed(items, [
      { linkId: 'a', answer: [{ valueString: 'not so', modifierExtension }] },
      { linkId: 'b', answer: [{ valueString: 'so' }] },
      { linkId: 'g', modifierExtension, item: [text('c', 'not so either')] },
    ]);
    assert.deepEqual([valuesOf(form, 'a'), valuesOf(form, 'b'), valuesOf(form, 'c')], [[], ['so'], []]);
    assert.deepEqual(
      form.diagnostics.map(({ code, severity, linkId }) => [code, severity, linkId]),
      [
        ['modifier-unknown', 'error', 'a'],
        ['modifier-unknown', 'error', 'g'],
      ],
    );
    const whole = resumed(items, [text('b', 'not so')], { modifierExtension, id: 'r1' });
    assert.deepEqual([valuesOf(whole, 'b'), whole.response().id, codes(whole)], [[], undefined, ['modifier-unknown']]);
  });
});

describe('a part of a response that is no part of one', () => {
  it('is told, and costs nothing else', () => {
    const form = resumed([{ linkId: 'a' }], [7, text('a', 'v'), { answer: [{ valueString: 'whose' }] }]);
    assert.deepEqual(valuesOf(form, 'a'), ['v']);
    assert.deepEqual(lost(form), [
      ['', 'unreadable', ''],
      ['', 'unknown-item', 'whose'],
    ]);
  });
});

describe('a decimal of a response in JSON text', () => {
  const items: Given[] = [
    { linkId: 'd', type: 'decimal' },
    { linkId: 'q', type: 'quantity' },
  ];
  const source = `{"resourceType":"QuestionnaireResponse","item":[{"linkId":"d","answer":[{"valueDecimal":12.50}]},
    {"linkId":"q","answer":[{"valueQuantity":{"value":1.0,"unit":"kg"}}]}]}`;

  it('is written again with the digits it came with', () => {
    const form = openWith(questionnaire(items), {}, [resumeFrom(source)]);
    assert.deepEqual([valuesOf(form, 'd'), valuesOf(form, 'q')], [[12.5], [{ value: 1, unit: 'kg' }]]);
    const text = JSON.stringify(form.response());
    assert.match(text, /"valueDecimal":12\.50\}/);
    assert.match(text, /"valueQuantity":\{"value":1\.0,"unit":"kg"\}/);
  });

  it('is written as it is after an edit', () => {
    const form = openWith(questionnaire(items), {}, [resumeFrom(source)]);
    answer(form, 'd', 3.5);
    assert.match(JSON.stringify(form.response()), /"valueDecimal":3\.5\}/);
  });
});

describe('a stored value that nobody can edit and that is not the calculated one', () => {
  const double = expression('calculatedExpression', `%resource.item.where(linkId='n').answer.value * 2`);
  const items: Given[] = [
    { linkId: 'n', type: 'integer' },
    { linkId: 'twice', type: 'integer', readOnly: true, extension: [double] },
  ];
  const from = (value: number) =>
    resumed(items, [
      { linkId: 'n', answer: [{ valueInteger: 4 }] },
      { linkId: 'twice', answer: [{ valueInteger: value }] },
    ]);

  it('is told to the person, with what is calculated, and to the host', () => {
    const form = from(9);
    assert.deepEqual(
      get(form, 'twice').issues.map(({ code, severity, message }) => [code, severity, message]),
      [['calculated-differs', 'warning', 'Ce n’est pas la valeur calculée\u00a0: 8.']],
    );
    assert.deepEqual(codes(form), ['calculated-differs']);
    form.recalculate(get(form, 'twice'));
    assert.deepEqual([valuesOf(form, 'twice'), get(form, 'twice').issues], [[8], []]);
  });

  it('is as it should be where both are one', () => {
    const form = from(8);
    assert.deepEqual([get(form, 'twice').issues, codes(form)], [[], []]);
  });
});
