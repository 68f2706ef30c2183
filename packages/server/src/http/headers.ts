import type { Context, MiddlewareHandler } from 'hono';

const ALLOWED_METHODS = 'GET, POST, PUT, PATCH, DELETE';
const ALLOWED_HEADERS =
  'Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, Relais-Challenge, Relais-Client';
const EXPOSED_HEADERS = 'ETag, Idempotent-Replayed, Retry-After';
const PREFLIGHT_SECONDS = 7200;

/**
 * What every answer of the API carries: nothing of it is stored, sniffed or run, and the pages of the sites named may read it. There are no
 * cookies, so that an origin is given nothing a script of its own could not ask for.
 */
export function apiHeaders(origins: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') c.res = preflight(c, origins);
    else await next();
    const { headers } = c.res;
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('Referrer-Policy', 'no-referrer');
    headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
    headers.append('Vary', 'Origin');
    const origin = allowedOrigin(c, origins);
    if (origin === undefined) return;
    headers.set('Access-Control-Allow-Origin', origin);
    headers.set('Access-Control-Expose-Headers', EXPOSED_HEADERS);
    headers.set('Cross-Origin-Resource-Policy', 'cross-origin');
  };
}

function allowedOrigin(c: Context, origins: readonly string[]): string | undefined {
  const origin = c.req.header('origin');
  if (origin === undefined) return undefined;
  if (origins.includes('*')) return '*';
  return origins.includes(origin) ? origin : undefined;
}

function preflight(c: Context, origins: readonly string[]): Response {
  if (allowedOrigin(c, origins) === undefined) return new Response(null, { status: 204 });
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Methods': ALLOWED_METHODS,
      'Access-Control-Allow-Headers': ALLOWED_HEADERS,
      'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
    },
  });
}
