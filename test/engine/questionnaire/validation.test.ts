import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { convertUnits } from '@relais/engine/questionnaire/ucum';
import { en, fr, sign } from '@relais/engine/questionnaire/parts';
import type { Extension } from '@relais/model/fhir';
import {
  answer,
  codes,
  CORE,
  dynamic,
  expression,
  get,
  issues,
  open,
  openWith,
  questionnaire,
  SDC,
} from './support.ts';
import type { Given } from './support.ts';

const limit = (name: string, value: Record<string, unknown>): Extension => ({ url: CORE + name, ...value });

/** The codes of the issues of a question with these limits, for each answer. */
function judge(type: string, extension: Extension[], answers: unknown[], rest: Partial<Given> = {}): string[][] {
  const form = open(questionnaire([{ linkId: 'q', type, extension, ...rest }]), { units: convertUnits });
  return answers.map((value) => {
    answer(form, 'q', value);
    return issues(form, 'q');
  });
}

describe('an answer is judged by', () => {
  it('its length, in characters', () => {
    const extension = [limit('minLength', { valueInteger: 2 })];
    assert.deepEqual(judge('string', extension, ['a', 'ab', 'abc', 'abcd', '👩‍⚕'], { maxLength: 3 }), [
      ['min-length'],
      [],
      [],
      ['max-length'],
      [],
    ]);
  });

  it('its least and greatest value', () => {
    const between = (name: string, low: unknown, high: unknown) => [
      limit('minValue', { [name]: low }),
      limit('maxValue', { [name]: high }),
    ];
    assert.deepEqual(judge('integer', between('valueInteger', 1, 3), [0, 1, 3, 4]), [
      ['min-value'],
      [],
      [],
      ['max-value'],
    ]);
    assert.deepEqual(judge('decimal', between('valueDecimal', 0.5, 1), [0.4, 0.5]), [['min-value'], []]);
    const days = between('valueDate', '2026-01-01', '2026-12-31');
    assert.deepEqual(judge('date', days, ['2025', '2026', '2026-06', '2027-01']), [
      ['min-value'],
      [],
      [],
      ['max-value'],
    ]);
    const hours = between('valueTime', '08:00:00', '20:00:00');
    assert.deepEqual(judge('time', hours, ['07:59:59', '12:00:00']), [['min-value'], []]);
    const noon = [limit('maxValue', { valueDateTime: '2026-11-09T12:00:00Z' })];
    assert.deepEqual(judge('dateTime', noon, ['2026-11-09T12:30:00+01:00', '2026-11-09T13:30:00+01:00']), [
      [],
      ['max-value'],
    ]);
  });

  it('its quantity, whatever the unit', () => {
    const ucum = 'http://unitsofmeasure.org';
    const extension = [
      { url: `${SDC}minQuantity`, valueQuantity: { value: 35, code: 'Cel', system: ucum } },
      { url: `${SDC}maxQuantity`, valueQuantity: { value: 42, code: 'Cel', system: ucum } },
    ];
    const quantity = (value: number, code: string) => ({ value, code, system: ucum });
    const answers = [
      quantity(37, 'Cel'),
      quantity(43, 'Cel'),
      quantity(98.6, '[degF]'),
      quantity(110, '[degF]'),
      quantity(37, 'kg'),
    ];
    assert.deepEqual(judge('quantity', extension, answers), [
      [],
      ['max-value'],
      [],
      ['max-value'],
      ['unit-unknown', 'unit-unknown'],
    ]);
  });

  it('both its value and its quantity, where the form limits both', () => {
    const milligrams = (value: number) => ({ valueQuantity: { value, unit: 'mg', code: 'mg' } });
    const both = [limit('minValue', milligrams(1)), { url: `${SDC}minQuantity`, ...milligrams(5) }];
    const given = [0.5, 3, 5].map((value) => milligrams(value).valueQuantity);
    assert.deepEqual(judge('quantity', both, given), [['min-value', 'min-value'], ['min-value'], []]);
  });

  it('the numbers that fit in an integer, and these are told', () => {
    const form = open([{ linkId: 'n', type: 'integer' }]);
    for (const [given, message] of [
      [3_000_000_000, 'Indiquez un nombre entre −2\u202f147\u202f483\u202f647 et 2\u202f147\u202f483\u202f647.'],
      [1.5, 'Indiquez un nombre entier.'],
    ] as const) {
      answer(form, 'n', given);
      assert.deepEqual(
        get(form, 'n').issues.map((issue) => issue.message),
        [message],
      );
    }
  });

  it('any unit of the supplemental system besides those listed', () => {
    const unit = (code: string, system: string) => ({
      url: `${CORE}questionnaire-unitOption`,
      valueCoding: { code, system },
    });
    const extension = [
      unit('kg', 'urn:u'),
      { url: `${SDC}unitSupplementalSystem`, valueCanonical: 'http://unitsofmeasure.org' },
    ];
    const given = ['http://unitsofmeasure.org', 'urn:u'].map((system) => ({ value: 1, code: 'g', system }));
    assert.deepEqual(judge('quantity', extension, given), [[], ['unit']]);
  });

  it('its decimal places, as written', () => {
    const extension = [limit('maxDecimalPlaces', { valueInteger: 2 })];
    assert.deepEqual(judge('decimal', extension, [1, 1.25, 1.255, 1e-7]), [
      [],
      [],
      ['decimal-places'],
      ['decimal-places'],
    ]);
  });

  it('a pattern, which the whole answer must match', () => {
    const extension = [limit('regex', { valueString: '\\d{5}' }), limit('entryFormat', { valueString: '69001' })];
    assert.deepEqual(judge('string', extension, ['69001', '690012', 'a69001']), [[], ['pattern'], ['pattern']]);
  });

  it('how many there are', () => {
    const extension = [
      limit('questionnaire-minOccurs', { valueInteger: 2 }),
      limit('questionnaire-maxOccurs', { valueInteger: 3 }),
    ];
    const answers = [undefined, ['a'], ['a', 'b'], ['a', 'b', 'c', 'd']];
    assert.deepEqual(judge('string', extension, answers, { repeats: true, required: true }), [
      ['min-occurs'],
      ['min-occurs'],
      [],
      ['max-occurs'],
    ]);
  });

  it('the type and size of its file', () => {
    const extension = [limit('mimeType', { valueCode: 'image/*' }), limit('maxSize', { valueDecimal: 3 })];
    const files = [
      { contentType: 'image/png', data: 'AAAA' },
      { contentType: 'text/plain', data: 'AAAA' },
      { contentType: 'image/png', data: 'AAAAAA==' },
      { contentType: 'image/png', url: 'https://a.example/', size: 4 },
    ];
    assert.deepEqual(judge('attachment', extension, files), [[], ['mime-type'], ['max-size'], ['max-size']]);
  });

  it('what it refers to', () => {
    const extension = [limit('questionnaire-referenceResource', { valueCode: 'Practitioner' })];
    assert.deepEqual(
      judge('reference', extension, [{ reference: 'Practitioner/1' }, { reference: 'https://a.example/Patient/1' }]),
      [[], ['reference-type']],
    );
  });

  it('its unit, unless others may be given', () => {
    const units = ['mg', 'g'].map((code) => ({
      url: `${CORE}questionnaire-unitOption`,
      valueCoding: { code, system: 'http://unitsofmeasure.org' },
    }));
    const answers = [
      { value: 1, code: 'g', system: 'http://unitsofmeasure.org' },
      { value: 1, code: 'kg', system: 'http://unitsofmeasure.org' },
      { value: 1, unit: 'mg' },
    ];
    assert.deepEqual(judge('quantity', units, answers), [[], ['unit'], []]);
    const open = { url: `${SDC}unitOpen`, valueCode: 'optionsOrString' };
    assert.deepEqual(judge('quantity', [...units, open], answers), [[], [], []]);
  });

  it('nothing when two limits contradict each other, which no value can meet', () => {
    const extension = [limit('minValue', { valueInteger: 5 }), limit('maxValue', { valueInteger: 1 })];
    assert.deepEqual(judge('integer', extension, [undefined, 3]), [[], ['limits-conflict']]);
  });
});

