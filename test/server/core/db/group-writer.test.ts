import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Transaction } from 'kysely';
import { GroupWriter } from '../../../../packages/server/src/core/db/group-writer.ts';
import type { Database } from '../../../../packages/server/src/tables.ts';
import type { StructureRow, WriteGroup } from '../../../../packages/server/src/core/db/store.ts';

type Writes = Transaction<Database> & { readonly done: string[] };

/** An engine that keeps words: a transaction's words are kept when it ends well, and none of them when it does not. */
class WordEngine {
  readonly kept: string[] = [];
  transactions = 0;
  locks = 0;
  /** What committing fails with. */
  commitFailure: Error | undefined;

  async transact(work: (trx: Transaction<Database>) => Promise<void>): Promise<void> {
    this.transactions += 1;
    const trx = { done: [] } as unknown as Writes;
    await work(trx);
    if (this.commitFailure) throw this.commitFailure;
    this.kept.push(...trx.done);
  }

  lockHead(_trx: Transaction<Database>, structureId: string): Promise<StructureRow> {
    this.locks += 1;
    return structureId === 'missing'
      ? Promise.reject(new Error('missing'))
      : Promise.resolve({ structure_id: structureId } as StructureRow);
  }

  gather(): Promise<void> {
    return Promise.resolve();
  }
}

function say(group: WriteGroup, word: string): void {
  (group.trx as Writes).done.push(word);
}

/** Writes a word, or fails after it. */
function writerOf(word: string, fails = false) {
  return (group: WriteGroup) => {
    say(group, word);
    return fails ? Promise.reject(new Error(`${word} fails`)) : Promise.resolve(word);
  };
}

/** Waits for a number of microtasks, to arrive in every gap there may be after a commit. */
async function afterTicks(ticks: number): Promise<void> {
  for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
}

describe('writers that wait together', () => {
  it('are kept by one transaction, in the order they came', async () => {
    const engine = new WordEngine();
    const writer = new GroupWriter(engine);
    const answers = await Promise.all(['a', 'b', 'c'].map((word) => writer.write('one', writerOf(word))));
    assert.deepEqual([answers, engine.kept, engine.transactions], [['a', 'b', 'c'], ['a', 'b', 'c'], 1]);
  });

  it('know what is looked for in their group, each structure its own', async () => {
    const writer = new GroupWriter(new WordEngine());
    const keys = (structure: string) => (group: WriteGroup) => Promise.resolve(group.asked(structure, 'key'));
    const [first] = await Promise.all([
      writer.write('one', keys('one'), { key: 'k1' }),
      writer.write('one', keys('one'), { key: 'k2' }),
      writer.write('two', keys('two'), { key: 'k3' }),
    ]);
    assert.deepEqual(first, ['k1', 'k2']);
  });

  it('keep what the others wrote and fail alone, whoever of them fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), async (failing) => {
        const engine = new WordEngine();
        const writer = new GroupWriter(engine);
        const answers = await Promise.allSettled(
          failing.map((fails, index) => writer.write('one', writerOf(`${index}`, fails))),
        );
        const kept = failing.flatMap((fails, index) => (fails ? [] : [`${index}`]));
        assert.deepEqual(engine.kept, kept);
        assert.deepEqual(
          answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : (answer.reason as Error).message)),
          failing.map((fails, index) => (fails ? `${index} fails` : `${index}`)),
        );
      }),
    );
  });

  it('see nothing of what a failed group remembered', async () => {
    const remembered = new WeakMap<WriteGroup, string[]>();
    const remember = (word: string, fails: boolean) => (group: WriteGroup) => {
      const words = remembered.get(group) ?? [];
      remembered.set(group, words);
      words.push(word);
      return fails ? Promise.reject(new Error('fails')) : Promise.resolve([...words]);
    };
    const writer = new GroupWriter(new WordEngine());
    const answers = await Promise.allSettled([
      writer.write('one', remember('a', false)),
      writer.write('one', remember('b', true)),
      writer.write('one', remember('c', false)),
    ]);
    assert.deepEqual(
      answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : 'failed')),
      [['a'], 'failed', ['c']],
    );
  });

  it('run each alone when what they share cannot be written, and announce only what stands', async () => {
    const engine = new WordEngine();
    const writer = new GroupWriter(engine);
    const announced: string[] = [];
    const shares = (word: string) => (group: WriteGroup) => {
      say(group, word);
      group.atEnd(() =>
        word === 'bad' || group.asked('one', 'word').length > 1
          ? Promise.reject(new Error('closing'))
          : Promise.resolve(),
      );
      group.afterCommit(() => announced.push(word));
      return Promise.resolve(word);
    };
    const answers = await Promise.allSettled(
      ['good', 'bad', 'fine'].map((word) => writer.write('one', shares(word), { word })),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(
      [engine.kept, announced],
      [
        ['good', 'fine'],
        ['good', 'fine'],
      ],
    );
  });

  it('are all refused, and none asked again, when nobody knows whether the commit was done', async () => {
    const engine = new WordEngine();
    engine.commitFailure = new Error('connection lost');
    const writer = new GroupWriter(engine);
    const answers = await Promise.allSettled(['a', 'b'].map((word) => writer.write('one', writerOf(word))));
    assert.deepEqual(
      answers.map((answer) => answer.status === 'rejected' && (answer.reason as Error).message),
      ['connection lost', 'connection lost'],
    );
    assert.equal(engine.transactions, 1);
  });

  it('are all told at once that their structure cannot be locked, instead of waiting for it one after the other', async () => {
    const engine = new WordEngine();
    const writer = new GroupWriter(engine);
    const ids = ['one', ...Array.from({ length: 20 }, () => 'missing'), 'two'];
    const answers = await Promise.allSettled(ids.map((id) => writer.write(id, writerOf(id))));
    assert.deepEqual(engine.kept, ['one', 'two']);
    assert.equal(answers.filter(({ status }) => status === 'rejected').length, 20);
    assert.ok(engine.locks <= 4, `${engine.locks} locks asked for`);
  });

  it('are not hurt by one whose structure does not exist', async () => {
    const engine = new WordEngine();
    const writer = new GroupWriter(engine);
    const answers = await Promise.allSettled(['one', 'missing', 'one'].map((id) => writer.write(id, writerOf(id))));
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(engine.kept, ['one', 'one']);
  });
});

describe('a writer that comes just after a commit', () => {
  for (let ticks = 0; ticks < 8; ticks += 1) {
    it(`is run, ${ticks} microtasks later`, { timeout: 30_000 }, async () => {
      const writer = new GroupWriter(new WordEngine());
      let second: Promise<string> | undefined;
      await writer.write('one', (group) => {
        group.afterCommit(() => {
          second = afterTicks(ticks).then(() => writer.write('one', () => Promise.resolve('done')));
        });
        return Promise.resolve('first');
      });
      assert.equal(await second, 'done');
    });
  }
});
