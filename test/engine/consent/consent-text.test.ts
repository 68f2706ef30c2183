import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalText, fillText, shownText, TextIncompleteError, topicsLeftOut } from '@relais/engine/consent';
import { text } from './support.ts';

describe('The text of a consent', () => {
  it('has one writing, whatever its line ends, accents and ends of lines', () => {
    for (const other of ['é\r\nb', 'e\u0301\nb', '\ufeffé \t\nb\n\n', '\n\né\rb\n']) {
      assert.equal(canonicalText(other), 'é\nb\n');
      assert.equal(canonicalText(canonicalText(other)), canonicalText(other));
    }
  });

  it('keeps the white space inside of a line and the empty lines between paragraphs', () => {
    assert.equal(canonicalText('a  b :\n\nc'), 'a  b :\n\nc\n');
  });

  it('is shown with its names filled in', () => {
    const shown = shownText(fillText(text, { professional: 'Nora Belkacem' }));
    assert.ok(shown.startsWith('Être vue pour un mal de gorge\n\n- Qui examine'));
    assert.ok(shown.endsWith('Êtes-vous d’accord pour être examinée par Nora Belkacem ?\n'));
    assert.doesNotMatch(shown, /[{}]/);
  });

  it('is not shown with a hole in it', () => {
    for (const values of [{}, { professional: ' ' }]) {
      assert.throws(
        () => fillText(text, values),
        (error) => error instanceof TextIncompleteError && error.missing.join() === 'professional',
      );
    }
  });

  it('takes a name as it is, even one that looks like a hole', () => {
    const { question } = fillText(text, { professional: '{constructor} $& {professional}' });
    assert.equal(question, 'Êtes-vous d’accord pour être examinée par {constructor} $& {professional} ?');
  });

  it('of care by a protocol says all that must be said before', () => {
    assert.deepEqual(topicsLeftOut(text), []);
    assert.deepEqual(topicsLeftOut({ ...text, points: text.points.slice(0, 1) }), [
      'benefitRisksAlternatives',
      'freeToRefuse',
      'whatIsWritten',
      'onAlert',
      'cost',
      'questions',
    ]);
    assert.deepEqual(topicsLeftOut({ ...text, code: 'shareOutsideTeam', points: text.points.slice(0, 1) }), []);
  });
});
