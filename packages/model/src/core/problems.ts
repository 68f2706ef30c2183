import * as z from 'zod/mini';

/** Refusals by their stable code: the HTTP status each comes with, and the title a developer reads. */
export type ProblemCatalogue = Readonly<Record<string, { readonly status: number; readonly title: string }>>;

/** Refusals that any route may give. */
export const coreProblems = {
  'invalid-request': { status: 400, title: 'The request is not what this route accepts' },
  'idempotency-key-missing': { status: 400, title: 'Every write needs an Idempotency-Key' },
  'challenge-invalid': { status: 400, title: 'The answer to the challenge is wrong or out of date' },
  unauthenticated: { status: 401, title: 'This needs a booking link or a professional session' },
  forbidden: { status: 403, title: 'This role may not do this here' },
  'site-not-allowed': { status: 403, title: 'The pages of this site may not book here' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'idempotency-key-in-use': { status: 409, title: 'The first request with this key is still running' },
  'document-changed': { status: 412, title: 'Somebody has changed this document since it was read' },
  'payload-too-large': { status: 413, title: 'The request body is too large' },
  'idempotency-key-reused': { status: 422, title: 'This key was used with another request' },
  'challenge-required': { status: 428, title: 'Solve the challenge and ask again' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'The server failed' },
  unavailable: { status: 503, title: 'The server cannot answer now' },
} as const satisfies ProblemCatalogue;

/** One thing that is wrong with what was sent: where, and what is accepted there. Never the value of a person's data. */
export const Fault = z.object({
  path: z.string(),
  message: z.string(),
  accepted: z.optional(z.string()),
});
export type Fault = z.infer<typeof Fault>;

/** The members of an RFC 9457 body every problem has; the code decides which extension members come with it. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.optional(z.string()),
});
export type Problem = z.infer<typeof Problem>;
