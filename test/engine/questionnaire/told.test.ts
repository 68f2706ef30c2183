import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openForm } from '@relais/engine/questionnaire';
import { author, critical } from '@relais/engine/questionnaire/parts';
import type { Extension } from '@relais/model/fhir';
import {
  answer,
  codes,
  CORE,
  dynamic,
  expression,
  get,
  NOW,
  open,
  openWith,
  questionnaire,
  SDC,
  valuesOf,
  variable,
} from './support.ts';
import type { Given } from './support.ts';

const value = (linkId: string) => `%resource.item.where(linkId='${linkId}').answer.value`;
const told = (form: ReturnType<typeof open>) =>
  form.diagnostics.map(({ code, severity, linkId }) => [code, severity, linkId]);
const messages = (form: ReturnType<typeof open>) =>
  form.issues.map(({ code, severity, message }) => [code, severity, message]);

const constraint = (rule: unknown, severity = 'error'): Extension => ({
  url: `${CORE}targetConstraint`,
  extension: [
    { url: 'key', valueCode: 'c-1' },
    { url: 'severity', valueCode: severity },
    ...(rule === undefined ? [] : [{ url: 'expression', valueExpression: rule }]),
    { url: 'human', valueString: 'Dose et poids s’accordent.' },
  ],
});

describe('a rule that cannot be evaluated', () => {
  const cql = { language: 'text/cql', expression: 'Dose < 3 * Poids' };

  it('is told before one begins, whoever it concerns', () => {
    for (const name of ['enableWhenExpression', 'calculatedExpression', 'initialExpression']) {
      const form = openWith([{ linkId: 'a', extension: [{ url: SDC + name, valueExpression: cql }] }]);
      assert.deepEqual(told(form), [['expression-unsupported', 'error', 'a']], name);
    }
  });

  it('and stands for an error keeps the form from being finished, unless the host says so', () => {
    for (const rule of [
      cql,
      undefined,
      { language: 'text/fhirpath', expression: 'a +' },
      { language: 'text/fhirpath', expression: `1 / 'x'` },
    ]) {
      const items: Given[] = [{ linkId: 'a', type: 'integer', extension: [constraint(rule)] }];
      const form = openWith(items);
      answer(form, 'a', 1);
      assert.deepEqual(
        messages(form),
        [
          [
            'constraint-unjudged',
            'error',
            'Cette règle ne peut pas être vérifiée ici\u00a0: «\u00a0Dose et poids s’accordent.\u00a0».',
          ],
        ],
        JSON.stringify(rule),
      );
      assert.ok(form.diagnostics.some(({ severity }) => severity === 'error'));
    }
  });

  it('is a warning where the host judges it', async () => {
    const items: Given[] = [{ linkId: 'a', type: 'integer', extension: [constraint(cql)] }];
    const form = await openForm(questionnaire(items), { now: () => NOW, language: 'fr', unjudged: 'allow' });
    assert.deepEqual(
      form.issues.map(({ code, severity }) => [code, severity]),
      [['constraint-unjudged', 'warning']],
    );
  });

  it('and only warns stands in nobody’s way', () => {
    assert.deepEqual(openWith([{ linkId: 'a', extension: [constraint(cql, 'warning')] }]).issues.length, 0);
  });
});

describe('a condition that gives no boolean', () => {
  it('is told, and never taken for one', () => {
    for (const text of [value('n'), `'true'`, `(true | false)`]) {
      const form = openWith([
        { linkId: 'n', type: 'integer' },
        { linkId: 'a', extension: [expression('enableWhenExpression', text)] },
      ]);
      answer(form, 'n', 1);
      assert.deepEqual([get(form, 'a').enabled, codes(form)], [false, ['expression-type']], text);
    }
    const form = openWith([{ linkId: 'a', _required: dynamic(`'yes'`) }]);
    assert.deepEqual([get(form, 'a').required, codes(form)], [false, ['expression-type']]);
  });
});

describe('names', () => {
  const launch = (name: string, type: string): Extension => ({
    url: `${SDC}launchContext`,
    extension: [
      { url: 'name', valueCoding: { code: name } },
      { url: 'type', valueCode: type },
    ],
  });

  it('that the standard keeps for itself are told', () => {
    for (const name of ['resource', 'context', 'questionnaire', 'qitem', 'ucum', 'vs-colours']) {
      const form = openWith([{ linkId: 'a', extension: [variable(name, '1')] }]);
      assert.deepEqual(told(form), [['name-reserved', 'error', 'a']], name);
    }
  });

  it('given twice in one place, or to what the host gives too, are told', () => {
    const twice = openWith([{ linkId: 'a', extension: [variable('v', '1'), variable('v', '2')] }]);
    assert.deepEqual(told(twice), [['name-conflict', 'error', 'a']]);
    const both = openWith({
      ...questionnaire([{ linkId: 'a', extension: [variable('patient', '1')] }]),
      extension: [launch('patient', 'Patient')],
    });
    assert.deepEqual(told(both), [['name-conflict', 'error', 'a']]);
  });

  it('may be given again below, where they mean another thing', () => {
    const form = openWith({
      ...questionnaire([{ linkId: 'a', extension: [variable('v', '%v + 1')] }]),
      extension: [variable('v', '1')],
    });
    assert.deepEqual(codes(form), []);
  });

  it('of a launch context whose resource is of another type are told', () => {
    const source = { ...questionnaire([{ linkId: 'a' }]), extension: [launch('patient', 'Patient')] };
    const form = openWith(source, { context: { patient: { resourceType: 'Practitioner' } } });
    assert.deepEqual(told(form), [['context-type', 'error', undefined]]);
    assert.deepEqual(codes(openWith(source, { context: { patient: { resourceType: 'Patient' } } })), []);
  });
});

