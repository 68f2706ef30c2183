import { consentTopics } from './consent/index.ts';
import type { LiveTopic } from './core/index.ts';
import { deskTopics } from './desk/index.ts';
import { freedSeatTopics } from './freed-seat/index.ts';
import { indicatorTopics } from './indicators/index.ts';
import { openNowTopics } from './open-now/index.ts';
import { protocolTopics } from './protocol/index.ts';
import { runTopics } from './run/index.ts';
import { schedulingTopics } from './scheduling/index.ts';
import { teamTopics } from './team/index.ts';
import { visitTopics } from './visit/index.ts';
import { waitingListTopics } from './waiting-list/index.ts';

/** All that can be followed live. */
export const topics = {
  ...schedulingTopics,
  ...deskTopics,
  ...freedSeatTopics,
  ...protocolTopics,
  ...teamTopics,
  ...runTopics,
  ...indicatorTopics,
  ...consentTopics,
  ...visitTopics,
  ...waitingListTopics,
  ...openNowTopics,
} as const satisfies Record<string, LiveTopic>;

export type TopicName = keyof typeof topics;

/** What a stream follows when it names nothing. */
export const usualTopic = 'availability' satisfies TopicName;
