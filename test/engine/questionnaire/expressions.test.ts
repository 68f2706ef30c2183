import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fullEngine } from '@relais/engine/questionnaire/fhirpath';
import {
  answer,
  changesOf,
  codes,
  CORE,
  expression,
  get,
  isEnabled,
  openWith,
  questionnaire,
  SDC,
  valuesOf,
  variable,
} from './support.ts';
import type { Given } from './support.ts';

const value = (linkId: string) => `%resource.repeat(item).where(linkId='${linkId}').answer.value`;

describe('variables', () => {
  it('are seen by their item and all inside it, whatever the order they are written in', () => {
    const form = openWith({
      ...questionnaire([
        { linkId: 'n', type: 'integer' },
        {
          linkId: 'g',
          item: [{ linkId: 'six', type: 'integer', extension: [expression('calculatedExpression', '%triple * 2')] }],
        },
      ]),
      extension: [variable('triple', '%n * 3'), variable('n', value('n'))],
    });
    answer(form, 'n', 1);
    assert.deepEqual(valuesOf(form, 'six'), [6]);
  });

  it('of an inner item hide those of the same name above, which they may use', () => {
    const form = openWith({
      ...questionnaire([
        { linkId: 'outer', extension: [expression('calculatedExpression', '%v')] },
        {
          linkId: 'g',
          extension: [variable('v', `%v + ' dedans'`)],
          item: [{ linkId: 'inner', extension: [expression('calculatedExpression', '%v')] }],
        },
      ]),
      extension: [variable('v', `'dehors'`)],
    });
    assert.deepEqual([valuesOf(form, 'outer'), valuesOf(form, 'inner')], [['dehors'], ['dehors dedans']]);
  });

  it('have a value for each repetition', () => {
    const form = openWith([
      {
        linkId: 'drug',
        repeats: true,
        extension: [
          variable('daily', `item.where(linkId='dose').answer.value * item.where(linkId='times').answer.value`),
        ],
        item: [
          { linkId: 'dose', type: 'decimal' },
          { linkId: 'times', type: 'integer' },
          { linkId: 'day', type: 'decimal', extension: [expression('calculatedExpression', '%daily')] },
        ],
      },
      { linkId: 'all', type: 'decimal', extension: [expression('calculatedExpression', `${value('day')}.sum()`)] },
    ]);
    form.addRepetition(get(form, 'drug'));
    [
      ['dose', 0.1, 0],
      ['times', 3, 0],
      ['dose', 2, 1],
      ['times', 2, 1],
    ].forEach(([linkId, input, at]) => answer(form, linkId as string, input, at as number));
    assert.deepEqual([valuesOf(form, 'day', 0), valuesOf(form, 'day', 1), valuesOf(form, 'all')], [[0.3], [4], [4.3]]);
  });

  it('that hold items follow the answers inside them', () => {
    const form = openWith({
      ...questionnaire([
        {
          linkId: 'g',
          item: [
            { linkId: 'a', type: 'integer' },
            { linkId: 'b', type: 'integer' },
          ],
        },
        {
          linkId: 'sum',
          type: 'integer',
          extension: [expression('calculatedExpression', '%group.item.answer.value.sum()')],
        },
      ]),
      extension: [variable('group', `item.where(linkId='g')`)],
    });
    answer(form, 'a', 2);
    answer(form, 'b', 3);
    assert.deepEqual(valuesOf(form, 'sum'), [5]);
    answer(form, 'b', 4);
    assert.deepEqual(valuesOf(form, 'sum'), [6]);
  });

  it('that hold items follow the answers inside them in the whole engine too', () => {
    const form = openWith(
      {
        ...questionnaire([
          { linkId: 'g', item: [{ linkId: 'a', type: 'integer' }] },
          {
            linkId: 'copy',
            type: 'integer',
            extension: [expression('calculatedExpression', '%group.item.answer.value')],
          },
        ]),
        extension: [variable('group', `item.where(linkId='g')`)],
      },
      { engine: fullEngine, preferEngine: true },
    );
    answer(form, 'a', 2);
    assert.deepEqual(valuesOf(form, 'copy'), [2]);
    answer(form, 'a', 3);
    assert.deepEqual(valuesOf(form, 'copy'), [3]);
  });

  it('that hold the items what they calculate stands in come to rest', () => {
    const sum = `%rows.item.where(linkId='a').answer.value.sum()`;
    const form = openWith({
      ...questionnaire([
        {
          linkId: 'row',
          repeats: true,
          item: [
            { linkId: 'a', type: 'integer' },
            { linkId: 'sum', type: 'integer', extension: [expression('calculatedExpression', sum)] },
          ],
        },
      ]),
      extension: [variable('rows', `item.where(linkId='row')`)],
    });
    form.addRepetition(get(form, 'row'));
    answer(form, 'a', 2, 0);
    answer(form, 'a', 3, 1);
    assert.deepEqual([valuesOf(form, 'sum', 0), valuesOf(form, 'sum', 1), codes(form)], [[5], [5], []]);
  });

  it('that hold answers follow what is answered in them', () => {
    const form = openWith({
      ...questionnaire([
        { linkId: 'a', type: 'integer' },
        { linkId: 'twice', type: 'integer', extension: [expression('calculatedExpression', '%given.value * 2')] },
      ]),
      extension: [variable('given', `item.where(linkId='a').answer`)],
    });
    answer(form, 'a', 2);
    answer(form, 'a', 3);
    assert.deepEqual(valuesOf(form, 'twice'), [6]);
  });

  it('that nobody gives are told, and what uses them has no result', () => {
    const form = openWith([{ linkId: 'a', extension: [expression('calculatedExpression', `'x' & %nobody`)] }]);
    assert.deepEqual(
      [valuesOf(form, 'a'), form.diagnostics],
      [[], [{ severity: 'error', code: 'variable-unknown', linkId: 'a', detail: '%nobody' }]],
    );
  });

  it('that depend on each other are told and end', () => {
    const form = openWith({
      ...questionnaire([{ linkId: 'a', type: 'integer', extension: [expression('calculatedExpression', '%x')] }]),
      extension: [variable('x', '%y + 1'), variable('y', '%x + 1')],
    });
    assert.deepEqual(valuesOf(form, 'a'), []);
    assert.ok(codes(form).includes('cycle'));
  });
});

