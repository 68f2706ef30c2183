import { actionRoutes } from '@relais/model';
import type { Action, ActionList, DeclareAction } from '@relais/model';
import { randomId } from '../core/index.ts';
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

/**
 * Declares an action; with `corrects`, in the place of an entry, which stays to be read and counts no more. The same words said again
 * after an answer that never came are the same declaration: it is kept once.
 */
export function createDeclaring({ core }: Of): (action: DeclareAction, options?: CallOptions) => Promise<Action> {
  let unanswered: { readonly said: string; readonly key: string } | undefined;
  return async (action, options) => {
    const said = JSON.stringify(action);
    const asked = unanswered?.said === said ? unanswered : { said, key: randomId() };
    unanswered = asked;
    const declared = await core.call(actionRoutes.declareAction, { body: action, key: asked.key }, options?.signal);
    if (unanswered === asked) unanswered = undefined;
    return declared;
  };
}
