import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, changesOf, CORE, get, open, questionnaire, valuesOf } from './support.ts';

const translation = (lang: string, content: string) => ({
  url: `${CORE}translation`,
  extension: [
    { url: 'lang', valueCode: lang },
    { url: 'content', valueString: content },
  ],
});
const beside = (...parts: [string, string][]) => ({
  extension: parts.map(([lang, content]) => translation(lang, content)),
});

const source = questionnaire(
  [
    {
      linkId: 'q',
      text: 'Fumez-vous ?',
      _text: beside(['en', 'Do you smoke?'], ['en-GB', 'Do you smoke, pray?']),
      type: 'boolean',
    },
    { linkId: 'plain', text: 'Nom' },
    {
      linkId: 'c',
      type: 'choice',
      answerOption: [{ valueCoding: { code: 'r', display: 'Rouge', _display: beside(['en', 'Red']) } }],
    },
    { linkId: 'set', type: 'choice', answerValueSet: '#vs' },
  ],
  {
    language: 'fr',
    title: 'Tabac',
    _title: beside(['en', 'Tobacco']),
    contained: [
      {
        resourceType: 'ValueSet',
        id: 'vs',
        compose: {
          include: [{ concept: [{ code: 'g', display: 'Vert', designation: [{ language: 'en', value: 'Green' }] }] }],
        },
      },
    ] as never,
  },
);
const texts = (language: string) => {
  const form = open(source, { language });
  return [
    get(form, 'q').text,
    get(form, 'plain').text,
    get(form, 'c').options[0]?.label,
    get(form, 'set').options[0]?.label,
  ];
};

describe('the content of a form', () => {
  it('is that of the title of the form too', () => {
    const form = open(source);
    assert.equal(form.root.text, 'Tabac');
    form.setLanguage('en');
    assert.equal(form.root.text, 'Tobacco');
  });

  it('is in its own language by default', () => {
    assert.deepEqual(texts('fr'), ['Fumez-vous ?', 'Nom', 'Rouge', 'Vert']);
  });

  it('is in the language asked for where it is translated, else as written', () => {
    assert.deepEqual(texts('en'), ['Do you smoke?', 'Nom', 'Red', 'Green']);
    assert.deepEqual(texts('de'), ['Fumez-vous ?', 'Nom', 'Rouge', 'Vert']);
  });

  it('takes the exact language first, then the same without its region', () => {
    assert.equal(texts('en-GB')[0], 'Do you smoke, pray?');
    assert.equal(texts('en-US')[0], 'Do you smoke?');
  });

  it('is in French where a form or a host names no language at all', () => {
    const limited = {
      linkId: 'n',
      type: 'decimal' as const,
      extension: [{ url: `${CORE}minValue`, valueDecimal: 0.5 }],
    };
    const form = open(questionnaire([limited], { language: '' }), { language: 'not a language' });
    answer(form, 'n', 0);
    form.setLanguage('_');
    assert.deepEqual([form.language, get(form, 'n').issues[0]?.message], ['fr', 'La valeur minimale est 0,5.']);
  });

  it('changes while answers stay', () => {
    const form = open(source);
    answer(form, 'q', true);
    answer(form, 'c', { code: 'r' });
    const [changes = []] = changesOf(form, () => form.setLanguage('en'));
    assert.ok(changes.includes('q: options text'));
    assert.deepEqual([get(form, 'q').text, valuesOf(form, 'q')], ['Do you smoke?', [true]]);
    assert.deepEqual((get(form, 'c').value as { code: string }).code, 'r');
  });
});
