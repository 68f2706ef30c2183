import type { ProblemCode } from '@relais/model';

type Schema = Readonly<Record<string, unknown>>;

const seconds: Schema = {
  type: 'integer',
  minimum: 1,
  description: 'Seconds to wait, also in the header `Retry-After`',
};
const alternatives: Schema = {
  type: 'array',
  maxItems: 3,
  items: { $ref: '#/components/schemas/Slot' },
  description: 'The next free slots that suit the same filters',
};
const faults: Schema = { type: 'array', items: { $ref: '#/components/schemas/Fault' } };
const instant: Schema = { $ref: '#/components/schemas/Instant' };

/** What a problem carries beyond the members of RFC 9457, by its code. Codes that are not here carry nothing more. */
export const problemMembers: Partial<Record<ProblemCode, Readonly<Record<string, Schema>>>> = {
  'invalid-request': { faults },
  'territory-invalid': { faults },
  'slot-taken': { alternatives },
  'window-full': { alternatives },
  'slot-not-bookable': { alternatives, reason: { $ref: '#/components/schemas/NotBookable' } },
  'duplicate-booking': {
    booking: {
      type: 'object',
      properties: { id: { type: 'string' }, href: { type: 'string' } },
      required: ['id', 'href'],
      description: 'The first booking; its address opens with its own link only',
    },
  },
  'too-many-holds': {
    holds: {
      type: 'array',
      items: {
        type: 'object',
        properties: { id: { type: 'string' }, expiresAt: instant },
        required: ['id', 'expiresAt'],
      },
    },
  },
  'deadline-passed': { changeableUntil: instant },
  'checklist-blocks-booking': { outcome: { $ref: '#/components/schemas/ChecklistOutcome' } },
  'challenge-required': {
    challenge: { type: 'object', description: 'ALTCHA challenge, version 2; the answer goes into `Relais-Challenge`' },
  },
  'site-not-allowed': {
    origin: { type: 'string', description: 'The site, as its browser names it; `null` where it names none' },
  },
  'rate-limited': { retryAfter: seconds },
  'idempotency-key-in-use': { retryAfter: seconds },
  unavailable: { retryAfter: seconds },
};
