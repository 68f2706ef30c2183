import { FHIR_TYPE, fhirPath, operations, structurePath } from '@relais/model';
import type { Operation, OperationName } from '@relais/model';
import { Hono } from 'hono';
import { json } from './core/http/answers.ts';
import { capabilitiesOperation, capabilityStatement } from './core/http/capabilities.ts';
import type { AppDeps } from './core/http/deps.ts';
import { answerFrame } from './core/frame/answer-frame.ts';
import { apiHeaders } from './core/http/headers.ts';
import { Health } from './core/http/health.ts';
import { countVisit } from './core/http/limit.ts';
import { toOutcomeResponse } from './core/http/outcomes.ts';
import { Pipeline } from './core/http/pipeline.ts';
import type { Endpoint } from './core/http/pipeline.ts';
import { toProblem, toProblemResponse } from './core/http/problems.ts';
import { EventStreams } from './core/live/event-streams.ts';
import { LiveFeed } from './core/live/feed.ts';
import { ProblemError } from './core/problem.ts';
import type { StructureView } from './core/view.ts';
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
  const narrowing = subjects.flatMap((subject) => subject.narrowing ?? []);
  const streams = new EventStreams(context, { topics, narrowing }, feed, deps.heartbeatMs ?? HEARTBEAT_MS);
  const health = new Health(deps);
  const whole = { ...deps, sitesOf: (view: StructureView) => sitesOf(context, view) };
  const pipeline = createPipeline(whole);
  const endpoints = createEndpoints(deps, pipeline, streams);

  app.get('/embed/*', (c) => answerFrame(whole, c.req.raw, c.env));
  app.all('/auth/*', (c) => answerAtDoor(deps, c.req.raw, c.env));
  app.use(apiHeaders);
  for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
    const pattern = structurePath + operation.path;
    const endpoint = logged(deps, health, operation.method, pattern, endpoints[name]);
    app.on(operation.method, toRoute(pattern), (c) =>
      endpoint({ request: c.req.raw, params: c.req.param(), bindings: c.env }),
    );
  }
  for (const { operation, endpoint } of fhirRoutes(context, pipeline)) {
    const pattern = fhirPath + operation.path;
    const answer = logged(deps, health, operation.method, pattern, endpoint, toOutcomeResponse);
    app.on(operation.method, toRoute(pattern), (c) =>
      answer({ request: c.req.raw, params: c.req.param(), bindings: c.env }),
    );
  }
  app.all('/fhir/*', (c) => answerUnknown(deps, c.req.raw, c.env, toOutcomeResponse));
  app.get('/health', () => health.answer());
  if (deps.openApi) app.get('/openapi.json', () => json(deps.openApi, 200, { 'Cache-Control': 'public, max-age=300' }));
  app.notFound((c) => answerUnknown(deps, c.req.raw, c.env));
  app.onError((error) => {
    log?.failure(error);
    return toProblemResponse(error);
  });
  return { fetch: async (request, bindings) => app.fetch(request, bindings), close: () => streams.close() };
}

function createPipeline(deps: AppDeps): Pipeline {
  const { context } = deps;
  const links = merge(subjects.map((subject) => subject.links?.(context) ?? {}));
  return new Pipeline(deps, {
    links,
    sessionOf: deps.signIn && ((request) => deps.signIn!.sessionOf(request)),
    recognize: (signedIn, structureId) => recognize(context, signedIn, structureId),
  });
}

/** Those of one resource before those that take any: the first that fits answers. */
function fhirRoutes(context: AppDeps['context'], pipeline: Pipeline) {
  const routes = subjects.flatMap((subject) => subject.fhir?.(context, pipeline) ?? []);
  const said = pipeline.reads(capabilitiesOperation, () => {
    const body = JSON.stringify(capabilityStatement(routes, context.clock()));
    return new Response(body, { headers: { 'Content-Type': FHIR_TYPE } });
  });
  const placesIn = (path: string) => path.split('{').length;
  return [{ operation: capabilitiesOperation, endpoint: said }, ...routes].sort(
    (one, other) => placesIn(one.operation.path) - placesIn(other.operation.path),
  );
}

/** Every operation of the contract, as its subject serves it. */
function createEndpoints(
  { context }: AppDeps,
  pipeline: Pipeline,
  streams: EventStreams,
): Record<OperationName, Endpoint> {
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
function logged(
  { log }: AppDeps,
  health: Health,
  method: string,
  route: string,
  endpoint: Endpoint,
  refuse = toProblemResponse,
): Endpoint {
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
      return refuse(problem);
    }
  };
}

/** Whether it has been written now: an answer that was kept says nothing of today's disk. */
function isFreshWrite({ ok, headers }: Response): boolean {
  return ok && !headers.has('Idempotent-Replayed');
}

/** Pages people sign in by, counted like the rest. What goes wrong is told to a person, in words. */
async function answerAtDoor({ signIn, limits, addressOf, log }: AppDeps, request: Request, bindings: unknown) {
  const address = addressOf?.(request, bindings) ?? 'unknown';
  try {
    return await countVisit(limits, address, () => {
      if (!signIn) throw new ProblemError('not-found');
      return signIn.answer(request);
    });
  } catch (error) {
    const problem = toProblem(error);
    if (problem.status >= 500) log?.failure(error);
    return signIn ? signIn.explain(request, problem.status) : toProblemResponse(problem);
  }
}

/** What is asked for where there is nothing is counted like the rest. */
async function answerUnknown(
  { limits, addressOf }: AppDeps,
  request: Request,
  bindings: unknown,
  refuse = toProblemResponse,
): Promise<Response> {
  const address = addressOf?.(request, bindings) ?? 'unknown';
  try {
    return await countVisit(limits, address, () => Promise.reject(new ProblemError('not-found')));
  } catch (error) {
    return refuse(error);
  }
}

/** `{name}` as the contract writes it, `:name` as Hono does. */
function toRoute(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
