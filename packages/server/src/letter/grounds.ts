import type { Ground } from './basis.ts';
import { runGround } from './run-ground.ts';
import type { About } from './store.ts';
import { visitGround } from './visit-ground.ts';

/** By what letters are about. Each is handed only what it has found itself. */
export function groundOf({ kind }: Pick<About, 'kind'>): Ground {
  return kind === 'run' ? runGround : visitGround;
}
