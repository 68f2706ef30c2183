import { deskRoutes } from '@relais/model';
import type { Callback, CallbackList, CallbackReceipt, CallbackRequest, DeskSettings } from '@relais/model';
import type { CallOptions, ClientCore } from '../core/index.ts';
import type { DeskAction } from './action.ts';
import { createBoard } from './board.ts';
import type { Board } from './board.ts';
import type { ReadOptions } from './read-options.ts';

export interface Desk {
  /** Those who wait, in the order they are called; or the latest that have ended. */
  list(status?: 'open' | 'closed', options?: ReadOptions): Promise<CallbackList>;
  read(id: string, options?: ReadOptions): Promise<Callback>;
  /** Puts somebody on the list. The `id` is made by the caller: the same one again is the same request. */
  request(request: CallbackRequest, options?: CallOptions): Promise<CallbackReceipt>;
  /** @throws {RefusedError} `callback-claimed`, `callback-changed`… when the entry is no longer what was shown */
  act(shown: Pick<Callback, 'id' | 'revision'>, action: DeskAction, options?: CallOptions): Promise<CallbackReceipt>;
  /** Classes of call-back and places people may be sent to. */
  settings(options?: CallOptions): Promise<DeskSettings>;
  /** A store of those who wait, kept true by live changes while somebody listens; what is done there is kept until it is answered. */
  board(options?: Pick<ReadOptions, 'names'>): Board;
}

/** The desk of a client's structure. */
export function createDesk({ core }: { readonly core: ClientCore }): Desk {
  const { call } = core;
  const desk: Desk = {
    list: (status = 'open', options) =>
      call(deskRoutes.listCallbacks, { query: { status, names: options?.names } }, options?.signal),
    read: (id, options) =>
      call(deskRoutes.readCallback, { params: { callback: id }, query: { names: options?.names } }, options?.signal),
    request: (request, options) => call(deskRoutes.requestCallback, { body: request }, options?.signal),
    act: ({ id, revision }, action, options) =>
      call(
        deskRoutes.actOnCallback,
        // Each kind of action has the revision: what was taken away comes back.
        { params: { callback: id }, body: { ...action, revision } },
        options?.signal,
      ),
    settings: (options) => call(deskRoutes.readDeskSettings, {}, options?.signal),
    board: ({ names } = {}) => createBoard(core, desk, names),
  };
  return desk;
}
