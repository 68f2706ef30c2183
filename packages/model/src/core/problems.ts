import * as z from 'zod/mini';

/**
 * Every refusal of the API, by its stable code, with the HTTP status it comes with and the title a developer reads.
 * A code is never renamed: hosts and the SDK switch on it.
 */
export const problemCatalogue = {
  'invalid-request': { status: 400, title: 'The request is not what this route accepts' },
  'idempotency-key-missing': { status: 400, title: 'Every write needs an Idempotency-Key' },
  'challenge-invalid': { status: 400, title: 'The answer to the challenge is wrong or out of date' },
  unauthenticated: { status: 401, title: 'This needs a booking link or a professional session' },
  forbidden: { status: 403, title: 'This role may not do this here' },
  'site-not-allowed': { status: 403, title: 'The pages of this site may not book here' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'slot-taken': { status: 409, title: 'Somebody else has taken this slot' },
  'window-full': { status: 409, title: 'No seat is free in this window' },
  'slot-not-bookable': { status: 409, title: 'This slot cannot be booked now' },
  'too-many-holds': { status: 409, title: 'Two seats are already held for this client' },
  'duplicate-booking': { status: 409, title: 'This person already has a live booking' },
  'possible-duplicate': { status: 409, title: 'Somebody much like this person already has a live booking' },
  'booking-cancelled': { status: 409, title: 'This booking is cancelled' },
  'deadline-passed': { status: 409, title: 'It is too late to change this booking' },
  'checklist-outdated': { status: 409, title: 'The severity checklist has a newer version' },
  'idempotency-key-in-use': { status: 409, title: 'The first request with this key is still running' },
  'hold-expired': { status: 410, title: 'The seat is no longer held' },
  'payload-too-large': { status: 413, title: 'The request body is too large' },
  'idempotency-key-reused': { status: 422, title: 'This key was used with another request' },
  'checklist-blocks-booking': { status: 422, title: 'The severity checklist does not lead to a booking' },
  'territory-invalid': { status: 422, title: 'The territory file breaks a rule' },
  'challenge-required': { status: 428, title: 'Solve the challenge and ask again' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'The server failed' },
  unavailable: { status: 503, title: 'The server cannot answer now' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problemCatalogue;

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