describe('an expression that names what no item has', () => {
  it('reads nothing there, and is no circle', () => {
    const form = openWith([
      { linkId: 'a', type: 'integer' },
      {
        linkId: 'n',
        type: 'date',
        extension: [expression('calculatedExpression', `iif(${value('a')} = 4, today(), null)`)],
      },
    ]);
    assert.deepEqual(codes(form), []);
    answer(form, 'a', 4);
    assert.deepEqual(valuesOf(form, 'n'), ['2026-11-09']);
  });
});

describe('whoever writes a form is told', () => {
  const judged = (item: Given) => open([item], {}, [author]).diagnostics.map(({ code }) => code);

  it('two options of one code', async () => {
    const answerOption = ['Jamais', 'Sans objet', 'Souvent'].map((display, index) => ({
      valueCoding: { system: 'urn:x', code: index < 2 ? '0' : '1', display },
    }));
    const form = await openForm(questionnaire([{ linkId: 'c', type: 'choice', answerOption }]), { now: () => NOW });
    assert.deepEqual(told(form), [['option-duplicate', 'warning', 'c']]);
  });

  it('a weight on the option and another on its coding, of which the first counts', () => {
    const weight = (valueDecimal: number) => [{ url: `${CORE}itemWeight`, valueDecimal }];
    const answerOption = [{ valueCoding: { code: 'a', extension: weight(9) }, extension: weight(2) }];
    const items: Given[] = [
      { linkId: 'c', type: 'choice', answerOption },
      {
        linkId: 'score',
        type: 'decimal',
        extension: [expression('calculatedExpression', `%resource.item.where(linkId='c').answer.value.weight()`)],
      },
    ];
    assert.deepEqual(judged(items[0]!), ['weight-conflict']);
    const form = openWith(items);
    form.choose(get(form, 'c'), get(form, 'c').options[0]!);
    assert.deepEqual(valuesOf(form, 'score'), [2]);
  });

  it('a use nobody knows, and the question is shown', () => {
    const item: Given = { linkId: 'a', extension: [{ url: `${CORE}questionnaire-usageMode`, valueCode: 'writing' }] };
    assert.deepEqual(judged(item), ['usage-mode-unknown']);
    assert.equal(get(open([item]), 'a').hidden, false);
  });

  it('a required answer that nobody can give', async () => {
    const item: Given = { linkId: 'a', required: true, readOnly: true };
    const form = await openForm(questionnaire([item]), { now: () => NOW });
    assert.deepEqual(codes(form), ['required-unanswerable']);
    assert.deepEqual(judged({ ...item, initial: [{ valueString: 'x' }] }), []);
    assert.deepEqual(judged({ ...item, extension: [expression('calculatedExpression', '1')] }), []);
  });

  it('a modifier extension nobody knows, wherever it stands', async () => {
    const modifierExtension = [{ url: 'https://a.example/unknown', valueBoolean: true }];
    const places: Given[] = [
      { linkId: 'a', type: 'choice', answerOption: [{ valueCoding: { code: 'x' }, modifierExtension }] },
      {
        linkId: 'a',
        enableWhen: [{ question: 'b', operator: 'exists', answerBoolean: true, modifierExtension }],
      },
      { linkId: 'a', initial: [{ valueString: 'x', modifierExtension }] },
      { linkId: 'a', modifierExtension },
    ];
    for (const place of places) {
      const form = await openForm(questionnaire([{ linkId: 'b' }, place]), { now: () => NOW });
      assert.deepEqual(told(form), [['critical-extension', 'error', 'a']], JSON.stringify(place));
    }
    const set = { resourceType: 'ValueSet', id: 'vs', compose: { include: [{ system: 'urn:x', modifierExtension }] } };
    const form = open(questionnaire([], { contained: [set] }), {}, [critical()]);
    assert.deepEqual(told(form), [['critical-extension', 'error', undefined]]);
  });
});

