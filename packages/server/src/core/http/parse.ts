import { PlainDate } from '@relais/model';
import type { Fault, Operation } from '@relais/model';
import { describeIssues } from '../faults.ts';
import { findUnreadable, isReadableLine } from '../plain-values.ts';
import { ProblemError } from '../problem.ts';

/** The JSON a request carries, read up to a limit. @throws {ProblemError} `payload-too-large`, `invalid-request` */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  refuseLarge(request, limit);
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) {
    throw invalid({ path: 'Content-Type', message: 'is not in the accepted form', accepted: 'application/json' });
  }
  const value = parseJson(await readText(request, limit).catch(refuseBroken));
  const fault = findUnreadable(value);
  if (fault) throw invalid(fault);
  return value;
}

/** The fields of a form, read up to a limit. @throws {ProblemError} `payload-too-large`, `invalid-request` */
export async function readForm(request: Request, limit: number): Promise<URLSearchParams> {
  refuseLarge(request, limit);
  return new URLSearchParams(await readText(request, limit).catch(refuseBroken));
}

function refuseLarge({ headers }: Request, limit: number): void {
  if (Number(headers.get('content-length') ?? 0) > limit) throw new ProblemError('payload-too-large');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid({ path: '', message: 'is not JSON', accepted: 'a JSON object' });
  }
}

/** A body that does not come whole is a fault of its sender, or of the network between: nothing of ours has failed. */
function refuseBroken(error: unknown): never {
  if (error instanceof ProblemError) throw error;
  const fault = { path: '', message: 'breaks off before its end', accepted: 'a whole body' };
  throw new ProblemError('invalid-request', { faults: [fault] }, { cause: error });
}

/** Longer than any id of ours, and than any date, word or label a query holds. */
export const LONGEST_PARAMETER = 200;

/** Names in a path. What cannot be the name of anything names nothing. @throws {ProblemError} `not-found` */
export function judgeParams(params: Readonly<Record<string, string>>): void {
  for (const text of Object.values(params)) {
    if (text.length > LONGEST_PARAMETER || !isReadableLine(text)) throw new ProblemError('not-found');
  }
}

/** The parameters an operation knows, each given once, short and readable; others are not looked at. @throws {ProblemError} `invalid-request` */
export function judgeQuery({ query: names = {} }: Operation, query: URLSearchParams): void {
  const faults = Object.keys(names).flatMap((name): Fault[] => {
    const [text, ...others] = query.getAll(name);
    if (text === undefined) return [];
    if (others.length > 0) return [{ path: name, message: 'is given more than once', accepted: 'one value' }];
    if (text.length > LONGEST_PARAMETER) {
      return [{ path: name, message: 'is too long', accepted: `at most ${LONGEST_PARAMETER} characters` }];
    }
    return isReadableLine(text) ? [] : [{ path: name, message: 'holds a character that cannot be read' }];
  });
  if (faults.length > 0) throw invalid(...faults);
}

/** The value in the operation's shape. */
export function parseBody(operation: Operation, value: unknown): unknown {
  if (!operation.body || operation.judgesBody) return value;
  const parsed = operation.body.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(...describeIssues(parsed.error.issues));
}

export function readLanguage(query: URLSearchParams): 'fr' | 'en' {
  return judgeLanguage(query.get('language') ?? 'fr');
}

/** @throws {ProblemError} `invalid-request` */
export function judgeLanguage(language: string): 'fr' | 'en' {
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
