import { waitingListRoutes as routes, WaitingListsMessage } from '@relais/model';
import type {
  Clearance,
  ClearanceRequest,
  EntryAction,
  EntryReceipt,
  ImportReport,
  ImportRequest,
  Inscription,
  ListRule,
  NewWaitingEntry,
  OpenList,
  ResetMessage,
  RulePreview,
  WaitingEntries,
  WaitingEntry,
  WaitingListCounts,
  WaitingListSettings,
} from '@relais/model';
import { changeDocument, documentRefusals, listen, randomId } from '../core/index.ts';
import type { CallOptions, ClientCore, ConnectionState, RelaisError, Topic } from '../core/index.ts';

/** What somebody at the desk decides of an entry; the revision is that of the entry as it is shown. */
export type EntryDecision = EntryAction extends infer Action
  ? Action extends unknown
    ? Omit<Action, 'revision'>
    : never
  : never;

export interface WaitingListHandlers {
  /** Lists have changed: ask again for what is shown of them. */
  readonly onChange?: (message: WaitingListsMessage) => void;
  readonly onReset?: (message: ResetMessage) => void;
  readonly onState?: (state: ConnectionState, error?: RelaisError) => void;
}

export interface WaitingLists {
  /** An id for one more entry, made here: sent again it is the same entry. */
  createId(): string;
  /** The lists, with their priorities, rules and outcomes. */
  settings(options?: CallOptions): Promise<WaitingListSettings>;
  /**
   * Changes the settings as they stand, and gives them as they are then. Where somebody else changes them meanwhile, the same change is made to theirs.
   * @throws {DocumentChangedError} and what `change` throws
   */
  changeSettings(
    change: (settings: WaitingListSettings) => WaitingListSettings,
    options?: CallOptions,
  ): Promise<WaitingListSettings>;
  counts(options?: CallOptions): Promise<WaitingListCounts>;
  /** By priority, then who was first; `after` goes on from the `next` of the answer before. */
  entries(list: string, after?: string, options?: CallOptions): Promise<WaitingEntries>;
  /** Who has left a list, the last first, with the outcome; `after` goes on likewise. */
  exits(list: string, after?: string, options?: CallOptions): Promise<WaitingEntries>;
  add(list: string, entry: NewWaitingEntry, options?: CallOptions): Promise<EntryReceipt>;
  decide(
    shown: Pick<WaitingEntry, 'id' | 'revision'>,
    decision: EntryDecision,
    options?: CallOptions,
  ): Promise<EntryReceipt>;
  /** A list that is open to the public; an error `not-found` where it is not. */
  describeInscription(list: string, options?: CallOptions): Promise<OpenList>;
  /** For pages of the public. The answer says nothing of who is on the list. */
  inscribe(list: string, inscription: Inscription, options?: CallOptions): Promise<void>;
  /** Every good line is taken, in one transaction; the others come back by line, column and reason. */
  importFile(list: string, request: ImportRequest, options?: CallOptions): Promise<ImportReport>;
  /**
   * Takes everybody off a closed list with one outcome, or puts them on another list, in one transaction. `waiting`: how many were counted; an error
   * `waiting-changed` says that there are others now, and nobody is taken off.
   */
  clear(list: string, request: ClearanceRequest, options?: CallOptions): Promise<Clearance>;
  /** What a rule would have done to the latest runs or requests. */
  preview(rule: ListRule, options?: CallOptions): Promise<RulePreview>;
  /** Follows changes from the `sequence` of `counts` on, over cuts and server restarts, until the function it gives is called. */
  subscribe(handlers: WaitingListHandlers, after?: number): () => void;
}

const topic: Topic<WaitingListsMessage> = { name: 'waitingLists', message: WaitingListsMessage };

/** The waiting lists of a client's structure. */
export function createWaitingLists({ core: { call, learn, live } }: { readonly core: ClientCore }): WaitingLists {
  learn(documentRefusals);
  return {
    createId: randomId,
    settings: (options) => call(routes.readWaitingListSettings, {}, options?.signal),
    changeSettings: (change, options) =>
      changeDocument<WaitingListSettings>(
        {
          read: (onTag) => call(routes.readWaitingListSettings, { onTag }, options?.signal),
          write: (body, base) => call(routes.importWaitingListSettings, { body, base }, options?.signal),
        },
        (settings = { formatVersion: 'relais-lists/1', lists: [] }) => change(settings),
      ),
    counts: (options) => call(routes.countWaitingLists, {}, options?.signal),
    entries: (list, after, options) =>
      call(routes.listWaitingEntries, { params: { list }, query: { after } }, options?.signal),
    exits: (list, after, options) =>
      call(routes.listWaitingEntries, { params: { list }, query: { status: 'left', after } }, options?.signal),
    add: (list, entry, options) => call(routes.addWaitingEntry, { params: { list }, body: entry }, options?.signal),
    decide: ({ id, revision }, decision, options) =>
      call(
        routes.actOnWaitingEntry,
        // Each kind of action has the revision: what was taken away comes back.
        { params: { entry: id }, body: { ...decision, revision } },
        options?.signal,
      ),
    describeInscription: (list, options) => call(routes.describeInscription, { params: { list } }, options?.signal),
    async inscribe(list, inscription, options) {
      await call(routes.inscribe, { params: { list }, body: inscription }, options?.signal);
    },
    importFile: (list, request, options) =>
      call(routes.importWaitingEntries, { params: { list }, body: request }, options?.signal),
    clear: (list, request, options) =>
      call(routes.clearWaitingList, { params: { list }, body: request }, options?.signal),
    preview: (rule, options) => call(routes.previewListRule, { body: rule }, options?.signal),
    subscribe({ onChange, onReset, onState }, after) {
      const listener = listen(topic, {}, (message) => onChange?.(message));
      return live.follow({ listeners: [listener], after, onReset, onState });
    },
  };
}
