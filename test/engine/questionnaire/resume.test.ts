import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { resumeFrom, sign } from '@relais/engine/questionnaire/parts';
import type { Questionnaire, QuestionnaireResponse, ResponseItem } from '@relais/model/fhir';
import { lost } from './lost.ts';
import {
  answer,
  codes,
  expression,
  get,
  open,
  openWith,
  questionnaire,
  reopen,
  responseItems,
  valuesOf,
} from './support.ts';
import type { Given } from './support.ts';

const double = "%resource.item.where(linkId='n').answer.value * 2";

/** A form opened from a stored response with these items. */
function resumed(items: Given[], stored: ResponseItem[], rest: Partial<QuestionnaireResponse> = {}) {
  const response = { resourceType: 'QuestionnaireResponse', ...rest, item: stored };
  return open(questionnaire(items), {}, [resumeFrom(response)]);
}

describe('a response', () => {
  it('names its questionnaire with its version, its status and what the host adds', () => {
    const form = open([{ linkId: 'a' }]);
    assert.deepEqual(
      form.response({ status: 'completed', subject: { reference: 'Patient/1' }, authored: '2026-11-09' }),
      {
        resourceType: 'QuestionnaireResponse',
        questionnaire: 'https://relais.example/Questionnaire/test|1',
        status: 'completed',
        subject: { reference: 'Patient/1' },
        authored: '2026-11-09',
      },
    );
  });

  it('holds the texts as they were read', () => {
    const form = open([{ linkId: 'a', text: 'Âge', type: 'integer' }]);
    answer(form, 'a', 3);
    assert.deepEqual(responseItems(form), [{ linkId: 'a', text: 'Âge', answer: [{ valueInteger: 3 }] }]);
  });

  it('is not changed by what the form does later', () => {
    const form = open([{ linkId: 'a' }]);
    answer(form, 'a', 'x');
    const before = JSON.stringify(form.response());
    const kept = form.response();
    answer(form, 'a', 'y');
    assert.equal(JSON.stringify(kept), before);
  });
});

