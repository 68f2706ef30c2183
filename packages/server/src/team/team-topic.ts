import { topics } from '@relais/model';
import type { Topic } from '../core/live/topic.ts';

/** That something of the team has changed; who wants to know what asks by their own right. */
export const teamTopic: Topic = {
  contract: topics.team,
  follow: () => ({
    key: '',
    compose: (_view, rows) => (rows.some(({ type }) => type.startsWith('team.')) ? {} : undefined),
  }),
};
