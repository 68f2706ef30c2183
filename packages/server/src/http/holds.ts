import type { HoldRequest } from '@relais/model';
import type { ServiceContext } from '../services/context.ts';
import { createHold, releaseHold } from '../services/holds.ts';
import { actorOf } from './access.ts';
import type { WriteHandler } from './call.ts';
import { clientOf } from './client.ts';
import { invalid } from './parse.ts';
import { decideAudience } from './slots.ts';

export function createHoldHandler(context: ServiceContext): WriteHandler {
  return (call, key) => {
    const request = call.body as HoldRequest;
    const { filters, audience, label } = request;
    return createHold(context, key, {
      structureId: call.structureId,
      view: call.view,
      target: readTarget(request),
      filters,
      audience: decideAudience(call, audience, label),
      label,
      clientHash: context.secrets.pseudonym('client', clientOf(call)),
      actor: actorOf(call.principal),
    });
  };
}

export function releaseHoldHandler(context: ServiceContext): WriteHandler {
  return ({ structureId, params, principal }, key) =>
    releaseHold(context, key, { structureId, holdId: params.hold ?? '', actor: actorOf(principal) });
}

/** What a seat is asked of. @throws {ProblemError} `invalid-request` */
export function readTarget({ slot, window }: HoldRequest) {
  if (slot) return { slot };
  if (!window) throw invalid({ path: 'slot', message: 'is missing', accepted: 'a slot or a window' });
  if (window.from < window.to) return { window };
  throw invalid({ path: 'window.to', message: 'is not after window.from', accepted: 'a later instant' });
}
