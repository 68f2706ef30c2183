import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { convertUnits } from '@relais/engine/questionnaire/ucum';
import type { EnableWhen, QuestionnaireItem } from '@relais/model/fhir';
import { answer, codes, get, isEnabled, open, reopen, responseItems, valuesOf } from './support.ts';
import type { Given } from './support.ts';

/** Whether a condition on a question of this type holds for each given answer. */
function holds(source: Partial<QuestionnaireItem>, condition: Partial<EnableWhen>, answers: unknown[]): boolean[] {
  const enableWhen = [{ question: 'source', operator: '=', ...condition } as EnableWhen];
  const form = open([
    { ...source, linkId: 'source' },
    { linkId: 'target', enableWhen },
  ]);
  return answers.map((value) => {
    answer(form, 'source', value);
    return isEnabled(form, 'target');
  });
}

const red = { system: 'urn:colours', code: 'red', display: 'Rouge' };
const green = { system: 'urn:colours', code: 'green' };

describe('a condition on one answer', () => {
  it('compares presence with the boolean for exists', () => {
    assert.deepEqual(holds({}, { operator: 'exists', answerBoolean: true }, [undefined, 'x', '  ']), [
      false,
      true,
      false,
    ]);
    assert.deepEqual(holds({}, { operator: 'exists', answerBoolean: false }, [undefined, 'x']), [true, false]);
  });

  it('compares booleans', () => {
    assert.deepEqual(holds({ type: 'boolean' }, { answerBoolean: false }, [undefined, true, false]), [
      false,
      false,
      true,
    ]);
    assert.deepEqual(holds({ type: 'boolean' }, { operator: '!=', answerBoolean: true }, [undefined, true, false]), [
      true,
      false,
      true,
    ]);
  });

  it('compares numbers, integers with decimals', () => {
    assert.deepEqual(holds({ type: 'integer' }, { answerDecimal: 3 }, [3, 4]), [true, false]);
    assert.deepEqual(holds({ type: 'decimal' }, { operator: '>', answerInteger: 3 }, [undefined, 3, 3.1]), [
      false,
      false,
      true,
    ]);
    assert.deepEqual(holds({ type: 'decimal' }, { operator: '>=', answerDecimal: 3 }, [2.9, 3]), [false, true]);
    assert.deepEqual(holds({ type: 'integer' }, { operator: '<', answerInteger: 3 }, [2, 3]), [true, false]);
    assert.deepEqual(holds({ type: 'integer' }, { operator: '<=', answerInteger: 3 }, [3, 4]), [true, false]);
  });

  it('compares texts letter by letter', () => {
    assert.deepEqual(holds({}, { answerString: 'oui' }, ['oui', 'Oui']), [true, false]);
    assert.deepEqual(holds({ type: 'text' }, { operator: '>', answerString: 'b' }, ['a', 'c']), [false, true]);
    assert.deepEqual(holds({ type: 'url' }, { answerString: 'https://a.example/' }, ['https://a.example/']), [true]);
  });

  it('compares times of day', () => {
    assert.deepEqual(holds({ type: 'time' }, { operator: '<', answerTime: '12:00:00' }, ['11:59:59', '12:00:00']), [
      true,
      false,
    ]);
  });

  it('compares codings by system and code, whatever the display', () => {
    const answers = [red, { ...red, display: 'Red' }, { code: 'red' }, { ...red, system: 'urn:other' }, green];
    assert.deepEqual(holds({ type: 'choice' }, { answerCoding: red }, answers), [true, true, false, false, false]);
    assert.deepEqual(holds({ type: 'choice' }, { operator: '!=', answerCoding: red }, [undefined, red, green]), [
      true,
      false,
      true,
    ]);
  });

  it('compares references by what they point to', () => {
    const answerReference = { reference: 'Practitioner/1' };
    const answers = [{ reference: 'Practitioner/1' }, { reference: 'Practitioner/2' }];
    assert.deepEqual(holds({ type: 'reference' }, { answerReference }, answers), [true, false]);
  });

  it('compares quantities of one unit', () => {
    const answerQuantity = { value: 38, code: 'Cel', system: 'http://unitsofmeasure.org' };
    const answers = [
      { ...answerQuantity, value: 38.5 },
      { ...answerQuantity, value: 37 },
      { value: 101, code: '[degF]' },
    ];
    assert.deepEqual(holds({ type: 'quantity' }, { operator: '>=', answerQuantity }, answers), [true, false, false]);
  });

  it('asks at least one answer of a repeating question', () => {
    const source = { type: 'integer', repeats: true };
    assert.deepEqual(
      holds(source, { answerInteger: 2 }, [
        [1, 2],
        [1, 3],
      ]),
      [true, false],
    );
    assert.deepEqual(
      holds(source, { operator: '!=', answerInteger: 2 }, [
        [1, 2],
        [1, 3],
      ]),
      [false, true],
    );
    assert.deepEqual(
      holds(source, { operator: '>', answerInteger: 2 }, [
        [1, 3],
        [1, 2],
      ]),
      [true, false],
    );
  });
});