describe('a condition written as an expression', () => {
  const conditional = (text: string): Given => ({ linkId: 't', extension: [expression('enableWhenExpression', text)] });

  it('enables when true, disables when false or empty', () => {
    const form = openWith([{ linkId: 'n', type: 'integer' }, conditional(`${value('n')} > 3`)]);
    const states = [undefined, 3, 4].map((input) => {
      answer(form, 'n', input);
      return isEnabled(form, 't');
    });
    assert.deepEqual(states, [false, false, true]);
  });

  it('leaves the item open when it cannot be evaluated', () => {
    const form = openWith([conditional(`%resource.item.somethingElse()`)]);
    assert.deepEqual([isEnabled(form, 't'), codes(form)], [true, ['expression-unsupported']]);
  });

  it('sees disabled questions as absent', () => {
    const form = openWith([
      { linkId: 'ask', type: 'boolean' },
      { linkId: 'n', type: 'integer', enableWhen: [{ question: 'ask', operator: '=', answerBoolean: true }] },
      conditional(`${value('n')}.exists()`),
    ]);
    answer(form, 'ask', true);
    answer(form, 'n', 1);
    assert.equal(isEnabled(form, 't'), true);
    answer(form, 'ask', false);
    assert.equal(isEnabled(form, 't'), false);
  });
});

