import type { Operation } from '@relais/model';
import { provesBooking } from '../services/bookings.ts';
import { provesHold } from '../services/holds.ts';
import { ProblemError } from '../services/problem.ts';
import { decideAccess } from './access.ts';
import type { Principal, Proofs } from './access.ts';
import { toWriteResponse } from './answers.ts';
import type { Call, ReadHandler, WriteHandler } from './call.ts';
import type { AppDeps } from './deps.ts';
import { IdempotencyGate } from './idempotency.ts';
import { limitCall } from './limit.ts';
import { BODY_LIMIT, FILE_LIMIT, parseBody, readJson } from './parse.ts';
import { admitSite } from './site.ts';

/** A request on its way in, its route matched. */
export interface Arrival {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly bindings: unknown;
}

export type Endpoint = (arrival: Arrival) => Promise<Response>;

/** Puts around a handler what every route needs, in one order: the structure, who may come in, the body, the key, the limits. */
export class Pipeline {
  readonly #deps: AppDeps;
  readonly #proofs: Proofs;
  readonly #gate: IdempotencyGate;

  constructor(deps: AppDeps) {
    const { context, verifier } = deps;
    this.#deps = deps;
    this.#gate = new IdempotencyGate(context);
    this.#proofs = {
      verifier,
      provesHold: (structureId, holdId, token) => provesHold(context, structureId, holdId, token),
      provesBooking: (structureId, bookingId, token) => provesBooking(context, structureId, bookingId, token),
    };
  }

  reads(operation: Operation, handler: ReadHandler): Endpoint {
    return async (arrival) => {
      const call = await this.#admit(operation, arrival);
      return limitCall(this.#deps.limits, call, () => handler(call));
    };
  }

  writes(operation: Operation, handler: WriteHandler): Endpoint {
    return async (arrival) => {
      const call = await this.#admit(operation, arrival);
      const answer = await this.#gate.pass(call, (key) => limitCall(this.#deps.limits, call, () => handler(call, key)));
      return toWriteResponse(answer);
    };
  }

  async #admit(operation: Operation, { request, params, bindings }: Arrival): Promise<Call> {
    const { structure: structureId = '', ...others } = params;
    const view = await this.#deps.context.views.read(structureId);
    if (!view) throw new ProblemError('not-found');
    const principal = await this.#decide(operation, request, structureId, others);
    return {
      operation,
      request,
      structureId,
      params: others,
      query: new URL(request.url).searchParams,
      view,
      principal,
      site: admitSite(this.#deps, { operation, request, principal, view }),
      body: await readBody(operation, request),
      address: this.#deps.addressOf?.(request, bindings) ?? 'unknown',
    };
  }

  async #decide(
    { access }: Operation,
    request: Request,
    structureId: string,
    params: Readonly<Record<string, string>>,
  ): Promise<Principal> {
    const authorization = request.headers.get('authorization');
    return decideAccess(access, { authorization, structureId, params }, this.#proofs);
  }
}

async function readBody(operation: Operation, request: Request): Promise<unknown> {
  if (!operation.body) return undefined;
  const limit = operation.problems.includes('territory-invalid') ? FILE_LIMIT : BODY_LIMIT;
  return parseBody(operation, await readJson(request, limit));
}
