import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createForm } from '@relais/engine/questionnaire/create';
import { askAgain, canAskAgain, fr, resumeFrom, searchOptions, valueSets } from '@relais/engine/questionnaire/parts';
import type { ExpansionRequest } from '@relais/engine/questionnaire/parts';
import type { Coding, ValueSet } from '@relais/model/fhir';
import {
  answer,
  changesOf,
  codes,
  CORE,
  expression,
  get,
  issues,
  NOW,
  open,
  openWith,
  questionnaire,
  reopen,
  SDC,
  valuesOf,
} from './support.ts';
import type { Given } from './support.ts';

const system = 'urn:colours';
const red = { system, code: 'red', display: 'Rouge' };
const green = { system, code: 'green', display: 'Vert' };
const labels = (form: ReturnType<typeof open>, linkId: string) => get(form, linkId).options.map(({ label }) => label);

function withContained(contained: object[], answerValueSet: string) {
  return open(questionnaire([{ linkId: 'c', type: 'choice', answerValueSet }], { contained: contained }));
}

describe('options written in the form', () => {
  it('are codings, texts, numbers, dates, times and references', () => {
    const answerOption = [
      { valueCoding: red },
      { valueString: 'texte' },
      { valueInteger: 3 },
      { valueDate: '2026' },
      { valueTime: '08:00:00' },
      { valueReference: { reference: 'Patient/1', display: 'Mme D.' } },
    ];
    const form = open([{ linkId: 'c', type: 'choice', answerOption }]);
    assert.deepEqual(labels(form, 'c'), ['Rouge', 'texte', '3', '2026', '08:00:00', 'Mme D.']);
    for (const option of get(form, 'c').options) {
      form.choose(get(form, 'c'), option);
      assert.deepEqual(form.response().item?.[0]?.answer, [{ [option.key]: option.value }]);
      assert.deepEqual(issues(form, 'c'), []);
    }
  });

  it('have a prefix, a weight and an exclusive mark', () => {
    const extension = [
      { url: `${CORE}questionnaire-optionPrefix`, valueString: 'A.' },
      { url: `${CORE}questionnaire-optionExclusive`, valueBoolean: true },
      { url: `${CORE}questionnaire-ordinalValue`, valueDecimal: 4 },
    ];
    const [option] = get(
      open([{ linkId: 'c', type: 'choice', answerOption: [{ valueCoding: red, extension }] }]),
      'c',
    ).options;
    assert.deepEqual([option?.prefix, option?.exclusive, option?.weight], ['A.', true, 4]);
  });

  it('are chosen and taken back one by one where several may be', () => {
    const form = open([
      { linkId: 'c', type: 'choice', repeats: true, answerOption: [{ valueCoding: red }, { valueCoding: green }] },
    ]);
    const item = get(form, 'c');
    form.choose(item, item.options[0]!);
    form.choose(item, item.options[1]!);
    assert.deepEqual(valuesOf(form, 'c'), [red, green]);
    form.choose(item, item.options[0]!, false);
    assert.deepEqual(valuesOf(form, 'c'), [green]);
  });

  it('replace each other where one may be', () => {
    const form = open([{ linkId: 'c', type: 'choice', answerOption: [{ valueCoding: red }, { valueCoding: green }] }]);
    for (const option of get(form, 'c').options) form.choose(get(form, 'c'), option);
    assert.deepEqual(valuesOf(form, 'c'), [green]);
  });

  it('that are exclusive take the others back, and are taken back by them', () => {
    const none = {
      valueCoding: { code: 'none' },
      extension: [{ url: `${CORE}questionnaire-optionExclusive`, valueBoolean: true }],
    };
    const form = open([
      {
        linkId: 'c',
        type: 'choice',
        repeats: true,
        answerOption: [{ valueCoding: red }, { valueCoding: green }, none],
      },
    ]);
    const item = get(form, 'c');
    const [first, second, exclusive] = item.options;
    form.choose(item, first!);
    form.choose(item, second!);
    form.choose(item, exclusive!);
    assert.deepEqual(valuesOf(form, 'c'), [{ code: 'none' }]);
    form.choose(item, first!);
    assert.deepEqual(valuesOf(form, 'c'), [red]);
    answer(form, 'c', [red, { code: 'none' }]);
    assert.deepEqual(issues(form, 'c'), ['option-exclusive']);
  });

  it('must be one of those offered, except a text in an open choice', () => {
    const answerOption = [{ valueCoding: red }];
    const form = open([
      { linkId: 'closed', type: 'choice', answerOption },
      { linkId: 'open', type: 'open-choice', answerOption },
      { linkId: 'number', type: 'integer', answerOption: [{ valueInteger: 1 }, { valueInteger: 2 }] },
    ]);
    answer(form, 'closed', green);
    answer(form, 'open', 'mauve');
    answer(form, 'number', 3);
    assert.deepEqual(
      ['closed', 'open', 'number'].map((linkId) => issues(form, linkId)),
      [['option'], [], ['option']],
    );
  });
});

