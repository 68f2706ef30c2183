import type { HoldRequest } from '@relais/model';
import type { ServiceContext } from '../services/context.ts';
import { createHold, releaseHold } from '../services/holds.ts';
import { actorOf } from './access.ts';
import type { Call, WriteHandler } from './call.ts';
import { invalid } from './parse.ts';
import { decideAudience } from './slots.ts';

/** Shorter than this an id chosen by a client says nothing: its network address is taken instead. */
const SHORTEST_CLIENT_ID = 16;
const LONGEST_CLIENT_ID = 200;

export function createHoldHandler(context: ServiceContext): WriteHandler {
  return (call, key) => {
    const { slot, window, filters, audience, label } = call.body as HoldRequest;
    return createHold(context, key, {
      structureId: call.structureId,
      view: call.view,
      target: readTarget(slot, window),
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

function readTarget(slot: HoldRequest['slot'], window: HoldRequest['window']) {
  if (slot) return { slot };
  if (window) return { window };
  throw invalid({ path: 'slot', message: 'is missing', accepted: 'a slot or a window' });
}

function clientOf({ request, address }: Call): string {
  const id = request.headers.get('relais-client') ?? '';
  return id.length >= SHORTEST_CLIENT_ID && id.length <= LONGEST_CLIENT_ID ? `id:${id}` : `address:${address}`;
}
