import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Batch } from '../../../../packages/server/src/core/db/batch.ts';

/** A batch that doubles numbers, and the rounds it was asked in. A round waits until it is let go. */
function createDoubling(size?: number) {
  const rounds: number[][] = [];
  const held: (() => void)[] = [];
  const batch = new Batch<number, number>({
    gather: () => Promise.resolve(),
    run: async (items) => {
      rounds.push([...items]);
      await new Promise<void>((resolve) => held.push(resolve));
      if (items.includes(0)) throw new RangeError('Nothing doubles to nothing');
      return items.map((item) => item * 2);
    },
    ...(size === undefined ? {} : { size }),
  });
  return { batch, rounds, letGo: () => held.shift()?.() };
}

/** Long enough for whoever can go on to have done so. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('a batch', () => {
  it('asks once for those who come together and answers each', async () => {
    const { batch, rounds, letGo } = createDoubling();
    const answers = Promise.all([1, 2, 3].map((item) => batch.ask(item)));
    await settle();
    letGo();
    assert.deepEqual(await answers, [2, 4, 6]);
    assert.deepEqual(rounds, [[1, 2, 3]]);
  });

  it('keeps who comes during a round for the next one', async () => {
    const { batch, rounds, letGo } = createDoubling();
    const first = batch.ask(1);
    await settle();
    const late = batch.ask(2);
    await settle();
    assert.deepEqual(rounds, [[1]]);
    letGo();
    assert.equal(await first, 2);
    await settle();
    letGo();
    assert.equal(await late, 4);
    assert.deepEqual(rounds, [[1], [2]]);
  });

  it('takes no more than its size at once, in the order they came', async () => {
    const { batch, rounds, letGo } = createDoubling(2);
    const answers = Promise.all([1, 2, 3].map((item) => batch.ask(item)));
    await settle();
    letGo();
    await settle();
    letGo();
    assert.deepEqual(await answers, [2, 4, 6]);
    assert.deepEqual(rounds, [[1, 2], [3]]);
  });

  it('fails those of a failed round only', async () => {
    const { batch, letGo } = createDoubling(2);
    const failing = Promise.allSettled([batch.ask(1), batch.ask(0)]);
    const other = batch.ask(3);
    await settle();
    letGo();
    assert.deepEqual(
      (await failing).map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    await settle();
    letGo();
    assert.equal(await other, 6);
  });

  for (let ticks = 0; ticks < 8; ticks += 1) {
    it(`answers who comes ${ticks} microtasks after a round`, { timeout: 30_000 }, async () => {
      const batch = new Batch<number, number>({
        gather: () => Promise.resolve(),
        run: (items) => Promise.resolve(items),
      });
      await batch.ask(1);
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      assert.equal(await batch.ask(2), 2);
    });
  }
});
