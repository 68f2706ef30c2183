import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { run } from '../../scripts/setup/run.js';

describe('a program that is run', () => {
  test('ends with its own code', async () => {
    assert.equal(await run(process.execPath, ['-e', 'process.exit(3)']), 3);
  });

  test('has the environment it is given', async () => {
    assert.equal(await run(process.execPath, ['-e', 'process.exit(Number(process.env.CODE))'], { CODE: '4' }), 4);
  });

  test('is ended when it is stuck', async () => {
    assert.equal(await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {}, 200), 124);
  });

  test('that does not exist is no crash of ours', async () => {
    assert.equal(await run('no-such-program', []), 127);
  });
});
