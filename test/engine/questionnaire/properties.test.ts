import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { join } from 'node:path';
import fc from 'fast-check';
import { createForm } from '@relais/engine/questionnaire/create';
import type { Form } from '@relais/engine/questionnaire';
import { expressions } from '@relais/engine/questionnaire/expressions';
import { fullEngine } from '@relais/engine/questionnaire/fhirpath';
import { extract } from '@relais/engine/questionnaire/extract';
import { fr, resumeFrom, checks, valueSets } from '@relais/engine/questionnaire/parts';
import type { Questionnaire } from '@relais/model/fhir';
import { parse } from '../../../packages/engine/src/questionnaire/expressions/parse.ts';
import { forms, perform, steps, valueFor } from './arbitrary.ts';
import { context, corpus, everything } from './corpus.ts';
import { itemsOf, stateOf } from './state.ts';
import { NOW, openWith, reopen } from './support.ts';

const ways = { expressions: true, cycles: true };

describe('whatever the form', () => {
  it('response, resume, response gives the same response', () => {
    fc.assert(
      // An item that enables itself by its own calculation is the one thing a response cannot tell.
      fc.property(
        fc.oneof(forms({ expressions: true, cycles: false }), forms({ expressions: false, cycles: true })),
        steps(),
        (items, done) => {
          const form = openWith(items);
          for (const step of done) perform(form, step);
          const again = reopen(form);
          assert.deepEqual(again.response(), form.response());
          assert.deepEqual(again.notCarriedOver, []);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('answers to questions no expression writes end in the same state, whatever their order', () => {
    fc.assert(
      fc.property(
        forms(ways),
        fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
        fc.func(fc.integer()),
        (items, seeds, order) => {
          const apply = (form: Form, indexes: number[]): unknown[] => {
            const questions = itemsOf(form).filter(({ definition }) => definition.key && !definition.source.extension);
            for (const index of indexes) {
              const item = questions[index % Math.max(1, questions.length)];
              // The last answer to a question is what counts: each question gets one.
              if (item) form.answer(item, valueFor(item, index % Math.max(1, questions.length)));
            }
            return stateOf(form);
          };
          // Repeating questions make new children, whose place depends on the order: they are left out here.
          const flat = items.map((item) => ({ ...item }));
          const shuffled = [...seeds].sort((a, b) => order(a, b));
          const [one, other] = [openWith(flat), openWith(flat)];
          assert.deepEqual(apply(one, seeds), apply(other, shuffled));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('editing step by step or all at once ends in the same state', () => {
    fc.assert(
      fc.property(forms(ways), steps(), (items, done) => {
        const [one, other] = [openWith(items), openWith(items)];
        for (const step of done) perform(one, step, 'anywhere');
        other.edit(() => {
          for (const step of done) perform(other, step, 'anywhere');
        });
        assert.deepEqual(stateOf(one), stateOf(other));
      }),
      { numRuns: 100 },
    );
  });

  it('no sequence of edits hangs or throws, wrong values included', () => {
    fc.assert(
      fc.property(forms(ways), steps(40), (items, done) => {
        const form = openWith(items);
        for (const step of done) perform(form, step, 'wild');
        JSON.stringify(form.response());
        return form.issues.length >= 0;
      }),
      { numRuns: 150, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
    );
  });

  it('what is told as changed is all that changed', () => {
    fc.assert(
      fc.property(forms(ways), steps(), (items, done) => {
        const form = openWith(items);
        for (const step of done) {
          const before = snapshot(form);
          const told = new Set<string>();
          const stop = form.subscribe((change) => {
            for (const [item, aspects] of change.items) for (const aspect of aspects) told.add(`${item.id} ${aspect}`);
          });
          perform(form, step);
          stop();
          for (const [key, value] of snapshot(form)) {
            if (before.has(key) && before.get(key) !== value) assert.ok(told.has(key), `${key} changed untold`);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('anything may be offered as a questionnaire or as a response', () => {
    const almost = fc.oneof(
      fc.anything(),
      fc.record({
        resourceType: fc.constant('Questionnaire'),
        item: fc.anything(),
        extension: fc.anything(),
        contained: fc.anything(),
      }),
      fc.record({
        resourceType: fc.constant('Questionnaire'),
        item: fc.array(
          fc.record({
            linkId: fc.oneof(fc.string(), fc.anything()),
            type: fc.oneof(fc.constantFrom('group', 'string', 'choice'), fc.anything()),
            answerOption: fc.anything(),
            initial: fc.anything(),
            enableWhen: fc.anything(),
            extension: fc.anything(),
            item: fc.anything(),
          }),
        ),
      }),
    );
    fc.assert(
      fc.property(almost, almost, steps(5), (source, stored, done) => {
        const parts = [valueSets(), checks, expressions(), resumeFrom(stored)];
        for (const some of [parts, parts.slice(0, 3), []]) {
          const form = createForm(source, { now: () => NOW, parts: some });
          for (const step of done) perform(form, step, 'wild');
          createForm(source, { now: () => NOW, parts: [...parts.slice(0, 3), resumeFrom(form.response())] }).response();
        }
      }),
      { numRuns: 500 },
    );
  });

  it('any part of a good one may be replaced by anything', () => {
    const sources = [...Object.values(corpus), everything];
    const spoilt = fc.tuple(
      fc.nat(),
      fc.array(fc.nat(), { minLength: 1, maxLength: 7 }),
      fc.oneof(fc.jsonValue(), fc.constantFrom(null, {}, [], '', 0, 'group')),
    );
    fc.assert(
      fc.property(spoilt, fc.array(spoilt, { maxLength: 2 }), steps(6), ([which, path, value], more, done) => {
        const source = structuredClone(sources[which % sources.length]) as unknown as Record<string, unknown>;
        spoil(source, path, value);
        for (const [, otherPath, otherValue] of more) spoil(source, otherPath, otherValue);
        const parts = [valueSets(), checks, expressions({ context })];
        const form = createForm(source, { now: () => NOW, parts, language: 'en', messages: fr });
        for (const step of done) perform(form, step, 'wild');
        const stored = form.response() as unknown as Record<string, unknown>;
        spoil(stored, path, value);
        createForm(source, { now: () => NOW, parts: [...parts, resumeFrom(stored)] }).response();
        extract(source, stored, { newId: () => 'id', now: () => NOW });
      }),
      { numRuns: 150 },
    );
  });

  it('a text is FHIRPath or a SyntaxError', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(
              fc.constantFrom('%a', '.', 'item', 'where(', ')', '=', "'x'", '1', '-', '[', ']', '|', ' and ', '@2020'),
              { maxLength: 12 },
            )
            .map((parts) => parts.join('')),
        ),
        (text) => {
          try {
            parse(text);
          } catch (error) {
            assert.ok(error instanceof SyntaxError);
          }
        },
      ),
    );
  });
});

/** Replaces the part a path of random turns leads to. */
function spoil(target: Record<string, unknown>, path: readonly number[], value: unknown): void {
  let at = target;
  for (const [index, seed] of path.entries()) {
    const keys = Object.keys(at).filter((key) => key !== 'resourceType');
    const key = keys[seed % Math.max(1, keys.length)];
    if (key === undefined) return;
    const next = at[key];
    if (index === path.length - 1 || typeof next !== 'object' || next === null) at[key] = structuredClone(value);
    else at = next as Record<string, unknown>;
  }
}

/** What each item shows, by its id and the aspect it belongs to. */
function snapshot(form: Form): Map<string, string> {
  const seen = new Map<string, string>();
  for (const item of itemsOf(form)) {
    seen.set(`${item.id} enabled`, String(item.enabled));
    seen.set(
      `${item.id} value`,
      JSON.stringify(
        item.answers
          .filter(({ isAnswered, rejected }) => isAnswered || rejected !== undefined)
          .map(({ key, value, rejected }) => [key, value, rejected]),
      ),
    );
    seen.set(`${item.id} issues`, JSON.stringify(item.issues.map(({ code, message }) => [code, message])));
    seen.set(`${item.id} items`, JSON.stringify(item.items.map(({ id }) => id)));
  }
  return seen;
}

describe('both expression engines end in the same state', () => {
  it('in any form, circles included', () => {
    fc.assert(
      fc.property(forms(ways), steps(15), (items, done) => {
        const own = openWith(items, { engine: fullEngine });
        const full = openWith(items, { engine: fullEngine, preferEngine: true });
        for (const step of done) {
          perform(own, step);
          perform(full, step);
        }
        assert.deepEqual(rounded(stateOf(own)), rounded(stateOf(full)));
      }),
      { numRuns: 60 },
    );
  });

  for (const [name, source] of Object.entries({ ...corpus, ...foreignForms() })) {
    it(`in the form ${name}, whatever is done to it`, () => {
      fc.assert(
        fc.property(steps(25), (done) => {
          const own = openWith(source, { context, engine: fullEngine });
          const full = openWith(source, { context, engine: fullEngine, preferEngine: true });
          assert.deepEqual(rounded(stateOf(own)), rounded(stateOf(full)));
          for (const step of done) {
            perform(own, step);
            perform(full, step);
          }
          assert.deepEqual(rounded(stateOf(own)), rounded(stateOf(full)));
        }),
        { numRuns: name.startsWith('/') ? 5 : 25 },
      );
    });
  }
});

/** Numbers to twelve digits: one engine counts in decimals, the other in doubles. */
function rounded(state: unknown): unknown {
  return JSON.parse(
    JSON.stringify(state, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value)),
  );
}

/** Forms of a folder named by `RELAIS_FORMS`, for trying others than ours. */
function foreignForms(): Record<string, Questionnaire> {
  const folder = process.env['RELAIS_FORMS'];
  if (!folder) return {};
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [`/${file}`, JSON.parse(readFileSync(join(folder, file), 'utf8')) as Questionnaire]),
  );
}

describe('every form of the corpus and of the folder', () => {
  for (const [name, source] of Object.entries({ ...corpus, ...foreignForms() })) {
    it(`${name} opens, is answered and resumed without throwing`, () => {
      fc.assert(
        fc.property(steps(15), (done) => {
          const form = openWith(source, { context });
          for (const step of done) perform(form, step);
          const again = reopen(form, { context });
          assert.deepEqual(again.response(), form.response());
        }),
        { numRuns: 10 },
      );
    });
  }
});
