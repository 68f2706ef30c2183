import { topics } from '@relais/model';
import type { Topic } from '../core/live/topic.ts';

/** A booking that is made, moved, cancelled or taken up again changes somebody's day as well. */
const OF_BOOKINGS: readonly string[] = ['booking.confirmed', 'booking.moved', 'booking.cancelled', 'booking.restored'];

/** Which visits have changed. Everybody who may listen hears the same ids, and asks by their own right. */
export const visitsTopic: Topic = {
  contract: topics.visits,
  follow: () => ({
    key: '',
    compose(_view, rows) {
      const changed = rows.filter(({ type }) => type.startsWith('visit.') || OF_BOOKINGS.includes(type));
      return changed.length > 0 ? { visits: [...new Set(changed.map(({ subject }) => subject))] } : undefined;
    },
  }),
};