describe('an answer that is no longer offered', () => {
  const answerOption = [{ valueCoding: red }, { valueCoding: green }];
  const old = { system, code: 'old', display: 'Ancienne' };
  const items: Given[] = [
    { linkId: 'radio', type: 'choice', answerOption },
    { linkId: 'boxes', type: 'choice', repeats: true, answerOption },
    { linkId: 'open', type: 'open-choice', answerOption },
  ];
  const item = items.map(({ linkId }) => ({ linkId, answer: [{ valueCoding: old }] }));
  const resumed = () => open(items, {}, [resumeFrom({ resourceType: 'QuestionnaireResponse', item })]);

  it('is told by its words, and can be taken back', () => {
    const form = resumed();
    assert.deepEqual(
      form.issues.map(({ code, answer, message }) => [code, answer?.value, message]),
      items.map(() => ['option', old, 'La réponse «\xa0Ancienne\xa0» ne fait pas (ou plus) partie des choix.']),
    );
    for (const { answer } of form.issues) if (answer) form.removeAnswer(answer);
    assert.deepEqual([form.issues, form.response().item], [[], undefined]);
  });

  it('is told too where the list could not be had, and stands in nobody’s way', () => {
    const unknown = [{ linkId: 'a', type: 'choice', answerValueSet: 'urn:nowhere' }];
    const stored = { resourceType: 'QuestionnaireResponse', item: [{ linkId: 'a', answer: [{ valueCoding: old }] }] };
    const form = open(unknown, {}, [resumeFrom(stored)]);
    assert.deepEqual(
      form.issues.map(({ code, severity, message }) => [code, severity, message.includes('Ancienne')]),
      [['option-unverified', 'warning', true]],
    );
  });
});

describe('two options of one code', () => {
  const code = (display: string) => ({ valueCoding: { system, code: '0', display } });
  const items: Given[] = [{ linkId: 'c', type: 'choice', answerOption: [code('Jamais'), code('Sans objet')] }];

  it('are told apart by their words: what is pressed is what is stored', () => {
    const form = open(items);
    const [never, other] = get(form, 'c').options;
    form.choose(get(form, 'c'), other!);
    assert.deepEqual(valuesOf(form, 'c'), [other!.value]);
    const again = reopen(form);
    assert.deepEqual(valuesOf(again, 'c'), [other!.value]);
    again.choose(get(again, 'c'), never!);
    assert.deepEqual(valuesOf(again, 'c'), [never!.value]);
  });

  it('are one answer where words changed from one version to the next', () => {
    const form = open([{ linkId: 'c', type: 'choice', answerOption: [code('Jamais')] }]);
    answer(form, 'c', { system, code: '0', display: 'Pas du tout' });
    assert.deepEqual([valuesOf(form, 'c'), issues(form, 'c')], [[code('Jamais').valueCoding], []]);
  });
});

