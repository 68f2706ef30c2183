import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checklistQuestionnaire, evaluateChecklist } from '@relais/engine';
import { createForm } from '@relais/engine/questionnaire/create';
import type { ChecklistAction, SeverityChecklist } from '@relais/model';
import fc from 'fast-check';
import { readJson } from '../support.ts';

const checklist = readJson('demo/checklists/severity.fr.json') as SeverityChecklist;
const evaluate = (...yes: string[]) => evaluateChecklist(checklist, { version: checklist.version, yes });

describe('A run of the severity checklist', () => {
  it('continues when nothing is ticked', () => {
    assert.deepEqual(evaluate(), { outcome: 'continue', requiredEquipment: [] });
  });

  it('calls the 15 for one such sign alone', () => {
    assert.deepEqual(evaluate('poitrine'), { outcome: 'call-15', itemIds: ['poitrine'] });
  });

  it('gives the gravest outcome and the signs that lead to it, in the order of the list', () => {
    assert.deepEqual(evaluate('plaie', 'hors-csnp', 'jambe', 'saignement', 'respiration'), {
      outcome: 'call-15',
      itemIds: ['respiration', 'saignement'],
    });
    assert.deepEqual(evaluate('hors-csnp', 'jambe', 'plaie'), { outcome: 'clinician-callback', itemIds: ['jambe'] });
    assert.deepEqual(evaluate('plaie', 'hors-csnp'), { outcome: 'attending-doctor', itemIds: ['hors-csnp'] });
  });

  it('continues to sites that have what a sign needs', () => {
    assert.deepEqual(evaluate('plaie'), { outcome: 'continue', requiredEquipment: ['suture'] });
  });

  it('asks for each piece of equipment once', () => {
    const items = [...checklist.items, { ...checklist.items[23], id: 'plaie-2' } as (typeof checklist.items)[number]];
    const run = { version: checklist.version, yes: ['plaie', 'plaie-2', 'plaie'] };
    assert.deepEqual(evaluateChecklist({ ...checklist, items }, run), {
      outcome: 'continue',
      requiredEquipment: ['suture'],
    });
  });

  it('is refused when it answers another version', () => {
    assert.deepEqual(evaluateChecklist(checklist, { version: '0.0', yes: [] }), {
      outcome: 'refused',
      reason: 'version-mismatch',
      expected: checklist.version,
    });
  });

  it('is refused when it ticks what the list does not have', () => {
    assert.deepEqual(evaluate('poitrine', 'inconnu'), {
      outcome: 'refused',
      reason: 'unknown-items',
      itemIds: ['inconnu'],
    });
  });

  it('comes to the outcome of its action for every sign', () => {
    for (const { id, action } of checklist.items)
      assert.equal(evaluate(id).outcome, checklist.actions[action]?.outcome, id);
  });

  it('calls the 15 for a sign whatever its name', () => {
    const [sign] = checklist.items;
    for (const id of ['notice', 'audience/all', 'outcome/call-15', 'sign/poitrine', 'poitrine/note']) {
      const list = { ...checklist, items: [...checklist.items, { ...sign!, id }] };
      const run = { version: list.version, yes: [id] };
      assert.deepEqual(evaluateChecklist(list, run), { outcome: 'call-15', itemIds: [id] }, id);
    }
  });

  it('is judged anew each time, whatever the run before it ticked', () => {
    assert.equal(evaluate('poitrine').outcome, 'call-15');
    assert.deepEqual(evaluate('plaie'), { outcome: 'continue', requiredEquipment: ['suture'] });
    assert.deepEqual(evaluate(), { outcome: 'continue', requiredEquipment: [] });
  });
});

describe('The severity checklist as a questionnaire', () => {
  const form = createForm(checklistQuestionnaire(checklist), { now: () => 0 });

  it('has nothing the engine finds fault with', () => {
    assert.deepEqual(form.diagnostics, []);
  });

  it('asks every sign as a box, with its note as help', () => {
    for (const { id, question, note } of checklist.items) {
      const item = form.item(`sign/${id}`);
      assert.equal(item?.text, question);
      assert.equal(item.type, 'boolean');
      assert.equal(item.items[0]?.text, note);
    }
  });

  it('shows no output and gives no answer for one', () => {
    for (const item of form.items.filter(({ linkId }) => /^(outcome|equipment)/.test(linkId))) {
      assert.ok(item.hidden);
      assert.equal(item.enabled, false);
    }
    assert.equal(form.response().item, undefined);
  });
});

/** Any list a structure may bring: signs called anything, actions of every kind, some without a sign. */
const checklists = fc
  .record({
    actions: fc.dictionary(
      fc.string({ minLength: 1, maxLength: 4 }),
      fc.record(
        {
          outcome: fc.constantFrom<ChecklistAction['outcome']>(
            'call-15',
            'clinician-callback',
            'attending-doctor',
            'continue',
          ),
          equipment: fc.constantFrom('suture', 'ecg', 'outcome/call-15'),
        },
        { requiredKeys: ['outcome'] },
      ),
      { minKeys: 1, maxKeys: 5 },
    ),
    ids: fc.uniqueArray(fc.oneof(fc.string({ minLength: 1, maxLength: 6 }), fc.constantFrom('notice', 'sign/a')), {
      minLength: 1,
      maxLength: 8,
    }),
    choices: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
  })
  .map(({ actions, ids, choices }): SeverityChecklist => {
    const keys = Object.keys(actions);
    const items = ids.map((id, index) => ({
      id,
      question: `${id} ?`,
      action: keys[(choices[index] ?? 0) % keys.length]!,
      audience: index % 2 ? ('child' as const) : ('all' as const),
      sources: [],
    }));
    return { ...checklist, items, actions, sources: {} };
  });

describe('The judge of a checklist and its questionnaire', () => {
  it('come to one outcome, the same signs and the same equipment for any list and any answers', () => {
    fc.assert(
      fc.property(checklists, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (list, ticks) => {
        const yes = list.items.filter((_, index) => ticks[index]).map(({ id }) => id);
        const result = evaluateChecklist(list, { version: list.version, yes });
        assert.deepEqual(result, judgeByQuestionnaire(list, yes));
      }),
      { numRuns: 300 },
    );
  });
});

/** What the exported questionnaire says to a form engine that knows nothing of checklists: its hidden items that are enabled. */
function judgeByQuestionnaire(list: SeverityChecklist, yes: readonly string[]) {
  const form = createForm(checklistQuestionnaire(list), { now: () => 0 });
  form.edit(() => {
    for (const id of yes) form.answer(form.item(`sign/${id}`)!, true);
  });
  const isEnabled = (linkId: string) => form.item(linkId)?.enabled === true;
  const outcome = (['call-15', 'clinician-callback', 'attending-doctor'] as const).find((one) =>
    isEnabled(`outcome/${one}`),
  );
  const ticked = list.items.filter(({ id }) => yes.includes(id));
  if (outcome) {
    const leading = ticked.filter(({ action }) => list.actions[action]?.outcome === outcome);
    return { outcome, itemIds: leading.map(({ id }) => id) };
  }
  const asked = ticked.map(({ action }) => list.actions[action]?.equipment).filter((one) => one !== undefined);
  return { outcome: 'continue', requiredEquipment: [...new Set(asked)].filter((one) => isEnabled(`equipment/${one}`)) };
}
