import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fullEngine } from '@relais/engine/questionnaire/fhirpath';
import { author, critical } from '@relais/engine/questionnaire/parts';
import type { EnableWhen } from '@relais/model/fhir';
import {
  answer,
  codes,
  CORE,
  dynamic,
  expression,
  get,
  isEnabled,
  issues,
  open,
  openWith,
  questionnaire,
  reopen,
  responseItems,
  SDC,
  valuesOf,
  variable,
} from './support.ts';

const when = (question: string, operator: EnableWhen['operator'], answer: Record<string, unknown>): EnableWhen[] => [
  { question, operator, ...answer },
];

describe('the literal rules of R4 and SDC that renderers get wrong', () => {
  it('1. != means no answer equals, so it is true when unanswered; the other comparisons need one answer', () => {
    const form = open([
      { linkId: 'n', type: 'integer', repeats: true },
      { linkId: 'other than 2', enableWhen: when('n', '!=', { answerInteger: 2 }) },
      { linkId: 'above 2', enableWhen: when('n', '>', { answerInteger: 2 }) },
    ]);
    assert.deepEqual([isEnabled(form, 'other than 2'), isEnabled(form, 'above 2')], [true, false]);
    answer(form, 'n', [2, 3]);
    assert.deepEqual([isEnabled(form, 'other than 2'), isEnabled(form, 'above 2')], [false, true]);
  });

  it('2. a disabled item is absent for conditions and calculations and is not submitted, but is restored when re-enabled', () => {
    const form = openWith([
      { linkId: 'ask', type: 'boolean' },
      { linkId: 'n', type: 'integer', enableWhen: when('ask', '=', { answerBoolean: true }) },
      { linkId: 'if n', enableWhen: when('n', 'exists', { answerBoolean: true }) },
      {
        linkId: 'twice',
        type: 'integer',
        extension: [expression('calculatedExpression', `%resource.item.where(linkId='n').answer.value * 2`)],
      },
    ]);
    answer(form, 'ask', true);
    answer(form, 'n', 21);
    assert.deepEqual([isEnabled(form, 'if n'), valuesOf(form, 'twice')], [true, [42]]);
    answer(form, 'ask', false);
    assert.deepEqual([isEnabled(form, 'if n'), valuesOf(form, 'twice')], [false, []]);
    assert.deepEqual(
      responseItems(form)?.map(({ linkId }) => linkId),
      ['ask'],
    );
    answer(form, 'ask', true);
    assert.deepEqual([isEnabled(form, 'if n'), valuesOf(form, 'twice')], [true, [42]]);
  });

  it('3. a disabled item disables all its descendants, whatever their own conditions', () => {
    const form = open([
      { linkId: 'ask', type: 'boolean' },
      {
        linkId: 'g',
        enableWhen: when('ask', '=', { answerBoolean: true }),
        item: [{ linkId: 'inside', enableWhen: when('ask', '!=', { answerBoolean: true }) }],
      },
    ]);
    assert.equal(isEnabled(form, 'inside'), false);
    answer(form, 'ask', true);
    assert.equal(isEnabled(form, 'inside'), false);
  });

  it('4. of several occurrences of a question the nearest counts: by ancestor, then the preceding, then the following', () => {
    const yes = when('q', '=', { answerBoolean: true });
    const form = open([
      { linkId: 'before', enableWhen: yes },
      {
        linkId: 'g',
        repeats: true,
        item: [
          { linkId: 'q', type: 'boolean' },
          { linkId: 'beside', enableWhen: yes },
        ],
      },
      { linkId: 'after', enableWhen: yes },
    ]);
    form.addRepetition(get(form, 'g'));
    answer(form, 'q', false, 0);
    answer(form, 'q', true, 1);
    assert.deepEqual(
      form.itemsOf('beside').map(({ enabled }) => enabled),
      [false, true],
    );
    assert.deepEqual([isEnabled(form, 'before'), isEnabled(form, 'after')], [false, true]);
  });

  it('5. two conditions without enableBehavior mean any, with a warning and no refusal', () => {
    const form = open([
      { linkId: 'a', type: 'boolean' },
      { linkId: 'b', type: 'boolean' },
      {
        linkId: 'c',
        enableWhen: [...when('a', '=', { answerBoolean: true }), ...when('b', '=', { answerBoolean: true })],
      },
    ]);
    answer(form, 'b', true);
    assert.equal(isEnabled(form, 'c'), true);
    assert.deepEqual(form.diagnostics, [
      { severity: 'warning', code: 'enable-behavior-missing', linkId: 'c', detail: undefined },
    ]);
  });

  it('6. required counts when enabled; on a group it asks for one answer inside; inside an absent optional group it asks nothing', () => {
    const form = open([
      { linkId: 'must', required: true, item: [{ linkId: 'either' }, { linkId: 'or' }] },
      { linkId: 'may', item: [{ linkId: 'needed', required: true }, { linkId: 'free' }] },
      { linkId: 'never', required: true, enableWhen: when('either', '=', { answerString: 'x' }) },
    ]);
    assert.deepEqual(issues(form, 'must'), ['required']);
    assert.deepEqual(issues(form, 'needed'), []);
    assert.deepEqual(issues(form, 'never'), []);
    answer(form, 'or', 'there');
    answer(form, 'free', 'begun');
    assert.deepEqual(issues(form, 'must'), []);
    assert.deepEqual(issues(form, 'needed'), ['required']);
  });

  it('7. a repeating question is one item with several answers, a repeating group several items, children nest in answer.item', () => {
    const form = open([
      { linkId: 'q', repeats: true, type: 'string', item: [{ linkId: 'child' }] },
      { linkId: 'g', repeats: true, item: [{ linkId: 'x' }] },
    ]);
    answer(form, 'q', ['one', 'two']);
    answer(form, 'child', 'of two', 1);
    form.addRepetition(get(form, 'g'));
    answer(form, 'x', 'first', 0);
    answer(form, 'x', 'second', 1);
    const x = (value: string) => ({
      linkId: 'g',
      text: 'g',
      item: [{ linkId: 'x', text: 'x', answer: [{ valueString: value }] }],
    });
    assert.deepEqual(responseItems(form), [
      {
        linkId: 'q',
        text: 'q',
        answer: [
          { valueString: 'one' },
          { valueString: 'two', item: [{ linkId: 'child', text: 'child', answer: [{ valueString: 'of two' }] }] },
        ],
      },
      x('first'),
      x('second'),
    ]);
  });

  it('8. questionnaire-unit gives a number its unit and the answer stays a number; on a quantity it is warned about', () => {
    const unit = { url: `${CORE}questionnaire-unit`, valueCoding: { code: 'kg', system: 'http://unitsofmeasure.org' } };
    const form = open(
      [
        { linkId: 'weight', type: 'decimal', extension: [unit] },
        {
          linkId: 'dose',
          type: 'quantity',
          extension: [unit],
          initial: [{ valueQuantity: { unit: 'mg', code: 'mg' } }],
        },
      ],
      {},
      [author],
    );
    answer(form, 'weight', 70.5);
    assert.deepEqual(responseItems(form)?.[0]?.answer, [{ valueDecimal: 70.5 }]);
    assert.deepEqual(get(form, 'weight').units, [unit.valueCoding]);
    assert.deepEqual([codes(form), form.diagnostics[0]?.linkId], [['unit-misplaced'], 'dose']);
  });

  it('9. a calculation is continuous until a person edits its value; a stored value that differs is an edit; initial never comes back', () => {
    const double = expression('calculatedExpression', `%resource.item.where(linkId='n').answer.value * 2`);
    const form = openWith([
      { linkId: 'n', type: 'integer', initial: [{ valueInteger: 1 }] },
      { linkId: 'twice', type: 'integer', extension: [double] },
      { linkId: 'also', type: 'integer', extension: [double] },
      { linkId: 'hello', extension: [expression('initialExpression', `'bonjour'`)] },
    ]);
    assert.deepEqual([valuesOf(form, 'twice'), valuesOf(form, 'hello')], [[2], ['bonjour']]);
    answer(form, 'twice', 7);
    answer(form, 'n', 5);
    assert.deepEqual([valuesOf(form, 'twice'), valuesOf(form, 'also')], [[7], [10]]);
    answer(form, 'hello', undefined);
    const resumed = reopen(form);
    assert.deepEqual([get(resumed, 'twice').overridden, get(resumed, 'also').overridden], [true, false]);
    assert.deepEqual(valuesOf(resumed, 'hello'), []);
    answer(resumed, 'n', 6);
    assert.deepEqual([valuesOf(resumed, 'twice'), valuesOf(resumed, 'also')], [[7], [12]]);
  });

  it('10. cycles end with a message, and missing context, server or value set do not stop the form', () => {
    const reads = (linkId: string) => `%resource.item.where(linkId='${linkId}').answer.value`;
    const form = openWith([
      {
        linkId: 'a',
        type: 'integer',
        extension: [expression('calculatedExpression', `iif(${reads('b')}.exists(), ${reads('b')} + 1, 1)`)],
      },
      { linkId: 'b', type: 'integer', extension: [expression('calculatedExpression', `${reads('a')} + 1`)] },
      { linkId: 'who', extension: [expression('initialExpression', `%patient.name.first().family`)] },
      { linkId: 'list', type: 'choice', answerValueSet: 'https://nowhere.example/ValueSet/x' },
      { linkId: 'free' },
    ]);
    answer(form, 'free', 'still works');
    assert.deepEqual(codes(form).sort(), ['cycle', 'cycle-unstable', 'value-set-unavailable', 'variable-unknown']);
    assert.deepEqual(valuesOf(form, 'free'), ['still works']);
  });

  it('11. %context is the item of the expression and does not exist while it is unanswered', () => {
    const form = openWith([
      {
        linkId: 'g',
        repeats: true,
        extension: [variable('mine', `item.where(linkId='n').answer.value`)],
        item: [
          { linkId: 'n', type: 'integer', _text: dynamic(`iif(%context.exists(), 'répondu', 'à répondre')`) },
          { linkId: 'copy', type: 'integer', extension: [expression('calculatedExpression', `%mine`)] },
        ],
      },
    ]);
    form.addRepetition(get(form, 'g'));
    answer(form, 'n', 4, 0);
    assert.deepEqual(
      form.itemsOf('n').map(({ text }) => text),
      ['répondu', 'à répondre'],
    );
    answer(form, 'n', 5, 1);
    assert.deepEqual([valuesOf(form, 'copy', 0), valuesOf(form, 'copy', 1)], [[4], [5]]);
  });

  it('12. enabled groups are in the tree expressions see even when the response leaves them out', () => {
    const items = [
      { linkId: 'empty', item: [{ linkId: 'x' }] },
      { linkId: 'full', item: [{ linkId: 'y', type: 'integer' }] },
      {
        linkId: 'z',
        type: 'integer',
        extension: [expression('calculatedExpression', `%resource.item[1].item[0].answer.value`)],
      },
    ];
    for (const options of [{}, { engine: fullEngine, preferEngine: true }]) {
      const form = openWith(items, options);
      answer(form, 'y', 8);
      assert.deepEqual(valuesOf(form, 'z'), [8]);
      assert.deepEqual(
        responseItems(form)?.map(({ linkId }) => linkId),
        ['full', 'z'],
      );
    }
  });

  it('13. codings are equal by system and code, the display ignored', () => {
    const form = open([
      { linkId: 'c', type: 'choice' },
      { linkId: 't', enableWhen: when('c', '=', { answerCoding: { system: 'urn:a', code: '1', display: 'Un' } }) },
    ]);
    answer(form, 'c', { system: 'urn:a', code: '1', display: 'One' });
    assert.equal(isEnabled(form, 't'), true);
    answer(form, 'c', { system: 'urn:b', code: '1', display: 'Un' });
    assert.equal(isEnabled(form, 't'), false);
  });

  it('14. partial dates are values, an undecidable comparison is false, dateTimes compare as instants', () => {
    const form = open([
      { linkId: 'd', type: 'date' },
      { linkId: 'from May', enableWhen: when('d', '>=', { answerDate: '2020-05-01' }) },
      { linkId: 'i', type: 'dateTime' },
      { linkId: 'same instant', enableWhen: when('i', '=', { answerDateTime: '2026-11-09T09:00:00Z' }) },
    ]);
    answer(form, 'd', '2020');
    assert.deepEqual([valuesOf(form, 'd'), isEnabled(form, 'from May')], [['2020'], false]);
    answer(form, 'd', '2021');
    assert.equal(isEnabled(form, 'from May'), true);
    answer(form, 'i', '2026-11-09T10:00:00+01:00');
    assert.equal(isEnabled(form, 'same instant'), true);
  });

  it('15. a rendering-criticalExtension that is not supported is told, and one the host supports is not', () => {
    const critically = (valueCanonical: string) => ({
      url: `${SDC.replace('questionnaire-', '')}rendering-criticalExtension`,
      valueCanonical,
    });
    const source = {
      resourceType: 'Questionnaire',
      modifierExtension: [critically('https://a.example/known'), critically('https://a.example/unknown')],
      item: [{ linkId: 'q', type: 'string' }],
    };
    const form = open(source as never, {}, [critical(['https://a.example/known'])]);
    assert.deepEqual(form.diagnostics, [
      { severity: 'error', code: 'critical-extension', linkId: undefined, detail: 'https://a.example/unknown' },
    ]);
  });

  it('15. what the engine itself acts on is supported, with the part that does', () => {
    const critically = (name: string) => ({ url: `${CORE}rendering-criticalExtension`, valueUri: name });
    const modifierExtension = [
      critically(`${SDC}calculatedExpression`),
      critically(`${CORE}questionnaire-hidden`),
      critically(`${CORE}regex`),
    ];
    const source = { ...questionnaire([{ linkId: 'a' }]), modifierExtension };
    assert.deepEqual(codes(openWith(source, {}, [critical()])), []);
    assert.deepEqual(codes(open(source, {}, [critical()])), ['critical-extension']);
  });

  it('16. a weight is found on the option or on its Coding, whose extensions are copied into the answer', () => {
    const weight = (valueDecimal: number) => [{ url: `${CORE}itemWeight`, valueDecimal }];
    const answerOption = [
      { valueCoding: { code: 'on-option' }, extension: weight(2) },
      { valueCoding: { code: 'on-coding', extension: [{ url: `${CORE}ordinalValue`, valueDecimal: 5 }] } },
    ];
    for (const options of [{}, { engine: fullEngine, preferEngine: true }]) {
      const form = openWith(
        [
          { linkId: 'a', type: 'choice', answerOption },
          { linkId: 'b', type: 'choice', answerOption },
          {
            linkId: 'sum',
            type: 'decimal',
            extension: [
              expression('calculatedExpression', `%resource.item.where(linkId != 'sum').answer.value.weight().sum()`),
            ],
          },
        ],
        options,
      );
      answer(form, 'a', { code: 'on-option' });
      answer(form, 'b', { code: 'on-coding' });
      assert.deepEqual(valuesOf(form, 'sum'), [7]);
      assert.deepEqual(responseItems(form)?.[1]?.answer, [{ valueCoding: answerOption[1]?.valueCoding }]);
    }
  });
});
