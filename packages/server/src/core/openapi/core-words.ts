import { faultsSchema } from './api-words.ts';
import type { ApiWords, Schema } from './api-words.ts';

const seconds: Schema = {
  type: 'integer',
  minimum: 1,
  description: 'Seconds to wait, also in the header `Retry-After`',
};

export const coreWords: ApiWords = {
  problems: {
    'invalid-request': { faults: faultsSchema },
    'challenge-required': {
      challenge: {
        type: 'object',
        description: 'ALTCHA challenge, version 2; the answer goes into `Relais-Challenge`',
      },
    },
    'site-not-allowed': {
      origin: { type: 'string', description: 'The site, as its browser names it; `null` where it names none' },
    },
    'document-changed': {
      version: { type: 'integer', minimum: 1, description: 'Of the document that is in force' },
      changed: {
        type: 'array',
        maxItems: 20,
        items: { type: 'string' },
        description: 'Places of the document that others have changed since, members and codes separated by dots',
      },
    },
    'rate-limited': { retryAfter: seconds },
    'idempotency-key-in-use': { retryAfter: seconds },
    unavailable: { retryAfter: seconds },
  },
};
