import type { Operation } from '@relais/model';
import { provesBooking } from '../services/bookings.ts';
import { provesHold } from '../services/holds.ts';
import type { IdempotentRequest } from '../services/idempotency.ts';
import { STRUCTURE_ID } from '../services/imports.ts';
import { ProblemError } from '../services/problem.ts';
import { decideAccess } from './access.ts';
import type { Principal, Proofs } from './access.ts';
import { toWriteResponse } from './answers.ts';
import type { Call, ReadHandler, WriteHandler } from './call.ts';
import type { AppDeps } from './deps.ts';
import { IdempotencyGate } from './idempotency.ts';
import { countVisit, limitWrite } from './limit.ts';
import type { Visit } from './limit.ts';
import { BODY_LIMIT, FILE_LIMIT, judgeParams, judgeQuery, parseBody, readJson } from './parse.ts';
import { admitSite } from './site.ts';

/** A request on its way in, its route matched. */
export interface Arrival {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly bindings: unknown;
}

export type Endpoint = (arrival: Arrival) => Promise<Response>;

/**
 * Puts around a handler what every route needs, in one order: the limit of the address, the structure, who may come in, the body, the key, the
 * limits of writing. The first costs no look into the database, so that a flood of refused requests costs none either.
 */
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
    return (arrival) => this.#receive(operation, arrival, handler);
  }

  writes(operation: Operation, handler: WriteHandler): Endpoint {
    return (arrival) =>
      this.#receive(operation, arrival, async (call) => {
        const write = (key: IdempotentRequest) => limitWrite(this.#deps, call, () => handler(call, key));
        return toWriteResponse(await this.#gate.pass(call, write));
      });
  }

  async #receive(operation: Operation, arrival: Arrival, answer: ReadHandler): Promise<Response> {
    const { addressOf, limits } = this.#deps;
    const address = addressOf?.(arrival.request, arrival.bindings) ?? 'unknown';
    return countVisit(limits, address, async (visit) => answer(await this.#admit(operation, arrival, address, visit)));
  }

  async #admit(operation: Operation, { request, params }: Arrival, address: string, visit: Visit): Promise<Call> {
    const { structure: structureId = '', ...others } = params;
    judgeParams(params);
    const query = new URL(request.url).searchParams;
    const view = STRUCTURE_ID.test(structureId) ? await this.#deps.context.views.read(structureId) : undefined;
    if (!view) throw new ProblemError('not-found');
    const principal = await this.#decide(operation, request, structureId, others);
    if (principal.kind === 'professional') visit.forget();
    judgeQuery(operation, query);
    const site = admitSite(this.#deps, { operation, request, principal, view });
    const body = await readBody(operation, request);
    return { operation, request, structureId, params: others, query, view, principal, site, body, address };
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
