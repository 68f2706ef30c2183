import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, codes, expression, get, open, openWith, reopen, responseItems, valuesOf } from './support.ts';

describe('initial values', () => {
  it('fill questions, all answers of those that repeat', () => {
    const form = open([
      { linkId: 'a', initial: [{ valueString: 'x' }] },
      { linkId: 'b', type: 'integer', repeats: true, initial: [{ valueInteger: 1 }, { valueInteger: 2 }] },
      { linkId: 'c', type: 'date', initial: [{ valueDate: '2026' }] },
    ]);
    assert.deepEqual(
      ['a', 'b', 'c'].map((linkId) => valuesOf(form, linkId)),
      [['x'], [1, 2], ['2026']],
    );
  });

  it('fill every new repetition, and the children of every new answer', () => {
    const form = open([
      { linkId: 'g', repeats: true, item: [{ linkId: 'in', initial: [{ valueString: 'x' }] }] },
      { linkId: 'q', type: 'string', repeats: true, item: [{ linkId: 'sub', initial: [{ valueString: 'y' }] }] },
    ]);
    form.addRepetition(get(form, 'g'));
    answer(form, 'q', ['1', '2']);
    assert.deepEqual(valuesOf(form, 'in', 1), ['x']);
    assert.deepEqual(valuesOf(form, 'sub', 1), ['y']);
  });

  it('of a wrong type, or too many, are left out and told', () => {
    const form = open([
      { linkId: 'a', type: 'integer', initial: [{ valueString: '1' }] },
      { linkId: 'b', initial: [{ valueString: 'one' }, { valueString: 'two' }] },
    ]);
    assert.deepEqual([valuesOf(form, 'a'), valuesOf(form, 'b')], [[], ['one']]);
    assert.deepEqual(codes(form), ['initial-invalid', 'initial-invalid']);
  });

  it('come from the options marked initialSelected', () => {
    const answerOption = [
      { valueCoding: { code: 'a' } },
      { valueCoding: { code: 'b', display: 'B' }, initialSelected: true },
    ];
    const form = open([{ linkId: 'c', type: 'choice', answerOption }]);
    assert.deepEqual(valuesOf(form, 'c'), [{ code: 'b', display: 'B' }]);
  });

  it('take the display of their option', () => {
    const answerOption = [{ valueCoding: { system: 'urn:s', code: 'a', display: 'Alpha' } }];
    const form = open([
      { linkId: 'c', type: 'choice', answerOption, initial: [{ valueCoding: { system: 'urn:s', code: 'a' } }] },
    ]);
    assert.deepEqual(valuesOf(form, 'c'), [{ system: 'urn:s', code: 'a', display: 'Alpha' }]);
  });

  it('are not put back once a person has emptied them, nor on resume', () => {
    const form = open([{ linkId: 'a', initial: [{ valueString: 'x' }] }, { linkId: 'b' }]);
    answer(form, 'a', undefined);
    answer(form, 'b', 'y');
    assert.deepEqual(valuesOf(form, 'a'), []);
    assert.deepEqual(valuesOf(reopen(form), 'a'), []);
  });

  it('of what was disabled when the form was saved are set when it is first enabled', () => {
    const form = open([
      { linkId: 'ask', type: 'boolean' },
      {
        linkId: 'a',
        initial: [{ valueString: 'x' }],
        enableWhen: [{ question: 'ask', operator: '=', answerBoolean: true }],
      },
    ]);
    answer(form, 'ask', false);
    const resumed = reopen(form);
    assert.equal(responseItems(resumed)?.length, 1);
    answer(resumed, 'ask', true);
    assert.deepEqual(valuesOf(resumed, 'a'), ['x']);
  });
});

describe('initial expressions', () => {
  const patient = {
    resourceType: 'Patient',
    id: 'p',
    gender: 'female',
    birthDate: '1980-05-06',
    name: [{ family: 'Durand' }],
  };
  const launchContext = {
    url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-launchContext',
    extension: [
      { url: 'name', valueCoding: { code: 'patient' } },
      { url: 'type', valueCode: 'Patient' },
    ],
  };

  it('fill from the launch context, with the type of the question', () => {
    const form = openWith(
      [
        { linkId: 'name', extension: [expression('initialExpression', `%patient.name.first().family`)] },
        { linkId: 'born', type: 'date', extension: [expression('initialExpression', `%patient.birthDate`)] },
        {
          linkId: 'sex',
          type: 'choice',
          answerOption: [{ valueCoding: { system: 'urn:sex', code: 'female', display: 'Femme' } }],
          extension: [expression('initialExpression', `%patient.gender`)],
        },
        { linkId: 'who', type: 'reference', extension: [expression('initialExpression', `%patient`)] },
        { linkId: 'today', type: 'date', extension: [expression('initialExpression', `today()`)] },
      ],
      { context: { patient } },
    );
    assert.deepEqual(
      ['name', 'born', 'sex', 'who', 'today'].map((linkId) => get(form, linkId).value),
      [
        'Durand',
        '1980-05-06',
        { system: 'urn:sex', code: 'female', display: 'Femme' },
        { reference: 'Patient/p' },
        '2026-11-09',
      ],
    );
  });

  it('leave the question empty when a declared context is not given', () => {
    const source = {
      resourceType: 'Questionnaire' as const,
      extension: [launchContext],
      item: [
        {
          linkId: 'name',
          type: 'string',
          extension: [expression('initialExpression', `%patient.name.first().family`)],
        },
      ],
    };
    const form = openWith(source);
    assert.deepEqual([valuesOf(form, 'name'), codes(form)], [[], []]);
  });

  it('follow each other, and run once', () => {
    const form = openWith([
      {
        linkId: 'second',
        type: 'integer',
        extension: [expression('initialExpression', `%resource.item.where(linkId='first').answer.value + 1`)],
      },
      { linkId: 'first', type: 'integer', extension: [expression('initialExpression', `1`)] },
    ]);
    assert.deepEqual(valuesOf(form, 'second'), [2]);
    answer(form, 'first', 5);
    assert.deepEqual(valuesOf(form, 'second'), [2]);
  });

  it('run once in a circle too', () => {
    const answerOf = (linkId: string): string => `%resource.item.where(linkId='${linkId}').answer.value`;
    const form = openWith([
      { linkId: 'a', type: 'integer', extension: [expression('initialExpression', answerOf('b'))] },
      {
        linkId: 'b',
        type: 'integer',
        extension: [
          expression('calculatedExpression', `iif(${answerOf('a')}.exists(), ${answerOf('a')}, ${answerOf('c')})`),
        ],
      },
      { linkId: 'c', type: 'integer' },
    ]);
    answer(form, 'c', 2);
    assert.deepEqual([valuesOf(form, 'a'), valuesOf(form, 'b')], [[], [2]]);
  });

  it('run for each new repetition', () => {
    const form = openWith([
      {
        linkId: 'g',
        repeats: true,
        item: [{ linkId: 'day', type: 'date', extension: [expression('initialExpression', `today()`)] }],
      },
    ]);
    form.addRepetition(get(form, 'g'));
    assert.deepEqual(valuesOf(form, 'day', 1), ['2026-11-09']);
  });

  it('of a wrong type fill nothing and are told', () => {
    const form = openWith([{ linkId: 'n', type: 'integer', extension: [expression('initialExpression', `'douze'`)] }]);
    assert.deepEqual([valuesOf(form, 'n'), codes(form)], [[], ['expression-type']]);
  });
});
