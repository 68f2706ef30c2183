import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  answerWords,
  askedAs,
  cautionsOf,
  evaluateChecklist,
  isStillAsked,
  signsOfAnswers,
  withQuestions,
} from '@relais/engine';
import type { ReasonAnswer, ReasonQuestion, SeverityChecklist } from '@relais/model';
import { readJson } from '../support.ts';

const checklist = readJson('demo/checklists/severity.fr.json') as SeverityChecklist;
const text = (words: string) => ({ fr: words, en: `${words} (en)` });
const points: ReasonQuestion = {
  ...{ id: 'points', kind: 'yesNo', text: text('Des points ?') },
  actions: [{ on: 'yes', equipment: 'suture', caution: text('Attention') }],
};
const since: ReasonQuestion = {
  ...{ id: 'since', kind: 'choice', text: text('Depuis ?') },
  options: [
    { code: 'today', label: text('Ce jour') },
    { code: 'long', label: text('Longtemps') },
  ],
  actions: [{ on: 'long', clinician: true }],
};
const warmth: ReasonQuestion = { id: 'warmth', kind: 'number', text: text('Température'), unit: text('°C') };
const words: ReasonQuestion = { id: 'words', kind: 'text', text: text('En quelques mots') };
const questions = [points, since, warmth, words];

function judge(answers: ReasonAnswer[], signs: string[] = [], list: SeverityChecklist | undefined = checklist) {
  const all = withQuestions(list, questions);
  return evaluateChecklist(all, { version: all.version, yes: [...signs, ...signsOfAnswers(questions, answers)] });
}

describe('The answers to the questions of a reason', () => {
  const stitches = { question: 'points', value: 'yes' };
  const long = { question: 'since', value: 'long' };

  it('lead nowhere by themselves', () => {
    const none = [
      { question: 'points', value: 'no' },
      { question: 'since', value: 'today' },
      { question: 'words', value: 'yes' },
    ];
    assert.deepEqual(judge(none), { outcome: 'continue', requiredEquipment: [] });
    assert.deepEqual(cautionsOf(questions, none), []);
  });

  it('ask for what a site must have, and for what is to be minded', () => {
    assert.deepEqual(judge([stitches]), { outcome: 'continue', requiredEquipment: ['suture'] });
    assert.deepEqual(cautionsOf(questions, [stitches]), [text('Attention')]);
  });

  it('have a clinician call back, also where the structure has no checklist', () => {
    assert.equal(judge([stitches, long]).outcome, 'clinician-callback');
    assert.equal(judge([long], [], undefined).outcome, 'clinician-callback');
  });

  it('are never graver than a sign that calls the 15', () => {
    assert.equal(judge([long], ['poitrine']).outcome, 'call-15');
  });

  it('are no signs of the list, whatever that calls its own', () => {
    const [sign] = checklist.items;
    const list: SeverityChecklist = {
      ...checklist,
      items: [
        { ...sign!, id: 'yes' },
        { ...sign!, id: 'points' },
      ],
    };
    assert.deepEqual(judge([stitches], [], list), { outcome: 'continue', requiredEquipment: ['suture'] });
  });
});

describe('An answer in words', () => {
  it('is that of its option, or yes and no', () => {
    assert.deepEqual(answerWords(points, 'yes'), { fr: 'Oui', en: 'Yes' });
    assert.deepEqual(answerWords(since, 'long'), text('Longtemps'));
    for (const value of ['', 'Yes', 'constructor', '__proto__']) assert.equal(answerWords(points, value), undefined);
    for (const value of ['', 'gone', 'constructor']) assert.equal(answerWords(since, value), undefined);
  });

  it('is a number as either language writes it, with its unit', () => {
    for (const value of ['38,5', '38.5'])
      assert.deepEqual(answerWords(warmth, value), { fr: '38,5\u00a0°C', en: '38.5\u00a0°C (en)' });
    assert.deepEqual(answerWords({ ...warmth, unit: undefined }, '-3'), { fr: '-3', en: '-3' });
  });

  it('is no number that would have to be guessed', () => {
    for (const value of ['', 'chaud', '38 5', '1.000,5', '3e9', '0x10', '٣٨', 'NaN', '9'.repeat(10), '1,'])
      assert.equal(answerWords(warmth, value), undefined, value);
  });
});

describe('An answer that was written earlier', () => {
  const given = (question: ReasonQuestion, value: string) => ({
    ...{ question: question.id, value },
    asked: askedAs(question, value),
  });

  it('stands while its question is asked and its option is offered', () => {
    assert.ok(isStillAsked(questions, given(since, 'long')));
    assert.ok(isStillAsked(questions, given(warmth, 'chau')), 'half written is not gone');
    assert.ok(!isStillAsked([{ ...since, options: since.options?.slice(0, 1) }], given(since, 'long')));
    assert.ok(!isStillAsked([points], given(since, 'long')));
    assert.ok(!isStillAsked([], given(words, 'a')));
  });

  it('does not stand for other words of the same question: they were never asked', () => {
    const others: (readonly [ReasonQuestion, ReasonQuestion, string])[] = [
      [points, { ...points, text: text('Sans points ?') }, 'yes'],
      [points, { ...points, text: { ...points.text, en: 'None?' } }, 'yes'],
      [points, { ...points, kind: 'text' }, 'yes'],
      [warmth, { ...warmth, unit: text('°F') }, '38'],
      [since, { ...since, options: since.options?.map((one) => ({ ...one, label: text('Autre') })) }, 'long'],
    ];
    for (const [before, after, value] of others)
      assert.ok(!isStillAsked([after], given(before, value)), askedAs(after, value));
    assert.ok(!isStillAsked(questions, { question: 'points', value: 'yes' }), 'nobody knows what was asked');
  });

  it('stands where another option of its question has other words', () => {
    const [first, ...rest] = since.options ?? [];
    const other = { ...since, options: [{ ...first!, label: text('Autre') }, ...rest] };
    assert.ok(isStillAsked([other], given(since, 'long')));
  });
});
