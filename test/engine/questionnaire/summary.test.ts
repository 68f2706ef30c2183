import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Form } from '@relais/engine/questionnaire';
import { narrate, summarize, writeNarrative, writeValue } from '@relais/engine/questionnaire/summary';
import type { NarrativeWords, SummaryWords } from '@relais/engine/questionnaire/summary';
import { answer, CORE, extension, get, open, questionnaire, SDC } from './support.ts';
import type { Given } from './support.ts';

const words: NarrativeWords = {
  yes: 'Oui',
  no: 'Non',
  timeZone: 'Europe/Paris',
  statement: (question, said) => `${question.replace(/\s*[?:.]\s*$/, '')} : ${said}`,
};
const english: SummaryWords = { yes: 'Yes', no: 'No', timeZone: 'Europe/London' };

const hidden = extension(`${CORE}questionnaire-hidden`, { valueBoolean: true });
const control = (code: string) =>
  extension(`${CORE}questionnaire-itemControl`, { valueCodeableConcept: { coding: [{ code }] } });
const translation = (lang: string, content: string) => ({
  extension: [
    extension(`${CORE}translation`, {
      extension: [
        { url: 'lang', valueCode: lang },
        { url: 'content', valueString: content },
      ],
    }),
  ],
});

/** Spaces that do not break, told apart from those that do; Intl writes narrow ones too. */
const seen = (text: string): string => text.replace(/[\u00a0\u202f]/g, '~');

/** The lines of a form, each as it would be read. */
function linesOf(form: Form, unanswered = false): string[] {
  return summarize(form, words, unanswered).map(({ text, depth, answers }) =>
    seen(`${'  '.repeat(depth)}${text}${answers ? `: ${answers.join(' | ')}` : ''}`),
  );
}

/** What one question of a type says of one answer. */
function told(item: Omit<Given, 'linkId'>, value: unknown, language = 'fr'): string {
  const form = open([{ linkId: 'q', ...item }], { language });
  answer(form, 'q', value);
  const [line] = summarize(form, language === 'fr' ? words : english);
  assert.ok(line?.answers, 'nothing was answered');
  return seen(line.answers.join(' | '));
}

function narrative(form: Form): string {
  return seen(writeNarrative(narrate(form, words)));
}

