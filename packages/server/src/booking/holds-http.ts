import type { HoldRequest, operations } from '@relais/model';
import type { LimitKeys } from '../core/limits/limits.ts';
import type { ServiceContext } from '../core/context.ts';
import { countSeatsLeft, createHold, releaseHold } from './holds.ts';
import { actorOf } from '../core/http/access.ts';
import type { Call, WriteHandler } from '../core/http/call.ts';
import { clientOf } from '../core/http/client.ts';
import { invalid } from '../core/http/parse.ts';
import { decideAudience } from '../scheduling/http.ts';

type CreateHold = typeof operations.createHold;

export function createHoldHandler(context: ServiceContext): WriteHandler<CreateHold> {
  return (call, key) => {
    const { filters, audience, label } = call.body;
    return createHold(context, key, {
      structureId: call.structureId,
      view: call.view,
      target: readTarget(call.body),
      filters,
      audience: decideAudience(call, audience, label),
      label,
      clientHash: context.secrets.pseudonym('client', clientOf(call)),
      actor: actorOf(call.principal),
    });
  };
}

/** How many seats are left where this one is wanted. */
export function holdLimitKeys(context: ServiceContext) {
  return ({ body, view }: Call<CreateHold>): Pick<LimitKeys, 'seatsLeft'> => {
    const audience = body.audience ?? view.documents.settings?.audience ?? 'CPTS';
    return { seatsLeft: countSeatsLeft(context, view, { target: readTarget(body), audience, label: body.label }) };
  };
}

export function releaseHoldHandler(context: ServiceContext): WriteHandler<typeof operations.releaseHold> {
  return ({ structureId, params, principal }, key) =>
    releaseHold(context, key, { structureId, holdId: params.hold, actor: actorOf(principal) });
}

/** What a seat is asked of. @throws {ProblemError} `invalid-request` */
export function readTarget({ slot, window }: HoldRequest) {
  if (slot) return { slot };
  if (!window) throw invalid({ path: 'slot', message: 'is missing', accepted: 'a slot or a window' });
  if (window.from < window.to) return { window };
  throw invalid({ path: 'window.to', message: 'is not after window.from', accepted: 'a later instant' });
}