describe('options of a contained value set', () => {
  const expansion = {
    contains: [
      { system, code: 'red', display: 'Rouge' },
      { abstract: true, contains: [{ system, code: 'green', display: 'Vert' }] },
    ],
  };
  const compose = (...include: object[]) => ({ resourceType: 'ValueSet', id: 'vs', compose: { include } });
  const concept = [
    { code: 'red', display: 'Rouge' },
    { code: 'green', display: 'Vert' },
    { code: 'blue', display: 'Bleu' },
  ];

  it('come from its expansion, flattened', () => {
    assert.deepEqual(labels(withContained([{ resourceType: 'ValueSet', id: 'vs', expansion }], '#vs'), 'c'), [
      'Rouge',
      'Vert',
    ]);
  });

  it('come from its compose', () => {
    assert.deepEqual(labels(withContained([compose({ system, concept })], '#vs'), 'c'), ['Rouge', 'Vert', 'Bleu']);
  });

  it('come from a contained code system, less what is excluded', () => {
    const set = {
      ...compose({ system }),
      compose: { include: [{ system }], exclude: [{ system, concept: [{ code: 'blue' }] }] },
    };
    const codeSystem = {
      resourceType: 'CodeSystem',
      id: 'cs',
      url: system,
      concept: [{ code: 'red', display: 'Rouge', concept: [{ code: 'pink', display: 'Rose' }] }, { code: 'blue' }],
    };
    assert.deepEqual(labels(withContained([set, codeSystem], '#vs'), 'c'), ['Rouge', 'Rose']);
  });

  it('are what an include and its value sets have in common', () => {
    const other = {
      resourceType: 'ValueSet',
      id: 'other',
      url: 'urn:other',
      compose: { include: [{ system, concept: concept.slice(1) }] },
    };
    assert.deepEqual(
      labels(withContained([compose({ system, concept, valueSet: ['urn:other|1'] }), other], '#vs'), 'c'),
      ['Vert', 'Bleu'],
    );
  });

  it('carry the weights of its concepts', () => {
    const weighted = concept.map((one, index) => ({
      ...one,
      extension: [{ url: `${CORE}ordinalValue`, valueDecimal: index }],
    }));
    const form = withContained([compose({ system, concept: weighted })], '#vs');
    assert.deepEqual(
      get(form, 'c').options.map(({ weight }) => weight),
      [0, 1, 2],
    );
  });

  it('stay open, and are told, when it takes a server to know them', () => {
    const filter = [{ property: 'concept', op: 'is-a', value: 'x' }];
    for (const set of [compose({ system, filter }), compose({ system }), compose({ valueSet: ['#vs'] })]) {
      const form = withContained([set], '#vs');
      answer(form, 'c', red);
      assert.deepEqual(
        [codes(form), get(form, 'c').optionsState, issues(form, 'c')],
        [['value-set-unavailable'], 'unavailable', ['option-unverified']],
      );
    }
  });
});