describe('an answer in a summary', () => {
  const coding = { system: 'urn:test', code: 'r', display: 'Rouge' };
  const cases: [name: string, item: Omit<Given, 'linkId'>, value: unknown, told: string][] = [
    ['yes', { type: 'boolean' }, true, 'Oui'],
    ['no', { type: 'boolean' }, false, 'Non'],
    ['a whole number', { type: 'integer' }, 12500, '12~500'],
    ['zero', { type: 'integer' }, 0, '0'],
    ['a decimal', { type: 'decimal' }, 37.25, '37,25'],
    ['a decimal that binary cannot hold', { type: 'decimal' }, 0.1 + 0.2, '0,3'],
    ['a text', { type: 'string' }, 'Toux', 'Toux'],
    ['a long text', { type: 'text' }, 'Toux\nFièvre', 'Toux\nFièvre'],
    ['an address', { type: 'url' }, 'https://relais.example/a', 'https://relais.example/a'],
    ['a date', { type: 'date' }, '2026-11-09', '9 novembre 2026'],
    ['a month', { type: 'date' }, '2026-11', 'novembre 2026'],
    ['a year', { type: 'date' }, '2026', '2026'],
    ['a dateTime without a time', { type: 'dateTime' }, '2026-11-09', '9 novembre 2026'],
    ['a month as a dateTime', { type: 'dateTime' }, '2026-11', 'novembre 2026'],
    ['a time', { type: 'time' }, '14:05:00', '14:05'],
    ['a choice', { type: 'choice', answerOption: [{ valueCoding: coding }] }, coding, 'Rouge'],
    ['a reference', { type: 'reference' }, { reference: 'Patient/1', display: 'Mme Test' }, 'Mme Test'],
    ['a reference without a name', { type: 'reference' }, { reference: 'Patient/1' }, 'Patient/1'],
    ['a file', { type: 'attachment' }, { title: 'photo.png', contentType: 'image/png', data: 'AA==' }, 'photo.png'],
    ['a file without a name', { type: 'attachment' }, { contentType: 'image/png', data: 'AA==' }, 'image/png'],
    ['a quantity', { type: 'quantity' }, { value: 1.5, unit: 'g/L', code: 'g/L' }, '1,5~g/L'],
    ['a quantity by its code alone', { type: 'quantity' }, { value: 2, code: 'kg' }, '2~kg'],
    ['a quantity below a bound', { type: 'quantity' }, { value: 5, comparator: '<', unit: 'mg' }, '<~5~mg'],
  ];
  for (const [name, item, value, expected] of cases) {
    it(`is ${name}`, () => {
      assert.equal(told(item, value), expected);
    });
  }

  it('tells a dateTime by the clock of the person, on whatever day it is there', () => {
    const instant = '2026-11-09T23:30:00Z';
    assert.equal(told({ type: 'dateTime' }, instant), '10 novembre 2026 à 00:30');
    assert.equal(told({ type: 'dateTime' }, instant, 'en'), '9 November 2026 at 23:30');
    const inMartinique = { ...words, timeZone: 'America/Martinique' };
    const typed = { key: 'valueDateTime' as const, value: instant };
    assert.equal(writeValue(typed, 'fr', inMartinique), '9 novembre 2026 à 19:30');
  });

  it('is the same date in every zone', () => {
    const typed = { key: 'valueDate' as const, value: '2026-01-01' };
    for (const timeZone of ['Pacific/Kiritimati', 'America/Los_Angeles'])
      assert.equal(writeValue(typed, 'fr', { ...words, timeZone }), '1er janvier 2026');
  });

  it('is written in English where the form is', () => {
    assert.equal(told({ type: 'decimal' }, 12500.5, 'en'), '12,500.5');
    assert.equal(told({ type: 'date' }, '2026-11-09', 'en'), '9 November 2026');
    assert.equal(told({ type: 'boolean' }, false, 'en'), 'No');
  });

  it('is an option in the language of the form', () => {
    const valueCoding = { code: 'r', display: 'Rouge', _display: translation('en', 'Red') };
    const item: Omit<Given, 'linkId'> = { type: 'choice', answerOption: [{ valueCoding }] };
    assert.equal(told(item, { code: 'r' }, 'fr'), 'Rouge');
    assert.equal(told(item, { code: 'r' }, 'en'), 'Red');
  });

  it('is what the list calls it, even when it was stored under an older name', () => {
    const item: Omit<Given, 'linkId'> = {
      type: 'choice',
      answerOption: [{ valueCoding: { code: 'r', display: 'Rouge' } }],
    };
    assert.equal(told(item, { code: 'r', display: 'Vermillon' }), 'Rouge');
  });

  it('that no list knows says what it brings, in the language it can', () => {
    const item: Omit<Given, 'linkId'> = { type: 'open-choice', answerOption: [{ valueString: 'a' }] };
    const value = { code: 'x', display: 'Ailleurs', _display: translation('en', 'Elsewhere') };
    assert.equal(told(item, value), 'Ailleurs');
    assert.equal(told(item, value, 'en'), 'Elsewhere');
    assert.equal(told(item, { code: 'x' }), 'x');
  });

  it('of an open choice is what was written', () => {
    const item: Omit<Given, 'linkId'> = { type: 'open-choice', answerOption: [{ valueCoding: { code: 'r' } }] };
    assert.equal(told(item, 'Mauve'), 'Mauve');
  });

  it('tells no weight of an option', () => {
    const weight = extension('http://hl7.org/fhir/StructureDefinition/itemWeight', { valueDecimal: 3 });
    const valueCoding = { code: 'r', display: 'Souvent', extension: [weight] };
    assert.equal(told({ type: 'choice', answerOption: [{ valueCoding }] }, { code: 'r' }), 'Souvent');
  });

  it('of a number has the unit of its question', () => {
    const unit = extension(`${CORE}questionnaire-unit`, { valueCoding: { code: 'kg', display: 'kilos' } });
    assert.equal(told({ type: 'decimal', extension: [unit] }, 71.5), '71,5~kilos');
    const aside: Given = { linkId: 'u', type: 'display', text: 'battements/min', extension: [control('unit')] };
    assert.equal(told({ type: 'integer', item: [aside] }, 72), '72~battements/min');
  });

  it('of a number chosen from a list is the option as it is', () => {
    const unit = extension(`${CORE}questionnaire-unit`, { valueCoding: { code: 'kg' } });
    assert.equal(told({ type: 'integer', extension: [unit], answerOption: [{ valueInteger: 2 }] }, 2), '2');
  });

  it('of a question with several is each of them', () => {
    assert.equal(told({ type: 'string', repeats: true }, ['Toux', 'Fièvre']), 'Toux | Fièvre');
  });
});