describe('limits and flags that expressions give', () => {
  it('follow the answers they read', () => {
    const n = `%resource.item.where(linkId='n').answer.value`;
    const form = openWith([
      { linkId: 'n', type: 'integer' },
      {
        linkId: 'm',
        type: 'integer',
        extension: [{ url: `${CORE}maxValue`, _valueInteger: dynamic(n) }],
      },
      {
        linkId: 'why',
        _required: dynamic(`${n} > 5`),
        _readOnly: dynamic(`${n} > 9`),
        _text: dynamic(`'Pourquoi ' & ${n}.toString() & ' ?'`),
      },
    ]);
    answer(form, 'n', 4);
    answer(form, 'm', 5);
    const why = get(form, 'why');
    assert.deepEqual(
      [issues(form, 'm'), why.required, why.readOnly, why.text],
      [['max-value'], false, false, 'Pourquoi 4 ?'],
    );
    answer(form, 'n', 10);
    assert.deepEqual([issues(form, 'm'), why.required, why.readOnly, why.text], [[], true, true, 'Pourquoi 10 ?']);
    assert.deepEqual(issues(form, 'why'), ['required']);
  });

  it('count repetitions from an answer', () => {
    const count = `%resource.item.where(linkId='n').answer.value`;
    const form = openWith([
      { linkId: 'n', type: 'integer' },
      {
        linkId: 'g',
        repeats: true,
        required: true,
        item: [{ linkId: 'x' }],
        extension: [{ url: `${CORE}questionnaire-minOccurs`, _valueInteger: dynamic(count) }],
      },
    ]);
    answer(form, 'n', 2);
    answer(form, 'x', 'one');
    assert.deepEqual(issues(form, 'g'), ['min-occurs']);
    form.addRepetition(get(form, 'g'));
    answer(form, 'x', 'two', 1);
    assert.deepEqual(issues(form, 'g'), []);
  });
});

