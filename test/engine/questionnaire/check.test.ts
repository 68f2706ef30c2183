import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkForm } from '@relais/engine/questionnaire/check';
import type { FormFinding } from '@relais/engine/questionnaire/check';
import type { Extension } from '@relais/model/fhir';
import { forms, perform, steps } from './arbitrary.ts';
import { itemsOf } from './state.ts';
import { CORE, dynamic, expression, NOW, open, questionnaire, SDC, variable } from './support.ts';
import type { Given } from './support.ts';

const now = (): number => NOW;
const checked = async (items: Given[], rest?: Parameters<typeof questionnaire>[1]) =>
  checkForm(questionnaire(items, rest), { now });
const told = (findings: readonly FormFinding[]) => findings.map(({ code, linkId }) => `${linkId ?? ''} ${code}`.trim());
const findingsOf = async (...items: Given[]) => told((await checked(items)).findings);

const coding = (code: string, display = code, system = 'urn:x') => ({ valueCoding: { system, code, display } });
const yes = { linkId: 'yes', type: 'boolean' };
const when = (question: string, operator: string, answer: object) =>
  [{ question, operator, ...answer }] as NonNullable<Given['enableWhen']>;
const control = (code: string): Extension => ({
  url: `${CORE}questionnaire-itemControl`,
  valueCodeableConcept: { coding: [{ code }] },
});