describe('a summary', () => {
  it('lists what was answered, under its groups', () => {
    const form = open([
      { linkId: 'a', prefix: '1.', text: 'Toux', type: 'boolean' },
      { linkId: 'g', prefix: '2.', text: 'Antécédents', item: [{ linkId: 'b', text: 'Asthme' }, { linkId: 'c' }] },
      { linkId: 'empty', text: 'Traitements', item: [{ linkId: 'd' }] },
      { linkId: 'note', type: 'display', text: 'Merci' },
    ]);
    answer(form, 'a', true);
    answer(form, 'b', 'depuis 2020');
    assert.deepEqual(linesOf(form), ['1. Toux: Oui', '2. Antécédents', '  Asthme: depuis 2020']);
  });

  it('lists the questions without an answer too, when told', () => {
    const form = open([
      { linkId: 'a', text: 'Toux', type: 'boolean' },
      { linkId: 'g', text: 'Antécédents', item: [{ linkId: 'b', text: 'Asthme' }] },
    ]);
    assert.deepEqual(linesOf(form, true), ['Toux: ', 'Antécédents', '  Asthme: ']);
    assert.deepEqual(linesOf(form), []);
  });

  it('leaves out what is hidden or disabled, with all it holds', () => {
    const form = open([
      { linkId: 'secret', extension: [hidden], initial: [{ valueString: 'caché' }] },
      { linkId: 'on', type: 'boolean', text: 'Toux' },
      { linkId: 'since', text: 'Depuis', enableWhen: [{ question: 'on', operator: '=', answerBoolean: true }] },
      { linkId: 'g', extension: [hidden], item: [{ linkId: 'in', initial: [{ valueString: 'caché' }] }] },
    ]);
    answer(form, 'on', true);
    answer(form, 'since', 'hier');
    assert.deepEqual(linesOf(form), ['Toux: Oui', 'Depuis: hier']);
    answer(form, 'on', false);
    assert.deepEqual(linesOf(form), ['Toux: Non']);
    assert.deepEqual(linesOf(form, true), ['Toux: Non']);
  });

  it('tells repetitions of a group apart', () => {
    const form = open([{ linkId: 'g', text: 'Médicament', repeats: true, item: [{ linkId: 'name', text: 'Nom' }] }]);
    answer(form, 'name', 'A');
    assert.deepEqual(linesOf(form), ['Médicament', '  Nom: A']);
    form.addRepetition(get(form, 'g'));
    answer(form, 'name', 'B', 1);
    assert.deepEqual(linesOf(form), ['Médicament (1)', '  Nom: A', 'Médicament (2)', '  Nom: B']);
  });

  it('sets questions inside a question below it', () => {
    const form = open([
      { linkId: 'a', type: 'boolean', text: 'Toux', item: [{ linkId: 'b', type: 'string', text: 'Depuis' }] },
    ]);
    answer(form, 'b', 'hier');
    assert.deepEqual(linesOf(form), ['Toux: ', '  Depuis: hier']);
  });

  it('speaks the language the form is switched to', () => {
    const form = open(
      questionnaire([{ linkId: 'a', type: 'boolean', text: 'Toux', _text: translation('en', 'Cough') }], {
        language: 'fr',
      }),
    );
    answer(form, 'a', true);
    form.setLanguage('en');
    assert.deepEqual(
      summarize(form, english).map(({ text, answers }) => [text, answers]),
      [['Cough', ['Yes']]],
    );
  });

  it('of a group without words keeps its questions where they stand', () => {
    const form = open(questionnaire([{ linkId: 'g', text: '', item: [{ linkId: 'a', text: 'Toux' }] }]));
    answer(form, 'a', 'oui');
    assert.deepEqual(linesOf(form), ['Toux: oui']);
  });
});

