import { parentPort } from 'node:worker_threads';
import { judge } from '../../../packages/server/src/protocol/proof/judge.ts';
import type { Matter } from '../../../packages/server/src/protocol/proof/judge.ts';

/** Judges as the backend's thread does, but for documents that no checker would let go on so long, or take so much. */
parentPort?.on('message', (matter: Matter) => {
  if (matter.document === 'endless') for (;;);
  if (matter.document === 'greedy') fillMemory();
  if (matter.document === 'broken') throw new RangeError('Maximum call stack size exceeded');
  parentPort?.postMessage(judge(matter));
});

function fillMemory(): never {
  const kept: string[] = [];
  for (let n = 0; ; n += 1) kept.push(`${n} `.repeat(10_000));
}