describe('every operator', () => {
  const kilograms = (value: number) => ({ value, unit: 'kg', code: 'kg', system: 'http://unitsofmeasure.org' });
  const ordered: Record<string, [key: string, below: unknown, equal: unknown, above: unknown]> = {
    integer: ['answerInteger', -1, 2, 3],
    decimal: ['answerDecimal', 1.9, 2, 2.1],
    date: ['answerDate', '2026-02-28', '2026-03-01', '2027'],
    dateTime: ['answerDateTime', '2026-03-01T08:59:59+01:00', '2026-03-01T08:00:00Z', '2026-03-01T09:00:01+01:00'],
    time: ['answerTime', '08:59:59', '09:00:00', '10:00:00'],
    string: ['answerString', 'a', 'b', 'c'],
    text: ['answerString', 'a', 'b', 'c'],
    url: ['answerString', 'https://a.fr', 'https://b.fr', 'https://c.fr'],
    quantity: ['answerQuantity', kilograms(69), kilograms(70), kilograms(71)],
  };
  const unordered: Record<string, [key: string, other: unknown, equal: unknown]> = {
    boolean: ['answerBoolean', false, true],
    choice: ['answerCoding', green, red],
    'open-choice': ['answerString', 'autre', 'libre'],
    reference: ['answerReference', { reference: 'Patient/2' }, { reference: 'Patient/1' }],
  };
  const expected: [EnableWhen['operator'], below: boolean, equal: boolean, above: boolean, unanswered: boolean][] = [
    ['=', false, true, false, false],
    ['!=', true, false, true, true],
    ['>', false, false, true, false],
    ['<', true, false, false, false],
    ['>=', false, true, true, false],
    ['<=', true, true, false, false],
  ];

  for (const [type, [key, ...values]] of Object.entries(ordered)) {
    it(`orders ${type}`, () => {
      for (const [operator, ...results] of expected) {
        const given = holds({ type }, { operator, [key]: values[1] }, [...values, undefined]);
        assert.deepEqual(given, results, operator);
      }
    });
  }

  for (const [type, [key, other, equal]] of Object.entries(unordered)) {
    it(`tells ${type} apart`, () => {
      assert.deepEqual(holds({ type }, { operator: '=', [key]: equal }, [other, equal, undefined]), [
        false,
        true,
        false,
      ]);
      assert.deepEqual(holds({ type }, { operator: '!=', [key]: equal }, [other, equal, undefined]), [
        true,
        false,
        true,
      ]);
    });
  }

  it('asks for the presence of a file', () => {
    const file = { contentType: 'text/plain', data: 'YQ==' };
    const condition = { operator: 'exists', answerBoolean: true } as const;
    assert.deepEqual(holds({ type: 'attachment' }, condition, [undefined, file]), [false, true]);
  });

  it('converts units', () => {
    const enableWhen: EnableWhen[] = [{ question: 'w', operator: '>', answerQuantity: kilograms(70) }];
    const form = open(
      [
        { linkId: 'w', type: 'quantity' },
        { linkId: 't', enableWhen },
      ],
      { units: convertUnits },
    );
    const enabled = [70_000, 70_001].map((value) => {
      answer(form, 'w', { value, unit: 'g', code: 'g', system: 'http://unitsofmeasure.org' });
      return isEnabled(form, 't');
    });
    assert.deepEqual(enabled, [false, true]);
  });
});

describe('several conditions', () => {
  const enableWhen: EnableWhen[] = [
    { question: 'a', operator: '=', answerBoolean: true },
    { question: 'b', operator: '=', answerBoolean: true },
  ];
  const two = [
    { linkId: 'a', type: 'boolean' },
    { linkId: 'b', type: 'boolean' },
  ];

  it('must all hold when the behaviour is all', () => {
    const form = open([...two, { linkId: 'c', enableWhen, enableBehavior: 'all' }]);
    answer(form, 'a', true);
    assert.equal(isEnabled(form, 'c'), false);
    answer(form, 'b', true);
    assert.equal(isEnabled(form, 'c'), true);
  });

  it('need one that holds when the behaviour is any', () => {
    const form = open([...two, { linkId: 'c', enableWhen, enableBehavior: 'any' }]);
    assert.equal(isEnabled(form, 'c'), false);
    answer(form, 'b', true);
    assert.equal(isEnabled(form, 'c'), true);
  });
});

