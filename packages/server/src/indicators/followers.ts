import type { ServiceContext } from '../core/context.ts';
import { Follower } from './follower.ts';

/** Structures whose facts stay in memory: those asked for last. */
const MOST_READ = 8;

/** Those of one backend. */
class Followers {
  readonly #context: ServiceContext;
  readonly #followers = new Map<string, Follower>();
  readonly #read = new Set<string>();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  of(structureId: string): Follower {
    const follower = this.#followers.get(structureId) ?? new Follower(this.#context.store, structureId);
    this.#followers.set(structureId, follower);
    return follower;
  }

  /** Whether this backend itself has yet to take in what others have. */
  isBehind(structureId: string, { sequence, made }: { readonly sequence: number; readonly made: number }): boolean {
    return this.#followers.get(structureId)?.isBehind(sequence, made) ?? false;
  }

  toRead(structureId: string): Follower {
    this.#read.delete(structureId);
    this.#read.add(structureId);
    const [oldest] = this.#read;
    if (this.#read.size > MOST_READ && oldest !== undefined) {
      this.#read.delete(oldest);
      this.#followers.get(oldest)?.forgetFigures();
    }
    return this.of(structureId);
  }
}

const all = new WeakMap<ServiceContext, Followers>();

export function followersOf(context: ServiceContext): Followers {
  const known = all.get(context) ?? new Followers(context);
  all.set(context, known);
  return known;
}

/** Takes in, for every structure, what its log has got: what no backend has taken in yet, and what this one has not. */
export async function followLogs(context: ServiceContext): Promise<void> {
  const rows = await context.store.db
    .selectFrom('structure')
    .leftJoin('figure_state', 'figure_state.structure_id', 'structure.structure_id')
    .select([
      'structure.structure_id as id',
      'structure.sequence',
      'figure_state.sequence as known',
      'figure_state.made',
    ])
    .execute();
  const followers = followersOf(context);
  for (const { id, sequence, known, made } of rows) {
    const isBehind = (known ?? 0) < sequence || followers.isBehind(id, { sequence, made: made ?? 0 });
    if (isBehind) await followers.of(id).catchUp();
  }
}
