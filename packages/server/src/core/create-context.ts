import type { Store } from './db/store.ts';
import type { ServiceContext } from './context.ts';
import { KeptAnswers } from './write/answers.ts';
import type { RandomSource } from './identifiers.ts';
import { createSecrets } from './secrets.ts';
import { StructureViews } from './view.ts';

export interface ContextOptions {
  readonly store: Store;
  /** The server's secret, of which tokens and pseudonyms are derived. */
  readonly secret: string;
  readonly clock?: () => number;
  readonly random?: RandomSource;
  readonly sendsMail?: boolean;
  /** Where people reach this backend. */
  readonly publicUrl?: string;
}

export function createContext({
  store,
  secret,
  clock,
  random,
  publicUrl,
  sendsMail = false,
}: ContextOptions): ServiceContext {
  return {
    store,
    views: new StructureViews(store, publicUrl),
    answers: new KeptAnswers(store),
    secrets: createSecrets(secret),
    clock: clock ?? (() => Date.now()),
    random: random ?? ((bytes) => crypto.getRandomValues(bytes)),
    sendsMail,
  };
}
