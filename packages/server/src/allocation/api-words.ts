import type { CorrectLedger } from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

const members: MembersOf<{ CorrectLedger: CorrectLedger }> = {
  CorrectLedger: {
    to: 'The practice that is to receive more; when absent all others than `from`, in equal parts',
    from: 'The practice that is to receive less; when absent all others than `to`, in equal parts',
    bookings: 'How many bookings',
    reason: 'Why, for colleagues: nothing about a patient',
  },
};

export const allocationWords: ApiWords = { members };
