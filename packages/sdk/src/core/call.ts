import type { NamesIn, operations, OperationName, Operation, Route } from '@relais/model';
import type * as z from 'zod/mini';
import { randomId } from './bytes.ts';
import { parseAnswer } from './errors.ts';
import type { Transport } from './transport.ts';

export interface CallOptions {
  /** Gives up waiting; a write already sent stays kept until its answer is known. */
  readonly signal?: AbortSignal | undefined;
}

/** What the contract says of a route beyond itself. Types only: a page loads neither rights nor the shapes of what it sends. */
type OperationOf<R extends Route> = R['name'] extends OperationName ? (typeof operations)[R['name']] : Operation;

type ParamsOf<R extends Route> = [NamesIn<R['path']>] extends [never]
  ? undefined
  : Readonly<Record<NamesIn<R['path']>, string>>;

export type BodyOf<R extends Route> =
  OperationOf<R> extends { readonly body: infer Schema extends z.ZodMiniType } ? z.input<Schema> : undefined;

type QueryOf<R extends Route> =
  OperationOf<R> extends { readonly query: infer Query }
    ? { readonly [Name in keyof Query]?: string | undefined }
    : never;

/** The answer's value where the contract gives it a shape, else its text. */
export type AnswerOf<R extends Route> = R['answer'] extends { readonly schema: infer Schema extends z.ZodMiniType }
  ? z.output<Schema>
  : string;

/** A member that says something where the contract has it, and is left out where it has none. */
type Member<Name extends string, Value> = [Value] extends [undefined]
  ? Readonly<Partial<Record<Name, undefined>>>
  : Readonly<Record<Name, Value>>;

/** What one call of a route says. */
export type RequestOf<R extends Route> = Member<'params', ParamsOf<R>> &
  Member<'body', BodyOf<R>> & {
    readonly query?: QueryOf<R>;
    /** Token of a link to one thing; without it, that of whoever is signed in. */
    readonly token?: string | undefined;
    /** Of a write: its `Idempotency-Key`, a new one when absent, and the random id this device is known by. */
    readonly key?: string;
    readonly client?: string;
    /** Of a write that was kept: who wrote it. It goes out under nobody else's session. */
    readonly author?: { readonly person: string | undefined };
    /** It goes with the cookie of a session: this person's, or whosever it is. */
    readonly as?: { readonly person?: string } | undefined;
    /** Of a document: the tag of the version it was made from, empty where there was none; and who is told that of one that is read. */
    readonly base?: string | undefined;
    readonly onTag?: (tag: string | null) => void;
  };

/**
 * Calls an operation by its description.
 *
 * @throws {RelaisError} when there is no answer, when it is a refusal, or when it is not what the contract says
 */
export type Call = <R extends Route>(route: R, request: RequestOf<R>, signal?: AbortSignal) => Promise<AnswerOf<R>>;

/** The same as `RequestOf` once the route is not known by its type any more. */
interface AnyRequest {
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string | undefined>> | undefined;
  readonly body?: unknown;
  readonly token?: string | undefined;
  readonly key?: string;
  readonly client?: string;
  readonly author?: { readonly person: string | undefined };
  readonly as?: { readonly person?: string } | undefined;
  readonly base?: string | undefined;
  readonly onTag?: (tag: string | null) => void;
}

export function createCall(transport: Transport): Call {
  return async <R extends Route>(route: R, request: AnyRequest, signal?: AbortSignal) => {
    const { method, answer } = route;
    const { token, client, author, as, base } = request;
    const key = request.key ?? (method === 'GET' ? undefined : randomId());
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const ask = { method, path: pathOf(route, request), token, key, client, author, as, base, body };
    const { text, tag } = await transport.send(ask, signal);
    request.onTag?.(tag);
    return (answer.schema ? parseAnswer(answer.schema, text) : text) as AnswerOf<R>;
  };
}

/** Fetches what a route gives that is no text, as whoever is signed in. */
export type Fetch = (
  route: Route,
  params: Readonly<Record<string, string>>,
  signal?: AbortSignal,
  body?: object,
) => Promise<Uint8Array<ArrayBuffer>>;

export function createFetch(transport: Transport): Fetch {
  return (route, params, signal, body) => {
    const sent = body && { body: JSON.stringify(body), key: randomId() };
    return transport.fetchBytes({ method: route.method, path: pathOf(route, { params }), ...sent }, signal);
  };
}

/** The route's path with its parameters and the members of the query that are set. */
export function pathOf({ path }: Route, { params = {}, query = {} }: Pick<AnyRequest, 'params' | 'query'>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const set = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return set.length > 0 ? `${filled}?${new URLSearchParams(set).toString()}` : filled;
}
