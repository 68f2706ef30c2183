import type * as Deciding from './deciding.ts';

export type DecidingModule = typeof Deciding;

/** What seals and checks: fetched when it is first needed, and beforehand when there is time, for the network may go. */
export function loadDeciding(): Promise<DecidingModule> {
  return import('./deciding.ts');
}
