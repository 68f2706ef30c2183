import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { CACHE, exclusively } from '../../scripts/setup/lock.js';

const name = `test-${process.pid}`;
const file = join(CACHE, `${name}.lock`);

describe('a piece of set-up', () => {
  test('is done by one at a time', async () => {
    const steps: string[] = [];
    const work = (who: string) =>
      exclusively(name, async () => {
        steps.push(`${who} begins`);
        await delay(20);
        steps.push(`${who} ends`);
      });
    await Promise.all([work('one'), work('other')]);
    assert.deepEqual(steps, ['one begins', 'one ends', 'other begins', 'other ends']);
    assert.equal(existsSync(file), false);
  });

  test('is open to others after it failed', async () => {
    await assert.rejects(
      exclusively(name, () => Promise.reject(new Error('on purpose'))),
      /on purpose/,
    );
    assert.equal(existsSync(file), false);
  });

  test('does not wait for a process that died at it', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(file, String(pid));
    assert.equal(await exclusively(name, () => Promise.resolve('done')), 'done');
  });
});
