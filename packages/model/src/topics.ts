import type { LiveTopic } from './core/index.ts';
import { schedulingTopics } from './scheduling/index.ts';

/** All that can be followed live. */
export const topics = { ...schedulingTopics } as const satisfies Record<string, LiveTopic>;

export type TopicName = keyof typeof topics;

/** What a stream follows when it names nothing. */
export const usualTopic = 'availability' satisfies TopicName;
