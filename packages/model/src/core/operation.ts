import type { ZodMiniType } from 'zod/mini';
import type { Role } from './roles.ts';

/**
 * Who may call a route. `public`: anybody. `link`: whoever has the token of the very thing that this parameter of the path names. `roles`:
 * professionals of the structure named in the path.
 */
export interface Access {
  readonly public?: true;
  readonly link?: string;
  readonly roles?: readonly Role[];
  /** A role that is held in one practice or at one site alone will do, too: what it reaches is judged by the subject's policy. */
  readonly partial?: true;
}

/** What is counted of what needs no professional: seats taken, bookings made, calls asked for, changes by link, calendars read. */
export type RateLimit = 'hold' | 'booking' | 'callback' | 'link' | 'feed';

/** Larger than any request a person makes. Bytes. */
export const USUAL_BODY = 64 * 1024;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly schema?: ZodMiniType;
  /** It carries an `ETag`, and is not sent again to who has it. */
  readonly tagged?: true;
}

/**
 * What a caller needs of an operation: its name, where it goes and what comes back. Each stands as a constant of its own, apart from rights,
 * accepted bodies and the words of OpenAPI, so that a page loads of the contract only what it calls.
 */
export interface Route {
  /** The operation's name in `operations`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1/structures/{structure}`. */
  readonly path: string;
  readonly answer: Answer;
}

export interface Operation<Code extends string = string> extends Route {
  readonly summary: string;
  readonly access: Access;
  /** What each parameter takes, and what holds when it is absent. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: ZodMiniType;
  /** Bytes of a body at most; `USUAL_BODY` when absent. */
  readonly largestBody?: number;
  /** The body is judged by its subject, which names every fault at once, and not by the schema. */
  readonly judgesBody?: true;
  readonly rateLimit?: RateLimit;
  /** Codes of its refusals. */
  readonly problems: readonly Code[];
}

/** Names in braces of a path. */
export type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

export const JSON_TYPE = 'application/json';
/** What any write may be refused for. */
export const writeProblems = ['idempotency-key-missing', 'idempotency-key-reused', 'idempotency-key-in-use'] as const;
/** Of a structure's document, which may name the version it was read from. */
export const documentProblems = ['document-changed', ...writeProblems] as const;
/** Of writes that need no professional: they are taken from the pages of sites that may book. */
export const siteProblems = ['site-not-allowed'] as const;
/** Of texts that come in the language asked for. */
export const languageParameter = 'Language of the texts, `fr` or `en`; when absent `fr`';