describe('resuming a response', () => {
  it('keeps what it says of itself: id, subject, extensions of items and answers', () => {
    const extension = [{ url: 'urn:e', valueBoolean: true }];
    const stored: ResponseItem[] = [
      { linkId: 'a', text: 'a', id: 'i', extension, answer: [{ id: 'x', extension, valueString: 'v' }] },
    ];
    const rest = {
      id: 'r1',
      status: 'in-progress' as const,
      subject: { reference: 'Patient/1' },
      meta: { versionId: '3' },
    };
    const form = resumed([{ linkId: 'a' }], stored, rest);
    const { item, id, subject, meta } = form.response() as QuestionnaireResponse & { meta: unknown };
    assert.deepEqual([item, id, subject, meta], [stored, 'r1', rest.subject, rest.meta]);
    answer(form, 'a', 'w');
    assert.deepEqual(form.response().item?.[0]?.answer, [{ valueString: 'w' }]);
  });

  it('puts back repetitions and children of answers', () => {
    const source = [
      { linkId: 'g', repeats: true, item: [{ linkId: 'x' }] },
      { linkId: 'q', type: 'string', repeats: true, item: [{ linkId: 'sub', type: 'integer' }] },
    ];
    const form = open(source);
    form.addRepetition(get(form, 'g'));
    answer(form, 'x', '1', 0);
    answer(form, 'x', '2', 1);
    answer(form, 'q', ['a', 'b']);
    answer(form, 'sub', 7, 1);
    assert.deepEqual(reopen(form).response(), form.response());
  });

  it('keeps in memory what is disabled now, out of the response', () => {
    const items: Given[] = [
      { linkId: 'ask', type: 'boolean' },
      { linkId: 'a', enableWhen: [{ question: 'ask', operator: '=', answerBoolean: true }] },
    ];
    const form = resumed(items, [{ linkId: 'a', answer: [{ valueString: 'old' }] }]);
    assert.deepEqual([responseItems(form), lost(form)], [undefined, [['a', 'not-asked', 'old']]]);
    answer(form, 'ask', true);
    assert.deepEqual(valuesOf(form, 'a'), ['old']);
  });

  it('tells what this version of the form has no place for', () => {
    const items = [{ linkId: 'n', type: 'integer' }, { linkId: 'one' }, { linkId: 'g', item: [{ linkId: 'x' }] }];
    const form = resumed(items, [
      { linkId: 'n', answer: [{ valueString: 'douze' }] },
      { linkId: 'one', answer: [{ valueString: 'a' }, { valueString: 'b' }] },
      { linkId: 'g', item: [{ linkId: 'x', answer: [{ valueString: 'first' }] }] },
      { linkId: 'g', item: [{ linkId: 'x', answer: [{ valueString: 'second' }] }] },
      { linkId: 'gone', answer: [{ valueBoolean: true }] },
    ]);
    assert.deepEqual(lost(form), [
      ['n', 'type', 'douze'],
      ['one', 'too-many', 'b'],
      ['g', 'too-many', 'second'],
      ['gone', 'unknown-item', 'true'],
    ]);
    assert.deepEqual([valuesOf(form, 'one'), valuesOf(form, 'x')], [['a'], ['first']]);
  });

  it('finds the place of an item that moved to another group', () => {
    const form = resumed(
      [{ linkId: 'new', item: [{ linkId: 'x' }] }],
      [
        { linkId: 'old', item: [] },
        { linkId: 'x', answer: [{ valueString: 'v' }] },
      ],
    );
    assert.deepEqual([valuesOf(form, 'x'), lost(form)], [['v'], [['old', 'unknown-item', '']]]);
  });

  it('says when the response is of another version', () => {
    const other = resumed([{ linkId: 'a' }], [], { questionnaire: 'https://relais.example/Questionnaire/test|0' });
    const same = resumed([{ linkId: 'a' }], [], { questionnaire: 'https://relais.example/Questionnaire/test' });
    assert.deepEqual([codes(other), codes(same)], [['version-changed'], []]);
  });

  it('keeps the answers of an item that is not supported', () => {
    const source: Questionnaire = { resourceType: 'Questionnaire', item: [{ linkId: 'odd', type: 'hologram' }] };
    const stored = [{ linkId: 'odd', answer: [{ valueString: 'x' }] }];
    const form = open(source, {}, [resumeFrom({ resourceType: 'QuestionnaireResponse', item: stored })]);
    assert.deepEqual(form.response().item, stored);
  });

  it('reads an integer stored for a decimal', () => {
    const form = resumed([{ linkId: 'd', type: 'decimal' }], [{ linkId: 'd', answer: [{ valueInteger: 3 }] }]);
    assert.deepEqual(valuesOf(form, 'd'), [3]);
  });

  it('of something that is no response opens an empty form and says so', () => {
    for (const [stored, code] of [
      ['{', 'not-json'],
      [{ resourceType: 'Patient' }, 'wrong-resource'],
      [null, 'not-an-object'],
    ] as const) {
      const form = open(questionnaire([{ linkId: 'a', initial: [{ valueString: 'x' }] }]), {}, [resumeFrom(stored)]);
      assert.deepEqual(
        [codes(form), lost(form), valuesOf(form, 'a')],
        [[code, 'not-carried-over'], [['', 'unreadable', '']], []],
      );
    }
  });
});

describe('a response that was finished', () => {
  it('is so until an answer changes', () => {
    const form = resumed([{ linkId: 'a' }], [{ linkId: 'a', answer: [{ valueString: 'x' }] }], { status: 'completed' });
    assert.equal(form.response().status, 'completed');
    answer(form, 'a', 'y');
    assert.equal(form.response().status, 'in-progress');
    assert.equal(form.response({ status: 'amended' }).status, 'amended');
  });
});

