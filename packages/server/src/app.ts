import { operations, structurePath } from '@relais/model';
import type { Operation, OperationName } from '@relais/model';
import { Hono } from 'hono';
import { json } from './core/http/answers.ts';
import type { AppDeps } from './core/http/deps.ts';
import { apiHeaders } from './core/http/headers.ts';
import { Health } from './core/http/health.ts';
import { countVisit } from './core/http/limit.ts';
import { Pipeline } from './core/http/pipeline.ts';
import type { Endpoint } from './core/http/pipeline.ts';
import { toProblem, toProblemResponse } from './core/http/problems.ts';
import { EventStreams } from './core/live/event-streams.ts';
import { LiveFeed } from './core/live/feed.ts';
import { ProblemError } from './core/problem.ts';
import { recognize } from './people/index.ts';
import { sitesOf } from './structure/index.ts';
import { subjects } from './subjects.ts';

/** Shorter than the minute after which common proxies cut a silent connection. */
const HEARTBEAT_MS = 15_000;

/** The backend as a function from `Request` to `Response`: it runs in Node, in a page and in a test, and never listens by itself. */
export interface RelaisApp {
  /** `bindings` are what the HTTP server knows of the connection. */
  fetch(request: Request, bindings?: object): Promise<Response>;
  /** Ends the event streams that are open. */
  close(): void;
}

/** Builds the application from its parts. */
export function createApp(deps: AppDeps): RelaisApp {
  const { context, log } = deps;
  const app = new Hono();
  const feed = new LiveFeed(context, (error) => log?.failure(error));
  const topics = merge(subjects.map((subject) => subject.topics ?? {}));
  const streams = new EventStreams(context, topics, feed, deps.heartbeatMs ?? HEARTBEAT_MS);
  const health = new Health(deps);
  const endpoints = createEndpoints(deps, streams);

  app.use(apiHeaders);
  for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
    const pattern = structurePath + operation.path;
    const endpoint = logged(deps, health, operation.method, pattern, endpoints[name]);
    app.on(operation.method, toRoute(pattern), (c) =>
      endpoint({ request: c.req.raw, params: c.req.param(), bindings: c.env }),
    );
  }
  app.get('/health', () => health.answer());
  if (deps.openApi) app.get('/openapi.json', () => json(deps.openApi, 200, { 'Cache-Control': 'public, max-age=300' }));
  app.notFound((c) => answerUnknown(deps, c.req.raw, c.env));
  app.onError((error) => {
    log?.failure(error);
    return toProblemResponse(error);
  });
  return { fetch: async (request, bindings) => app.fetch(request, bindings), close: () => streams.close() };
}

/** Every operation of the contract, as its subject serves it. */
function createEndpoints(deps: AppDeps, streams: EventStreams): Record<OperationName, Endpoint> {
  const { context } = deps;
  const links = merge(subjects.map((subject) => subject.links?.(context) ?? {}));
  const pipeline = new Pipeline(
    { ...deps, sitesOf: (view) => sitesOf(context, view) },
    { links, recognize: (signedIn, structureId) => recognize(context, signedIn, structureId) },
  );
  const endpoints: Record<string, Endpoint> = {
    streamEvents: pipeline.reads(operations.streamEvents, streams.handler),
    ...merge(subjects.map((subject) => subject.routes?.(context, pipeline) ?? {})),
  };
  const missing = Object.keys(operations).filter((name) => !Object.hasOwn(endpoints, name));
  if (missing.length > 0) throw new TypeError(`Nobody serves ${missing.join(', ')}`);
  return endpoints;
}

function merge<Value>(parts: readonly Readonly<Record<string, Value>>[]): Readonly<Record<string, Value>> {
  return Object.assign({}, ...parts) as Record<string, Value>;
}

/** Turns refusals into answers and notes how the request went, by the route's pattern alone. */
function logged({ log }: AppDeps, health: Health, method: string, route: string, endpoint: Endpoint): Endpoint {
  return async (arrival) => {
    const start = performance.now();
    const note = (status: number, code?: string) =>
      log?.request({ method, route, status, milliseconds: performance.now() - start, ...(code ? { code } : {}) });
    try {
      const response = await endpoint(arrival);
      note(response.status);
      if (method !== 'GET' && isFreshWrite(response)) health.noteWrite();
      return response;
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status >= 500) log?.failure(error);
      if (problem.code === 'unavailable' && method !== 'GET') health.noteFailedWrite();
      note(problem.status, problem.code);
      return toProblemResponse(problem);
    }
  };
}

/** Whether it has been written now: an answer that was kept says nothing of today's disk. */
function isFreshWrite({ ok, headers }: Response): boolean {
  return ok && !headers.has('Idempotent-Replayed');
}

/** What is asked for where there is nothing is counted like the rest. */
async function answerUnknown({ limits, addressOf }: AppDeps, request: Request, bindings: unknown): Promise<Response> {
  const address = addressOf?.(request, bindings) ?? 'unknown';
  try {
    return await countVisit(limits, address, () => Promise.reject(new ProblemError('not-found')));
  } catch (error) {
    return toProblemResponse(error);
  }
}

/** `{name}` as the contract writes it, `:name` as Hono does. */
function toRoute(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
