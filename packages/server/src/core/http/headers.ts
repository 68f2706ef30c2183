import type { MiddlewareHandler } from 'hono';

const ALLOWED_METHODS = 'GET, POST, PUT, PATCH, DELETE';
const ALLOWED_HEADERS =
  'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, Relais-Challenge, Relais-Client';
const EXPOSED_HEADERS = 'ETag, Idempotent-Replayed, Retry-After';
const PREFLIGHT_SECONDS = 7200;

/**
 * What every answer of the API carries: nothing of it is stored, sniffed or run, and the pages of any site may read it, refusals too.
 * A session's cookie counts on requests from the backend's own origin only (`own-origin.ts`), so that another site's page is given nothing
 * that a program of its author could not ask for. Which sites may book is decided by
 * the server (`site.ts`), not left to browsers.
 */
export const apiHeaders: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'OPTIONS') c.res = preflight();
  else await next();
  const { headers } = c.res;
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Referrer-Policy', 'no-referrer');
  // A picture says more: it is sandboxed, too.
  if (!headers.has('Content-Security-Policy'))
    headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  headers.set('Permissions-Policy', 'camera=()');
  headers.set('Access-Control-Allow-Origin', '*');
  headers.set('Access-Control-Expose-Headers', EXPOSED_HEADERS);
  headers.set('Cross-Origin-Resource-Policy', 'cross-origin');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
};

function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Methods': ALLOWED_METHODS,
      'Access-Control-Allow-Headers': ALLOWED_HEADERS,
      'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
    },
  });
}
