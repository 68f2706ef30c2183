import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from '../../../packages/server/src/cli/run.ts';

async function check(args: string[], input: unknown = '') {
  let out = '';
  let messages = '';
  const code = await run(['check-form', ...args], {
    env: {},
    write: (text) => Promise.resolve(void (out += text)),
    say: (text) => void (messages += `${text}\n`),
    readInput: () => Promise.resolve(typeof input === 'string' ? input : JSON.stringify(input)),
  });
  return { code, out, messages };
}

const form = (...item: object[]) => ({ resourceType: 'Questionnaire', title: 'Essai', status: 'active', item });
const asked = { linkId: 'a', type: 'boolean', text: 'Toux' };

describe('relais check-form', () => {
  it('ends well for a form that does what it says', async () => {
    const { code, out, messages } = await check(['-'], form(asked));
    assert.deepEqual([code, messages], [0, 'Essai: 0 errors, 0 warnings, 0 notes.\n']);
    assert.deepEqual((JSON.parse(out) as { findings: unknown }).findings, []);
  });

  it('says where, why, and what would mend it', async () => {
    const lost = {
      linkId: 'b',
      type: 'string',
      text: 'B',
      enableWhen: [{ question: 'a', operator: '=', answerString: 'x' }],
    };
    const { code, messages } = await check(['-', '--language', 'en'], form(asked, lost));
    assert.equal(code, 1);
    assert.match(
      messages,
      /^questionnaire\/b \(error, condition-type\)\n {2}A condition compares .* a = x\n {2}→ Compare/m,
    );
  });

  it('ends with 1 for a warning when it is to be strict', async () => {
    const twice = {
      linkId: 'c',
      type: 'choice',
      text: 'C',
      answerOption: ['A', 'B'].map((display) => ({ valueCoding: { code: '0', display } })),
    };
    assert.deepEqual(
      [(await check(['-'], form(twice))).code, (await check(['-', '--strict'], form(twice))).code],
      [0, 1],
    );
  });

  it('answers no to what is no questionnaire', async () => {
    assert.equal((await check(['-'], { resourceType: 'Patient' })).code, 1);
    assert.equal((await check(['-'], '{')).code, 1);
  });

  it('is used wrongly without a file, or with what it does not know', async () => {
    for (const args of [[], ['-', '--quick'], ['a', 'b'], ['-', '--language', 'de']])
      assert.equal((await check(args)).code, 2);
  });
});
