import { actionRoutes } from '@relais/model';
import type { Action, ActionList, DeclareAction } from '@relais/model';
import type { CallOptions, ClientCore } from '../core/index.ts';

type Of = { readonly core: ClientCore };

/** Both days included; without them, this year up to today. */
export interface ActionPeriod {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What was declared, the latest first; entries that were put right among them. */
export function listActions({ core }: Of, period: ActionPeriod = {}, options?: CallOptions): Promise<ActionList> {
  return core.call(actionRoutes.listActions, { query: { ...period } }, options?.signal);
}

/** Declares an action; with `corrects`, in the place of an entry, which stays to be read and counts no more. */
export function declareAction({ core }: Of, action: DeclareAction, options?: CallOptions): Promise<Action> {
  return core.call(actionRoutes.declareAction, { body: action }, options?.signal);
}
