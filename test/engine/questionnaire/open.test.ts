import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeForm, openForm, openUnjudged } from '@relais/engine/questionnaire';
import type { Form, OpenOptions, Part } from '@relais/engine/questionnaire';
import { CORE, dynamic, expression, get, NOW, questionnaire, SDC } from './support.ts';
import type { Given } from './support.ts';

async function open(
  items: Given[],
  rest: Parameters<typeof questionnaire>[1] = {},
  options: Partial<OpenOptions> = {},
): Promise<Form> {
  return openForm(questionnaire(items, rest), { now: () => NOW, language: 'fr', ...options });
}

const messages = (form: Form): string[] => form.issues.map(({ message }) => message);

describe('openForm brings what a form needs', () => {
  it('for a condition however deep it stands', async () => {
    const enableWhen = [{ question: 'a', operator: '=' as const, answerBoolean: true }];
    const form = await open([
      {
        linkId: 'g',
        item: [
          { linkId: 'a', type: 'boolean' },
          { linkId: 'b', enableWhen },
        ],
      },
    ]);
    assert.equal(get(form, 'b').enabled, false);
    form.answer(get(form, 'a'), true);
    assert.equal(get(form, 'b').enabled, true);
  });

  it('to tell a condition that has no sense', async () => {
    const form = await open([{ linkId: 'a', enableWhen: [{ question: 'nowhere', operator: '=', answerString: 'x' }] }]);
    assert.equal(get(form, 'a').enabled, true);
    assert.deepEqual(
      form.diagnostics.map(({ code, linkId }) => [code, linkId]),
      [['condition-invalid', 'a']],
    );
  });

  it('to judge limits, dates, and answers that exclude each other, in the words of the form', async () => {
    const exclusive = { url: `${CORE}questionnaire-optionExclusive`, valueBoolean: true };
    const form = await open([
      { linkId: 'limit', maxLength: 3 },
      { linkId: 'date', type: 'date' },
      { linkId: 'number', type: 'integer' },
      {
        linkId: 'choice',
        type: 'choice',
        repeats: true,
        answerOption: [{ valueCoding: { code: 'a' } }, { valueCoding: { code: 'none' }, extension: [exclusive] }],
      },
    ]);
    form.answer(get(form, 'limit'), 'abcd');
    form.answer(get(form, 'date'), '2026-02-30');
    form.answer(get(form, 'number'), 'x');
    form.answer(get(form, 'choice'), [{ code: 'a' }, { code: 'none' }]);
    assert.deepEqual(messages(form), [
      'Pas plus de 3 caractères.',
      'Indiquez une date qui existe.',
      'Indiquez un nombre entier.',
      'Une des réponses choisies ne peut pas être combinée avec d’autres.',
    ]);
  });

  it('for expressions beside a primitive, and constraints of the whole form', async () => {
    const constraint = {
      url: `${CORE}questionnaire-constraint`,
      extension: [
        { url: 'key', valueId: 'k' },
        { url: 'expression', valueString: '%resource.item.exists()' },
        { url: 'severity', valueCode: 'error' },
        { url: 'human', valueString: 'Rien n’est répondu.' },
      ],
    };
    const form = await open([{ linkId: 'a', _required: dynamic('true') }], { extension: [constraint] });
    assert.deepEqual(messages(form), ['Rien n’est répondu.', 'Réponse obligatoire.']);
  });

  it('to say in another language what is missing', async () => {
    const form = await open([{ linkId: 'a', required: true }], {}, { language: 'en' });
    assert.deepEqual(messages(form), ['An answer is required.']);
  });

  it('piece by piece, and gives others their turn between them', async () => {
    let turns = 0;
    const pause = (): Promise<void> => {
      turns++;
      return Promise.resolve();
    };
    const form = await open([{ linkId: 'a', required: true }], {}, { pause });
    assert.deepEqual(messages(form), ['Réponse obligatoire.']);
    assert.ok(turns > 3);
  });

  it('with the rules and checks of a part of the host', async () => {
    const ran: string[] = [];
    const part: Part = {
      rules: (form) => [
        { at: form.definition.root, writes: 'leaf', reads: [], after: [], run: () => ran.push('rule') < 0 },
      ],
      check: (item, tell) => item.definition.key && tell('pattern', 'AAA'),
    };
    const form = await open([{ linkId: 'a' }], {}, { parts: [part] });
    assert.deepEqual(ran, ['rule']);
    assert.deepEqual(messages(form), ['Ce n’est pas le format attendu : AAA.']);
  });

  it('and resumes it the same way however soon a query is answered', async () => {
    const variable = (name: string, text: string, language: string) => ({
      url: `${CORE}variable`,
      valueExpression: { name, language, expression: text },
    });
    const items: Given[] = [
      { linkId: 'a' },
      { linkId: 'b', type: 'integer', extension: [expression(`${SDC}initialExpression`, '%obs.entry.count()')] },
    ];
    const rest = { extension: [variable('obs', 'Observation?code=x', 'application/x-fhir-query')] };
    const response = {
      resourceType: 'QuestionnaireResponse',
      status: 'in-progress',
      item: [{ linkId: 'a', answer: [{ valueString: 'x' }] }],
    };
    const bundle = {
      resourceType: 'Bundle',
      type: 'searchset',
      entry: [{ resource: { resourceType: 'Observation' } }],
    };
    const resumed = async (wait: () => Promise<unknown>): Promise<unknown> => {
      const query = async (): Promise<unknown> => {
        await wait();
        return bundle;
      };
      const form = await open(items, rest, { response, query });
      await form.settled();
      return form.response().item;
    };
    const later = await resumed(() => new Promise((resolve) => setTimeout(resolve, 20)));
    assert.deepEqual(await resumed(() => Promise.resolve()), later);
  });

  it('and lets an expression rule where no condition can be judged', async () => {
    const hiddenBy = expression(`${SDC}enableWhenExpression`, 'false');
    const enableWhen = [{ question: 'nowhere', operator: '=' as const, answerString: 'x' }];
    const form = await open([{ linkId: 'a', enableWhen, extension: [hiddenBy] }]);
    assert.equal(get(form, 'a').enabled, false);
    assert.deepEqual(
      form.diagnostics.map(({ code }) => code),
      ['condition-invalid'],
    );
  });
});

