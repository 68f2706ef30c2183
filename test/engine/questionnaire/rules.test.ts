import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { optionOf } from '@relais/engine/questionnaire';
import type { Form, FormAnswer, FormItem } from '@relais/engine/questionnaire';
import { expressions } from '@relais/engine/questionnaire/expressions';
import { resumeFrom } from '@relais/engine/questionnaire/parts';
import { perform, steps } from './arbitrary.ts';
import { oddResponse, oddResponses, richForms } from './odd.ts';
import { itemsOf } from './state.ts';
import { open } from './support.ts';

/** `RELAIS_RUNS=20000` looks longer. */
const numRuns = Number(process.env['RELAIS_RUNS'] ?? 300);

type Source = Parameters<typeof oddResponse>[0];

function resumed(source: Source, seed: readonly number[]) {
  const { item, marks } = oddResponse(source, seed);
  const response = { resourceType: 'QuestionnaireResponse', item };
  return { form: open(source, {}, [expressions({ timeZone: 'Europe/Paris' }), resumeFrom(response)]), marks, item };
}

function isFree({ type }: FormItem, { key }: FormAnswer): boolean {
  return type === 'open-choice' && key === 'valueString';
}

/** Whether a screen that draws options, fields and what issues say shows an answer. */
function isShown(item: FormItem, answer: FormAnswer): boolean {
  if (item.hidden) return false;
  if (!/choice$/.test(item.type) || isFree(item, answer)) return true;
  const option = optionOf(item.options, answer);
  if (option && !option.disabled) return true;
  return item.issues.some(
    (issue) => issue.answer === answer && issue.code.startsWith('option') && issue.message !== '',
  );
}

function heldBy(form: Form): [FormItem, FormAnswer][] {
  return itemsOf(form).flatMap((item) => item.values.map((answer): [FormItem, FormAnswer] => [item, answer]));
}

describe('nothing is held that the person cannot see and take back', () => {
  it('whatever was resumed and edited', () => {
    fc.assert(
      fc.property(richForms(), oddResponses(), steps(12), (source, seed, done) => {
        const { form } = resumed(source, seed);
        for (const step of done) perform(form, step);
        const held = heldBy(form);
        for (const [item, answer] of held) assert.ok(isShown(item, answer), `${item.linkId} is held unseen`);
        for (const [item, answer] of held) {
          if (item.readOnly || !item.answers.includes(answer)) continue;
          form.removeAnswer(answer);
          assert.ok(!item.answers.includes(answer), `${item.linkId} is not taken back`);
        }
      }),
      { numRuns },
    );
  });
});

describe('nothing given on resume is lost without being told', () => {
  it('whatever the response, each value and each extension is in the form or told', () => {
    fc.assert(
      fc.property(richForms(), oddResponses(), (source, seed) => {
        const { form, marks, item } = resumed(source, seed);
        const kept = JSON.stringify(form.response());
        const told = JSON.stringify(form.notCarriedOver);
        for (const mark of marks) {
          assert.ok(kept.includes(mark) || told.includes(mark), `${mark} of ${JSON.stringify(item)}`);
        }
        for (const { linkId, reason } of form.notCarriedOver) {
          const code = reason === 'modifier' ? 'modifier-unknown' : 'not-carried-over';
          assert.ok(
            form.diagnostics.some((one) => one.code === code && one.linkId === linkId && one.detail === reason),
          );
        }
      }),
      { numRuns },
    );
  });
});
