import type { LiveTopic } from '../core/live.ts';
import { visitOverseers, visitReaders } from './readers.ts';
import { VisitsMessage } from './visits.ts';

export const visitTopics = {
  visits: {
    summary: 'Which visits have changed, bookings made and cancelled included: ids alone',
    access: { roles: [...visitReaders, ...visitOverseers], partial: true },
    message: VisitsMessage,
  },
} as const satisfies Record<string, LiveTopic>;
