import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countQuestions, findQuizFaults, markQuiz } from '@relais/engine/team';
import type { Quiz } from '@relais/model';

const ask = (linkId: string) => ({
  linkId,
  type: 'choice',
  answerOption: ['a', 'b', 'c'].map((code) => ({ valueCoding: { code, display: code } })),
});
const quiz: Quiz = {
  formatVersion: 'relais-quiz/1',
  protocol: 'odynophagie',
  questionnaire: {
    resourceType: 'Questionnaire',
    item: [
      { linkId: 'say', type: 'display' },
      { linkId: 'g', type: 'group', item: [ask('1'), ask('2')] },
      ask('3'),
      ask('4'),
    ],
  },
  key: { 1: ['a'], 2: ['a', 'c'], 3: ['b'], 4: ['c'] },
  passMark: 0.75,
};

describe('A quiz', () => {
  it('counts a question when all that is right is chosen, and nothing else', () => {
    assert.equal(countQuestions(quiz), 4);
    assert.deepEqual(markQuiz(quiz, { 1: ['a'], 2: ['c', 'a', 'a'], 3: ['b'], 4: ['c'] }), {
      right: 4,
      questions: 4,
      passed: true,
    });
    assert.equal(markQuiz(quiz, { 1: ['a', 'b'], 2: ['a'], 3: ['b'], 4: ['c'] }).right, 2);
    assert.deepEqual(markQuiz(quiz, {}), { right: 0, questions: 4, passed: false });
  });

  it('is passed with exactly its mark, whatever the fraction', () => {
    const three = { 1: ['a'], 2: ['a', 'c'], 3: ['b'] };
    assert.equal(markQuiz(quiz, three).passed, true);
    assert.equal(markQuiz({ ...quiz, passMark: 0.76 }, three).passed, false);
    const ten = Array.from({ length: 10 }, (_, n) => ask(String(n)));
    const key = Object.fromEntries(ten.map(({ linkId }) => [linkId, ['a']]));
    const long: Quiz = { ...quiz, questionnaire: { resourceType: 'Questionnaire', item: ten }, key, passMark: 0.7 };
    const seven = Object.fromEntries(ten.slice(0, 7).map(({ linkId }) => [linkId, ['a']]));
    assert.equal(markQuiz(long, seven).passed, true);
  });

  it('takes no answer from what every object has', () => {
    const item = [ask('constructor')];
    const odd: Quiz = { ...quiz, questionnaire: { resourceType: 'Questionnaire', item }, key: { constructor: ['a'] } };
    assert.equal(markQuiz(odd, {}).right, 0);
  });

  const faults: [what: string, changes: Partial<Quiz>, path: string][] = [
    [
      'no question',
      { questionnaire: { resourceType: 'Questionnaire', item: [{ linkId: 'x', type: 'display' }] } },
      'questionnaire.item',
    ],
    ['a question nobody knows the answer of', { key: { 1: ['a'], 2: ['a'], 3: ['b'] } }, 'key.4'],
    ['an answer that cannot be chosen', { key: { ...quiz.key, 4: ['z'] } }, 'key.4'],
    ['an answer to no question', { key: { ...quiz.key, 5: ['a'] } }, 'key.5'],
  ];
  for (const [what, changes, path] of faults) {
    it(`with ${what} is told where`, () => {
      assert.deepEqual(
        findQuizFaults({ ...quiz, ...changes }).map((fault) => fault.path),
        [path],
      );
    });
  }

  it('that can be marked has no fault', () => {
    assert.deepEqual(findQuizFaults(quiz), []);
  });
});