describe('limits and texts that are calculated', () => {
  const calculated = (text: string) => ({
    extension: [
      { url: `${CORE}cqf-calculatedValue`, valueExpression: { language: 'text/fhirpath', expression: text } },
    ],
  });

  it('follow cqf-calculatedValue as they follow cqf-expression', () => {
    const form = openWith([
      { linkId: 'dob', type: 'date', extension: [{ url: `${CORE}maxValue`, _valueDate: calculated('today()') }] },
      { linkId: 'n', type: 'integer' },
      {
        linkId: 'names',
        type: 'string',
        repeats: true,
        extension: [{ url: `${CORE}questionnaire-minOccurs`, _valueInteger: calculated(value('n')) }],
      },
      { linkId: 't', _text: calculated(`'Dose ' & ${value('n')}.toString()`) },
    ]);
    answer(form, 'dob', '2030-01-01');
    answer(form, 'n', 2);
    answer(form, 'names', ['one']);
    assert.deepEqual(
      form.issues.map(({ code, item }) => [item.linkId, code]),
      [
        ['dob', 'max-value'],
        ['names', 'min-occurs'],
      ],
    );
    assert.equal(get(form, 't').text, 'Dose 2');
  });

  it('say whether a question repeats, also where the form does not say so itself', () => {
    const form = openWith([
      { linkId: 'n', type: 'integer' },
      { linkId: 'q', type: 'string', _repeats: dynamic(`${value('n')} > 1`) },
    ]);
    assert.deepEqual([get(form, 'q').repeats, form.addAnswer(get(form, 'q'))], [false, undefined]);
    answer(form, 'n', 2);
    answer(form, 'q', ['a', 'b']);
    assert.deepEqual([get(form, 'q').repeats, valuesOf(form, 'q')], [true, ['a', 'b']]);
  });
});

describe('an initial value that does not fit', () => {
  const initial = (text: string): Extension => expression('initialExpression', text);
  const answerOption = [{ valueString: 'oui' }, { valueString: 'non' }];

  it('is ignored and told, whatever it does not fit', () => {
    const items: Given[] = [
      { linkId: 'limit', type: 'integer', extension: [{ url: `${CORE}maxValue`, valueInteger: 100 }, initial('150')] },
      { linkId: 'length', maxLength: 3, extension: [initial(`'abcd'`)] },
      { linkId: 'code', type: 'choice', answerOption: [{ valueCoding: { code: 'a' } }], extension: [initial(`'b'`)] },
      { linkId: 'words', type: 'choice', answerOption, extension: [initial(`'peut-être'`)] },
      {
        linkId: 'later',
        type: 'integer',
        extension: [{ url: `${CORE}maxValue`, _valueInteger: dynamic('50 + 50') }, initial('150')],
      },
      {
        linkId: 'plain',
        type: 'choice',
        readOnly: true,
        answerOption: [{ valueCoding: { code: 'a' } }],
        initial: [{ valueCoding: { code: 'b' } }],
      },
    ];
    const form = openWith(items);
    for (const { linkId } of items) assert.deepEqual(valuesOf(form, linkId), [], linkId);
    assert.deepEqual(new Set(codes(form)), new Set(['initial-invalid']));
    assert.deepEqual(new Set(form.diagnostics.map(({ linkId }) => linkId)), new Set(items.map(({ linkId }) => linkId)));
  });

  it('and one that does is taken', () => {
    const form = openWith([
      { linkId: 'limit', type: 'integer', extension: [{ url: `${CORE}maxValue`, valueInteger: 100 }, initial('100')] },
      { linkId: 'words', type: 'choice', answerOption, extension: [initial(`'non'`)] },
    ]);
    assert.deepEqual([valuesOf(form, 'limit'), valuesOf(form, 'words'), codes(form)], [[100], ['non'], []]);
  });
});

describe('a form of R5', () => {
  it('is read as far as it means what R4 does', () => {
    const answerOption = [{ valueCoding: { code: 'a', display: 'A' } }];
    const form = open([
      { linkId: 'closed', type: 'coding', answerOption },
      { linkId: 'open', type: 'coding', answerConstraint: 'optionsOrString', answerOption },
    ]);
    answer(form, 'closed', { code: 'a' });
    answer(form, 'open', 'autre');
    assert.deepEqual([form.issues.length, codes(form)], [0, []]);
    assert.deepEqual([get(form, 'closed').type, get(form, 'open').type], ['choice', 'open-choice']);
  });

  it('is told where R4 has no such thing', async () => {
    const items: Given[] = [
      { linkId: 'a', type: 'integer', answerConstraint: 'optionsOrType', answerOption: [{ valueInteger: 1 }] },
      { linkId: 'b', answerConstraint: 'optionsOnly', disabledDisplay: 'protected' } as Given,
    ];
    const form = await openForm(questionnaire(items), { now: () => NOW });
    assert.deepEqual(told(form), [
      ['r5-unsupported', 'warning', 'a'],
      ['r5-unsupported', 'warning', 'b'],
    ]);
  });
});