describe('a disabled item', () => {
  const when: EnableWhen[] = [{ question: 'ask', operator: '=', answerBoolean: true }];

  it('keeps its answer in memory, out of the response, and shows it again', () => {
    const form = open([
      { linkId: 'ask', type: 'boolean' },
      { linkId: 'what', enableWhen: when },
    ]);
    answer(form, 'ask', true);
    answer(form, 'what', 'noix');
    answer(form, 'ask', false);
    assert.deepEqual(
      responseItems(form)?.map(({ linkId }) => linkId),
      ['ask'],
    );
    answer(form, 'ask', true);
    assert.deepEqual(valuesOf(form, 'what'), ['noix']);
  });

  it('disables everything inside it and enables it again', () => {
    const form = open([
      { linkId: 'ask', type: 'boolean' },
      { linkId: 'g', enableWhen: when, item: [{ linkId: 'inner', item: [{ linkId: 'leaf', required: true }] }] },
    ]);
    assert.equal(isEnabled(form, 'leaf'), false);
    assert.deepEqual(get(form, 'leaf').issues, []);
    answer(form, 'ask', true);
    assert.equal(isEnabled(form, 'leaf'), true);
  });

  it('runs down a chain of conditions in one edit', () => {
    const chain = Array.from({ length: 50 }, (_, i) => ({
      linkId: `q${i}`,
      type: 'boolean',
      ...(i > 0 && { enableWhen: [{ question: `q${i - 1}`, operator: '=' as const, answerBoolean: true }] }),
    }));
    const form = open(chain);
    form.edit(() => chain.forEach(({ linkId }) => answer(form, linkId, true)));
    assert.equal(isEnabled(form, 'q49'), true);
    answer(form, 'q0', false);
    assert.equal(isEnabled(form, 'q1'), false);
    assert.equal(isEnabled(form, 'q49'), false);
    answer(form, 'q0', true);
    assert.equal(isEnabled(form, 'q49'), true);
  });
});

describe('a condition inside a repetition', () => {
  const person = {
    linkId: 'person',
    repeats: true,
    item: [
      { linkId: 'smokes', type: 'boolean' },
      {
        linkId: 'packs',
        type: 'integer',
        enableWhen: [{ question: 'smokes', operator: '=' as const, answerBoolean: true }],
      },
    ],
  };

  it('asks the answer of its own repetition', () => {
    const form = open([person]);
    form.addRepetition(get(form, 'person'));
    answer(form, 'smokes', true, 1);
    assert.equal(isEnabled(form, 'packs', 0), false);
    assert.equal(isEnabled(form, 'packs', 1), true);
  });

  it('asks its own repetition even when the question comes later', () => {
    const form = open([{ ...person, item: [...person.item].reverse() }]);
    form.addRepetition(get(form, 'person'));
    answer(form, 'smokes', true, 0);
    assert.equal(isEnabled(form, 'packs', 0), true);
    assert.equal(isEnabled(form, 'packs', 1), false);
  });

  it('asks the answer a child item belongs to', () => {
    const other = { code: 'other' };
    const form = open([
      {
        linkId: 'drugs',
        type: 'choice',
        repeats: true,
        answerOption: [{ valueCoding: { code: 'aspirin' } }, { valueCoding: other }],
        item: [
          { linkId: 'which', type: 'string', enableWhen: [{ question: 'drugs', operator: '=', answerCoding: other }] },
        ],
      },
    ]);
    answer(form, 'drugs', [{ code: 'aspirin' }, other]);
    assert.deepEqual(
      form.itemsOf('which').map(({ enabled }) => enabled),
      [false, true],
    );
  });

  it('asks the last answered repetition before it, else the first after it', () => {
    const when: EnableWhen[] = [{ question: 'smokes', operator: '=', answerBoolean: true }];
    const form = open([{ linkId: 'before', enableWhen: when }, person, { linkId: 'after', enableWhen: when }]);
    form.addRepetition(get(form, 'person'));
    answer(form, 'smokes', true, 0);
    assert.deepEqual([isEnabled(form, 'before'), isEnabled(form, 'after')], [true, true]);
    answer(form, 'smokes', false, 1);
    assert.deepEqual([isEnabled(form, 'before'), isEnabled(form, 'after')], [true, false]);
    answer(form, 'smokes', false, 0);
    answer(form, 'smokes', true, 1);
    assert.deepEqual([isEnabled(form, 'before'), isEnabled(form, 'after')], [false, true]);
  });

  it('follows the repetitions as they come and go', () => {
    const form = open([
      person,
      { linkId: 'after', enableWhen: [{ question: 'smokes', operator: '=', answerBoolean: true }] },
    ]);
    answer(form, 'smokes', true);
    form.addRepetition(get(form, 'person'));
    answer(form, 'smokes', false, 1);
    assert.equal(isEnabled(form, 'after'), false);
    form.removeRepetition(get(form, 'person', 1));
    assert.equal(isEnabled(form, 'after'), true);
  });

  it('passes over a repetition nobody has begun, which a resumed form does not have', () => {
    const form = open([
      person,
      { linkId: 'after', enableWhen: [{ question: 'smokes', operator: 'exists', answerBoolean: true }] },
    ]);
    answer(form, 'smokes', true);
    form.addRepetition(get(form, 'person'));
    answer(form, 'after', 'x');
    assert.deepEqual([isEnabled(form, 'after'), reopen(form).response()], [true, form.response()]);
  });
});

