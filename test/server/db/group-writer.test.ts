import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Transaction } from 'kysely';
import { GroupWriter } from '../../../packages/server/src/db/group-writer.ts';
import type { Database } from '../../../packages/server/src/db/schema.ts';
import type { StructureRow } from '../../../packages/server/src/db/store.ts';

/** A writer over an engine that keeps nothing: only who is run, and when, matters here. */
function createWriter(): GroupWriter {
  return new GroupWriter({
    transact: (work) => work({} as Transaction<Database>),
    lockHead: () => Promise.resolve({} as StructureRow),
    gather: () => Promise.resolve(),
  });
}

/** Waits for a number of microtasks, to arrive in every gap there may be after a commit. */
async function afterTicks(ticks: number): Promise<void> {
  for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
}

describe('a writer that comes just after a commit', () => {
  for (let ticks = 0; ticks < 8; ticks += 1) {
    it(`is run, ${ticks} microtasks later`, { timeout: 30_000 }, async () => {
      const writer = createWriter();
      let second: Promise<string> | undefined;
      await writer.write('one', (_trx, _head, group) => {
        group.afterCommit(() => {
          second = afterTicks(ticks).then(() => writer.write('one', () => Promise.resolve('done')));
        });
        return Promise.resolve('first');
      });
      assert.equal(await second, 'done');
    });
  }
});
