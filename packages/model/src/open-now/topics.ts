import { frontDesk } from '../booking/index.ts';
import type { LiveTopic } from '../core/live.ts';
import { OpenNowMessage } from './open-now.ts';

export const openNowTopics = {
  openNow: {
    summary: 'Seats or visits have changed, for whatever audience; ask for what is open now again',
    access: { roles: frontDesk },
    message: OpenNowMessage,
  },
} as const satisfies Record<string, LiveTopic>;