describe('a form that is opened before what judges it is there', () => {
  const items: Given[] = [
    { linkId: 'name', required: true },
    { linkId: 'age', type: 'integer' },
  ];
  const openNow = (options: Partial<OpenOptions> = {}): Promise<Form> =>
    openUnjudged(questionnaire(items), { now: () => NOW, language: 'fr', ...options });

  it('tells nothing of its answers and takes them', async () => {
    const form = await openNow();
    form.answer(get(form, 'age'), 'x');
    assert.deepEqual([form.isJudged, form.issues], [false, []]);
    assert.equal(get(form, 'age').answers[0]?.rejected, 'x');
  });

  it('tells all that is wrong once it is judged, to whoever listens, and of each edit from then on', async () => {
    const form = await openNow();
    form.answer(get(form, 'age'), 'x');
    const told: string[][] = [];
    form.subscribe(({ items }) => told.push([...items.keys()].map(({ linkId }) => linkId)));
    await judgeForm(form);
    assert.deepEqual([form.isJudged, messages(form)], [true, ['Réponse obligatoire.', 'Indiquez un nombre entier.']]);
    form.answer(get(form, 'name'), 'Ana');
    assert.deepEqual([told[0], messages(form)], [['name', 'age'], ['Indiquez un nombre entier.']]);
  });

  it('is judged once, however often it is asked', async () => {
    const form = await openNow();
    let changes = 0;
    form.subscribe(() => changes++);
    await Promise.all([judgeForm(form), judgeForm(form)]);
    await judgeForm(form);
    assert.equal(changes, 1);
  });

  it('speaks the language that is wanted by then, in the words of the host where it has its own', async () => {
    const form = await openNow();
    const judged = judgeForm(form);
    form.setLanguage('en', { required: () => 'Needed.' });
    await judged;
    assert.deepEqual(messages(form), ['Needed.']);
    const own = await openNow({ messages: { required: () => 'Il le faut.' } });
    await judgeForm(own);
    assert.deepEqual(messages(own), ['Il le faut.']);
  });

  it('ends as a form that was judged from the first, whatever it holds', async () => {
    const group: Given = { linkId: 'g', repeats: true, item: [{ linkId: 'dose', required: true }, { linkId: 'drug' }] };
    const source = questionnaire([...items, group]);
    const answerAll = (form: Form): void => {
      form.answer(get(form, 'drug'), 'aspirine');
      form.addRepetition(get(form, 'g'));
    };
    const [late, early] = [
      await openUnjudged(source, { now: () => NOW, language: 'fr' }),
      await openForm(source, { now: () => NOW, language: 'fr' }),
    ];
    answerAll(late);
    answerAll(early);
    await judgeForm(late);
    const codes = ({ issues }: Form): string[] => issues.map(({ code, item }) => `${item.linkId} ${code}`);
    assert.deepEqual(codes(late), codes(early));
    assert.deepEqual(codes(late), ['name required', 'dose required']);
  });
});
