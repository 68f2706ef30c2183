import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from '../../../packages/server/src/cli/run.ts';

async function command(args: string[], input: unknown) {
  let [out, messages] = ['', ''];
  const code = await run(args, {
    env: {},
    write: (text) => Promise.resolve(void (out += text)),
    say: (text) => void (messages += `${text}\n`),
    readInput: () => Promise.resolve(JSON.stringify(input)),
  });
  return { code, messages, out };
}

const plan = {
  resourceType: 'PlanDefinition',
  title: 'Plaie simple',
  status: 'active',
  library: ['https://editeur.example/Library/plaie'],
  action: [
    { title: 'Comprimer' },
    { title: 'Suturer', condition: [{ kind: 'applicability', expression: { language: 'text/cql', expression: 'X' } }] },
  ],
};

describe('relais take-plan', () => {
  it('prints a draft, says what was left out and why, and what the draft lacks', async () => {
    const { code, out, messages } = await command(['take-plan', '-'], plan);
    assert.equal(code, 0);
    const draft = JSON.parse(out) as { id: string; rules: { action: object }[] };
    assert.deepEqual([draft.id, draft.rules.map(({ action }) => action)], ['plaie-simple', [{ text: 'Comprimer' }]]);
    assert.match(messages, /^PlanDefinition\.action\[1\]\.condition\[0\]\n {2}.*text\/cql/m);
    assert.match(messages, /^PlanDefinition\.library\n {2}.*CQL/m);
    assert.match(messages, /^Taken: 3 parts\. Left: \d+\.$/m);
    assert.match(messages, /^The draft: professions is missing/m);
    assert.match(messages, /^The draft: rules\.0\.action\.kind is (missing|wrong)/m);
  });

  it('is named where a plan of others is to be proven', async () => {
    const { code, messages } = await command(['check-protocol', '-'], plan);
    assert.equal(code, 1);
    assert.match(messages, /relais take-plan/);
  });

  it('refuses what is no plan of others', async () => {
    const { code, out, messages } = await command(['take-plan', '-'], { resourceType: 'Questionnaire' });
    assert.deepEqual([code, out], [1, '']);
    assert.match(messages, /no PlanDefinition of other software/);
  });
});
