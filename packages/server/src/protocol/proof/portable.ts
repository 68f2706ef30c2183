// The same as `node.ts` in a page: there it is the page's own document, and nobody else waits.
import type { Withheld } from '../../core/thread/beside.ts';
import { judge } from './judge.ts';
import type { Judgement, Matter } from './judge.ts';

export function prove(matter: Matter): Promise<Judgement | Withheld> {
  return Promise.resolve(judge(matter));
}