describe('a calculation', () => {
  it('gives the body mass index and tells it with the edit that changes it', () => {
    const form = openWith([
      { linkId: 'kg', type: 'decimal' },
      { linkId: 'cm', type: 'decimal' },
      {
        linkId: 'bmi',
        type: 'decimal',
        readOnly: true,
        extension: [expression('calculatedExpression', `(${value('kg')} / (${value('cm')} / 100).power(2)).round(1)`)],
      },
      { linkId: 'heavy', extension: [expression('enableWhenExpression', `${value('bmi')} >= 30`)] },
    ]);
    answer(form, 'cm', 172);
    assert.deepEqual(
      changesOf(form, () => answer(form, 'kg', 95)),
      [['bmi: value', 'heavy: enabled', 'kg: value']],
    );
    assert.deepEqual(valuesOf(form, 'bmi'), [32.1]);
  });

  it('gives several answers to a question that repeats', () => {
    const form = openWith([
      { linkId: 'n', type: 'integer', repeats: true },
      {
        linkId: 'twice',
        type: 'integer',
        repeats: true,
        extension: [expression('calculatedExpression', `${value('n')}.select($this * 2)`)],
      },
      { linkId: 'one', type: 'integer', extension: [expression('calculatedExpression', value('n'))] },
    ]);
    answer(form, 'n', [1, 2]);
    assert.deepEqual([valuesOf(form, 'twice'), valuesOf(form, 'one'), codes(form)], [[2, 4], [1], ['expression-type']]);
  });

  it('gives a quantity its unit', () => {
    const unit = {
      url: `${CORE}questionnaire-unitOption`,
      valueCoding: { code: 'kg', system: 'http://unitsofmeasure.org', display: 'kg' },
    };
    const form = openWith([
      { linkId: 'q', type: 'quantity', extension: [unit, expression('calculatedExpression', '70')] },
    ]);
    assert.deepEqual(valuesOf(form, 'q'), [{ value: 70, unit: 'kg', code: 'kg', system: 'http://unitsofmeasure.org' }]);
  });

  it('runs only when something it reads has changed', () => {
    let asked = 0;
    const spy = {
      get name() {
        asked++;
        return [{ family: 'D' }];
      },
    };
    const form = openWith(
      [
        { linkId: 'a' },
        { linkId: 'b' },
        {
          linkId: 'c',
          extension: [expression('calculatedExpression', `${value('a')} + %patient.name.first().family`)],
        },
      ],
      { context: { patient: spy } },
    );
    const before = asked;
    answer(form, 'b', 'x');
    assert.equal(asked, before);
    answer(form, 'a', 'x');
    assert.ok(asked > before);
  });

  it('of two questions from each other follows the one that is answered', () => {
    const form = openWith([
      {
        linkId: 'kg',
        type: 'decimal',
        extension: [expression('calculatedExpression', `(${value('lb')} * 0.45359237).round(2)`)],
      },
      {
        linkId: 'lb',
        type: 'decimal',
        extension: [expression('calculatedExpression', `(${value('kg')} / 0.45359237).round(2)`)],
      },
    ]);
    answer(form, 'kg', 70);
    assert.deepEqual([valuesOf(form, 'kg'), valuesOf(form, 'lb')], [[70], [154.32]]);
    assert.deepEqual(codes(form), ['cycle']);
  });

  it('that gives a blank text answers nothing', () => {
    const form = openWith([
      { linkId: 'a' },
      { linkId: 'copy', extension: [expression('calculatedExpression', `${value('a')} & ' '`)] },
    ]);
    answer(form, 'copy', undefined);
    answer(form, 'a', 'x');
    assert.deepEqual(valuesOf(form, 'copy'), ['x ']);
  });

  it('counts a group as soon as what it stands in has begun', () => {
    const groups = `%resource.descendants().where(linkId='g').count()`;
    for (const options of [{}, { engine: fullEngine, preferEngine: true }]) {
      const form = openWith(
        [
          { linkId: 'q', type: 'string', item: [{ linkId: 'g', item: [{ linkId: 'x' }] }, { linkId: 'y' }] },
          { linkId: 'count', type: 'integer', extension: [expression('calculatedExpression', groups)] },
        ],
        options,
      );
      const counts = (['q', 'x', 'y'] as const).map((linkId) => {
        answer(form, linkId, 'v');
        const [count] = valuesOf(form, 'count');
        answer(form, linkId, undefined);
        return [count, ...valuesOf(form, 'count')];
      });
      assert.deepEqual(counts, [
        [1, 0],
        [1, 0],
        [1, 0],
      ]);
    }
  });

  it('does not count what stands in an empty place of a repeating question', () => {
    const groups = `%resource.descendants().where(linkId='g').count()`;
    for (const options of [{}, { engine: fullEngine, preferEngine: true }]) {
      const form = openWith(
        [
          { linkId: 'q', type: 'string', repeats: true, item: [{ linkId: 'g', item: [{ linkId: 'x' }] }] },
          { linkId: 'count', type: 'integer', extension: [expression('calculatedExpression', groups)] },
        ],
        options,
      );
      answer(form, 'q', ['v']);
      form.addAnswer(get(form, 'q'));
      assert.deepEqual(valuesOf(form, 'count'), [1]);
    }
  });

  it('of all answers counts them without a false alarm of circularity', () => {
    const form = openWith([
      { linkId: 'a', type: 'integer' },
      { linkId: 'b', type: 'integer', enableWhen: [{ question: 'sum', operator: '>', answerInteger: 2 }] },
      {
        linkId: 'sum',
        type: 'integer',
        extension: [expression('calculatedExpression', `%resource.item.where(linkId != 'sum').answer.value.sum()`)],
      },
    ]);
    answer(form, 'a', 3);
    answer(form, 'b', 4);
    assert.deepEqual([valuesOf(form, 'sum'), codes(form)], [[7], []]);
  });
});