describe('options of a terminology service', () => {
  const set = (...codings: Coding[]): ValueSet => ({ resourceType: 'ValueSet', expansion: { contains: codings } });

  function served(items: Given[], serve: (request: ExpansionRequest) => Promise<ValueSet | Coding[]>) {
    const asked: ExpansionRequest[] = [];
    const terminology = (request: ExpansionRequest) => {
      asked.push(request);
      return serve(request);
    };
    const form = createForm(questionnaire(items), {
      now: () => NOW,
      language: 'fr',
      messages: fr,
      parts: [valueSets(terminology)],
    });
    return { form, asked };
  }

  it('are asked for once for all who draw from the set, and told when they come', async () => {
    const { form, asked } = served(
      ['a', 'b'].map((linkId) => ({ linkId, type: 'choice', answerValueSet: 'urn:vs' })),
      () => Promise.resolve(set(red, green)),
    );
    assert.equal(get(form, 'a').optionsState, 'loading');
    const heard: string[] = [];
    form.subscribe(({ items }) =>
      heard.push([...items].map(([item, aspects]) => `${item.linkId} ${[...aspects].join()}`).join('; ')),
    );
    await form.settled();
    assert.deepEqual([asked.length, heard], [1, ['a options; b options']]);
    assert.deepEqual(labels(form, 'b'), ['Rouge', 'Vert']);
  });

  it('judge an answer given before they came', async () => {
    const { form } = served([{ linkId: 'a', type: 'choice', answerValueSet: 'urn:vs' }], () =>
      Promise.resolve([green]),
    );
    answer(form, 'a', red);
    assert.deepEqual(issues(form, 'a'), []);
    await form.settled();
    assert.deepEqual(issues(form, 'a'), ['option']);
  });

  it('that fail leave the question open', async () => {
    const { form } = served([{ linkId: 'a', type: 'choice', answerValueSet: 'urn:vs' }], () =>
      Promise.reject(new Error('down')),
    );
    await form.settled();
    assert.deepEqual([get(form, 'a').optionsState, codes(form)], ['unavailable', ['value-set-unavailable']]);
    answer(form, 'a', red);
    assert.deepEqual(issues(form, 'a'), []);
  });

  it('are asked of the servers the item prefers, then its group, then the form, until one answers', async () => {
    const prefers = (...urls: string[]) =>
      urls.map((valueUrl) => ({ url: `${SDC}preferredTerminologyServer`, valueUrl }));
    const item = [{ linkId: 'a', type: 'choice', answerValueSet: 'urn:vs', extension: prefers('urn:1', 'urn:2') }];
    const asked: (string | undefined)[] = [];
    const source = {
      ...questionnaire([{ linkId: 'g', extension: prefers('urn:3'), item }]),
      extension: prefers('urn:4'),
    };
    const terminology = ({ server }: ExpansionRequest) => {
      asked.push(server);
      return server === 'urn:3' ? Promise.resolve([red]) : Promise.reject(new Error('down'));
    };
    const form = createForm(source, { now: () => NOW, parts: [valueSets(terminology)] });
    await form.settled();
    assert.deepEqual([asked, labels(form, 'a')], [['urn:1', 'urn:2', 'urn:3'], ['Rouge']]);
  });

  it('that failed are asked for again for all who draw from the set', async () => {
    let isDown = true;
    const unitSet = { url: `${CORE}questionnaire-unitValueSet`, valueCanonical: 'urn:vs' };
    const { form, asked } = served(
      [
        { linkId: 'a', type: 'choice', answerValueSet: 'urn:vs' },
        { linkId: 'b', type: 'choice', answerValueSet: 'urn:vs' },
        { linkId: 'u', type: 'quantity', extension: [unitSet] },
      ],
      () => (isDown ? Promise.reject(new Error('down')) : Promise.resolve([red])),
    );
    await form.settled();
    const able = () => ['a', 'b', 'u'].map((linkId) => canAskAgain(get(form, linkId)));
    assert.deepEqual(able(), [true, true, true]);
    isDown = false;
    const asking = [askAgain(get(form, 'b')), askAgain(get(form, 'u'))];
    assert.deepEqual([get(form, 'a').optionsState, able()], ['loading', [false, false, false]]);
    assert.deepEqual(await Promise.all(asking), [true, true]);
    assert.deepEqual([labels(form, 'a'), labels(form, 'b'), get(form, 'u').units], [['Rouge'], ['Rouge'], [red]]);
    assert.deepEqual([asked.length, codes(form)], [2, []]);
  });

  it('that fail again can be asked for once more', async () => {
    const { form, asked } = served([{ linkId: 'a', type: 'choice', answerValueSet: 'urn:vs' }], () =>
      Promise.reject(new Error('down')),
    );
    await form.settled();
    const asking = askAgain(get(form, 'a'));
    assert.deepEqual([get(form, 'a').optionsState, codes(form)], ['loading', []]);
    assert.equal(await asking, false);
    assert.deepEqual(
      [asked.length, get(form, 'a').optionsState, canAskAgain(get(form, 'a')), codes(form)],
      [2, 'unavailable', true, ['value-set-unavailable']],
    );
  });

  it('are not asked for again where they have come, or where there is no terminology', async () => {
    const items: Given[] = [{ linkId: 'a', type: 'choice', answerValueSet: 'urn:vs' }];
    const { form, asked } = served(items, () => Promise.resolve([red]));
    await form.settled();
    assert.deepEqual([await askAgain(get(form, 'a')), asked.length], [true, 1]);
    const alone = open(questionnaire(items));
    assert.deepEqual([get(alone, 'a').optionsState, canAskAgain(get(alone, 'a'))], ['unavailable', false]);
  });

  it('are unavailable when the service answers with another resource', async () => {
    const refusal = { resourceType: 'OperationOutcome' } as unknown as ValueSet;
    const { form } = served([{ linkId: 'a', type: 'choice', answerValueSet: 'urn:vs' }], () =>
      Promise.resolve(refusal),
    );
    await form.settled();
    assert.equal(get(form, 'a').optionsState, 'unavailable');
    assert.deepEqual(
      form.diagnostics.map((told) => told.code),
      ['value-set-unavailable'],
    );
  });

  it('are searched as one types where the control is an autocomplete', async () => {
    const extension = [
      { url: `${CORE}questionnaire-itemControl`, valueCodeableConcept: { coding: [{ code: 'autocomplete' }] } },
      { url: `${CORE}preferredTerminologyServer`, valueUrl: 'https://tx.example/' },
    ];
    const { form, asked } = served([{ linkId: 'a', type: 'choice', answerValueSet: 'urn:vs', extension }], () =>
      Promise.resolve([red]),
    );
    assert.deepEqual([asked, get(form, 'a').optionsState], [[], 'remote']);
    const found = await searchOptions(get(form, 'a'), 'rou', 5);
    assert.deepEqual(
      found.map(({ label }) => label),
      ['Rouge'],
    );
    assert.deepEqual(asked, [{ valueSet: 'urn:vs', filter: 'rou', count: 5, server: 'https://tx.example/' }]);
  });

  it('are searched in the form when they are known', async () => {
    const { form, asked } = served(
      [{ linkId: 'a', type: 'choice', answerOption: [{ valueCoding: red }, { valueCoding: green }] }],
      () => Promise.resolve([]),
    );
    assert.deepEqual(
      (await searchOptions(get(form, 'a'), 'VE')).map(({ label }) => label),
      ['Vert'],
    );
    assert.deepEqual(asked, []);
  });

  it('are found whatever the accents and capitals typed, those that begin so first', async () => {
    const answerOption = ['Le Havre', 'Évreux', 'Saint-Évroult', 'Elbeuf'].map((valueString) => ({ valueString }));
    const { form } = served([{ linkId: 'a', type: 'choice', answerOption }], () => Promise.resolve([]));
    const found = async (text: string) => (await searchOptions(get(form, 'a'), text)).map(({ label }) => label);
    assert.deepEqual(await found(' EVR'), ['Évreux', 'Saint-Évroult']);
    assert.deepEqual(await found('ÉL'), ['Elbeuf']);
    assert.equal((await found('')).length, 4);
  });
});

