import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBeginning } from '@relais/engine/questionnaire/beginning';
import { fr } from '@relais/engine/questionnaire/parts';

type Item = Readonly<Record<string, unknown>>;

const HL7 = 'http://hl7.org/fhir/StructureDefinition/';
const control = (code: string) => ({
  url: `${HL7}questionnaire-itemControl`,
  valueCodeableConcept: { coding: [{ code }] },
});
const text = (linkId: string, rest: Item = {}): Item => ({ linkId, type: 'string', text: linkId, ...rest });
const rest = Array.from({ length: 200 }, (_, place) => text(`reste${place}`));

function begin(items: readonly unknown[], form: Item = {}) {
  const source = { resourceType: 'Questionnaire', status: 'active', ...form, item: [...items, ...rest] };
  return openBeginning(source, { now: () => 0, language: 'fr', messages: fr });
}

/** The linkIds of a beginning; what follows them is left out of what is compared. */
function taken(items: readonly unknown[], form: Item = {}): string[] {
  const linkIds: string[] = [];
  const visit = (list: readonly { linkId: string; items: readonly unknown[] }[]): void => {
    for (const { linkId, items: within } of list) {
      if (!linkId.startsWith('reste')) linkIds.push(linkId);
      visit(within as never);
    }
  };
  visit(begin(items, form)?.form.items ?? []);
  return linkIds;
}

test('the beginning of a large form opens as a form of its own', () => {
  const { form } = begin([{ linkId: 'g', type: 'group', text: 'Partie', item: [text('a'), text('b')] }])!;
  assert.equal(form.definition.all.length, 31);
  form.answer(form.item('a')!, 'oui');
  assert.equal(form.item('a')!.value, 'oui');
});

test('a small form has no beginning of its own', () => {
  const source = { resourceType: 'Questionnaire', item: rest.slice(0, 100) };
  assert.equal(openBeginning(source, { now: () => 0 }), undefined);
});

test('a beginning follows the conditions within it', () => {
  const enableWhen = [{ question: 'a', operator: 'exists', answerBoolean: true }];
  const { form } = begin([text('a'), text('b', { enableWhen })])!;
  assert.equal(form.item('b')!.enabled, false);
  form.answer(form.item('a')!, 'oui');
  assert.equal(form.item('b')!.enabled, true);
});

for (const [what, item] of [
  ['with a value of its own', text('x', { initial: [{ valueString: 'déjà' }] })],
  [
    'with an option already chosen',
    { linkId: 'x', type: 'choice', answerOption: [{ valueString: 'a', initialSelected: true }] },
  ],
  [
    'that depends on what is further down',
    text('x', { enableWhen: [{ question: 'reste9', operator: 'exists', answerBoolean: false }] }),
  ],
  [
    'that is calculated',
    text('x', {
      extension: [{ url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression' }],
    }),
  ],
  ['that is hidden', text('x', { extension: [{ url: `${HL7}questionnaire-hidden`, valueBoolean: true }] })],
  [
    'that is laid out in a way of its own',
    { linkId: 'x', type: 'group', extension: [control('gtable')], item: [text('y')] },
  ],
  [
    'that helps beside it',
    { linkId: 'x', type: 'group', item: [text('y'), { linkId: 'z', type: 'display', extension: [control('help')] }] },
  ],
  ['that holds questions of its own', text('x', { item: [text('y')] })],
  ['that repeats', text('x', { repeats: true })],
  ['with a text that is translated', text('x', { _text: { extension: [] } })],
  ['of a type nobody knows', { linkId: 'x', type: 'hologram' }],
  ['named as one before it', text('a')],
  ['that is none', { type: 'string', text: 'sans nom' }],
] as const) {
  test(`a beginning ends before an item ${what}`, () => {
    assert.deepEqual(taken([text('a'), item, text('b')]), ['a']);
  });
}

test('a beginning takes rows of one grid together or not at all', () => {
  const yesNo = (linkId: string, more: Item = {}): Item => ({ linkId, type: 'boolean', text: linkId, ...more });
  const later = { enableWhen: [{ question: 'reste9', operator: 'exists', answerBoolean: true }] };
  assert.deepEqual(taken([text('a'), yesNo('b'), yesNo('c'), yesNo('d', later)]), ['a']);
  assert.deepEqual(taken([text('a'), yesNo('b'), yesNo('c'), yesNo('d'), yesNo('e', later)]), ['a', 'b', 'c', 'd']);
});

test('a beginning knows whether the form requires anything further down', () => {
  assert.equal(begin([text('a')])!.isMarked, false);
  const source = { resourceType: 'Questionnaire', item: [...rest, text('fin', { required: true })] };
  assert.equal(openBeginning(source, { now: () => 0 })!.isMarked, true);
});

test('what is no form, or one a mark may change the meaning of, has no beginning', () => {
  for (const source of [
    undefined,
    'texte',
    [],
    { resourceType: 'Patient' },
    { resourceType: 'Questionnaire', item: 'x' },
  ])
    assert.equal(openBeginning(source, { now: () => 0 }), undefined);
  assert.equal(begin([text('a')], { modifierExtension: [] }), undefined);
});