describe('a constraint', () => {
  const constraint = (text: string, severity: string, human: string): Extension => ({
    url: `${CORE}targetConstraint`,
    extension: [
      { url: 'key', valueCode: 'c-1' },
      { url: 'severity', valueCode: severity },
      { ...expression('x', text), url: 'expression' },
      { url: 'human', valueString: human },
    ],
  });
  const value = (linkId: string) => `item.where(linkId='${linkId}').answer.value`;

  it('is told in its own words when it gives false, as an error or a warning', () => {
    const form = openWith([
      {
        linkId: 'g',
        extension: [
          constraint(`${value('low')} <= ${value('high')}`, 'error', 'Bornes inversées.'),
          constraint(`${value('high')} < 300`, 'warning', 'Valeur inhabituelle.'),
        ],
        item: [
          { linkId: 'low', type: 'integer' },
          { linkId: 'high', type: 'integer' },
        ],
      },
    ]);
    answer(form, 'low', 400);
    assert.deepEqual(issues(form, 'g'), []);
    answer(form, 'high', 350);
    assert.deepEqual(
      get(form, 'g').issues.map(({ severity, message }) => [severity, message]),
      [
        ['error', 'Bornes inversées.'],
        ['warning', 'Valeur inhabituelle.'],
      ],
    );
  });

  it('without words of its own is told by its key', () => {
    const form = openWith([{ linkId: 'q', type: 'integer', extension: [constraint('false', 'error', '')] }]);
    answer(form, 'q', 1);
    assert.deepEqual(
      get(form, 'q').issues.map(({ message }) => message),
      ['c-1'],
    );
  });

  it('on the form itself is judged from the start', () => {
    const source = {
      ...questionnaire([{ linkId: 'id' }, { linkId: 'born', type: 'date' }]),
      extension: [
        constraint(
          `${value('id')}.exists() or ${value('born')}.exists()`,
          'error',
          'Identifiant ou date de naissance.',
        ),
      ],
    };
    const form = openWith(source);
    assert.deepEqual(
      form.issues.map(({ message }) => message),
      ['Identifiant ou date de naissance.'],
    );
    answer(form, 'id', '1');
    assert.deepEqual(form.issues, []);
  });

  it('is judged where nothing is answered too, an unanswered item being an empty set', () => {
    const form = openWith([
      {
        linkId: 'g',
        extension: [constraint(`${value('a')}.exists()`, 'error', 'a manque')],
        item: [{ linkId: 'a' }, { linkId: 'b' }],
      },
      { linkId: 'code', extension: [constraint(`answer.all(value.matches('^[A-Z]+$'))`, 'error', 'Majuscules.')] },
    ]);
    const messages = () => form.issues.map(({ message }) => message);
    assert.deepEqual(messages(), ['a manque']);
    answer(form, 'a', 'x');
    answer(form, 'code', 'abc');
    assert.deepEqual(messages(), ['Majuscules.']);
  });

  it('asks for one of two answers where both are missing', () => {
    const either = constraint(
      `%resource.item.where(linkId='tel').exists() or %resource.item.where(linkId='mail').exists()`,
      'error',
      'L’un ou l’autre.',
    );
    const form = openWith([{ linkId: 'tel', extension: [either] }, { linkId: 'mail' }]);
    assert.deepEqual(issues(form, 'tel'), ['constraint']);
    answer(form, 'mail', 'x');
    assert.deepEqual(issues(form, 'tel'), []);
  });

  it('asks nothing in a repetition that nobody has begun', () => {
    const item = [{ linkId: 'a', extension: [constraint(`answer.exists()`, 'error', 'a manque')] }, { linkId: 'b' }];
    const form = openWith([{ linkId: 'g', repeats: true, item }]);
    assert.deepEqual(issues(form, 'a'), []);
    answer(form, 'b', 'x');
    assert.deepEqual(issues(form, 'a'), ['constraint']);
  });
});

