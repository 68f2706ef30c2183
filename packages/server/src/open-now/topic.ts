import { topics } from '@relais/model';
import type { Topic } from '../core/live/topic.ts';

/** Seats that are held, given and freed, and what is said of those who were expected. */
const OF_SEATS_AND_VISITS = /^(hold|booking|visit)\./;

/** That something of it has changed; what, whoever shows it sees by asking again. */
export const openNowTopic: Topic = {
  contract: topics.openNow,
  follow: () => ({
    key: '',
    compose: (_view, rows) => (rows.some(({ type }) => OF_SEATS_AND_VISITS.test(type)) ? {} : undefined),
  }),
};
