import { countedEvents } from '@relais/engine/indicators';
import { topics } from '@relais/model';
import type { Topic } from '../core/live/topic.ts';

const counted = new Set<string>(countedEvents);

/** That figures have moved; which, whoever shows them sees by asking again. */
export const figuresTopic: Topic = {
  contract: topics.figures,
  follow: () => ({ key: '', compose: (_view, rows) => (rows.some(({ type }) => counted.has(type)) ? {} : undefined) }),
};
