import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { afterSecondTry, filesToTryAgain, judge, sum, withReason } from '../../scripts/testing/counts.js';

describe('a run of tests', () => {
  test('counts as its reporter says', () => {
    const counts = { passed: 3, failed: 1, skipped: 2 };
    assert.deepEqual(judge(counts, 1, false), counts);
  });

  test('that ends without counting is a failure', () => {
    const { failed, reason } = judge(undefined, 0, false);
    assert.equal(failed, 1);
    assert.match(reason ?? '', /without counting/);
  });

  test('that fails without a failed test is a failure', () => {
    const { passed, failed } = judge({ passed: 3, failed: 0, skipped: 0 }, 1, false);
    assert.deepEqual({ passed, failed }, { passed: 3, failed: 1 });
  });

  test('in which nothing ran is a failure, unless titles were chosen', () => {
    const none = { passed: 0, failed: 0, skipped: 0 };
    assert.equal(judge(none, 0, false).failed, 1);
    assert.equal(judge(none, 0, true).failed, 0);
  });

  test('adds up with others', () => {
    const all = sum([
      { passed: 3, failed: 1, skipped: 2, failures: ['a.test.ts › fails'] },
      { passed: 4, failed: 0, skipped: 0 },
    ]);
    assert.deepEqual(all, { passed: 7, failed: 1, skipped: 2, failures: ['a.test.ts › fails'], unsteady: [] });
  });

  test('that was ended before it was through is a failure, whatever it counted by then', () => {
    const { failed, reason } = judge({ passed: 3, failed: 0, skipped: 0 }, 124, true);
    assert.equal(failed, 1);
    assert.match(reason ?? '', /took too long/);
  });
});

describe('a failure that is no test’s', () => {
  test('is told at the end with what was run', () => {
    assert.deepEqual(withReason('a', judge(undefined, 1, false)).failures, [
      'a › the runner ended with code 1, without counting its tests',
    ]);
    assert.equal(withReason('a', { passed: 0, failed: 0, skipped: 0, reason: 'not here' }).failures, undefined);
  });
});

describe('a second try', () => {
  const failing = { passed: 3, failed: 2, skipped: 1, failures: ['a › one', 'b › two'], files: ['a', 'b'] };

  test('is for a few files, and for no runner that failed itself', () => {
    assert.deepEqual(filesToTryAgain(failing), ['a', 'b']);
    assert.deepEqual(filesToTryAgain({ ...failing, files: ['a', 'b', 'c', 'd', 'e', 'f'] }), []);
    assert.deepEqual(filesToTryAgain(judge(failing, 124, false)), []);
    assert.deepEqual(filesToTryAgain({ passed: 3, failed: 0, skipped: 0 }), []);
  });

  test('names what passed, and leaves what failed again', () => {
    const second = { passed: 4, failed: 1, skipped: 0, failures: ['b › two'], files: ['b'] };
    const { passed, failed, skipped, failures, unsteady } = afterSecondTry(failing, second);
    assert.deepEqual({ passed, failed, skipped }, { passed: 4, failed: 1, skipped: 1 });
    assert.deepEqual(failures, ['b › two']);
    assert.deepEqual(unsteady, ['a › one']);
  });

  test('whose runner fails leaves all as it was', () => {
    assert.deepEqual(afterSecondTry(failing, judge(undefined, 1, false)), failing);
  });
});

describe('the counts of node --test', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relais-counts-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  function countsOf(files: Record<string, string>): unknown {
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), `import { before, describe, it } from 'node:test';\n${text}`);
    }
    const reporter = fileURLToPath(new URL('../support/counts/node.ts', import.meta.url));
    const output = join(folder, 'counts.json');
    const args = [
      '--test',
      `--test-reporter=${reporter}`,
      `--test-reporter-destination=${output}`,
      ...Object.keys(files),
    ];
    // Node refuses to run tests inside of tests, unless they do not know of each other.
    spawnSync(process.execPath, args, { cwd: folder, env: { ...process.env, NODE_TEST_CONTEXT: undefined } });
    return JSON.parse(readFileSync(output, 'utf8'));
  }

  test('are those of tests, not of suites or files', () => {
    const mixed = `describe('a suite', () => {
      it('passes', () => {});
      it('fails', () => { throw new Error('on purpose'); });
      it('is skipped', { skip: true }, () => {});
      it.todo('is to do');
    });`;
    assert.deepEqual(countsOf({ 'mixed.mjs': mixed, 'empty.mjs': '' }), {
      passed: 1,
      failed: 1,
      skipped: 2,
      failures: ['mixed.mjs › fails'],
      files: ['mixed.mjs'],
    });
  });

  test('hold a failure for a file that does not load', () => {
    assert.deepEqual(countsOf({ 'broken.mjs': `import './nowhere.mjs';` }), {
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: ['broken.mjs › broken.mjs'],
      files: ['broken.mjs'],
    });
  });

  test('hold a failure for each test that a failed hook cancels', () => {
    const hooked = `describe('a suite', () => {
      before(() => { throw new Error('on purpose'); });
      it('never runs', () => {});
    });`;
    assert.deepEqual(countsOf({ 'hooked.mjs': hooked }), {
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: ['hooked.mjs › never runs'],
      files: ['hooked.mjs'],
    });
  });
});
