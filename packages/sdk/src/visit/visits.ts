import { visitRoutes, VisitsMessage } from '@relais/model';
import type {
  AddVisit,
  OpenVisits,
  PlainDate,
  ResetMessage,
  Visit,
  VisitAction,
  VisitList,
  VisitReceipt,
  VisitSettings,
} from '@relais/model';
import { listen, randomId } from '../core/index.ts';
import type { CallOptions, ClientCore, ConnectionState, Topic } from '../core/index.ts';
import type { RelaisError } from '../core/index.ts';
import { visitRefusals } from './errors.ts';

/** What somebody has seen or done, without the revision: that is the one of the visit as it was shown. */
export type VisitDeed = VisitAction extends infer Action
  ? Action extends unknown
    ? Omit<Action, 'revision'>
    : never
  : never;

export interface VisitHandlers {
  /** Visits have changed: ask again for the list that is shown. */
  readonly onChange?: (message: VisitsMessage) => void;
  readonly onReset?: (message: ResetMessage) => void;
  readonly onState?: (state: ConnectionState, error?: RelaisError) => void;
}

export interface VisitListOptions extends CallOptions {
  /** Service date; today when absent. */
  readonly date?: PlainDate | undefined;
  readonly language?: 'fr' | 'en' | undefined;
}

/** Visits of a structure. */
export interface Visits {
  /** Patients of a day, with what came with them. */
  list(options?: VisitListOptions): Promise<VisitList>;
  /** Those of the last 31 days that nobody has closed. */
  leftOpen(options?: Omit<VisitListOptions, 'date'>): Promise<VisitList>;
  /** The same for whoever answers for visits being closed, without anything of the patients. */
  overseen(options?: CallOptions): Promise<OpenVisits>;
  /** Somebody has come without an appointment. Without an `id` it gets one, and the same one again is the same visit. */
  add(visit: Omit<AddVisit, 'id'> & { readonly id?: string }, options?: CallOptions): Promise<VisitReceipt>;
  /** @throws {VisitChangedError} the visit is no longer what was shown */
  act(shown: Pick<Visit, 'id' | 'revision'>, deed: VisitDeed, options?: CallOptions): Promise<VisitReceipt>;
  /** Final reasons and redirections to choose from. */
  settings(options?: CallOptions): Promise<VisitSettings>;
  /** Follows changes from a `sequence` on, over cuts and server restarts, until the function it gives is called. */
  subscribe(handlers: VisitHandlers, after?: number): () => void;
}

const topic: Topic<VisitsMessage> = { name: 'visits', message: VisitsMessage };

/** The visits of a client's structure. */
export function createVisits({ core }: { readonly core: ClientCore }): Visits {
  const { call, live, learn } = core;
  learn(visitRefusals);
  return {
    list: ({ date, language, signal } = {}) => call(visitRoutes.listVisits, { query: { date, language } }, signal),
    leftOpen: ({ language, signal } = {}) =>
      call(visitRoutes.listVisits, { query: { which: 'open', language } }, signal),
    overseen: (options) => call(visitRoutes.listOpenVisits, {}, options?.signal),
    add: ({ id = randomId(), ...visit }, options) =>
      call(visitRoutes.addVisit, { body: { id, ...visit } }, options?.signal),
    act: ({ id, revision }, deed, options) =>
      call(visitRoutes.actOnVisit, { params: { visit: id }, body: { ...deed, revision } }, options?.signal),
    settings: (options) => call(visitRoutes.readVisitSettings, {}, options?.signal),
    subscribe({ onChange, onReset, onState }, after) {
      const listener = listen(topic, {}, (message) => onChange?.(message));
      return live.follow({ listeners: [listener], after, onReset, onState });
    },
  };
}