describe('a checked form is told what never holds', () => {
  it('conditions that no answers meet, on the outermost item alone', async () => {
    const both = [...when('yes', '=', { answerBoolean: true }), ...when('yes', '=', { answerBoolean: false })];
    const found = await findingsOf(
      yes,
      {
        linkId: 'g',
        enableWhen: both,
        enableBehavior: 'all',
        item: [{ linkId: 'in', enableWhen: when('yes', 'exists', { answerBoolean: true }) }],
      },
      { linkId: 'any', enableWhen: both, enableBehavior: 'any' },
    );
    assert.deepEqual(found, ['g never-asked']);
  });

  it('numbers beyond the limits of their question, and conditions of what is never asked', async () => {
    const age: Given = { linkId: 'age', type: 'integer', extension: [{ url: `${CORE}maxValue`, valueInteger: 120 }] };
    const old = { linkId: 'old', type: 'boolean', enableWhen: when('age', '>', { answerInteger: 150 }) };
    const found = await findingsOf(age, old, { linkId: 'then', enableWhen: when('old', '=', { answerBoolean: true }) });
    assert.ok(found.includes('old never-asked'), String(found));
  });

  it('choices that are not offered, and values of another type', async () => {
    const choice = { linkId: 'c', type: 'choice', answerOption: [coding('a'), coding('b')] };
    const found = await findingsOf(
      choice,
      { linkId: 'code', enableWhen: when('c', '=', { answerCoding: { system: 'urn:x', code: 'z' } }) },
      { linkId: 'system', enableWhen: when('c', '=', { answerCoding: { system: 'urn:other', code: 'a' } }) },
      { linkId: 'type', enableWhen: when('c', '=', { answerString: 'a' }) },
      { linkId: 'good', enableWhen: when('c', '=', { answerCoding: { system: 'urn:x', code: 'a' } }) },
    );
    assert.deepEqual(found, ['code condition-option', 'system condition-option', 'type condition-type']);
  });

  it('and is not accused where nobody can tell', async () => {
    const set = { linkId: 's', type: 'choice', answerValueSet: 'urn:vs' };
    const { findings } = await checked([
      set,
      { linkId: 'a', enableWhen: when('s', '=', { answerCoding: { code: 'z' } }) },
      { linkId: 'words', type: 'string' },
      { linkId: 'b', enableWhen: when('words', '=', { answerString: 'x' }) },
      { linkId: 'day', type: 'date' },
      { linkId: 'c', enableWhen: when('day', '>', { answerDate: '2020-01-01' }) },
      {
        linkId: 'e',
        extension: [
          expression('enableWhenExpression', `%resource.item.where(linkId='words').answer.value.startsWith('x')`),
        ],
      },
    ]);
    assert.deepEqual(told(findings), ['s value-set-unavailable']);
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ['note'],
    );
  });

  it('nor ever of an item that some answers show', async () => {
    await fc.assert(
      fc.asyncProperty(forms({ expressions: false, cycles: false }), steps(), async (items, done) => {
        const never = new Set(
          (await checked(items)).findings.flatMap(({ code, linkId }) => (code === 'never-asked' ? (linkId ?? '') : [])),
        );
        const form = open(items);
        for (const step of done) {
          perform(form, step);
          for (const { linkId, enabled } of itemsOf(form)) assert.ok(!enabled || !never.has(linkId), linkId);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('a checked form is told what its expressions read that is not there', () => {
  const calculated = (text: string) => [expression('calculatedExpression', text)];

  it('items, names, and words that are none', async () => {
    const found = await findingsOf(
      {
        linkId: 'a',
        type: 'integer',
        extension: calculated(`%resource.item.where(linkId = 'gone' or linkId = 'yes').answer.value`),
      },
      { linkId: 'b', type: 'integer', extension: calculated('%nobody + 1') },
      {
        linkId: 'c',
        type: 'integer',
        extension: calculated(`iif(%resource.item.where(linkId='yes').answer.value, 1, null)`),
      },
      yes,
    );
    assert.deepEqual(found, ['a item-unknown', 'b variable-unknown', 'c element-unknown']);
  });

  it('not those of another response', async () => {
    const { findings } = await checked(
      [{ linkId: 'a', extension: calculated(`%before.item.where(linkId='other').answer.value`) }],
      {
        extension: [variable('before', '%resource')],
      },
    );
    assert.deepEqual(told(findings), []);
  });

  it('where nothing evaluates them, and rules of a language that nothing here evaluates', async () => {
    const cql = { url: `${SDC}calculatedExpression`, valueExpression: { language: 'text/cql', expression: 'X' } };
    const lookup = expression('contextExpression', 'Encounter?patient=1');
    assert.deepEqual(await findingsOf({ linkId: 'a', extension: [cql] }, { linkId: 'b', extension: [lookup] }), [
      'a expression-unsupported',
      'b expression-unused',
    ]);
  });

  it('and of circles', async () => {
    const found = await findingsOf(
      { linkId: 'a', type: 'integer', extension: calculated(`%resource.item.where(linkId='b').answer.value + 1`) },
      { linkId: 'b', type: 'integer', extension: calculated(`%resource.item.where(linkId='a').answer.value + 1`) },
    );
    assert.ok(
      found.some((one) => one.endsWith('cycle')),
      String(found),
    );
  });
});

describe('a checked form is told how it is written', () => {
  it('options doubled, choices without any, limits that leave nothing, formats that are none', async () => {
    const limits = [
      { url: `${CORE}minValue`, valueInteger: 5 },
      { url: `${CORE}maxValue`, valueInteger: 1 },
    ];
    const found = await findingsOf(
      { linkId: 'twice', type: 'choice', answerOption: [coding('0', 'Jamais'), coding('0', 'Sans objet')] },
      { linkId: 'none', type: 'choice' },
      { linkId: 'narrow', type: 'integer', extension: limits },
      { linkId: 'format', extension: [{ url: `${CORE}regex`, valueString: '(' }] },
    );
    assert.deepEqual(found, [
      'twice option-duplicate',
      'none choice-empty',
      'narrow limits-incoherent',
      'format regex-invalid',
    ]);
  });

  it('what is required where nobody sees it, or can give it', async () => {
    const hidden = { url: `${CORE}questionnaire-hidden`, valueBoolean: true };
    const found = await findingsOf(
      { linkId: 'hidden', required: true, extension: [hidden] },
      { linkId: 'locked', required: true, readOnly: true },
      { linkId: 'made', required: true, readOnly: true, extension: [expression('calculatedExpression', `'x'`)] },
    );
    assert.deepEqual(found, ['hidden required-hidden', 'locked required-unanswerable']);
  });

  it('questions, columns and tabs without a name, pictures without a title', async () => {
    const media = { url: `${SDC}itemMedia`, valueAttachment: { contentType: 'image/png', data: 'QQ==' } };
    const found = await findingsOf(
      { linkId: 'q', text: '' },
      {
        linkId: 't',
        type: 'group',
        repeats: true,
        extension: [control('gtable')],
        item: [{ linkId: 'column', text: '' }],
      },
      {
        linkId: 'tabs',
        type: 'group',
        extension: [control('tab-container')],
        item: [{ linkId: 'tab', type: 'group', text: '', item: [yes] }],
      },
      { linkId: 'm', extension: [media] },
      { linkId: 'dynamic', text: '', _text: dynamic(`'x'`) },
    );
    assert.deepEqual(found, ['q text-missing', 'column heading-missing', 'tab heading-missing', 'm media-unnamed']);
  });

  it('texts too long for a telephone, and those left in one language', async () => {
    const translated = (content: string) => ({
      extension: [
        {
          url: `${CORE}translation`,
          extension: [
            { url: 'lang', valueCode: 'en' },
            { url: 'content', valueString: content },
          ],
        },
      ],
    });
    const found = await checked(
      [
        { linkId: 'a', text: 'Toux', _text: translated('Cough') },
        { linkId: 'b', text: 'Fièvre' },
        { linkId: 'c', text: '12' },
        { linkId: 'd', text: 'mot '.repeat(80), _text: translated('word') },
      ],
      { language: 'fr' },
    );
    assert.deepEqual(told(found.findings), ['b translation-missing', 'd text-long']);
  });
});

describe('a checked form', () => {
  it('has words and a mend for each finding in both languages, typeset', async () => {
    const [{ fr }, { en }] = await Promise.all([
      import('../../../packages/engine/src/questionnaire/check/words-fr.ts'),
      import('../../../packages/engine/src/questionnaire/check/words-en.ts'),
    ]);
    assert.deepEqual(Object.keys(fr), Object.keys(en));
    for (const [words, mend] of [...Object.values(fr), ...Object.values(en)]) {
      for (const text of [words, mend]) assert.match(text, /^\p{Lu}.*[.)]$/u);
    }
  });

  it('of the demo has nothing wrong with it', async () => {
    const file = new URL('../../../demo/editor/record/bilan-infirmier.json', import.meta.url);
    const report = await checkForm(await readFile(file, 'utf8'), { now });
    assert.deepEqual(
      [report.accepted, told(report.findings.filter(({ severity }) => severity !== 'note'))],
      [true, []],
    );
  });

  it('may be anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (item) => {
        const report = await checkForm({ resourceType: 'Questionnaire', item }, { now });
        return report.findings.every(({ words, mend }) => words !== '' && mend !== '');
      }),
      { numRuns: 200 },
    );
  });
});