describe('options that expressions give', () => {
  it('come from answerExpression and follow what it reads', () => {
    const form = openWith([
      { linkId: 'drug', repeats: true, type: 'string' },
      {
        linkId: 'which',
        type: 'open-choice',
        extension: [expression('answerExpression', `%resource.item.where(linkId='drug').answer.value`)],
      },
    ]);
    answer(form, 'drug', ['aspirine', 'codéine']);
    assert.deepEqual(labels(form, 'which'), ['aspirine', 'codéine']);
    assert.deepEqual(
      changesOf(form, () => answer(form, 'drug', ['aspirine'])),
      [['drug: items value', 'which: options']],
    );
  });

  it('are told apart by their words where they point to nothing', () => {
    const [one, other] = [{ display: 'Dr Une' }, { display: 'Dr Autre' }];
    const form = open([
      {
        linkId: 'who',
        type: 'choice',
        repeats: true,
        answerOption: [{ valueReference: one }, { valueReference: other }],
      },
    ]);
    for (const option of get(form, 'who').options) form.choose(get(form, 'who'), option);
    assert.deepEqual(valuesOf(form, 'who'), [one, other]);
  });

  it('become references when they are resources', () => {
    const doctors = [
      { resourceType: 'Practitioner', id: '1' },
      { resourceType: 'Practitioner', id: '2' },
    ];
    const form = openWith(
      [{ linkId: 'who', type: 'reference', extension: [expression('answerExpression', `%doctors`)] }],
      { context: { doctors } },
    );
    assert.deepEqual(
      get(form, 'who').options.map(({ value }) => value),
      [{ reference: 'Practitioner/1' }, { reference: 'Practitioner/2' }],
    );
  });

  it('are switched off and on, enabled as soon as one expression says so; an answer that is off stays, with an issue', () => {
    const toggle = (text: string, ...codings: Coding[]) => ({
      url: `${SDC}answerOptionsToggleExpression`,
      extension: [
        ...codings.map((valueCoding) => ({ url: 'option', valueCoding })),
        { ...expression('x', text), url: 'expression' },
      ],
    });
    const is = (linkId: string) => `%resource.item.where(linkId='${linkId}').answer.value = true`;
    const form = openWith([
      { linkId: 'a', type: 'boolean' },
      { linkId: 'b', type: 'boolean' },
      {
        linkId: 'c',
        type: 'choice',
        answerOption: [{ valueCoding: red }, { valueCoding: green }],
        extension: [toggle(is('a'), red), toggle(is('b'), red)],
      },
    ]);
    const off = () =>
      get(form, 'c')
        .options.filter(({ disabled }) => disabled)
        .map(({ label }) => label);
    assert.deepEqual(off(), ['Rouge']);
    answer(form, 'b', true);
    assert.deepEqual(off(), []);
    answer(form, 'c', red);
    answer(form, 'b', false);
    assert.deepEqual([off(), valuesOf(form, 'c'), issues(form, 'c')], [['Rouge'], [red], ['option']]);
  });

  it('come from another value set when the expression names another', () => {
    const sets = ['red', 'green'].map((code) => ({
      resourceType: 'ValueSet',
      id: code,
      compose: { include: [{ system, concept: [{ code }] }] },
    }));
    const form = openWith(
      questionnaire(
        [
          { linkId: 'name' },
          {
            linkId: 'c',
            type: 'choice',
            answerValueSet: '#red',
            _answerValueSet: {
              extension: [
                expression(`${CORE}cqf-expression`, `'#' + %resource.item.where(linkId='name').answer.value`),
              ],
            },
          },
        ],
        { contained: sets },
      ),
    );
    assert.deepEqual(labels(form, 'c'), ['red']);
    answer(form, 'name', 'green');
    assert.deepEqual(labels(form, 'c'), ['green']);
  });
});