describe('expressions of the two engines', () => {
  it('hand values to each other by name without losing their types', () => {
    const form = openWith(
      {
        ...questionnaire([
          { linkId: 'born', type: 'date' },
          { linkId: 'adult', type: 'boolean', extension: [expression('calculatedExpression', '%adult')] },
        ]),
        extension: [
          variable('birth', value('born')),
          variable(
            'adult',
            `%birth.is(System.Date) and %birth <= today() - 18 years or %birth.is(FHIR.date) and %birth <= today() - 18 years`,
          ),
        ],
      },
      { engine: fullEngine },
    );
    answer(form, 'born', '2000-01-01');
    assert.deepEqual(valuesOf(form, 'adult'), [true]);
    answer(form, 'born', '2020-01-01');
    assert.deepEqual(valuesOf(form, 'adult'), [false]);
  });

  it('compare quantities with the whole engine', () => {
    const form = openWith(
      [
        { linkId: 't', type: 'quantity' },
        { linkId: 'fever', extension: [expression('enableWhenExpression', `${value('t')} > 38 'Cel'`)] },
      ],
      { engine: fullEngine },
    );
    const quantity = (value: number, code: string) => ({
      value,
      code,
      unit: code,
      system: 'http://unitsofmeasure.org',
    });
    answer(form, 't', quantity(39, 'Cel'));
    assert.equal(isEnabled(form, 'fever'), true);
    answer(form, 't', quantity(98, '[degF]'));
    assert.equal(isEnabled(form, 'fever'), false);
  });
});

