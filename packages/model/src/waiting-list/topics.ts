import type { LiveTopic } from '../core/live.ts';
import { WaitingListsMessage } from './entries.ts';
import { listCounters } from './readers.ts';

export const waitingListTopics = {
  waitingLists: {
    summary: 'Which waiting lists have changed: their codes alone',
    access: { roles: listCounters },
    message: WaitingListsMessage,
  },
} as const satisfies Record<string, LiveTopic>;