describe('a narrative', () => {
  it('tells each answered question in a sentence, a paragraph for each group', () => {
    const form = open([
      { linkId: 'a', prefix: '1.', text: 'Toussez-vous ?', type: 'boolean' },
      { linkId: 'b', text: 'Signes :', repeats: true },
      { linkId: 'g', text: 'Antécédents', item: [{ linkId: 'c', text: 'Asthme' }, { linkId: 'd' }] },
    ]);
    answer(form, 'a', false);
    answer(form, 'b', ['fatigue', 'fièvre']);
    answer(form, 'c', 'depuis 2020.');
    assert.equal(
      narrative(form),
      'Toussez-vous : Non. Signes : fatigue~; fièvre.\n\nAntécédents\nAsthme : depuis 2020.',
    );
  });

  it('is empty as long as nothing is answered', () => {
    assert.deepEqual(narrate(open([{ linkId: 'a' }, { linkId: 'g', item: [{ linkId: 'b' }] }]), words), []);
  });

  it('tells a heading again where its group goes on behind an inner one', () => {
    const form = open([
      {
        linkId: 'g',
        text: 'Antécédents',
        item: [
          { linkId: 'inner', text: 'Famille', item: [{ linkId: 'a', text: 'Père' }] },
          { linkId: 'b', text: 'Asthme' },
        ],
      },
      { linkId: 'c', text: 'Toux' },
    ]);
    for (const linkId of ['a', 'b', 'c']) answer(form, linkId, 'oui');
    assert.deepEqual(narrate(form, words), [
      { heading: 'Antécédents', depth: 0, text: '' },
      { heading: 'Famille', depth: 1, text: 'Père : oui.' },
      { heading: 'Antécédents', depth: 0, text: 'Asthme : oui.' },
      { heading: '', depth: 0, text: 'Toux : oui.' },
    ]);
  });

  it('numbers the repetitions of a group', () => {
    const form = open([
      { linkId: 'g', prefix: '2.', text: 'Médicament', repeats: true, item: [{ linkId: 'n', text: 'Nom' }] },
    ]);
    form.addRepetition(get(form, 'g'));
    answer(form, 'n', 'A');
    answer(form, 'n', 'B', 1);
    assert.equal(narrative(form), 'Médicament (1)\nNom : A.\n\nMédicament (2)\nNom : B.');
  });

  it('keeps the lines of a long answer apart', () => {
    const form = open([{ linkId: 'a', type: 'text', text: 'Signes' }]);
    answer(form, 'a', 'Pas de fièvre\n\nToux ');
    assert.equal(narrative(form), 'Signes : Pas de fièvre~; Toux.');
  });

  it('keeps questions inside a question in its paragraph', () => {
    const form = open([
      { linkId: 'a', type: 'boolean', text: 'Toux', item: [{ linkId: 'b', type: 'string', text: 'Depuis' }] },
      { linkId: 'c', text: 'Autre' },
    ]);
    answer(form, 'a', true);
    answer(form, 'b', 'hier');
    answer(form, 'c', 'rien');
    assert.equal(narrative(form), 'Toux : Oui. Depuis : hier. Autre : rien.');
  });

  it('names an unanswered question above the answers it holds', () => {
    const form = open([
      { linkId: 'a', type: 'boolean', text: 'Toux', item: [{ linkId: 'b', type: 'string', text: 'Depuis' }] },
    ]);
    answer(form, 'b', 'hier');
    assert.equal(narrative(form), 'Toux\nDepuis : hier.');
  });

  it('tells a question without words by its answer alone', () => {
    const form = open([{ linkId: 'a', text: '' }]);
    answer(form, 'a', 'Toux');
    assert.equal(narrative(form), 'Toux.');
  });

  it('separates answers as the language does', () => {
    const form = open([{ linkId: 'a', text: 'Signs', repeats: true }], { language: 'en' });
    answer(form, 'a', ['cough', 'fever!']);
    const said = narrate(form, { ...english, statement: (question, text) => `${question}: ${text}` });
    assert.equal(writeNarrative(said), 'Signs: cough; fever!');
  });

  it('leaves out what the form keeps for another use', () => {
    const usage = extension(`${SDC}usageMode`, { valueCode: 'display' });
    const form = open([{ linkId: 'a', extension: [usage], initial: [{ valueString: 'x' }] }]);
    assert.equal(narrative(form), '');
  });
});
