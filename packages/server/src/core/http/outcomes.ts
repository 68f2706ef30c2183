import { FHIR_TYPE } from '@relais/model';
import type { ProblemCode } from '@relais/model';
import type { ProblemError } from '../problem.ts';
import { toProblemResponse, toProblem } from './problems.ts';

/** https://hl7.org/fhir/R4/valueset-issue-type.html */
const ISSUES: Partial<Record<ProblemCode, string>> = {
  'invalid-request': 'invalid',
  unauthenticated: 'login',
  forbidden: 'forbidden',
  'not-found': 'not-found',
  'rate-limited': 'throttled',
  unavailable: 'transient',
};

/** A refusal as FHIR has it, with the status and the headers of our own. */
export function toOutcomeResponse(error: unknown): Response {
  const problem = toProblem(error);
  const { status, headers } = toProblemResponse(problem);
  headers.set('Content-Type', FHIR_TYPE);
  return new Response(JSON.stringify(toOutcome(problem)), { status, headers });
}

export type Refusal = Pick<ProblemError, 'code' | 'message' | 'extension'>;

/** The same as a resource. */
export function toOutcome(problem: Refusal): object {
  const said = (problem.extension.faults ?? []).map(({ path, message }) => `${path} ${message}`);
  const diagnostics = [problem.message, ...said].join('; ');
  const issue = { severity: 'error', code: ISSUES[problem.code] ?? 'exception', diagnostics };
  return { resourceType: 'OperationOutcome', issue: [issue] };
}
