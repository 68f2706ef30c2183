import type { Answer } from '../write/answers.ts';

/** JSON with a status. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

/** JSON that is text already. */
export function jsonText(text: string): Response {
  return new Response(text, { headers: { 'Content-Type': 'application/json' } });
}

/** The answer of a write, first or replayed. Refusals kept under a key are problems again. */
export function toWriteResponse({ status, body, replayed }: Answer): Response {
  const headers = new Headers();
  if (replayed) headers.set('Idempotent-Replayed', 'true');
  if (body === null) return new Response(null, { status, headers });
  headers.set('Content-Type', status < 400 ? 'application/json' : 'application/problem+json');
  return new Response(JSON.stringify(body), { status, headers });
}