describe('queries', () => {
  const query = (name: string, text: string) => ({
    url: `${CORE}variable`,
    valueExpression: { name, language: 'application/x-fhir-query', expression: text },
  });
  const bundle = (value: number) => ({
    resourceType: 'Bundle',
    entry: [{ resource: { resourceType: 'Observation', valueQuantity: { value, unit: 'cm' } } }],
  });
  const source = (text: string) => ({
    ...questionnaire([
      { linkId: 'who' },
      {
        linkId: 'height',
        type: 'decimal',
        extension: [expression('initialExpression', '%obs.entry.resource.value.value')],
      },
    ]),
    extension: [query('obs', text)],
  });

  it('are fed by what the host gives under their name', () => {
    const form = openWith(source('Observation?code=8302-2'), { context: { obs: bundle(172) } });
    assert.deepEqual(valuesOf(form, 'height'), [172]);
  });

  it('go to the host with their holes filled, and fill what waits for them', async () => {
    const asked: string[] = [];
    const form = openWith(
      source(
        `Observation?code=8302-2&patient={{%patient.id}}&name={{%resource.item.where(linkId='who').answer.value}}`,
      ),
      {
        context: { patient: { resourceType: 'Patient', id: 'p 1' } },
        query: (url) => {
          asked.push(url);
          return Promise.resolve(bundle(165));
        },
      },
    );
    assert.deepEqual(valuesOf(form, 'height'), []);
    await form.settled();
    assert.deepEqual([asked, valuesOf(form, 'height')], [['Observation?code=8302-2&patient=p%201&name='], [165]]);
    answer(form, 'who', 'Zoé');
    await form.settled();
    assert.equal(asked[1], 'Observation?code=8302-2&patient=p%201&name=Zo%C3%A9');
  });

  it('of a batch contained in the form give one bundle under its id', async () => {
    const entry = ['Patient?_id={{%patient.id}}', 'Condition?patient={{%patient.id}}', 'Broken'].map((url) => ({
      request: { url },
    }));
    const family = `%Before.entry.first().resource.entry.resource.name.family`;
    const source = {
      ...questionnaire(
        [
          { linkId: 'family', extension: [expression('initialExpression', family)] },
          {
            linkId: 'known',
            type: 'integer' as const,
            extension: [expression('initialExpression', `%Before.entry[1].resource.total`)],
          },
        ],
        { contained: [{ resourceType: 'Bundle', id: 'Before', entry }] as never },
      ),
      extension: [{ url: `${SDC}sourceQueries`, valueReference: { reference: '#Before' } }],
    };
    const asked: string[] = [];
    const query = async (url: string): Promise<unknown> => {
      asked.push(url);
      if (url === 'Broken') throw new Error('no server');
      const patient = { resourceType: 'Patient', name: [{ family: 'Durand' }] };
      return { resourceType: 'Bundle', total: 2, entry: [{ resource: await Promise.resolve(patient) }] };
    };
    const form = openWith(source, { query, context: { patient: { id: 'p/1' } } });
    await form.settled();
    assert.deepEqual(asked, ['Patient?_id=p%2F1', 'Condition?patient=p%2F1', 'Broken']);
    assert.deepEqual([valuesOf(form, 'family'), valuesOf(form, 'known')], [['Durand'], [2]]);
    assert.deepEqual(
      form.diagnostics.map(({ code, detail }) => [code, detail]),
      [['query-unavailable', 'Broken']],
    );
    const given = openWith(source, {
      context: { Before: { entry: [{ resource: { entry: [] } }, { resource: { total: 3 } }] } },
    });
    assert.deepEqual(valuesOf(given, 'known'), [3]);
  });

  it('do not overwrite what a person has answered meanwhile', async () => {
    const form = openWith(source('Observation'), { query: () => Promise.resolve(bundle(165)) });
    answer(form, 'height', 180);
    await form.settled();
    assert.deepEqual(valuesOf(form, 'height'), [180]);
  });

  it('that fail, or that nobody answers, are told', async () => {
    const failing = openWith(source('Observation'), { query: () => Promise.reject(new Error('down')) });
    await failing.settled();
    assert.deepEqual(
      [codes(failing), codes(openWith(source('Observation')))],
      [['query-unavailable'], ['query-unavailable']],
    );
  });
});

describe('a population context', () => {
  const allergies = ['Noix', 'Latex'].map((text) => ({ resourceType: 'AllergyIntolerance', code: { text } }));
  const source = (repeats: boolean) => [
    {
      linkId: 'allergy',
      repeats,
      extension: [expression('itemPopulationContext', '%allergies', 'one')],
      item: [{ linkId: 'to', extension: [expression('initialExpression', '%one.code.text')] }],
    },
  ];

  it('makes a repetition for each resource and fills it', () => {
    const form = openWith(source(true), { context: { allergies } });
    assert.deepEqual(
      form.itemsOf('to').map((item) => item.value),
      ['Noix', 'Latex'],
    );
    form.addRepetition(get(form, 'allergy'));
    assert.deepEqual(valuesOf(form, 'to', 2), []);
  });

  it('fills repetitions that start with an initial value', () => {
    const [allergy] = source(true);
    const severe: Given = { linkId: 'severe', type: 'boolean', initial: [{ valueBoolean: false }] };
    const form = openWith([{ ...allergy!, item: [severe, ...allergy!.item] }], { context: { allergies } });
    assert.deepEqual(
      form.itemsOf('to').map((item) => item.value),
      ['Noix', 'Latex'],
    );
  });

  it('of several resources for one group populates nothing and is told', () => {
    const form = openWith(source(false), { context: { allergies } });
    assert.deepEqual([valuesOf(form, 'to'), codes(form)], [[], ['expression-type']]);
  });
});

describe('candidates', () => {
  it('are proposed without being the only answers', () => {
    const form = openWith([
      {
        linkId: 'who',
        type: 'string',
        extension: [
          {
            url: `${SDC}candidateExpression`,
            valueExpression: { language: 'text/fhirpath', expression: `'Anne' | 'Luc'` },
          },
        ],
      },
    ]);
    assert.deepEqual(
      get(form, 'who').candidates.map(({ label }) => label),
      ['Anne', 'Luc'],
    );
    answer(form, 'who', 'Zoé');
    assert.deepEqual(get(form, 'who').issues, []);
  });
});
