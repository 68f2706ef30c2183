import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createProver } from '../../../packages/server/src/protocol/proof/prover.ts';
import type { Withheld } from '../../../packages/server/src/core/thread/beside.ts';
import type { Judgement } from '../../../packages/server/src/protocol/proof/judge.ts';
import { readProtocolFile } from '../support/protocols.ts';

const document = readProtocolFile('pollakiurie');
const script = new URL('./stubborn-worker.ts', import.meta.url);

function isAccepted(judged: Judgement | Withheld): boolean {
  return typeof judged === 'object' && 'accepted' in judged && judged.accepted;
}

describe('a protocol that is proven beside the backend’s own work', () => {
  it('is read and proven, one after the other', async () => {
    const prove = createProver();
    for (const name of ['pollakiurie', 'entorse-cheville', 'bronchiolite']) {
      const judged = await prove({ document: readProtocolFile(name) });
      assert.ok(typeof judged === 'object' && 'accepted' in judged);
      assert.deepEqual([judged.protocol.id, judged.accepted, judged.proven], [name, true, true]);
    }
  });

  it('is told all that is wrong with it', async () => {
    const judged = await createProver()({ document: { formatVersion: 'relais-protocol/1', id: 'Essai 1' } });
    assert.ok(typeof judged === 'object' && 'faults' in judged);
    assert.ok(judged.faults.some(({ path }) => path === 'id'));
    assert.ok(judged.faults.some(({ path }) => path === 'rules'));
  });

  it('is given up when it takes too long, and leaves the backend its time meanwhile', async () => {
    // Long enough for a thread to start and prove on a machine that has much else to do.
    const prove = createProver({ script, milliseconds: 15_000 });
    assert.ok(isAccepted(await prove({ document })));
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 5);
    const [endless, next] = await Promise.all([prove({ document: 'endless' }), prove({ document })]).finally(() =>
      clearInterval(timer),
    );
    assert.equal(endless, 'too-hard');
    assert.ok(isAccepted(next), 'and the next one is proven in a new thread');
    // A search in this thread would have left none.
    assert.ok(turns > 20, `${turns} turns`);
  });

  for (const what of ['greedy', 'broken']) {
    it(`is given up when the thread ends because it is ${what}`, async () => {
      const prove = createProver({ script, memoryMb: 64 });
      assert.equal(await prove({ document: what }), 'too-hard');
      assert.ok(isAccepted(await prove({ document })));
    });
  }

  it('waits in a line that is no longer than it may be', async () => {
    const prove = createProver({ mostWaiting: 2 });
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => prove({ document })));
    assert.ok(typeof first === 'object' && typeof second === 'object');
    assert.equal(third, 'busy');
    assert.ok(typeof (await prove({ document })) === 'object');
  });
});
