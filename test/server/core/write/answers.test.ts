import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { ANSWER_KEPT_MS, KeptAnswers } from '../../../../packages/server/src/core/write/kept-answers.ts';
import { openBackend } from '../../support/backend.ts';
import type { TestBackend } from '../../support/backend.ts';
import { describeEngines } from '../../support/engines.ts';

const AT = 1_800_000_000_000;

function createRow(structure: string, key: string, changes: { created_at?: number; fingerprint?: string } = {}) {
  const content = { fingerprint: 'one', status: 409, body: '{}', created_at: AT };
  return { structure_id: structure, key_hash: key, ...content, ...changes };
}

describeEngines('answers kept together', (engine) => {
  let backend: TestBackend;
  let answers: KeptAnswers;
  before(async () => {
    backend = await openBackend(engine);
    answers = new KeptAnswers(backend.store);
  });
  after(() => backend.close());

  const find = (structure: string, key: string) => answers.find({ structure_id: structure, key_hash: key });

  it('are found by structure and key, each by who asks for it', async () => {
    const rows = [createRow('a', 'first'), createRow('b', 'first'), createRow('a', 'second')];
    assert.deepEqual(await Promise.all(rows.map((row) => answers.keep(row))), [true, true, true]);
    const asked = [find('a', 'second'), find('b', 'second'), find('b', 'first'), find('a', 'second')];
    const places = (await Promise.all(asked)).map((row) => row && [row.structure_id, row.key_hash]);
    assert.deepEqual(places, [['a', 'second'], undefined, ['b', 'first'], ['a', 'second']]);
  });

  it('leave out what has been answered already, and keep the others', async () => {
    await answers.keep(createRow('c', 'known'));
    const rows = [createRow('c', 'new'), createRow('c', 'known', { fingerprint: 'other' })];
    assert.deepEqual(await Promise.all(rows.map((row) => answers.keep(row))), [true, false]);
    assert.equal((await find('c', 'known'))?.fingerprint, 'one');
    assert.ok(await find('c', 'new'));
  });

  it('are the first of several with one key', async () => {
    const rows = ['one', 'two', 'three'].map((fingerprint) => createRow('d', 'same', { fingerprint }));
    assert.deepEqual(await Promise.all(rows.map((row) => answers.keep(row))), [true, false, false]);
    assert.equal((await find('d', 'same'))?.fingerprint, 'one');
  });

  it('make room after a day, whoever else is kept with them', async () => {
    await Promise.all(
      ['old', 'young'].map((key, index) => answers.keep(createRow('e', key, { created_at: AT + index }))),
    );
    const later = { created_at: AT + ANSWER_KEPT_MS, fingerprint: 'later' };
    const rows = [
      createRow('e', 'fresh', { created_at: AT }),
      ...['old', 'young'].map((key) => createRow('e', key, later)),
    ];
    assert.deepEqual(await Promise.all(rows.map((row) => answers.keep(row))), [true, true, false]);
    assert.equal((await find('e', 'old'))?.fingerprint, 'later');
    assert.equal((await find('e', 'young'))?.fingerprint, 'one');
  });

  it('are as many as a crowd brings', async () => {
    const rows = Array.from({ length: 230 }, (_, index) => createRow('f', `key ${index}`));
    assert.deepEqual(new Set(await Promise.all(rows.map((row) => answers.keep(row)))), new Set([true]));
    const found = await Promise.all(rows.map(({ key_hash }) => find('f', key_hash)));
    assert.deepEqual(
      found.map((row) => row?.key_hash),
      rows.map((row) => row.key_hash),
    );
  });
});
