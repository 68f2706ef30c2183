import { canonicalJson } from '../log/canonical.ts';
import type { ServiceContext } from '../context.ts';
import { findAnswer } from '../write/answers.ts';
import type { Answer, IdempotentRequest } from '../write/answers.ts';
import { ProblemError } from '../problem.ts';
import { identityOf } from './access.ts';
import type { Call } from './call.ts';
import { clientOf } from './client.ts';

const RETRY_AFTER_SECONDS = 1;

/**
 * Lets one request with a key through at a time (IETF draft-ietf-httpapi-idempotency-key-header). One that comes while the first is running is
 * told to come back; one that comes after gets the first one's answer. Two backends on one database meet in the transaction instead, where
 * the second finds the first one's answer.
 */
export class IdempotencyGate {
  readonly #context: ServiceContext;
  readonly #running = new Set<string>();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  async pass(call: Call, work: (key: IdempotentRequest) => Promise<Answer>): Promise<Answer> {
    const key = this.#keyOf(call);
    const place = `${call.structureId}|${key.keyHash}`;
    if (this.#running.has(place)) throw new ProblemError('idempotency-key-in-use', { retryAfter: RETRY_AFTER_SECONDS });
    this.#running.add(place);
    try {
      return (await findAnswer(this.#context, call.structureId, key)) ?? (await work(key));
    } finally {
      this.#running.delete(place);
    }
  }

  #keyOf(call: Call): IdempotentRequest {
    const { request, operation, params, body } = call;
    const key = readKey(request.headers.get('idempotency-key'));
    const content = canonicalJson([operation.method, operation.path, params, whoAsks(call), body ?? null]);
    const { secrets } = this.#context;
    return {
      keyHash: secrets.pseudonym('request', key),
      fingerprint: secrets.pseudonym('request', content),
      doneStatus: operation.answer.status,
    };
  }
}

/** An answer belongs to who asked: it may carry the token of a seat. Who has not said who they are is told apart by their client. */
function whoAsks(call: Call): string {
  const { principal } = call;
  return principal.kind === 'anonymous' ? `${identityOf(principal)}:${clientOf(call)}` : identityOf(principal);
}

/** The key, written as a quoted string as the draft says, or bare as many clients do. @throws {ProblemError} `idempotency-key-missing` */
function readKey(header: string | null): string {
  const key = /^"([\x21\x23-\x7e]{1,200})"$|^([\x21\x23-\x7e]{1,200})$/.exec(header?.trim() ?? '');
  const text = key?.[1] ?? key?.[2];
  if (text === undefined) throw new ProblemError('idempotency-key-missing');
  return text;
}
