import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeForm, outlineOf, protocolQuestionnaire, withoutRules } from '@relais/engine/protocol';
import { explainForm } from '@relais/engine/protocol/explain';
import { openForm } from '@relais/engine/questionnaire';
import type { Form, FormAnswer, FormItem } from '@relais/engine/questionnaire';
import { evaluationOf } from '@relais/engine/run';
import type { Protocol } from '@relais/model';
import type { QuestionnaireItem } from '@relais/model/fhir';
import fc from 'fast-check';
import { readProtocol, shipped } from './shipped.ts';
import { alert, ask, askNumber, code, green, path, protocolOf, rule, stop } from './support.ts';

const NOW = Date.parse('2026-11-09T09:30:00Z');
const CALCULATED = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression';

/** What one hand does to a form, told by numbers: which item, and with what. */
interface Deed {
  readonly kind: 'answer' | 'mistype' | 'empty' | 'add' | 'remove';
  readonly at: number;
  readonly value: number;
}

const deeds = fc.array(
  fc.record<Deed>({
    kind: fc.constantFrom('answer', 'answer', 'answer', 'mistype', 'empty', 'add', 'remove'),
    at: fc.nat(200),
    value: fc.nat(60),
  }),
  { minLength: 1, maxLength: 25 },
);

/** Everything that is more than a plain question. */
const entangled = protocolOf(
  [
    ask('a', 'boolean', { required: true }),
    ask('b', 'boolean', {
      required: true,
      initial: [{ valueBoolean: true }],
      enableWhen: [{ question: 'a', operator: '=', answerBoolean: true }],
    }),
    askNumber('n', 0, 6),
    ask('optional', 'integer', { required: false }),
    ask('day', 'date', { required: true }),
    ask('sum', 'integer', {
      extension: [
        {
          url: CALCULATED,
          valueExpression: {
            language: 'text/fhirpath',
            expression: "%resource.item.where(linkId = 'n').answer.value + 1",
          },
        },
      ],
    }),
    ask('m', 'choice', { repeats: true, options: ['often', 'rarely', 'never'] }),
    {
      linkId: 'visits',
      text: 'Visites',
      type: 'group',
      repeats: true,
      item: [
        ask('asked', 'boolean', { required: true }),
        ask('told', 'choice', {
          required: true,
          options: ['yes', 'no'],
          enableWhen: [{ question: 'asked', operator: '=', answerBoolean: true }],
        }),
      ],
    },
    ask('whose', 'string', { repeats: true, item: [ask('near', 'boolean', { required: true })] }),
  ] as QuestionnaireItem[],
  [
    rule('stop', `${path('b')} = true and ${path('n')} > 3`, stop),
    rule('many', `${path('m')}.count() > 1`, alert),
    rule('told', `%resource.repeat(item).where(linkId = 'told').answer.value.code contains 'no'`, alert),
    rule('sum', `${path('sum')} = 3`, alert),
    rule('late', `${path('day')} < today()`, alert),
    rule('green', `${code('m')} contains 'never'`, green),
  ],
  { items: [{ linkId: 'told', unknown: ['yes'], status: 'illustrative' }] },
);

function itemsIn(item: FormItem): FormItem[] {
  return item.items.flatMap((one) => (one.hidden ? [] : [one, ...itemsIn(one)]));
}

function perform(form: Form, { kind, at, value }: Deed): void {
  const items = itemsIn(form.root).filter(({ enabled }) => enabled);
  const item = items[at % items.length];
  if (!item) return;
  if (!item.definition.key) {
    if (kind === 'add') form.addRepetition(item);
    if (kind === 'remove') form.removeRepetition(item);
    return;
  }
  const places: readonly FormAnswer[] = item.answers;
  const place = places[value % places.length];
  if (kind === 'add') form.addAnswer(item);
  else if (kind === 'remove' && place) form.removeAnswer(place);
  else if (kind === 'mistype' && place) form.answerAt(place, { mistyped: value });
  else if (kind === 'empty') form.answer(item, undefined);
  else if (kind === 'answer' && place) giveTo(form, item, place, value);
}

function giveTo(form: Form, item: FormItem, place: FormAnswer, value: number): void {
  const option = item.options[value % (item.options.length || 1)];
  if (option) form.choose(item, option, value % 4 !== 0);
  else form.answerAt(place, plainValue(item.type, value));
}

function plainValue(type: FormItem['type'], value: number): unknown {
  if (type === 'boolean') return value % 2 === 0;
  if (type === 'date') return `2026-11-${String(8 + (value % 3)).padStart(2, '0')}`;
  return type === 'integer' || type === 'decimal' ? value % 45 : `texte ${value % 3}`;
}

const opened = (protocol: Protocol, form?: Form): Promise<Form> =>
  openForm(protocolQuestionnaire(protocol, protocol.date), {
    now: () => NOW,
    language: 'fr',
    ...(form && { response: withoutRules(form.response()) }),
  });

async function judgesAlike(protocol: Protocol, list: readonly Deed[]): Promise<void> {
  const form = await opened(protocol);
  for (const deed of list) {
    perform(form, deed);
    // As it travels.
    const fresh = await opened(protocol, form);
    assert.deepEqual(evaluationOf(judgeForm(protocol, form)), evaluationOf(judgeForm(protocol, fresh)));
    const outline = outlineOf(protocol);
    const [here, there] = [explainForm(protocol, outline, form), explainForm(protocol, outline, fresh)];
    assert.deepEqual([...here.answers], [...there.answers]);
    assert.deepEqual(here.states, there.states);
    assert.deepEqual(here.reasons, there.reasons);
  }
}

describe('A form that is being filled in', () => {
  it('judges as one opened with its response, after any answers, whatever they hang on', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, (list) => judgesAlike(entangled, list)),
      { numRuns: 100 },
    );
  });

  for (const name of shipped) {
    it(`of ${name} judges as one opened with its response, after any answers`, async () => {
      const protocol = readProtocol(name);
      await fc.assert(
        fc.asyncProperty(deeds, (list) => judgesAlike(protocol, list)),
        { numRuns: 4 },
      );
    });
  }
});
