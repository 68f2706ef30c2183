import { PlainDate } from '@relais/model';
import type { Fault, Operation } from '@relais/model';
import { describeIssues } from '../services/faults.ts';
import { ProblemError } from '../services/problem.ts';

/** Larger than any request a person makes. */
export const BODY_LIMIT = 64 * 1024;
/** A territory file may list hundreds of openings. */
export const FILE_LIMIT = 1024 * 1024;

/** The JSON a request carries, read up to a limit. @throws {ProblemError} `payload-too-large`, `invalid-request` */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new ProblemError('payload-too-large');
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) {
    throw invalid({ path: 'Content-Type', message: 'is not in the accepted form', accepted: 'application/json' });
  }
  const text = await readText(request, limit);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalid({ path: '', message: 'is not JSON', accepted: 'a JSON object' });
  }
}

/** The value in the operation's shape. A territory is looked at by the engine, which names every fault at once. */
export function parseBody(operation: Operation, value: unknown): unknown {
  const schema = operation.problems.includes('territory-invalid') ? undefined : operation.body;
  if (!schema) return value;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(...describeIssues(parsed.error.issues));
}

export function readLanguage(query: URLSearchParams): 'fr' | 'en' {
  const language = query.get('language') ?? 'fr';
  if (language === 'fr' || language === 'en') return language;
  throw invalid({ path: 'language', message: 'is not one of the accepted values', accepted: 'fr, en' });
}

export function readDate(query: URLSearchParams, name: string): string | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (PlainDate.safeParse(text).success) return text;
  throw invalid({ path: name, message: 'is not a date of the calendar', accepted: 'YYYY-MM-DD' });
}

export function invalid(...faults: Fault[]): ProblemError {
  return new ProblemError('invalid-request', { faults });
}

/** A body that says how long it is can be read at once; another is read until the limit, where the browser lets us. */
async function readText(request: Request, limit: number): Promise<string> {
  if (request.headers.has('content-length')) return request.text();
  const stream = request.body as ReadableStream<Uint8Array> | null | undefined;
  if (!stream) return request.text();
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const next = await reader.read();
    if (next.done) return new TextDecoder().decode(joinBytes(chunks, length));
    length += next.value.byteLength;
    if (length > limit) {
      await reader.cancel();
      throw new ProblemError('payload-too-large');
    }
    chunks.push(next.value);
  }
}

function joinBytes(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
