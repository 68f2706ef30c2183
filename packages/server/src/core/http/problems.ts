import { sqliteFault } from '../db/sqlite-errors.ts';
import { ProblemError, toProblemBody } from '../problem.ts';

/** When to come back after a failure that passes. */
const PASSING_SECONDS = 2;

/** The answer of a refusal. What is not a refusal is a fault of ours, told without a word of what it was. */
export function toProblemResponse(error: unknown): Response {
  const problem = toProblem(error);
  const body = toProblemBody(problem);
  const headers = new Headers({ 'Content-Type': 'application/problem+json' });
  // Whoever cannot be answered now is told when to come back, whatever failed.
  const retryAfter = problem.extension.retryAfter ?? (problem.status === 503 ? PASSING_SECONDS : undefined);
  if (retryAfter !== undefined) headers.set('Retry-After', String(retryAfter));
  if (problem.code === 'unauthenticated') headers.set('WWW-Authenticate', 'Bearer');
  const text = JSON.stringify(retryAfter === undefined ? body : { ...body, retryAfter });
  return new Response(text, { status: problem.status, headers });
}

/** Errors that pass by themselves (a database that does not answer) ask to come back; the others do not. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isPassing(error)) return new ProblemError('unavailable', { retryAfter: PASSING_SECONDS }, { cause: error });
  return new ProblemError('internal-error', {}, { cause: error });
}

/**
 * Codes of Node for a connection that fails, and of PostgreSQL for one that is refused or cut (08, 57), a disk that is full or fails (53, 58), a
 * lock or a turn that did not come in time (40001, 40P01, 55P03, 25P03), and a server that takes no writes for now (25006).
 */
const PASSING_CODES = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08|53|57|58|40001|40P01|55P03|25P03|25006)/;
const PASSING_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const fault = sqliteFault(error);
  if (fault !== undefined) return fault !== 'damaged';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return PASSING_CODES.test(code) || PASSING_MESSAGES.test(error.message);
}
