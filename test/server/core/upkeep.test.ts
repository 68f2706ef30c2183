import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Chore } from '../../../packages/server/src/core/subject.ts';
import { startUpkeep } from '../../../packages/server/src/core/upkeep.ts';
import { openBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';

const clock = { check: () => Promise.resolve() };

describeEngines('what a backend does by itself', (engine) => {
  it('waits for no other machine once it is to stop, and for its own work', async () => {
    const backend = await openBackend(engine);
    const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>();
    const done: string[] = [];
    const waiting: Chore = {
      every: 1,
      run: async (_, stopping) => {
        begin(undefined);
        await new Promise((resolve) => stopping.addEventListener('abort', resolve));
        await new Promise((resolve) => setTimeout(resolve, 5));
        done.push('given up');
      },
    };
    const errors: unknown[] = [];
    const upkeep = startUpkeep(backend.context, [waiting], (error) => errors.push(error), clock);
    await begun;
    assert.deepEqual(done, []);
    await upkeep.stop();
    assert.deepEqual(done, ['given up']);
    await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(done, ['given up'], 'and begins nothing anew');
    assert.deepEqual(errors, []);
    await backend.close();
  });
});
