import type { StructureInfo } from '@relais/model';
import type { SecureMail, ServiceContext } from './core/context.ts';
import type { Stationery } from './core/print/stationery.ts';
import type { Outgoing } from './core/outgoing/outgoing.ts';
import type { SmsPort } from './core/sms/sms.ts';
import type { Store } from './core/db/store.ts';
import type { RandomSource } from './core/identifiers.ts';
import { createSecrets } from './core/secrets.ts';
import { StructureViews } from './core/view.ts';
import type { Reaction } from './core/write/writing.ts';
import type { StructureView } from './core/view.ts';
import { KeptAnswers } from './core/write/kept-answers.ts';
import { subjects } from './subjects.ts';

export interface ContextOptions {
  readonly store: Store;
  /** The server's secret, of which tokens and pseudonyms are derived. */
  readonly secret: string;
  readonly clock?: () => number;
  readonly random?: RandomSource;
  readonly sendsMail?: boolean;
  readonly signsPeopleIn?: boolean;
  readonly sms?: SmsPort | undefined;
  readonly outgoing?: Outgoing | undefined;
  readonly secureMail?: SecureMail | undefined;
  readonly stationery?: Stationery | undefined;
  /** Where people reach this backend. */
  readonly publicUrl?: string;
}

export function createContext({
  store,
  secret,
  clock,
  random,
  publicUrl,
  sms,
  outgoing,
  secureMail,
  stationery,
  sendsMail = false,
  signsPeopleIn = false,
}: ContextOptions): ServiceContext {
  const projections = subjects.flatMap((subject) => subject.projections ?? []);
  const context: ServiceContext = {
    store,
    views: new StructureViews(store, projections),
    answers: new KeptAnswers(store),
    secrets: createSecrets(secret),
    clock: clock ?? (() => Date.now()),
    random: random ?? ((bytes) => crypto.getRandomValues(bytes)),
    reactionsTo: (type) => reactions.get(type) ?? [],
    findMatters: async (view) =>
      (await Promise.all(subjects.flatMap(({ matters }) => matters?.(context, view) ?? []))).flat(),
    describe: (view, language) => describeStructure(view, language, sendsMail),
    publicUrl,
    sendsMail,
    signsPeopleIn,
    sms,
    outgoing,
    secureMail,
    stationery,
  };
  const reactions = collectReactions(context);
  return context;
}

/** What subjects do about events of others, by type. */
function collectReactions(context: ServiceContext): ReadonlyMap<string, readonly Reaction[]> {
  const all = subjects.flatMap((subject) => Object.entries(subject.reactions?.(context) ?? {}));
  const byType = Map.groupBy(all, ([type]) => type);
  return new Map([...byType].map(([type, entries]) => [type, entries.map(([, reaction]) => reaction)]));
}

/** What is said of a structure of which nothing has been imported. */
const NOTHING_KNOWN = {
  timezone: 'Europe/Paris',
  synthetic: false,
  sites: [],
  practices: [],
  communes: [],
  reasons: [],
  holdSeconds: 300,
  cancelDeadlineMinutes: 30,
};

function describeStructure(view: StructureView, language: 'fr' | 'en', mail: boolean): StructureInfo {
  const { structureId: id } = view;
  const described: StructureInfo = { id, name: id, ...NOTHING_KNOWN, mail };
  return Object.assign(described, ...subjects.map(({ describe }) => describe?.(view, language))) as StructureInfo;
}
