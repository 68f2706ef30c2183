import type { Verifier } from '../auth/verifier.ts';
import type { Limits } from '../limits/limits.ts';
import type { ServiceContext } from '../context.ts';
import type { StructureView } from '../view.ts';
import type { OpenSession } from './access.ts';

/** One request as the log may tell it: the route's pattern, never its parameters, query or body. */
export interface RequestRecord {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  /** Code of the problem answered. */
  readonly code?: string;
}

export interface AppLog {
  request(record: RequestRecord): void;
  /** Something that should not have happened. */
  failure(error: unknown): void;
}

/** How people sign in at this backend itself. */
export interface SignInDoor {
  /** Pages and forms below `/auth/`. */
  answer(request: Request): Promise<Response>;
  /** A page that says in words why there is no answer. */
  explain(request: Request, status: number): Response;
  /** The session of a request, when it is a page of our own that asks. */
  sessionOf(request: Request): Promise<OpenSession | undefined>;
}

/** What the application is built from. Only `context` must be given; what is left out is not there. */
export interface AppDeps {
  readonly context: ServiceContext;
  /** Without it nobody is a professional. */
  readonly verifier?: Verifier;
  /** Without it nobody signs in here. */
  readonly signIn?: SignInDoor | undefined;
  /** Without it nobody is refused for asking often. */
  readonly limits?: Limits;
  /** Answer of `/openapi.json`. */
  readonly openApi?: object;
  readonly log?: AppLog;
  /** Sites whose pages may book in every structure, beside those a structure names itself; `*` for any. */
  readonly origins?: readonly string[];
  /** Sites whose pages may book in a structure by its own word. */
  readonly sitesOf?: (view: StructureView) => readonly string[];
  /** The site whose page asks; the header `Origin` when absent. */
  readonly originOf?: (request: Request) => string | null;
  /** Network address of whoever asks; `bindings` are what the HTTP server hands along. */
  readonly addressOf?: (request: Request, bindings: unknown) => string;
  /** Whole seconds by which this machine's clock is ahead of the one all backends go by; told at `/health`. */
  readonly secondsAhead?: () => number;
  /** Milliseconds between two signs of life on an event stream. */
  readonly heartbeatMs?: number;
}
