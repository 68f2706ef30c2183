import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, changesOf, CORE, get, issues, open, questionnaire, responseItems, valuesOf } from './support.ts';

/** One value of each answerable item type, with the key it travels under. */
const values: Record<string, [key: string, value: unknown]> = {
  boolean: ['valueBoolean', false],
  decimal: ['valueDecimal', 36.6],
  integer: ['valueInteger', 0],
  date: ['valueDate', '2026-11'],
  dateTime: ['valueDateTime', '2026-11-09T10:00:00+01:00'],
  time: ['valueTime', '08:30:00'],
  string: ['valueString', 'œdème'],
  text: ['valueString', 'ligne 1\nligne 2'],
  url: ['valueUri', 'https://relais.example/'],
  choice: ['valueCoding', { system: 'urn:x', code: 'a', display: 'A' }],
  'open-choice': ['valueString', 'autre chose'],
  attachment: ['valueAttachment', { contentType: 'image/png', data: 'iVBORw0=' }],
  reference: ['valueReference', { reference: 'Practitioner/1' }],
  quantity: ['valueQuantity', { value: 38.5, unit: '°C', code: 'Cel', system: 'http://unitsofmeasure.org' }],
};

describe('a question of type', () => {
  for (const [type, [key, value]] of Object.entries(values)) {
    it(`${type} takes its value and gives it under ${key}`, () => {
      const form = open([{ linkId: 'q', type }]);
      answer(form, 'q', value);
      assert.deepEqual(responseItems(form), [{ linkId: 'q', text: 'q', answer: [{ [key]: value }] }]);
      answer(form, 'q', undefined);
      assert.equal(responseItems(form), undefined);
    });
  }

  const wrong: Record<string, unknown[]> = {
    boolean: ['true'],
    decimal: ['12', Number.NaN, Infinity],
    integer: [1.5, 2 ** 31],
    date: ['2026-02-30', '2026-13', '09/11/2026', '2026-11-09T10:00:00Z'],
    dateTime: ['2026-11-09T10:00:00', '2026-11-09T10:00'],
    time: ['25:00:00', '8h30'],
    string: [12],
    url: ['a b'],
    choice: [true],
    quantity: ['12 kg'],
  };
  for (const [type, inputs] of Object.entries(wrong)) {
    it(`${type} keeps what it cannot take, as rejected, out of the response`, () => {
      for (const input of inputs) {
        const form = open([{ linkId: 'q', type }]);
        answer(form, 'q', input);
        assert.equal(get(form, 'q').answers[0]?.rejected, input);
        assert.deepEqual(issues(form, 'q'), ['value-type']);
        assert.equal(responseItems(form), undefined);
      }
    });
  }

  it('reference takes one known by its words alone (R4, Reference: "at least one of")', () => {
    const form = open([{ linkId: 'q', type: 'reference' }]);
    answer(form, 'q', { display: 'Dr Exemple' });
    assert.deepEqual(responseItems(form)?.[0]?.answer, [{ valueReference: { display: 'Dr Exemple' } }]);
    answer(form, 'q', {});
    assert.equal(responseItems(form), undefined);
  });

  it('string is unanswered when blank', () => {
    const form = open([{ linkId: 'q', required: true }]);
    answer(form, 'q', '   ');
    assert.deepEqual([valuesOf(form, 'q'), issues(form, 'q')], [[], ['required']]);
  });

  it('quantity is unanswered without its number', () => {
    const form = open([
      { linkId: 'q', type: 'quantity', required: true, initial: [{ valueQuantity: { unit: 'mg' } }] },
    ]);
    assert.deepEqual(issues(form, 'q'), ['required']);
    assert.deepEqual(get(form, 'q').units, [{ display: 'mg' }]);
  });
});

describe('an item', () => {
  it('gives its prefix, text, definition and what the form hides', () => {
    const hidden = [{ url: `${CORE}questionnaire-hidden`, valueBoolean: true }];
    const form = open([{ linkId: 'q', prefix: '1.', text: 'Âge', definition: 'urn:d', extension: hidden }]);
    const { prefix, text, hidden: isHidden } = get(form, 'q');
    assert.deepEqual([prefix, text, isHidden], ['1.', 'Âge', true]);
    answer(form, 'q', 'x');
    assert.equal(responseItems(form)?.[0]?.definition, 'urn:d');
  });

  it('is hidden or shown by the use the form is put to', () => {
    const usage = (valueCode: string) => [{ url: `${CORE}questionnaire-usageMode`, valueCode }];
    const items = ['capture', 'display', 'capture-display', 'display-non-empty'].map((mode) => ({
      linkId: mode,
      extension: usage(mode),
    }));
    const shown = (mode: 'capture' | 'display') =>
      open(questionnaire(items), { mode })
        .items.filter(({ hidden }) => !hidden)
        .map(({ linkId }) => linkId);
    assert.deepEqual(shown('capture'), ['capture', 'capture-display']);
    assert.deepEqual(shown('display'), ['display', 'capture-display']);
  });

  it('of type display is never in the response', () => {
    const form = open([
      { linkId: 'd', type: 'display' },
      { linkId: 'g', item: [{ linkId: 'e', type: 'display' }] },
    ]);
    assert.equal(responseItems(form), undefined);
  });
});