describe('issues', () => {
  it('speak the language of the form, and change with it', () => {
    const form = open([
      { linkId: 'a', required: true },
      { linkId: 'b', type: 'decimal', extension: [limit('maxValue', { valueDecimal: 1234.5 })] },
      { linkId: 'c', type: 'date', extension: [limit('minValue', { valueDate: '2026-03-01' })] },
    ]);
    answer(form, 'b', 2000);
    answer(form, 'c', '2025');
    const messages = () => form.issues.map(({ message }) => message.replaceAll(/[\u202f\u00a0]/g, ' '));
    assert.deepEqual(messages(), [
      'Réponse obligatoire.',
      'La valeur maximale est 1 234,5.',
      'La valeur minimale est 1er mars 2026.',
    ]);
    form.setLanguage('en', en);
    assert.deepEqual(messages(), [
      'An answer is required.',
      'The value cannot be above 1,234.5.',
      'The value cannot be below 1 March 2026.',
    ]);
  });

  it('have words for every code in both languages', () => {
    assert.deepEqual(Object.keys(fr).sort(), Object.keys(en).sort());
    for (const words of [fr, en]) {
      for (const [code, say] of Object.entries(words)) {
        const sentence = (say as (limit: string) => string)('2');
        assert.match(sentence, /^\p{Lu}.*\.$/u, code);
      }
    }
  });

  it('say their code when no messages are given', () => {
    const form = open(questionnaire([{ linkId: 'a', required: true }]), { messages: undefined as never });
    assert.deepEqual(
      form.issues.map(({ message }) => message),
      ['required'],
    );
  });

  it('demand nothing of what is hidden, or stands in something hidden', () => {
    const hidden = { url: `${CORE}questionnaire-hidden`, valueBoolean: true };
    const form = open([
      { linkId: 'a', required: true, extension: [hidden] },
      { linkId: 'g', type: 'group', required: true, extension: [hidden], item: [{ linkId: 'b', required: true }] },
      { linkId: 'c', required: true },
    ]);
    assert.deepEqual(
      form.issues.map(({ item }) => item.linkId),
      ['c'],
    );
  });

  it('ask for a signature where the form does, until it is given, and again after an edit', () => {
    const extension = [{ url: `${CORE}questionnaire-signatureRequired`, valueCodeableConcept: {} }];
    const form = open({ ...questionnaire([{ linkId: 'a' }, { linkId: 'b', extension }]), extension });
    const missing = () => form.issues.filter(({ code }) => code === 'signature').map(({ item }) => item.linkId);
    assert.deepEqual(missing(), ['']);
    answer(form, 'b', 'x');
    assert.deepEqual(missing(), ['', 'b']);
    sign(form, { who: { reference: 'Practitioner/1' } }, get(form, 'b'));
    sign(form, { who: { reference: 'Practitioner/1' } });
    assert.deepEqual(missing(), []);
    assert.equal(form.response().extension?.[0]?.url, `${CORE}questionnaireresponse-signature`);
    assert.equal(form.response().item?.[0]?.extension?.length, 1);
    answer(form, 'a', 'y');
    assert.deepEqual(missing(), ['']);
  });

  it('say once that units would have to be converted', () => {
    const quantity = (value: number, code: string) => ({ value, code });
    const enableWhen = [{ question: 'q', operator: '>' as const, answerQuantity: quantity(1, 'kg') }];
    const form = open([
      { linkId: 'q', type: 'quantity' },
      { linkId: 't', enableWhen },
    ]);
    answer(form, 'q', quantity(2000, 'g'));
    answer(form, 'q', quantity(3000, 'g'));
    assert.deepEqual(codes(form), ['units-unavailable']);
  });
});