describe('a condition that cannot be judged', () => {
  it('leaves the item open and says which one', () => {
    const form = open([{ linkId: 'a', enableWhen: [{ question: 'nowhere', operator: '=', answerBoolean: true }] }]);
    assert.equal(isEnabled(form, 'a'), true);
    assert.deepEqual(form.diagnostics[0], {
      severity: 'error',
      code: 'condition-invalid',
      linkId: 'a',
      detail: 'nowhere',
    });
  });

  it('is put aside when the others can be', () => {
    const enableWhen = [
      { question: 'b', operator: '~' as '=', answerBoolean: true },
      { question: 'b', operator: '=' as const, answerBoolean: true },
    ];
    const form = open([
      { linkId: 'a', enableWhen, enableBehavior: 'all' },
      { linkId: 'b', type: 'boolean' },
    ]);
    assert.deepEqual(codes(form), ['condition-invalid']);
    assert.equal(isEnabled(form, 'a'), false);
  });
});

describe('conditions in a circle', () => {
  const when = (question: string, operator: EnableWhen['operator'] = '!='): EnableWhen[] => [
    { question, operator, answerBoolean: true },
  ];

  it('come to rest, whatever the order of the answers, and are told', () => {
    const items = [
      { linkId: 'a', type: 'boolean', enableWhen: when('b') },
      { linkId: 'b', type: 'boolean', enableWhen: when('a') },
    ];
    const states = [
      ['a', 'b'],
      ['b', 'a'],
    ].map((order) => {
      const form = open(items);
      assert.deepEqual(codes(form), ['cycle']);
      for (const linkId of order) answer(form, linkId, true);
      return [isEnabled(form, 'a'), isEnabled(form, 'b')];
    });
    assert.deepEqual(states[0], states[1]);
    assert.deepEqual(states[0], [false, true]);
  });

  it('see what only they enable, whatever enables what stands around them', () => {
    const exists = (question: string): EnableWhen[] => [{ question, operator: 'exists', answerBoolean: true }];
    const items: Given[] = [
      { linkId: 'ask' },
      {
        linkId: 'around',
        enableWhen: exists('ask'),
        item: [{ linkId: 'g', enableWhen: exists('in'), item: [{ linkId: 'in' }] }],
      },
    ];
    for (const order of [
      ['ask', 'in'],
      ['in', 'ask'],
    ]) {
      const form = open(items);
      for (const linkId of order) answer(form, linkId, 'x');
      assert.equal(isEnabled(form, 'in'), true, order.join());
    }
  });

  it('see what is enabled inside what they disable', () => {
    const exists = (question: string): EnableWhen[] => [{ question, operator: 'exists', answerBoolean: true }];
    const form = open([
      { linkId: 'ask' },
      { linkId: 'g', enableWhen: exists('in'), item: [{ linkId: 'in', enableWhen: exists('ask') }] },
    ]);
    answer(form, 'in', 'x');
    assert.equal(isEnabled(form, 'in'), false);
    answer(form, 'ask', 'x');
    assert.equal(isEnabled(form, 'in'), true);
  });

  it('stay open when they never come to rest', () => {
    const form = open([{ linkId: 'a', type: 'boolean', enableWhen: when('a') }]);
    answer(form, 'a', true);
    assert.equal(isEnabled(form, 'a'), true);
    assert.deepEqual(codes(form), ['cycle', 'cycle-unstable']);
  });
});