describe('a repeating question', () => {
  const drugs = { linkId: 'drug', repeats: true, item: [{ linkId: 'dose', type: 'decimal' }], type: 'string' };

  it('gives a place to type in, and more on demand up to its limit', () => {
    const form = open([{ ...drugs, extension: [{ url: `${CORE}questionnaire-maxOccurs`, valueInteger: 2 }] }]);
    const item = get(form, 'drug');
    assert.equal(item.answers.length, 1);
    assert.ok(form.addAnswer(item));
    assert.equal(form.addAnswer(item), undefined);
    form.answerAt(item.answers[1]!, 'codéine');
    assert.deepEqual(valuesOf(form, 'drug'), ['codéine']);
  });

  it('keeps the children of each answer when another is removed', () => {
    const form = open([drugs]);
    answer(form, 'drug', ['a', 'b', 'c']);
    ['a', 'b', 'c'].forEach((_, index) => answer(form, 'dose', index + 1, index));
    form.removeAnswer(get(form, 'drug').answers[0]!);
    assert.deepEqual(
      form.itemsOf('dose').map(({ value }) => value),
      [2, 3],
    );
    answer(form, 'drug', ['c', 'b']);
    assert.deepEqual(
      form.itemsOf('dose').map(({ value }) => value),
      [3, 2],
    );
  });

  it('leaves an empty place when its last answer is removed', () => {
    const form = open([drugs]);
    answer(form, 'drug', ['a']);
    form.removeAnswer(get(form, 'drug').answers[0]!);
    assert.equal(get(form, 'drug').answers.length, 1);
    assert.deepEqual(valuesOf(form, 'drug'), []);
  });

  it('does not lose what is answered under a place without answer', () => {
    const form = open([drugs]);
    answer(form, 'dose', 5);
    assert.deepEqual(responseItems(form)?.[0]?.answer, [
      { item: [{ linkId: 'dose', text: 'dose', answer: [{ valueDecimal: 5 }] }] },
    ]);
  });
});

describe('a repeating group', () => {
  const child = {
    linkId: 'child',
    repeats: true,
    item: [{ linkId: 'name' }, { linkId: 'toys', repeats: true, item: [{ linkId: 'toy' }] }],
  };

  it('grows, shrinks and never ends up with nothing to fill in', () => {
    const form = open([child]);
    const second = form.addRepetition(get(form, 'child'));
    answer(form, 'name', 'Zoé', 1);
    form.removeRepetition(get(form, 'child', 0));
    assert.equal(get(form, 'child').id, second?.id);
    form.removeRepetition(get(form, 'child'));
    assert.equal(form.itemsOf('child').length, 1);
    assert.deepEqual(valuesOf(form, 'name'), []);
  });

  it('repeats inside itself', () => {
    const form = open([child]);
    form.addRepetition(get(form, 'child'));
    form.addRepetition(get(form, 'toys', 1));
    answer(form, 'toy', 'ballon', 2);
    assert.deepEqual(responseItems(form), [
      {
        linkId: 'child',
        text: 'child',
        item: [
          { linkId: 'toys', text: 'toys', item: [{ linkId: 'toy', text: 'toy', answer: [{ valueString: 'ballon' }] }] },
        ],
      },
    ]);
  });

  it('does not grow beyond its limit, nor when it does not repeat', () => {
    const form = open([
      { ...child, extension: [{ url: `${CORE}questionnaire-maxOccurs`, valueInteger: 1 }] },
      { linkId: 'g', item: [] },
    ]);
    assert.equal(form.addRepetition(get(form, 'child')), undefined);
    assert.equal(form.addRepetition(get(form, 'g')), undefined);
  });
});

describe('one edit', () => {
  const items = [
    { linkId: 'smokes', type: 'boolean' },
    {
      linkId: 'since',
      type: 'date',
      required: true,
      enableWhen: [{ question: 'smokes', operator: '=' as const, answerBoolean: true }],
    },
    {
      linkId: 'packs',
      type: 'integer',
      enableWhen: [{ question: 'since', operator: 'exists' as const, answerBoolean: true }],
    },
  ];

  it('tells all that follows from it, once', () => {
    const form = open(items);
    assert.deepEqual(
      changesOf(form, () => answer(form, 'smokes', true)),
      [['since: enabled issues', 'smokes: value']],
    );
    assert.deepEqual(
      changesOf(form, () => answer(form, 'since', '2001')),
      [['packs: enabled', 'since: issues value']],
    );
    assert.deepEqual(
      changesOf(form, () => answer(form, 'smokes', false)),
      [['packs: enabled', 'since: enabled', 'smokes: value']],
    );
  });

  it('tells nothing when it changes nothing', () => {
    const form = open(items);
    answer(form, 'smokes', true);
    assert.deepEqual(
      changesOf(form, () => answer(form, 'smokes', true)),
      [],
    );
    const there = () => form.edit(() => [false, true].forEach((value) => answer(form, 'smokes', value)));
    assert.deepEqual(changesOf(form, there), []);
  });

  it('may be several edits, told together', () => {
    const form = open(items);
    const edit = () =>
      form.edit(() => {
        answer(form, 'smokes', true);
        answer(form, 'since', '2001');
      });
    assert.deepEqual(changesOf(form, edit), [['packs: enabled', 'since: enabled value', 'smokes: value']]);
  });

  it('made by who listens is told after it', () => {
    const form = open(items);
    const heard: string[] = [];
    form.subscribe(({ items: changed }) => {
      heard.push([...changed.keys()].map(({ linkId }) => linkId).join());
      if (heard.length === 1) answer(form, 'since', '2001');
    });
    answer(form, 'smokes', true);
    assert.deepEqual(heard, ['smokes,since', 'since,packs']);
  });
});
