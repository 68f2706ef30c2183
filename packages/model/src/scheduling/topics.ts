import type { LiveTopic } from '../core/live.ts';
import { AvailabilityMessage } from './availability.ts';
import { audience, label } from './parameters.ts';

export const schedulingTopics = {
  availability: {
    summary: 'What is left of the slots that change',
    access: { public: true },
    query: { audience, label },
    message: AvailabilityMessage,
  },
} as const satisfies Record<string, LiveTopic>;
