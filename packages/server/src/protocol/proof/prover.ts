import { workBeside } from '../../core/thread/beside.ts';
import type { BesideOptions, Withheld } from '../../core/thread/beside.ts';
import type { Judgement, Matter } from './judge.ts';

export type Prove = (matter: Matter) => Promise<Judgement | Withheld>;

const SCRIPT = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/**
 * Proves documents in a thread of its own: the checker's search is bounded, but what is proven was written by somebody else, and meanwhile
 * patients book. The longest protocol that is shipped takes a hundredth of the time one may take, the checker's own bounds a tenth.
 */
export function createProver({
  milliseconds = 20_000,
  memoryMb = 256,
  mostWaiting = 8,
  script = SCRIPT,
}: Partial<BesideOptions> = {}): Prove {
  return workBeside({ script, milliseconds, memoryMb, mostWaiting });
}
