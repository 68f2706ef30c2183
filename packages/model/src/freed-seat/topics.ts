import type { LiveTopic } from '../core/live.ts';
import { deskReaders } from '../desk/index.ts';
import { FreedSeatsMessage } from './offers.ts';

export const freedSeatTopics = {
  freedSeats: {
    summary: 'Which freed seats have changed: ids alone',
    access: { roles: deskReaders },
    message: FreedSeatsMessage,
  },
} as const satisfies Record<string, LiveTopic>;
