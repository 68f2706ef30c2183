import type { Operation } from '@relais/model';
import type { Answer } from '../write/answers.ts';

/** JSON with a status. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

/** A value written as JSON already. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a reading route gives, with the status of its contract. */
export function toReadResponse(
  { answer }: Operation,
  reading: unknown,
  headers: Record<string, string> = {},
): Response {
  if (reading instanceof Response) return reading;
  if (!(reading instanceof JsonText)) return json(reading, answer.status, headers);
  return new Response(reading.text, {
    status: answer.status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}

/** The answer of a write, first or replayed. Refusals kept under a key are problems again. */
export function toWriteResponse({ status, body, replayed }: Answer): Response {
  const headers = new Headers();
  if (replayed) headers.set('Idempotent-Replayed', 'true');
  if (body === null) return new Response(null, { status, headers });
  headers.set('Content-Type', status < 400 ? 'application/json' : 'application/problem+json');
  return new Response(JSON.stringify(body), { status, headers });
}
