import { operations, structurePath } from '@relais/model';
import type { Operation, OperationName } from '@relais/model';
import { Hono } from 'hono';
import {
  calendarHandler,
  cancelBookingHandler,
  createBookingHandler,
  moveBookingHandler,
  readBookingHandler,
} from './http/bookings.ts';
import { json } from './http/answers.ts';
import type { AppDeps } from './http/deps.ts';
import { createHoldHandler, releaseHoldHandler } from './http/holds.ts';
import { ledgerHandler } from './http/ledger.ts';
import { Pipeline } from './http/pipeline.ts';
import type { Endpoint } from './http/pipeline.ts';
import { toProblem, toProblemResponse } from './http/problems.ts';
import { slotsHandler } from './http/slots.ts';
import { structureHandler } from './http/structure.ts';
import { importTerritoryHandler } from './http/territory.ts';
import { ProblemError } from './services/problem.ts';

/** The backend as a function from `Request` to `Response`: it runs in Node, in a page and in a test, and never listens by itself. */
export interface RelaisApp {
  /** `bindings` are what the HTTP server knows of the connection. */
  fetch(request: Request, bindings?: object): Promise<Response>;
  /** Ends the event streams that are open. */
  close(): void;
}

/** Builds the application from its parts. */
export function createApp(deps: AppDeps): RelaisApp {
  const app = new Hono();
  const endpoints = createEndpoints(deps);
  for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
    const endpoint = endpoints[name];
    if (!endpoint) continue;
    app.on(operation.method, toRoute(structurePath + operation.path), (c) =>
      endpoint({ request: c.req.raw, params: c.req.param(), bindings: c.env }),
    );
  }
  app.get('/health', () => checkHealth(deps));
  app.notFound(() => toProblemResponse(new ProblemError('not-found')));
  app.onError((error) => {
    if (toProblem(error).status >= 500) deps.log?.failure(error);
    return toProblemResponse(error);
  });
  return { fetch: async (request, bindings) => app.fetch(request, bindings), close: () => undefined };
}

function createEndpoints(deps: AppDeps): Partial<Record<OperationName, Endpoint>> {
  const { context } = deps;
  const pipeline = new Pipeline(deps);
  return {
    describeStructure: pipeline.reads(operations.describeStructure, structureHandler(context)),
    listSlots: pipeline.reads(operations.listSlots, slotsHandler(context)),
    createHold: pipeline.writes(operations.createHold, createHoldHandler(context)),
    releaseHold: pipeline.writes(operations.releaseHold, releaseHoldHandler(context)),
    createBooking: pipeline.writes(operations.createBooking, createBookingHandler(context)),
    readBooking: pipeline.reads(operations.readBooking, readBookingHandler(context)),
    moveBooking: pipeline.writes(operations.moveBooking, moveBookingHandler(context)),
    cancelBooking: pipeline.writes(operations.cancelBooking, cancelBookingHandler(context)),
    readCalendar: pipeline.reads(operations.readCalendar, calendarHandler(context)),
    readLedger: pipeline.reads(operations.readLedger, ledgerHandler(context)),
    importTerritory: pipeline.writes(operations.importTerritory, importTerritoryHandler(context)),
  };
}

/** `{name}` as the contract writes it, `:name` as Hono does. */
function toRoute(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

async function checkHealth({ context, log }: AppDeps): Promise<Response> {
  try {
    await context.store.ping();
    return json({ status: 'ready' });
  } catch (error) {
    log?.failure(error);
    return toProblemResponse(new ProblemError('unavailable', { retryAfter: 5 }, { cause: error }));
  }
}