describe('a signature', () => {
  const url = 'http://hl7.org/fhir/StructureDefinition/questionnaireresponse-signature';
  const mine = { who: { reference: 'Practitioner/1' } };
  const other = { url: 'https://relais.example/note', valueString: 'gardée' };
  const items: Given[] = [
    { linkId: 'a' },
    { linkId: 'g', type: 'group', repeats: true, item: [{ linkId: 'b' }] },
    { linkId: 'n', type: 'integer' },
    { linkId: 'double', type: 'integer', extension: [expression('calculatedExpression', double)] },
  ];
  const stored: ResponseItem[] = [
    { linkId: 'a', extension: [other, { url, valueSignature: mine }], answer: [{ valueString: 'x' }] },
    { linkId: 'g', item: [{ linkId: 'b', answer: [{ valueString: '1' }] }] },
    { linkId: 'g', item: [{ linkId: 'b', answer: [{ valueString: '2' }] }] },
  ];
  const open2 = () => resumed(items, stored, { extension: [other, { url, valueSignature: mine }] });

  it('that was stored is kept beside other extensions, and not given twice', () => {
    const form = open2();
    assert.deepEqual(form.response().extension, [other, { url, valueSignature: mine }]);
    assert.deepEqual(responseItems(form)?.[0]?.extension, [other, { url, valueSignature: mine }]);
    sign(form, mine);
    assert.deepEqual(form.response().extension, [other, { url, valueSignature: mine }]);
  });

  it('that was stored goes with the first edit of what it signs, and no other', () => {
    const form = open2();
    answer(form, 'b', '3');
    assert.deepEqual(form.response().extension, [other]);
    assert.deepEqual(responseItems(form)?.[0]?.extension, [other, { url, valueSignature: mine }]);
    answer(form, 'a', 'y');
    assert.deepEqual(responseItems(form)?.[0]?.extension, [other]);
  });

  it('goes when a repetition is added or removed', () => {
    for (const change of ['addRepetition', 'removeRepetition'] as const) {
      const form = open2();
      form[change](get(form, 'g'));
      assert.deepEqual(form.response().extension, [other], change);
    }
  });

  it('goes when what it signs is calculated anew', () => {
    const form = openWith(items);
    answer(form, 'n', 1);
    sign(form, mine, get(form, 'double'));
    assert.equal(responseItems(form)?.find(({ linkId }) => linkId === 'double')?.extension?.length, 1);
    answer(form, 'n', 2);
    assert.equal(responseItems(form)?.find(({ linkId }) => linkId === 'double')?.extension, undefined);
  });
});

describe('a calculated answer on resume', () => {
  const double = expression('calculatedExpression', `%resource.item.where(linkId='n').answer.value * 2`);
  const items = [
    { linkId: 'n', type: 'integer' },
    { linkId: 'twice', type: 'integer', extension: [double] },
  ];
  const from = (item: ResponseItem[]) =>
    openWith(questionnaire(items), {}, [resumeFrom({ resourceType: 'QuestionnaireResponse', item })]);
  const n = { linkId: 'n', answer: [{ valueInteger: 4 }] };

  it('that is as calculated goes on being calculated', () => {
    const form = from([n, { linkId: 'twice', answer: [{ valueInteger: 8 }] }]);
    answer(form, 'n', 5);
    assert.deepEqual(valuesOf(form, 'twice'), [10]);
  });

  it('that differs was edited, and stays', () => {
    const form = from([n, { linkId: 'twice', answer: [{ valueInteger: 9 }] }]);
    answer(form, 'n', 5);
    assert.deepEqual([valuesOf(form, 'twice'), get(form, 'twice').overridden], [[9], true]);
  });

  it('that is missing is calculated', () => {
    assert.deepEqual(valuesOf(from([n]), 'twice'), [8]);
  });

  it('that a person emptied is left out as soon as the calculation gives nothing either', () => {
    const form = openWith([
      { linkId: 'a', type: 'integer' },
      {
        linkId: 'twice',
        type: 'integer',
        extension: [expression('calculatedExpression', `%resource.item.where(linkId='a').answer.value * 2`)],
      },
    ]);
    answer(form, 'a', 2);
    answer(form, 'twice', undefined);
    assert.equal(responseItems(form)?.length, 2);
    answer(form, 'a', undefined);
    assert.equal(responseItems(form), undefined);
    assert.deepEqual(reopen(form).response(), form.response());
  });

  it('that a person emptied stays empty, and can be given back to the calculation', () => {
    const form = openWith(items);
    answer(form, 'n', 4);
    answer(form, 'twice', undefined);
    const again = reopen(form);
    assert.deepEqual([valuesOf(again, 'twice'), again.response()], [[], form.response()]);
    again.recalculate(get(again, 'twice'));
    assert.deepEqual(valuesOf(again, 'twice'), [8]);
  });
});
