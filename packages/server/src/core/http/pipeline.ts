import { USUAL_BODY } from '@relais/model';
import type { Operation } from '@relais/model';
import type { IdempotentRequest } from '../write/answers.ts';
import { STRUCTURE_ID } from '../structure-id.ts';
import { ProblemError } from '../problem.ts';
import { decideAccess } from './access.ts';
import type { Principal, Proofs } from './access.ts';
import { toReadResponse, toWriteResponse } from './answers.ts';
import type { Call, ReadHandler, WriteHandler } from './call.ts';
import type { LimitKeys } from '../limits/limits.ts';
import type { AppDeps } from './deps.ts';
import { IdempotencyGate } from './idempotency.ts';
import { countVisit, limitCall } from './limit.ts';
import type { Visit } from './limit.ts';
import { judgeParams, judgeQuery, parseBody, readJson } from './parse.ts';
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

  constructor(deps: AppDeps, proofs: Omit<Proofs, 'verifier'>) {
    const { context, verifier } = deps;
    this.#deps = deps;
    this.#gate = new IdempotencyGate(context);
    this.#proofs = { verifier, ...proofs };
  }

  /** @param tagOf what changes whenever the answer does, for operations whose answers are tagged: who has it is not sent it again */
  reads<Op extends Operation>(operation: Op, handler: ReadHandler<Op>, tagOf?: (call: Call<Op>) => string): Endpoint {
    return (arrival) =>
      this.#receive(operation, arrival, async (call) => {
        if (!tagOf) return this.#read(call, handler);
        const headers = { ETag: tagOf(call), 'Cache-Control': 'no-cache', Vary: 'Origin, Authorization, Cookie' };
        if (call.request.headers.get('if-none-match') === headers.ETag) {
          return new Response(null, { status: 304, headers });
        }
        return toReadResponse(operation, await handler(call), headers);
      });
  }

  /** @param limitKeys what else the operation's limit counts by, beside the address */
  writes<Op extends Operation>(
    operation: Op,
    handler: WriteHandler<Op>,
    limitKeys: (call: Call<Op>) => Omit<LimitKeys, 'address'> = () => ({}),
  ): Endpoint {
    return (arrival) =>
      this.#receive(operation, arrival, async (call) => {
        const write = (key: IdempotentRequest) =>
          limitCall(this.#deps.limits, call, limitKeys, () => handler(call, key));
        return toWriteResponse(await this.#gate.pass(call, write));
      });
  }

  /** Counted where the operation says so: few do, and writes are what limits are for. */
  async #read<Op extends Operation>(call: Call<Op>, handler: ReadHandler<Op>): Promise<Response> {
    const read = async () => toReadResponse(call.operation, await handler(call));
    return limitCall(this.#deps.limits, call, () => ({}), read);
  }

  async #receive<Op extends Operation>(
    operation: Op,
    arrival: Arrival,
    answer: (call: Call<Op>) => Promise<Response>,
  ): Promise<Response> {
    const { addressOf, limits } = this.#deps;
    const address = addressOf?.(arrival.request, arrival.bindings) ?? 'unknown';
    return countVisit(limits, address, async (visit) => answer(await this.#admit(operation, arrival, address, visit)));
  }

  async #admit<Op extends Operation>(
    operation: Op,
    { request, params }: Arrival,
    address: string,
    visit: Visit,
  ): Promise<Call<Op>> {
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
    const known = { operation, request, structureId, query, view, principal, site, address };
    // The route has these parameters, and the body has passed its schema.
    return { ...known, params: others as Call<Op>['params'], body: body as Call<Op>['body'] };
  }

  async #decide(
    { access }: Operation,
    request: Request,
    structureId: string,
    params: Readonly<Record<string, string>>,
  ): Promise<Principal> {
    return decideAccess(access, { request, structureId, params }, this.#proofs);
  }
}

async function readBody(operation: Operation, request: Request): Promise<unknown> {
  if (!operation.body) return undefined;
  return parseBody(operation, await readJson(request, operation.largestBody ?? USUAL_BODY));
}
