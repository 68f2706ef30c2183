import { topics } from '@relais/model';
import type { Topic } from '../core/live/topic.ts';

/** Which freed seats have changed. Everybody who may listen hears the same ids. */
export const freedSeatsTopic: Topic = {
  contract: topics.freedSeats,

  follow: () => ({
    key: '',
    compose(_view, rows) {
      const changed = new Set(rows.filter(({ type }) => type.startsWith('freed-seat.')).map(({ subject }) => subject));
      return changed.size > 0 ? { freedSeats: [...changed] } : undefined;
    },
  }),
};
